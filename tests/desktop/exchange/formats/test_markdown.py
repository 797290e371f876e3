"""Markdown: text without its marks, and the front matter of site generators."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Document


def _read(folder: Path, text: str, name: str = "a.md") -> Document:
    path = folder / name
    path.write_bytes(text.encode())
    (document,) = registry.read(path).documents
    return document


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", "# The dam\n\nIt holds.", "The dam"),
        ("a.markdown", "\n## The *old* dam ##  \nIt holds.", "The old dam"),
        ("a.MD", "\ufeff# The dam\r\n\r\nIt holds.", "The dam"),
        ("a.md", "#1 of the news\n\nIt holds.", "#1 of the news"),  # a heading has a blank behind its mark
        ("a.md", "It holds.\n\n# Later\n\nMore.", "It holds."),  # only what it begins with
        ("a.md", "The dam\n=======\n\nIt holds.", "The dam"),
    ],
)
def test_the_heading_that_markdown_begins_with_is_its_title(tmp_path: Path, name: str, text: str, title: str) -> None:
    assert _read(tmp_path, text, name).article.title == title


def test_the_text_has_no_marks(tmp_path: Path) -> None:
    text = (
        "# The dam\n\n“It *holds*,” said [Ines **Ruiz**](http://tolm.example/ruiz),\nthe mayor.\n\n"
        "> It `will` hold.\n> ![a dam](dam.png)\n\n- one\n- two\n\n"
        "| who | what |\n|---|---|\n| Ruiz | dam |\n\n<div>no</div>\n"
    )
    assert _read(tmp_path, text).text == (
        "The dam\n\n“It holds,” said Ines Ruiz, the mayor.\n\nIt will hold.\n\none\n\ntwo\n\nwho\twhat\n\nRuiz\tdam"
    )


def test_the_front_matter_is_what_is_known_of_the_article(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'The dam: shut'\nauthors:\n  - Ann Lee\n  - name: Tom Berg\ndate: 2024-03-05 10:00\n"
        "site: Tolm Courier\nlang: en_US\n---\n\nIt holds, said Ruiz.\n"
    )
    document = _read(tmp_path, text)
    article = document.article
    assert document.text == "The dam: shut\n\nIt holds, said Ruiz."
    assert (article.title, article.author, article.published) == ("The dam: shut", "Ann Lee; Tom Berg", "2024-03-05")
    assert (article.publisher, article.language) == ("Tolm Courier", "en-US")


def test_the_front_matter_may_be_toml(tmp_path: Path) -> None:
    text = '+++\ntitle = "The dam: shut"\ndate = 2024-03-05T10:00:00Z\nauthors = ["Ann Lee", "Tom Berg"]\n'
    text += "+++\n\nIt holds.\n"
    document = _read(tmp_path, text)
    article = document.article
    assert document.text == "The dam: shut\n\nIt holds."
    assert (article.title, article.author, article.published) == ("The dam: shut", "Ann Lee; Tom Berg", "2024-03-05")


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2021-02-30", ""),
        ("2021-02-03", "2021-02-03"),
        ("2021-02-03T23:30:00-05:00", "2021-02-03"),
        ("null", ""),
        ("3 February 2021", "2021-02-03"),
    ],
)
def test_a_date_that_is_none_leaves_the_rest_of_the_front_matter(tmp_path: Path, date: str, published: str) -> None:
    document = _read(tmp_path, f"---\ntitle: Dam story\ndate: {date}\nauthor: ~\n---\n\nIt holds.\n")
    assert document.text == "Dam story\n\nIt holds."
    assert (document.article.title, document.article.published, document.article.author) == ("Dam story", published, "")


@pytest.mark.parametrize("front", ["title = ", "a" + ".a" * 5_000 + " = 1", "a = " + "[" * 5_000, "a = 2024-02-31"])
def test_toml_that_is_none_is_text(tmp_path: Path, front: str) -> None:
    document = _read(tmp_path, f"+++\n{front}\n+++\n\n# It *holds*\n")
    assert document.text.endswith("It holds")
    assert document.text.startswith("+++")


@pytest.mark.parametrize(
    "front",
    [
        "d: !!timestamp x",
        "n: !!int ''",
        "b: !!bool x",
        "f: !!float x",
        "[" * 5000,
        "a: &a [*a]",
        "- 1",
        "date: 2024-02-31",
        "title: [unclosed",
        "title:\n  a: b",
    ],
)
def test_odd_front_matter_is_no_trouble(tmp_path: Path, front: str) -> None:
    assert "It holds." in _read(tmp_path, f"---\n{front}\n---\n\nIt holds.").text


@settings(deadline=None)  # the parser is imported by the first
@given(st.text())
def test_any_text_is_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    try:
        _read(tmp_path_factory.mktemp("any"), text.encode(errors="replace").decode())
    except KnownError:
        return
