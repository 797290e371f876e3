"""Turns what SQLite says into a sentence for the user: the world's faults become KnownErrors, ours stay bugs."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.base.errors import Busy, Damaged, KnownError, Unwritable
from desktop.base.translation import Message, translated

_DAMAGED = (Damaged, Message("The library {file} is damaged; restore a backup of it (ascribe restore FILE)."))

_SENTENCES: dict[int, tuple[type[KnownError], Message]] = {
    sqlite3.SQLITE_BUSY: (
        Busy,
        Message("The library {file} is being written by another program; try again in a moment."),
    ),
    sqlite3.SQLITE_LOCKED: (
        Busy,
        Message("The library {file} is being written by another program; try again in a moment."),
    ),
    sqlite3.SQLITE_FULL: (
        Unwritable,
        Message("The disk that holds {file} is full, so the change was not saved; free some space."),
    ),
    sqlite3.SQLITE_READONLY: (
        Unwritable,
        Message("The library {file} is read-only; copy it to a folder you may write to."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        KnownError,
        Message("The library {file} cannot be opened; check that its folder is there and yours."),
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: (KnownError, Message("{file} is not an Ascribe library; choose another file.")),
    sqlite3.SQLITE_IOERR: (
        Unwritable,
        Message("The disk that holds {file} reports an error; check the disk and the connection."),
    ),
    sqlite3.SQLITE_PERM: (KnownError, Message("The library {file} may not be opened by you; ask its owner.")),
}
_OF_A_COPY = {sqlite3.SQLITE_FULL: Message("The disk that holds {file} is full; free some space.")}
_OF_WHAT_IS_READ = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class NotAsWritten(Exception):
    """A value that was read from the library is none that Ascribe writes."""


class Inconsistent(Exception):
    """A transaction would break a rule of the tables: refer to what is not there, or hold twice what there is once."""

    def __init__(self, cause: BaseException | None) -> None:
        super().__init__(str(cause))
        code = getattr(cause, "sqlite_errorcode", 0)
        self.refers_to_what_is_gone = code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY


@contextmanager
def told_in_a_sentence(path: Path, *, into: Path | None = None) -> Iterator[None]:
    """Raises a KnownError that names `path` for an error of SQLite that is the world's fault.

    Where the library at `path` is written `into` another file, the sentence names the one that the fault is with.

    Raises:
        Inconsistent: what was written breaks a rule of the tables, which others' work may be the reason for.
    """
    try:
        yield
    except NotAsWritten as error:
        raise damaged(path) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = _code_of(cause)
        if isinstance(error, IntegrityError):
            raise Inconsistent(cause) from error
        if code not in _SENTENCES:
            raise
        kind, sentence = _SENTENCES[code]
        if into is None or code in _OF_WHAT_IS_READ:
            raise kind(translated(sentence, file=path)) from error
        sentence = _OF_A_COPY.get(code, sentence)
        raise KnownError(translated(sentence, file=into)) from error


def damaged(path: Path) -> Damaged:
    """What is said of a library at `path` that is damaged."""
    kind, sentence = _DAMAGED
    return kind(translated(sentence, file=path))


def _code_of(cause: BaseException | None) -> int:
    if isinstance(cause, sqlite3.OperationalError) and str(cause).startswith("Could not decode to UTF-8"):
        return sqlite3.SQLITE_CORRUPT  # Python's own finding, which has no code
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the low byte of an extended code is the plain one
