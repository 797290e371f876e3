"""A connection that waits for the server's answer only where there is one to be read.

Over a network each wait takes a round trip. So a transaction begins along with its first question, what only writes
goes along with the next question or the commit, who leaves a transaction that read does not wait for that, and
questions that do not depend on each other's answers are asked at once.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import psycopg
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
    _is_rehearsal = False
    _rehearsed: Sequence[tuple[str, Any]] = ()  # questions that are asked at once with the first of them
    _answers: "Sequence[tuple[tuple[str, Any], psycopg.Cursor[Any]]]" = ()  # to such
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

    @contextmanager
    def going_along(self) -> Iterator[None]:
        """Sends what was to go along, and what is asked within, and then waits for all answers, and their errors."""
        with self.pipeline() as pipeline:
            if self._leaves:
                self._leaves = False
                pipeline.result_queue.extend([None, None])  # its answer, and that of the end which `rollback` sent
            self._send()
            yield

    def _send(self) -> None:
        first, self._first = self._first, ()
        later, self._later = self._later, ()
        for statement in first:
            cursor = psycopg.Cursor(self)
            cursor.execute(cast(Any, statement))
            if self._asks_newest and statement is first[-1]:
                self._newest = cursor
        for statement, row in later:
            psycopg.Cursor(self).execute(cast(Any, statement), row)

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """What is asked within is only noted, to be asked at once when the first of it is asked in earnest."""
        self._is_rehearsal, self._rehearsed, self._answers = True, [], ()
        try:
            yield
        finally:
            self._is_rehearsal = False

    def rehearses(self, statement: str, parameters: Any) -> bool:
        """Notes a question, in a rehearsal."""
        if self._is_rehearsal:
            self._rehearsed = [*self._rehearsed, (statement, parameters)]
        return self._is_rehearsal

    def answered(self, statement: str, parameters: Any) -> "psycopg.Cursor[Any] | None":
        """The answer to a question that was rehearsed; None for any other."""
        asked = (statement, parameters)
        if asked in self._rehearsed:
            rehearsed, self._rehearsed = self._rehearsed, ()
            cursors = [psycopg.Cursor(self) for _ in rehearsed]
            with self.going_along():
                for cursor, (one, values) in zip(cursors, rehearsed, strict=True):
                    cursor.execute(cast(Any, one), values)
            self._answers = list(zip(rehearsed, cursors, strict=True))
        place = next((place for place, (known, _) in enumerate(self._answers) if known == asked), None)
        if place is None:
            return None
        answer = self._answers[place][1]
        self._answers = [*self._answers[:place], *self._answers[place + 1 :]]
        return answer

    def commit(self) -> None:
        if self._later:
            with self.going_along():
                psycopg.Cursor(self).execute("COMMIT")
        elif self._first:  # nothing was asked
            self._first = ()
        else:
            super().commit()
        self._forget()

    def _forget(self) -> None:
        self._first = self._later = self._rehearsed = self._answers = ()
        self._newest, self._asks_newest = None, False

    def rollback(self) -> None:
        self._forget()
        if self._leaves:
            return
        if self.pgconn.transaction_status == TransactionStatus.INTRANS:
            self.pgconn.enter_pipeline_mode()  # so that the next question need not wait for the answer
            self.pgconn.send_query_params(b"ROLLBACK", None)
            self.pgconn.pipeline_sync()
            self._leaves = True
        else:
            super().rollback()

    def wait(self, gen: Generator[Any, Any, _T], *arguments: Any, **options: Any) -> _T:
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
