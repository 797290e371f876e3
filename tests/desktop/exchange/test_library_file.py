"""Another library's file as a format: all that it holds comes over, and nothing that it declares is run."""

import json
import lzma
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.exchange import registry
from desktop.exchange.exporting import Selection, export
from desktop.exchange.importing import import_paths
from desktop.exchange.registry import WRITABLE
from desktop.library import Library
from desktop.model.article_filter import ArticleFilter
from tests.faults.hostile_libraries import KINDS, sound
from tests.making import added_article

EARLIER = Path(__file__).parents[1] / "library/sqlite/fixtures"


def exported(library: Library, target: Path) -> dict[str, Any]:
    chosen = Selection(articles=None, options={"include_suggestions": True})
    export(library, WRITABLE["json"], chosen, target)
    data: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    del data["exported_at"]
    return data


def test_all_that_a_sound_one_holds_comes_over(tmp_path: Path) -> None:
    sound(other := tmp_path / "Other.ascribe")
    with Library.open(tmp_path / "Own.ascribe") as library:
        library.read_layers(None)
        report = import_paths(library, [other])
        assert (len(report.added), report.unsound, report.refused) == (3, 0, [])
        assert library.check() == []
        taken = exported(library, tmp_path / "taken.json")
    for article in taken["articles"]:
        article.pop("statuses", None)  # said of Ada's layer by its name, since it is not the first one here
    with Library.open(other) as library:
        assert taken == exported(library, tmp_path / "other.json")


@pytest.mark.parametrize(
    "earlier", sorted(EARLIER.glob("*.xz")), ids=lambda file: str(file.name.partition(".ascribe")[0])
)
def test_one_of_an_earlier_version_comes_over(library: Library, tmp_path: Path, earlier: Path) -> None:
    (other := tmp_path / "Other.ascribe").write_bytes(lzma.decompress(earlier.read_bytes()))
    report = import_paths(library, [other])
    assert (report.unsound, report.refused) == (0, [])
    assert bool(report.added) == ("empty" not in earlier.name)


def test_tags_and_sets_come_over_where_they_are_sound(tmp_path: Path) -> None:
    with Library.open(tmp_path / "Other.ascribe") as other:
        added_article(other, "One.", tags=("war",), sets=("pilot",))
        added_article(other, "Two.", "Odd")
    with closing(sqlite3.connect(tmp_path / "Other.ascribe")) as connection:
        connection.execute("UPDATE article SET tags = '[1]' WHERE title = 'Odd'")
        connection.commit()
    with Library.open(tmp_path / "Own.ascribe") as library:
        report = import_paths(library, [tmp_path / "Other.ascribe"])
        (row,) = library.articles()
        assert (row.article.tags, row.article.sets, report.unsound) == (("war",), ("pilot",), 1)
        assert library.article_ids(ArticleFilter(tag="war")) == [row.article.id]


@pytest.mark.parametrize("kind", list(KINDS)[::5])  # each opens the file in the same way
def test_of_each_kind_it_is_read_or_refused_in_a_sentence(tmp_path: Path, kind: str) -> None:
    KINDS[kind](other := tmp_path / "Other.ascribe")
    before = other.read_bytes()
    with Library.open(tmp_path / "Own.ascribe") as library:
        report = import_paths(library, [other])
        assert library.check() == []
    assert all(str(other) in one.reason and one.reason.endswith(".") for one in report.refused)
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    "kind",
    [
        "an extra view without end",
        "a trigger that deletes",
        "a generated column that takes long",
        "an index that takes long",
    ],
)
def test_what_else_it_declares_is_in_nobodys_way(tmp_path: Path, kind: str) -> None:
    KINDS[kind](other := tmp_path / "Other.ascribe")
    with Library.open(tmp_path / "Own.ascribe") as library:
        report = import_paths(library, [other])
        assert (len(report.added), report.annotations, report.unsound) == (3, 18, 0)


def test_the_library_itself_is_refused(library: Library) -> None:
    added_article(library, "A text.")
    report = import_paths(library, [library.address.file])
    assert "is the library itself" in report.refused[0].reason
    assert library.check() == []


def test_a_library_in_a_folder_of_articles_is_left_alone(library: Library, tmp_path: Path) -> None:
    (folder := tmp_path / "articles").mkdir()
    sound(folder / "Other.ascribe")
    (folder / "a.txt").write_text("An article.")
    assert len(import_paths(library, [folder]).added) == 1
    assert ".ascribe" not in registry.EXTENSIONS
