"""Making a library: by two starts at once, and by one that is killed."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.library.sql import tables
from desktop.library.sqlite import engine, schema
from desktop.model import codebook
from tests.making import added_article

pytestmark = [pytest.mark.about_a_file, pytest.mark.usefixtures("made_from_nothing")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "News.ascribe"


def test_a_second_start_that_saw_no_library_leaves_the_first_ones_alone(path: Path) -> None:
    with Library.open(path) as first:
        added_article(first, "Its text is in the -wal file.")
        engine.create(path, codebook.default())
        added_article(first, "And another.")
        with Library.open(path) as second:
            assert second.count_articles() == (2, 0)
    with Library.open(path) as library:
        assert library.count_articles() == (2, 0)


class _Watched(sqlite3.Connection):
    """Has something done after the number of the version was asked for."""

    after_version: Callable[[], object]

    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        if sql != "PRAGMA user_version":
            return super().execute(sql, *arguments)
        (row,) = super().execute(sql).fetchall()
        self.after_version()
        return super().execute("SELECT ?", row)


def test_a_library_that_is_made_while_another_looks_at_it_is_none_of_somebody_else(path: Path) -> None:
    path.touch()
    maker = threading.Thread(target=engine.create, args=(path, codebook.default()))

    def make() -> None:
        maker.start()
        maker.join(0.5)

    with closing(sqlite3.connect(path, isolation_level=None, factory=_Watched)) as connection:
        connection.after_version = make
        schema.refuse_foreign(connection)
    maker.join()
    with Library.open(path) as library:
        assert library.check() == []


START = """
import sys
from pathlib import Path
from desktop.library import Library
from tests.making import added_article
print("ready", flush=True)
sys.stdin.readline()
with Library.open(Path(sys.argv[1])) as library:
    added_article(library, f"The text of {sys.argv[2]}.")
"""


@pytest.mark.parametrize("empty", [False, True])
def test_all_that_start_at_once_work_in_one_library(path: Path, empty: bool) -> None:
    if empty:
        path.touch()
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(path), str(number)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for number in range(4)
    ]
    for start in starts:
        assert start.stdout is not None
        assert start.stdout.readline() == b"ready\n"
    for start in starts:
        assert start.stdin is not None
        start.stdin.write(b"\n")
        start.stdin.flush()
    for start in starts:
        start.communicate(timeout=500)
        assert start.returncode == 0
    with Library.open(path) as library:
        assert library.count_articles() == (4, 0)
        assert library.check() == []


def test_a_library_that_was_being_made_when_its_maker_was_killed_is_made_anew(path: Path, tmp_path: Path) -> None:
    (elsewhere := tmp_path / "elsewhere").mkdir()
    with closing(sqlite3.connect(elsewhere / path.name, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # what does not fit is written into the file already
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
        connection.execute("CREATE TABLE article (text)")
        connection.executemany("INSERT INTO article VALUES (?)", [("x" * 4000,) for _ in range(100)])
        for file in elsewhere.iterdir():
            shutil.copy(file, tmp_path)
    assert path.stat().st_size
    with Library.open(path) as library:
        added_article(library, "A text.")
        assert library.check() == []


@pytest.mark.parametrize("left", [b"", bytes(512)], ids=["empty", "not begun"])
def test_a_journal_of_a_transaction_that_was_never_written_is_removed(path: Path, left: bytes) -> None:
    """As after a power cut."""
    with Library.open(path) as library:
        added_article(library, "A text.")
    engine.companions(path)[2].write_bytes(left)
    with Library.open(path) as library:
        assert library.count_articles() == (1, 0)
        assert library.check() == []
    assert list(path.parent.iterdir()) == [path]


def test_a_library_that_cannot_be_made_leaves_no_empty_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count = 10"))
    with pytest.raises(KnownError, match="full"):
        Library.open(path)
    assert list(path.parent.iterdir()) == []


def test_where_the_empty_file_cannot_be_removed_either_the_first_error_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that becomes read-only meanwhile."""

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count = 10"))
    with monkeypatch.context() as read_only:
        read_only.setattr(Path, "unlink", refuse)
        with pytest.raises(KnownError, match="full"):
            Library.open(path)
    monkeypatch.undo()
    with Library.open(path) as library:
        added_article(library, "A text.")
