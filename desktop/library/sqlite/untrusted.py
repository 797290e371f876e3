"""Rows of a database file that anybody may have made: read from its tables, and nothing of what it declares is run.

SQLite asks an authorizer what a statement may do as it compiles it (https://www.sqlite.org/c3ref/set_authorizer.html):
here, to read columns of tables, and nothing else. So a view, a function in a generated column or a virtual table fails.
The file itself is not touched: a private copy is read, without a journal that lies beside it.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from desktop.base.errors import Damaged, KnownError
from desktop.base.translation import translated
from desktop.library.private_copy import PrivateCopy

_LONGEST = 1 << 28  # bytes of a value
_PATIENCE = 10.0  # seconds for all that is read
_OFTEN = 50_000  # steps of SQLite between two looks at the time
_LEAST = 8  # bytes that a row takes in the file
_READ_ONLY = ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON")


class UntrustedFile:
    """What is asked of such a file, while it is open."""

    def __init__(self, connection: sqlite3.Connection, path: Path, size: int) -> None:
        self._connection = connection
        self._path = path
        self._room = size // _LEAST  # more rows are there only where pages refer to each other in circles
        self._readable: set[str] = set()
        plain = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 1 AND sql LIKE 'CREATE TABLE%'"
        self._tables = {name for (name,) in connection.execute(plain)}
        self._columns = {name: self._columns_of(name) for name in self._tables if isinstance(name, str)}
        connection.set_authorizer(self._may)

    def has(self, table: str) -> bool:
        """Whether there is such a table: libraries of earlier versions have fewer."""
        return table in self._tables

    def rows(self, table: str, columns: list[str]) -> Iterator[dict[str, Any]]:
        """All rows of a table, with those of these columns that it has. A text that is no UTF-8 comes as bytes.

        Raises:
            KnownError: there is no such table, or it cannot be read without running something.
        """
        own = [name for name in columns if name in self._columns.get(table, ())]
        if not own:
            raise KnownError(
                translated(
                    "What is in {file} cannot be read safely: it has no table {table}.", file=self._path, table=table
                )
            )
        self._readable = {table}
        names = ", ".join(f'"{name}"' for name in own)
        for number, row in enumerate(self._connection.execute(f'SELECT {names} FROM main."{table}" NOT INDEXED')):
            if number > self._room:
                raise sqlite3.DatabaseError("there are more rows than the file has room for")
            yield dict(zip(own, row, strict=True))

    def _columns_of(self, table: str) -> set[str]:
        """The columns that hold values; a generated one has 2 or 3 for hidden."""
        quoted = table.replace('"', '""')
        return {
            name for _, name, *_, hidden in self._connection.execute(f'PRAGMA table_xinfo("{quoted}")') if not hidden
        }

    def _may(self, action: int, table: str | None, column: str | None, database: str | None, by: str | None) -> int:
        is_read = action == sqlite3.SQLITE_READ and table in self._readable and by is None
        return sqlite3.SQLITE_OK if is_read or action == sqlite3.SQLITE_SELECT else sqlite3.SQLITE_DENY


@contextmanager
def opened(path: Path) -> Iterator[UntrustedFile]:
    """The file at `path`, to be read.

    Raises:
        KnownError: it is no database, is damaged, takes too long, or has what cannot be read without running something.
    """
    copy = PrivateCopy(path)
    until = time.monotonic() + _PATIENCE
    try:
        address = copy.file.as_uri() + "?mode=rw"  # it may have a -wal file
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            connection.text_factory = _text
            connection.set_progress_handler(lambda: time.monotonic() > until, _OFTEN)
            for pragma in _READ_ONLY:
                connection.execute(f"PRAGMA {pragma}")
            yield UntrustedFile(connection, path, copy.file.stat().st_size)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise Damaged(
            translated("What is in {file} cannot be read: {reason}.", file=path, reason=_reason(error))
        ) from error
    finally:
        copy.remove()


def _text(value: bytes) -> str | bytes:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value


def _reason(error: Exception) -> str:
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
        return translated("it takes too long")
    return " ".join(str(error).split())[:200]
