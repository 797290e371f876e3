"""Turns SQLite's errors into KnownErrors, each a sentence for the user; what is a bug of ours stays as it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.base import system_errors, time_limits
from desktop.base.errors import Busy, Cancelled, Damaged, Foreign, KnownError, Unwritable
from desktop.base.translation import Message, translated
from desktop.library.sql.errors import Inconsistent, NotAsWritten

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
    sqlite3.SQLITE_INTERRUPT: (
        KnownError,
        Message("The library {file} takes too long to answer, so the question was dropped; check it (ascribe check)."),
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
    sqlite3.SQLITE_TOOBIG: _DAMAGED,  # a value is longer than any that Ascribe writes
    sqlite3.SQLITE_NOTADB: (KnownError, Message("{file} is not an Ascribe library; choose another file.")),
    sqlite3.SQLITE_IOERR: (
        Unwritable,
        Message("The disk that holds {file} reports an error; check the disk and the connection."),
    ),
    sqlite3.SQLITE_PERM: (KnownError, Message("You may not open the library {file}; ask its owner.")),
}
_OF_A_COPY = {sqlite3.SQLITE_FULL: Message("The disk that holds {file} is full; free some space.")}
_OF_THE_SYSTEM = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}  # SQLite knows why, and does not tell
_OF_WHAT_IS_READ = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_NOTADB,
}
# How SQLite, its full-text index and Python begin to tell of damage that has no code of its own.
_TOLD_OF_DAMAGE = (
    "Could not decode to UTF-8",
    "user-defined function raised exception",  # where its argument is no text; what else it raises is logged
    "unsupported file format",
    "invalid fts5 file format",
    "malformed JSON",  # of a column, in a question that looks into it
)


class NotOurs(Exception):
    """A file declares other tables than the libraries of its version have."""

    def __init__(self, *, is_newer: bool) -> None:
        super().__init__()
        self.is_newer = is_newer


@contextmanager
def sqlite_errors_as_known(path: Path, *, into: Path | None = None) -> Iterator[None]:
    """Raises a KnownError that names `path` for an error of SQLite that is the world's fault.

    A question that somebody cancelled raises Cancelled.

    Where the library at `path` is written `into` another file, the sentence names the one that the fault is with.

    Raises:
        Inconsistent: what was written breaks a rule of the tables, which others' work may be the reason for.
    """
    try:
        yield
    except NotAsWritten as error:
        raise damaged(path) from error
    except NotOurs as error:
        raise (newer(path) if error.is_newer else _foreign(path)) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = _code_of(cause)
        if code == sqlite3.SQLITE_INTERRUPT and time_limits.was_cancelled():
            raise Cancelled from error
        if code == sqlite3.SQLITE_INTERRUPT and time_limits.ran_out():
            raise time_limits.TooLong from error
        if isinstance(error, IntegrityError) and getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT:
            raise damaged(path) from error  # no rule of a table, but the full-text index, which is not what it was
        if isinstance(error, IntegrityError):
            code = getattr(cause, "sqlite_errorcode", 0)
            gone = code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
            raise Inconsistent(cause, refers_to_what_is_gone=gone) from error
        if code not in _SENTENCES:
            raise
        kind, sentence = _SENTENCES[code]
        of_copy = into is not None and code not in _OF_WHAT_IS_READ
        at_fault = into if into and of_copy else path
        if of_copy:
            kind, sentence = KnownError, _OF_A_COPY.get(code, sentence)
        if code in _OF_THE_SYSTEM and (lack := system_errors.lacking(at_fault.parent)):
            sentence = Message("The library {file} cannot be used: {reason}.")
            raise kind(translated(sentence, file=at_fault, reason=system_errors.reason(lack))) from error
        raise kind(translated(sentence, file=at_fault)) from error


def damaged(path: Path) -> Damaged:
    """What is said of a library at `path` that is damaged."""
    kind, sentence = _DAMAGED
    return kind(translated(sentence, file=path))


def newer(path: Path) -> KnownError:
    """What is said of a library at `path` that a newer version made."""
    return KnownError(
        translated("The library {file} was made by a newer Ascribe; update Ascribe to open it.", file=path)
    )


def _foreign(path: Path) -> Foreign:
    return Foreign(
        translated(
            "The tables of {file} are not those that Ascribe makes, so nothing was done with it: restore a backup of "
            "it, or import what is in it into a new library (ascribe import {file} --library NEW).",
            file=path,
        )
    )


def _code_of(cause: BaseException | None) -> int:
    if isinstance(cause, sqlite3.OperationalError) and str(cause).startswith(_TOLD_OF_DAMAGE):
        return sqlite3.SQLITE_CORRUPT
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the low byte of an extended code is the plain one
