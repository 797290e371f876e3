"""What a backup or an export must not be written over."""

import os
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from desktop.library.write_targets import refuse_as_target
from tests.making import added_article

pytestmark = pytest.mark.about_a_file


def refused(library: LibraryAddress, target: Path) -> str:
    with pytest.raises(KnownError) as caught:
        refuse_as_target(library, target)
    assert str(target) in str(caught.value)
    return str(caught.value)


def test_the_library_under_any_name(library: Library, tmp_path: Path) -> None:
    path = library.address.file
    (tmp_path / "linked.json").symlink_to(path)
    os.link(path, tmp_path / "again.json")
    (tmp_path / "here").symlink_to(tmp_path)
    (tmp_path / "folder").mkdir()
    for target in (
        path,
        tmp_path / "linked.json",
        tmp_path / "again.json",
        tmp_path / "here" / path.name,
        tmp_path / "folder" / ".." / path.name,
    ):
        assert "is the library itself" in refused(library.address, target)
    assert "is the library itself" in refused(LibraryAddress.of(tmp_path / "linked.json"), path)


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal", "-lock", "-WAL"])
@pytest.mark.parametrize("name", ["News.ascribe", "Another.ascribe"])
def test_what_a_library_keeps_beside_it(library: Library, tmp_path: Path, name: str, suffix: str) -> None:
    assert "that a library needs" in refused(library.address, tmp_path / f"{name}{suffix}")


def test_what_a_library_keeps_beside_it_by_a_link(library: Library, tmp_path: Path) -> None:
    added_article(library, "A text.")
    (tmp_path / "export.json").symlink_to(tmp_path / "News.ascribe-wal")
    assert "that a library needs" in refused(library.address, tmp_path / "export.json")


def test_its_backups(library: Library, tmp_path: Path) -> None:
    added_article(library, "A text.")
    backup = library.backup()
    (tmp_path / "export.json").symlink_to(backup)
    for target in (backup, tmp_path / "export.json"):
        assert "own backups" in refused(library.address, target)


def test_another_library_that_is_open(library: Library, tmp_path: Path) -> None:
    other = tmp_path / "Other.ascribe"
    with Library.open(other) as opened:
        added_article(opened, "A text.")
        assert "is a library that is open" in refused(library.address, other)
    assert "another library" in refused(library.address, other)


def test_another_library_that_is_closed(library: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "Other.ascribe") as other:
        added_article(other, "Others wrote this.")
    with pytest.raises(KnownError, match="another library"):
        refuse_as_target(library.address, tmp_path / "Other.ascribe")
    with pytest.raises(KnownError, match="another library"):
        library.backup(tmp_path / "Other.ascribe")


def test_a_backup_takes_the_place_of_an_earlier_one(library: Library, tmp_path: Path) -> None:
    for text in ("One.", "Two."):
        added_article(library, text)
        library.backup(tmp_path / "Kept.ascribe")
    with Library.open(tmp_path / "Kept.ascribe") as kept:
        assert kept.count_articles()[0] == 2


def test_folders(library: Library, tmp_path: Path) -> None:
    assert "is a folder" in refused(library.address, tmp_path)
    assert "there is no folder" in refused(library.address, tmp_path / "nowhere" / "out.json")


def test_any_other_file_may_be_written(library: Library, tmp_path: Path) -> None:
    (tmp_path / "out.json").touch()
    for target in ("out.json", "new.json", "News-wal.json", "notes-wal"):
        refuse_as_target(library.address, tmp_path / target)


def test_a_backup_is_refused_there(library: Library) -> None:
    added_article(library, "A text.")
    with pytest.raises(KnownError, match="is the library itself"):
        library.backup(library.address.file)
    assert library.count_articles() == (1, 0)
