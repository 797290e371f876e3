"""What lies in a library's file itself, without what SQLite has written ahead of it: whether it is still that library.

A program that opens the file and writes into it (`cp`, a shell's `>`) leaves it at its place, and asks for no lock. But
what Ascribe writes there only adds to what there was: the same tables, the same lineage, the journal with more rows.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

_FOREIGN = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # it is no database; it lacks a table
_NEWEST = "SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1"
_AT = "SELECT at FROM journal WHERE seq = ?"
_LINEAGE = "SELECT value FROM meta WHERE key = 'lineage'"


class JournalRow(NamedTuple):
    """What tells a row of the journal from any other of its number."""

    seq: int
    at: str


class Content(NamedTuple):
    """What stays or grows as long as SQLite alone writes to a library's file."""

    size: int
    schema: int  # SQLite's number of it; a copy that SQLite made (VACUUM INTO) has the next one
    lineage: str
    newest: JournalRow | None


class NotReadable(Exception):
    """The content cannot be read just now: pages are being written, or its disk is away."""


def content_of(file: Path, size: int, before: Content | None) -> Content | None:
    """The content of the file at a library's place, which has this size in bytes.

    None when it is not what lay there `before`, and perhaps more. SQLite opens the file, since any other handle that is
    closed would drop the locks of this process on it.

    Raises:
        NotReadable: it is being written.
    """
    if before and size < before.size:
        return None
    try:
        with closing(_opened(file)) as connection:
            now = _read(connection, size)
            return now if before is None or _continues(connection, now, before) else None
    except UnicodeDecodeError:  # of SQLite's complaint about a name in the schema
        return None
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _FOREIGN:
            return None
        # Of what is partly written SQLite says that it is malformed, which it is until the other program is done.
        raise NotReadable("it is being written" if code == sqlite3.SQLITE_CORRUPT else str(error)) from error


def _read(connection: sqlite3.Connection, size: int) -> Content:
    (schema,) = connection.execute("PRAGMA schema_version").fetchone()
    lineage = connection.execute(_LINEAGE).fetchone()
    newest = connection.execute(_NEWEST).fetchone()
    return Content(size, schema, str(lineage[0]) if lineage else "", JournalRow(*newest) if newest else None)


def _continues(connection: sqlite3.Connection, now: Content, before: Content) -> bool:
    if (now.schema, now.lineage) != (before.schema, before.lineage):
        return False
    # Of a checkpoint that is under way, or waits for a reader, some pages are there and others not. Then a page may be
    # taken for one of the journal that is none, so only what looks like a row of the journal tells anything.
    if before.newest is None or (now.newest and not _is_a_row(now.newest)):
        return True
    if now.newest is None or now.newest.seq < before.newest.seq:
        return False
    row = connection.execute(_AT, (before.newest.seq,)).fetchone()
    found = JournalRow(before.newest.seq, row[0]) if row else None
    return found is None or not _is_a_row(found) or found == before.newest


def _opened(file: Path) -> sqlite3.Connection:
    address = file.absolute().as_uri() + "?mode=ro&immutable=1"  # without the -wal file
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda data: data.decode(errors="replace")
    return connection


def _is_a_row(row: JournalRow) -> bool:
    return isinstance(row.at, str) and row.at[4:5] == "-" and row.at[10:11] == "T"  # as `records.now` writes it
