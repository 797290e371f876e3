"""A library whose file is deleted, moved or replaced while it is open."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.base.errors import KnownError, Lost
from desktop.library import Library
from desktop.model import operations
from tests.making import added_article

pytestmark = [
    pytest.mark.about_a_file,
    pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there"),
]


def delete(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def delete_it_alone(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    (elsewhere := path.parent / "elsewhere").mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(elsewhere / file.name)


def move_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("renamed"))


def replace(path: Path) -> None:
    delete(path)
    with Library.open(path.with_name("Other.ascribe")) as other:
        added_article(other, "Of another library.", "Another")
    path.with_name("Other.ascribe").rename(path)


def delete_its_wal(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


WAYS = [delete, delete_it_alone, delete_its_wal, move, move_its_folder, replace]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    (folder := tmp_path / "news").mkdir()
    with Library.open(folder / "News.ascribe", annotator="ada") as opened:
        yield opened


def test_a_file_that_was_moved_has_all_that_was_saved_as_soon_as_that_is_noticed(
    opened: Library, tmp_path: Path
) -> None:
    """Its -wal file stays behind, and whoever kills the program leaves it there for good."""
    with opened as library:
        added_article(library, "Never folded into the file.", "Bridge")
        library.address.file.rename(moved := tmp_path / "Moved.ascribe")
        assert not library.is_in_place
        shutil.copy(moved, killed := tmp_path / "As a kill leaves it.ascribe")
        with Library.open(killed) as there:
            assert [row.article.title for row in there.articles()] == ["Bridge"]


@pytest.mark.parametrize("happens", WAYS)
def test_it_is_noticed_and_what_it_holds_can_be_saved(
    opened: Library, happens: Callable[[Path], None], tmp_path: Path
) -> None:
    with opened as library:
        article = added_article(library, "A text.", "Kept")
        assert library.is_in_place
        happens(library.address.file)
        assert not library.is_in_place
        lies_there = sorted(library.address.file.parent.iterdir()) if library.address.file.parent.exists() else None
        writes: list[Callable[[], object]] = [
            lambda: library.edit(operations.edit_articles(1)).__enter__(),
            lambda: library.bulk_edit(operations.import_articles(), "group").__enter__(),
            library.undo,
            lambda: library.save_derived("model", b"1"),
            lambda: library.again(),
        ]
        for write in writes:
            with pytest.raises(Lost, match="save a copy"):
                write()
        library.checkpoint()
        assert library.text(article.id) == "A text."
        copy = library.backup(tmp_path / "Saved.ascribe")
        now_there = sorted(library.address.file.parent.iterdir()) if library.address.file.parent.exists() else None
        assert now_there == lies_there, "nothing was made there"
    with Library.open(copy) as saved:
        assert [row.article.title for row in saved.articles()] == ["Kept"]
        assert saved.check() == []


@pytest.mark.parametrize("happens", WAYS)
def test_nothing_is_left_beside_it_when_it_is_closed(
    opened: Library, happens: Callable[[Path], None], tmp_path: Path
) -> None:
    with opened as library:
        added_article(library, "A text.", "Kept")
        assert library.is_in_place
        happens(library.address.file)
        assert not library.is_in_place
    left = [file.name for file in tmp_path.rglob("*") if file.is_file()]
    assert set(left) <= {"News.ascribe", "News.ascribe-wal", "News.ascribe-shm"}, "those that were moved with it"
    assert len(left) == len(set(left))


def test_one_that_was_moved_holds_all_that_was_done_when_it_is_closed(opened: Library, tmp_path: Path) -> None:
    moved = tmp_path / "Moved.ascribe"
    with opened as library:
        added_article(library, "A text.", "Kept")
        assert library.is_in_place
        library.address.file.rename(moved)
        assert not library.is_in_place
    with Library.open(moved) as read:
        assert [row.article.title for row in read.articles()] == ["Kept"]


def test_what_replaced_it_is_neither_read_nor_written(opened: Library) -> None:
    with opened as library:
        added_article(library, "A text.", "Kept")
        assert library.codebook.labels
        replace(library.address.file)
        before = library.address.file.read_bytes()
        with library.snapshot() as snapshot:
            assert len(snapshot.article_ids()) == 1
            with pytest.raises(KnownError):  # for what is asked meanwhile, the file would be opened once more
                library.speakers()
        assert [row.article.title for row in library.articles()] == ["Kept"]
    assert library.address.file.read_bytes() == before


def test_it_is_worked_on_when_it_is_back(opened: Library) -> None:
    with opened as library:
        library.address.file.rename(library.address.file.with_name("Away.ascribe"))
        with pytest.raises(Lost):
            added_article(library, "A text.")
        library.address.file.with_name("Away.ascribe").rename(library.address.file)
        added_article(library, "A text.")
    with Library.open(library.address) as again:
        assert again.count_articles() == (1, 0)


def test_nothing_makes_a_library_where_one_was_expected(tmp_path: Path) -> None:
    with pytest.raises(Lost):
        Library.open(tmp_path / "News.ascribe", make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_the_file_in_its_place_is_another_file(opened: Library) -> None:
    """As a program does it that synchronises folders."""
    with opened as library:
        shutil.copy(library.address.file, library.address.file.with_name("Copy"))
        library.address.file.with_name("Copy").rename(library.address.file)
        assert not library.is_in_place


def test_a_library_that_replaced_it_is_not_read_with_what_was_ahead_of_the_lost_one(opened: Library) -> None:
    path = opened.address.file
    with Library.open(path.with_name("Good.ascribe")) as good:
        added_article(good, "A good text.", "Good")
    with opened as library:
        added_article(library, "A text that is only in the -wal file.", "Lost")
        path.with_name("Good.ascribe").replace(path)
        assert not library.is_in_place
        copy = library.backup(path.with_name("Saved.ascribe"))
    for file, title in ((path, "Good"), (copy, "Lost")):
        with Library.open(file) as read:
            assert [row.article.title for row in read.articles()] == [title]
            assert read.check() == []


def test_a_library_that_is_closed_without_another_look_leaves_nothing_to_its_replacement(opened: Library) -> None:
    path = opened.address.file
    with Library.open(path.with_name("Good.ascribe")) as good:
        added_article(good, "A good text.", "Good")
    with opened as library:
        added_article(library, "A text that is only in the -wal file.", "Lost")
        assert library.is_in_place
        path.unlink()
    path.with_name("Good.ascribe").replace(path)
    with Library.open(path) as read:
        assert [row.article.title for row in read.articles()] == ["Good"]
        assert read.check() == []


def test_what_another_handle_set_aside_is_there_again_when_the_library_is_back(opened: Library) -> None:
    path = opened.address.file
    with opened as library, library.again() as worker:
        added_article(library, "A text.")
        assert library.is_in_place
        assert worker.is_in_place
        path.rename(path.with_name("Away.ascribe"))
        assert not worker.is_in_place
        path.with_name("Away.ascribe").rename(path)
        added_article(library, "Another text.")
        with Library.open(path) as third:
            assert third.count_articles() == (2, 0)
    assert not list(path.parent.glob("*lost*"))
