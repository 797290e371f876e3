"""Text files: their lines and what these say of the article."""

from pathlib import Path

import pytest

from desktop.exchange import registry
from desktop.exchange.document import Document


def _read(folder: Path, text: str) -> Document:
    path = folder / "a.txt"
    path.write_bytes(text.encode())
    (document,) = registry.read(path).documents
    return document


def test_a_text_stays_as_it_is(tmp_path: Path) -> None:
    text = "# The dam\n\nIt holds.\n  And it *holds*.\n"
    document = _read(tmp_path, text)
    assert document.text == text
    assert document.article.title == "# The dam"


def test_lines_that_were_wrapped_are_joined(tmp_path: Path) -> None:
    document = _read(
        tmp_path, "The dam\r\n\r\nThe council voted on Tuesday to\r\nclose the road along the dam for\r\nsix weeks."
    )
    assert document.text == "The dam\n\nThe council voted on Tuesday to close the road along the dam for six weeks."


def test_a_byline_and_a_date_line_are_taken_over(tmp_path: Path) -> None:
    document = _read(tmp_path, "The dam\n\nBy Ann Lee and Tom van den Berg\nTuesday, 24 November 2026\n\nIt holds.")
    assert (document.article.author, document.article.published) == ("Ann Lee; Tom van den Berg", "2026-11-24")
    assert "By Ann Lee" in document.text


@pytest.mark.parametrize(
    "line", ["By Monday Tolm was shut", "By the river", "05/03/2026", "In 2026 there were 24 dams"]
)
def test_what_is_no_byline_and_no_date_is_left_alone(tmp_path: Path, line: str) -> None:
    article = _read(tmp_path, f"The dam\n{line}\nIt holds.").article
    assert (article.author, article.published) == ("", "")


@pytest.mark.parametrize("by", ["", "By ", "Von "])
@pytest.mark.parametrize("between", [", ", " | ", " – "])
def test_a_name_and_a_day_in_one_line_are_both_taken_over(tmp_path: Path, by: str, between: str) -> None:
    article = _read(tmp_path, f"A quay\n\n{by}Ann Lee{between}4 March 2024\n\nIt is old, they said.\n").article
    assert (article.author, article.published) == ("Ann Lee", "2024-03-04")


def test_a_place_and_a_day_in_one_line_name_nobody(tmp_path: Path) -> None:
    assert _read(tmp_path, "A quay\n\nNew York, 4 March 2024\n\nIt is old, they said.\n").article.author == ""
