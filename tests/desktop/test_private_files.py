"""What Ascribe makes is for the user alone, whatever new files are for elsewhere; what is given away keeps its mode."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base import files
from desktop.base.library_address import LibraryAddress
from desktop.exchange.exporting import Selection, export
from desktop.exchange.formats import native
from desktop.library import Library
from desktop.library.restore import restore
from tests.making import added_article

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """New files and folders are for all, unless who makes them says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """The mode of each file and folder below."""
    return {
        str(path.relative_to(folder)): f"{stat.S_IMODE(path.lstat().st_mode):o}" for path in sorted(folder.rglob("*"))
    }


def test_a_library_its_backups_and_what_lies_beside_them(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Library.open(home / "data" / "a.ascribe") as library:
        added_article(library, "The dam will hold, Ruiz said.")
        library.backup()
        library.backup(tmp_path / "copy.ascribe")
        beside = modes(tmp_path)
    assert {"a.ascribe", "a.ascribe-wal", "a.ascribe-shm", "a backups"} <= {Path(name).name for name in beside}
    assert {beside[name] for name in beside if (tmp_path / name).is_dir()} == {"700"}
    assert {mode for name, mode in beside.items() if ".ascribe" in name} == {"600"}


def test_a_library_that_is_restored_and_the_damaged_one_that_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.ascribe"
    with Library.open(path) as library:
        added_article(library, "The dam will hold, Ruiz said.")
        backup = library.backup(tmp_path / "copy.ascribe")
    path.write_bytes(b"no database" * 100)
    kept = restore(LibraryAddress.of(path), backup)
    assert kept is not None
    assert {stat.S_IMODE(file.stat().st_mode) for file in (path, kept)} == {0o600}
    path.unlink()
    restore(LibraryAddress.of(path), backup)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_export_keeps_the_mode_of_what_it_replaces(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.touch()
    with Library.open(tmp_path / "a.ascribe") as library:
        added_article(library, "The dam will hold, Ruiz said.")
        for mode in (0o640, 0o600, 0o666):
            target.chmod(mode)
            export(library, native.FORMAT, Selection(), target)
            assert stat.S_IMODE(target.stat().st_mode) == mode
        export(library, native.FORMAT, Selection(), tmp_path / "new.json")
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o666, "a new file is as the user's new files are"


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o775)
    shared.chmod(0o775)
    files.make_folder(shared / "a" / "b")
    files.make_folder(shared)
    assert modes(tmp_path) == {"shared": "775", "shared/a": "700", "shared/a/b": "700"}
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file" / "x", tmp_path / "file" / "x" / "y"):
        with pytest.raises(NotADirectoryError):
            files.make_folder(folder)
