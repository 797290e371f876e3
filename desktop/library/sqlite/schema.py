"""What a library's file declares, compared with what Ascribe makes before anything else is asked of it.

SQLite runs what a file declares: a view in a table's place, a trigger, a generated column or an index on an expression
can take for ever, or change what is read and written (https://www.sqlite.org/security.html). Reading
the declarations runs none of them.
"""

import hashlib
import sqlite3
from functools import lru_cache

from desktop.library.sql import tables
from desktop.library.sqlite.errors import NotOurs

# By version, the `digest` of all that a library of it declares. A migration adds a line.
_DECLARED = {
    100: "3c5cf829868fa562",
    200: "1baee9d8ed6721a3",
    300: "4603748432298f49",
    400: "d6c0b481e1927f40",
    500: "d6c0b481e1927f40",  # only what is in the tables is otherwise
    600: "3d7ab10ca97711d5",
    700: "f80782573e45e760",
    800: "c0c81674d5261bf3",
    900: "b2b610d2a632633b",
    1000: "4f30f9c068d7b1d0",
}
_MOST = 200  # declarations that are looked at: a library has some 30


def refuse_foreign(connection: sqlite3.Connection) -> None:
    """Looks at the declarations of the file that is open, if there are any yet.

    Raises:
        NotOurs: they are not those of the libraries of its version.
        sqlite3.Error, UnicodeDecodeError: it is so damaged that this cannot be told.
    """
    connection.execute("BEGIN")  # all of one moment: somebody may be making the library right now
    try:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        rows = connection.execute(f"SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT {_MOST}").fetchall()
    finally:
        if connection.in_transaction:  # some errors end it by themselves
            connection.execute("ROLLBACK")
    if not rows and (application_id, version) == (0, 0):
        return
    # A newer minor version may be the same in this.
    if digest(tuple(rows)) != _DECLARED.get(min(version, tables.VERSION)):
        raise NotOurs(is_newer=version > tables.VERSION)


@lru_cache(maxsize=8)  # each connection asks, and they are nearly always the same
def digest(rows: tuple[tuple[str, str, str, str | None], ...]) -> str:
    """A digest of rows of SQLite's table of declarations, in whichever order and with whichever blanks."""
    lines = sorted(" ".join(f"{type} {name} {table} {sql}".split()) for type, name, table, sql in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
