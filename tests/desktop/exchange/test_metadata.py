"""A table changes what is known of articles that are there."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import metadata
from desktop.exchange.exporting import Selection, export
from desktop.exchange.importing import import_paths
from desktop.exchange.metadata import Matches, Plan
from desktop.exchange.registry import WRITABLE
from desktop.exchange.source import Choices
from desktop.exchange.tables.table import Layout
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Article
from tests.making import article_of

TEXTS = ("The dam holds, said Croft.", "The ferry stays, said Lee.")


@pytest.fixture
def articles(library: Library, tmp_path: Path) -> Sequence[Article]:
    """Two articles from files in a folder, and one from elsewhere with a URL."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in zip(("dam.txt", "ferry.txt"), TEXTS, strict=True):
        (folder / name).write_text(text)
    import_paths(library, [folder])
    with library.edit(operations.import_articles()) as edit:
        edit.add_article(
            article_of("Another text.", publisher="Post", url="https://www.post.example/a/"), "Another text."
        )
    return [row.article for row in library.articles()]


def taken(library: Library, file: Path, *, only_empty: bool = False) -> tuple[Matches, Plan]:
    table = metadata.read(file)
    matches = metadata.matched(library, table)
    before = metadata.plan(library, table, matches, only_empty=only_empty)
    with library.edit(operations.edit_articles(len(before.changed))) as edit:
        assert metadata.take_in(edit, table, matches, only_empty=only_empty).changed == before.changed
    return matches, before


def test_articles_are_meant_by_id_file_and_url(library: Library, articles: Sequence[Article], tmp_path: Path) -> None:
    dam, _, post = articles
    file = tmp_path / "known.csv"
    file.write_text(
        "article_id;Filename;Link;Newspaper;Date;Tags;Weather\n"
        f"{dam.id};;;Gazette;4.3.2026;dams, Water;rain\n"
        ";texts\\ferry;;Gazette;2026-03-05;;\n"
        ";;http://post.example/a#top;'=Post;;;\n"
        ";no.txt;;Gazette;;;\n"
    )
    matches, made = taken(library, file)
    assert dict(matches.by) == {"id": 1, "file": 1, "url": 1}
    assert matches.unknown == ["row 4: no.txt"]
    assert made.fields == {"publisher": 3, "published": 2, "tags": 1}
    assert made.left_out == ["These columns are not used: Weather."]
    now = library.articles_by_id([one.id for one in articles])
    assert [(now[one.id].publisher, now[one.id].published, now[one.id].tags) for one in articles] == [
        ("Gazette", "2026-03-04", ("dams", "Water")),
        ("Gazette", "2026-03-05", ()),
        ("=Post", "", ()),
    ]
    assert now[post.id].url == post.url
    assert metadata.sentences(matches, made)[3:] == [
        "3 articles change: publisher 3, date 2, tags 1",
        "1 row fits no article of the library: row 4: no.txt",
    ]
    library.undo()
    assert library.articles_by_id([one.id for one in articles]) == {one.id: one for one in articles}


def test_only_what_is_empty_is_filled_in(library: Library, articles: Sequence[Article], tmp_path: Path) -> None:
    file = tmp_path / "known.tsv"
    file.write_text("url\tpublisher\tauthor\nhttps://post.example/a\tGazette\tAnn Lee\n")
    _, made = taken(library, file, only_empty=True)
    assert [fields for _, fields in made.changed] == [{"author": "Ann Lee"}]


@pytest.mark.parametrize("format", ["csv", "xlsx", "ods", "jsonl"])
def test_an_exported_table_changes_nothing(
    library: Library, articles: Sequence[Article], tmp_path: Path, format: str
) -> None:
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(articles[0], tags=("a", "b"), note="One line.", published="2026-03", author="+Ann")
    file = tmp_path / f"all.{format}"
    export(library, WRITABLE[format], Selection(layout=Layout(table="articles")), file)
    matches, made = taken(library, file)
    assert (made.changed, made.same, matches.by["id"]) == ([], 3, 3)


def test_what_is_doubtful_is_told(library: Library, articles: Sequence[Article], tmp_path: Path) -> None:
    dam, *_ = articles
    with library.edit(operations.import_articles()) as edit:
        edit.add_article(article_of(TEXTS[1], publisher="Other"), TEXTS[1])
    (tmp_path / "texts" / "bad.docx").write_bytes(b"\x00\x01")
    file = tmp_path / "known.csv"
    file.write_text(
        "id,file,date,language\n"
        f"{dam.id},,soon,xx-not a tag\n{dam.id},,2026,\n,ferry.txt,2026,\n,bad.docx,2026,\n,,2026,\n,,,\n"
    )
    matches, made = taken(library, file)
    assert made.changed == []
    assert matches.left_out[:2] == [
        "Row 2 is about the same article as row 1, and was left out.",
        "Row 3: “ferry.txt” fits 2 articles; name them by their ids.",
    ]
    assert "bad.docx" in matches.left_out[2]
    assert matches.unknown == ["row 4: bad.docx", "row 5: –"]
    assert made.left_out == [
        "Row 1: “soon” cannot be taken as date.",
        "Row 1: “xx-not a tag” cannot be taken as language.",
    ]


def test_the_library_itself_is_no_file_of_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, path = tmp_path / "known.csv", tmp_path / "News.txt"
    file.write_text("file,publisher\nNews.txt,Gazette\nOther.ascribe,Post\n")
    (tmp_path / "Other.ascribe").write_bytes(b"")
    with Library.open(path) as library:
        monkeypatch.setattr(metadata.registry, "read", lambda *_: pytest.fail("it was opened"))
        matches = metadata.matched(library, metadata.read(file))
    assert matches.unknown == ["row 1: News.txt", "row 2: Other.ascribe"]


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "known.csv"
    for text, told in (
        ("name,role\nAnn,mayor\n", "no column “id”, “file” or “url”"),
        ("url,weather\na,rain\n", "no column with something that articles have"),
    ):
        file.write_text(text)
        with pytest.raises(KnownError, match=told):
            metadata.read(file)
    with pytest.raises(KnownError, match="no column “x”"):
        metadata.read(file, Choices(columns={"title": "x"}))
    (tmp_path / "a.txt").write_text("No table.")
    with pytest.raises(KnownError, match="It is not a table"):
        metadata.read(tmp_path / "a.txt")
