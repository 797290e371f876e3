"""Turns what PostgreSQL says into a sentence for the user: the world's faults become KnownErrors, ours stay bugs.

By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.base import time_limits
from desktop.base.errors import Busy, Cancelled, Damaged, KnownError, Unreachable, Unwritable
from desktop.base.library_address import ServerAddress
from desktop.base.translation import Message, translated
from desktop.library.sql.errors import Inconsistent, NotAsWritten

_CANCELLED = "57014"
_REFERS_TO_NOTHING = "23503"
_BUSY = (Busy, Message("The library {library} is being written by another program; try again in a moment."))
_FULL = (
    Unwritable,
    Message(
        "The server of the library {library} has no room left, so the change was not saved; tell who looks after it."
    ),
)
_DAMAGED = (Damaged, Message("The library {library} is damaged on its server; tell who looks after it."))
_SENTENCES: Mapping[str, tuple[type[KnownError], Message]] = {
    "42501": (KnownError, Message("You may not do this in the library {library}; ask its owner.")),
    "25006": (KnownError, Message("The library {library} can only be read; ask its owner.")),
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
    "53100": _FULL,
    "53200": _FULL,
    "54000": (KnownError, Message("The server of the library {library} cannot hold a text or a value this long.")),
    "42P01": (
        KnownError,
        Message("{library} is a database, but not an Ascribe library any more; choose another one."),
    ),
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}


@contextmanager
def postgres_errors_as_known(address: ServerAddress, *, writes: bool = False) -> Iterator[None]:
    """Raises a KnownError that names the library for an error of the server or the network.

    A question that somebody cancelled raises Cancelled. `writes` says whether something was to be saved.

    Raises:
        Inconsistent: what was written breaks a rule of the tables, which others' work may be the reason for.
    """
    try:
        yield
    except NotAsWritten as error:
        raise damaged(address) from error
    except (DBAPIError, psycopg.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        state = getattr(cause, "sqlstate", None) or ""
        if state == _CANCELLED and time_limits.was_cancelled():
            raise Cancelled from error
        if state == _CANCELLED and time_limits.ran_out():
            raise time_limits.TooLong from error
        if state == _CANCELLED:
            raise KnownError(
                translated(
                    "The library {library} takes too long to answer, so the question was dropped.", library=address
                )
            ) from error
        if isinstance(error, IntegrityError):
            raise Inconsistent(cause, refers_to_what_is_gone=state == _REFERS_TO_NOTHING) from error
        if is_cut(error):
            raise unreachable(address, writes=writes) from error
        if state not in _SENTENCES:
            raise
        kind, sentence = _SENTENCES[state]
        raise kind(translated(sentence, library=address)) from error


def is_cut(error: DBAPIError | psycopg.Error) -> bool:
    """Whether it says that there is no connection any more."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and _is_cut(error.orig))
    return _is_cut(error)


def _is_cut(cause: BaseException) -> bool:
    state = getattr(cause, "sqlstate", None)
    if state is None:  # the driver itself says so
        return isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError)
    return state[:2] == "08" or state in ("57P01", "57P02", "57P03", "57P05", "25P03")


def unreachable(address: ServerAddress, *, writes: bool) -> Unreachable:
    """What is said when the connection was cut."""
    if writes:
        return Unreachable(
            translated(
                "The connection to the library {library} is lost, and the last change is not saved; do it again when "
                "the server answers.",
                library=address,
            ),
            says_not_saved=True,
        )
    return Unreachable(
        translated(
            "The connection to the library {library} is lost; Ascribe connects again as soon as the server answers.",
            library=address,
        )
    )


def not_connected(address: ServerAddress, error: psycopg.Error) -> KnownError:
    """What is said when no connection can be made."""
    failed = error.pgconn
    if failed is not None and failed.needs_password:
        return KnownError(
            translated(
                "The server of the library {library} wants a password; write it into the file ~/.pgpass (the help says "
                "how).",
                library=address,
            )
        )
    if failed is not None and failed.used_password:
        return KnownError(
            translated(
                "The server does not open the library {library} for you: {reason}. Your password is in ~/.pgpass.",
                library=address,
                reason=_reason(error),
            )
        )
    if f'database "{address.name}" does not exist' in str(error):  # as a server says that speaks English
        return KnownError(
            translated(
                "The server has no database for the library {library}; look whether its name is right, or ask who "
                "looks after the server to make it.",
                library=address,
            )
        )
    return Unreachable(
        translated("The library {library} cannot be opened: {reason}.", library=address, reason=_reason(error))
    )


def _reason(error: psycopg.Error) -> str:
    """What libpq says, without what it repeats: the address, and how grave it is."""
    for line in str(error).splitlines():
        _, is_there, why = line.rpartition("failed: ")
        if is_there and why.strip():
            return why.removeprefix("FATAL:").strip().rstrip(".")
    return " ".join(str(error).split()).rstrip(".")


def damaged(address: ServerAddress) -> Damaged:
    """What is said of a library that is damaged."""
    return Damaged(translated(_DAMAGED[1], library=address))
