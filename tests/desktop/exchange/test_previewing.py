"""What an import would bring: said before it, and nothing written."""

from pathlib import Path

import pytest

from desktop.base.errors import Cancelled
from desktop.exchange.importing import import_paths
from desktop.exchange.previewing import preview, wanted
from desktop.library import Library
from tests.desktop.exchange.news_databases.test_splitting import LABELLED, SECOND


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clippings.txt"
    path.write_text(LABELLED)
    return path


def test_it_counts_and_shows_and_adds_nothing(library: Library, file: Path) -> None:
    seen = preview(library, [file])
    (one,) = seen.files
    assert (seen.articles, one.articles, one.fields["author"], one.fields["published"]) == (2, 2, 1, 2)
    assert [article.title for article in one.first] == ["A quay to be mended", "Tram leaves the rails"]
    assert wanted([file])
    assert library.count_articles()[0] == 0


def test_what_is_there_twice_is_told(library: Library, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(f"Tram leaves the rails\n\n{SECOND}")
    import_paths(library, [copy])
    first, second = preview(library, [file, copy]).files
    assert first.known == second.known == second.twice == ["Tram leaves the rails"]
    words = "\n".join(first.lines() + second.lines())
    assert "in the library already: Tram" in words
    assert "has the text of one before it: Tram" in words


def test_what_is_there_already_is_not_counted_as_new(library: Library, file: Path) -> None:
    seen = preview(library, [file, file])
    assert (seen.articles, seen.new, seen.brings_something) == (4, 2, True)
    import_paths(library, [file])
    seen = preview(library, [file, file])
    assert (seen.articles, seen.new, seen.brings_something) == (4, 0, False)


def test_what_cannot_be_read_is_told(library: Library, file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    seen = preview(None, [tmp_path])
    assert [refusal.path.name for refusal in seen.refused] == ["empty.txt"]
    assert seen.articles == 2


def test_it_can_be_cancelled(file: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        preview(None, [file], cancel)


def test_what_a_person_expects_needs_no_preview(file: Path, tmp_path: Path) -> None:
    plain, export, missing = tmp_path / "a.txt", tmp_path / "b.json", tmp_path / "c.txt"
    plain.write_text("A quay\n\nIt is old.")
    export.write_text("{}")
    assert not wanted([plain, export, missing, tmp_path])
    assert wanted([plain, file])
