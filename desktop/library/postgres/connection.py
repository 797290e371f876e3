"""A connection that waits for the server's answer only where there is one to be read.

Over a network each wait takes a round trip. So a transaction begins along with its first question, what only writes
goes along with the next question or the commit, and who leaves a transaction that read does not wait for that.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import Any, TypeVar, cast

import psycopg
from psycopg import generators
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection

from desktop.base import time_limits

_MOST_LATER = 200  # rows that wait to be written

_T = TypeVar("_T")
_Parameters = Mapping[str, Any]


class ServerConnection(psycopg.Connection[Any]):
    """Transactions of our own; to be in `autocommit` as psycopg knows it. Questions end when `time_limits` says so."""

    _first: Sequence[str] = ()  # what begins the transaction, while nothing was asked in it
    _later: Sequence[tuple[str, _Parameters]] = ()
    _leaves = False  # whether a ROLLBACK is under way whose answer was not read
    _asks_newest = False
    _newest: "psycopg.Cursor[Any] | int | None" = None

    def begin(self, *first: str, asks_newest: str = "") -> None:
        """Begins a transaction, with its first question, by these statements.

        `asks_newest` is one more, which asks for a number: `newest` gives it, as nobody else changes it.
        """
        self._first = (*first, *filter(None, [asks_newest]))
        self._later = ()
        self._newest = None
        self._asks_newest = bool(asks_newest)

    @property
    def newest(self) -> int | None:
        """The number that was asked for at the beginning, or what it was set to since; None where none was.

        Something must have been asked since then.
        """
        if isinstance(self._newest, psycopg.Cursor):
            self._newest = int(self._newest.fetchone()[0])  # type: ignore[index]
        return self._newest

    @newest.setter
    def newest(self, number: int) -> None:
        self._newest = number

    def write_later(self, statement: str, rows: Sequence[_Parameters]) -> bool:
        """Has this be done before whatever is asked next, if it is not too much to wait."""
        if len(self._later) + len(rows) > _MOST_LATER:
            return False
        self._later = [*self._later, *((statement, row) for row in rows)]
        return True

    @property
    def is_to_begin(self) -> bool:
        """Whether a transaction begins with what is asked next."""
        return bool(self._first)

    @property
    def has_to_send(self) -> bool:
        """Whether something goes along with what is asked next."""
        return bool(self._first or self._later)

    def send(self) -> None:
        """Sends what was to go along, within a pipeline: an error is raised there, at its end at the latest."""
        first, self._first = self._first, ()
        later, self._later = self._later, ()
        for statement in first:
            cursor = psycopg.Cursor(self)
            cursor.execute(cast(Any, statement))
            if self._asks_newest and statement is first[-1]:
                self._newest = cursor
        for statement, row in later:
            psycopg.Cursor(self).execute(cast(Any, statement), row)

    def commit(self) -> None:
        if self._later:
            with self.pipeline():
                self.send()
                psycopg.Cursor(self).execute("COMMIT")
        elif self._first:  # nothing was asked
            self._first = ()
        else:
            super().commit()
        self._forget()

    def _forget(self) -> None:
        self._first = self._later = ()
        self._newest, self._asks_newest = None, False

    def rollback(self) -> None:
        self._forget()
        if self._leaves:
            return
        if self.pgconn.transaction_status == TransactionStatus.INTRANS:
            self.pgconn.send_query(b"ROLLBACK")
            self._leaves = True
        else:
            super().rollback()

    def wait(self, gen: Generator[Any, Any, _T], *arguments: Any, **options: Any) -> _T:
        if self._leaves:
            self._leaves = False
            super().wait(generators.execute(self.pgconn))
        return super().wait(self._ended_in_time(gen), *arguments, **options)

    def _ended_in_time(self, gen: Generator[Any, Any, _T]) -> Generator[Any, Any, _T]:
        is_ended = False
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and not is_ended and time_limits.is_to_end():
                    is_ended = True
                    self.cancel_safe(timeout=5)
                wanted = gen.send(ready)
        except StopIteration as end:
            return cast(_T, end.value)


def driver(connection: Connection) -> ServerConnection:
    """The connection below SQLAlchemy's."""
    return cast(ServerConnection, connection.connection.dbapi_connection)
