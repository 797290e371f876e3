"""No file of a library that is open here is opened by anything but SQLite."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.exchange import registry
from desktop.library import Library
from tests.making import added_article

READS = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM article').fetchall(); c.close()"
)


@pytest.mark.parametrize("name", ["", "-wal", "-shm", "link"])
def test_it_is_refused_and_keeps_its_locks(tmp_path: Path, name: str) -> None:
    file = tmp_path / "Library.ascribe"
    with Library.open(LibraryAddress.of(file)) as library:
        added_article(library, "Ann Lin said it rained.")
        path = tmp_path / "another.txt" if name == "link" else Path(f"{file}{name}")
        if name == "link":
            os.symlink(file, path)
        with pytest.raises(KnownError, match="belongs to a library that is open here"):
            files.opened(path)
        with pytest.raises(KnownError):
            registry.read(path)
        subprocess.run([sys.executable, "-c", READS, file], check=True)
        assert Path(f"{file}-wal").exists()
    with files.opened(file) as stream:  # it is closed
        assert stream.read(6) == b"SQLite"


def test_a_worker_that_opens_it_ends_no_locks_where_a_file_beside_it_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "Library.ascribe"
    with Library.open(LibraryAddress.of(file)) as library:
        added_article(library, "Ann Lin said it rained.")
        Path(f"{file}-shm").unlink()
        library.again().close()
        subprocess.run([sys.executable, "-c", READS, file], check=True)
        assert Path(f"{file}-wal").exists()


def test_it_is_held_until_the_last_closes(tmp_path: Path) -> None:
    file = tmp_path / "Library.ascribe"
    with Library.open(LibraryAddress.of(file)) as library:
        library.again().close()
        with pytest.raises(KnownError):
            files.opened(file)
