"""What PostgreSQL does in a way of its own: see `sql.backend`."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Column, Connection, Insert, Table, func, insert, select
from sqlalchemy.dialects import postgresql

from desktop.base.errors import KnownError
from desktop.library.postgres.connection import driver
from desktop.library.postgres.search_index import TsvectorIndex
from desktop.library.sql import tables
from desktop.library.sql.errors import NotAsWritten

_GONE_AFTER = 2  # seconds, after it was closed
# What they do shows only to who may see it; that they are there, to everybody.
_OTHERS = """
    SELECT count(*) FROM pg_stat_get_activity(NULL) AS other
    WHERE other.pid <> pg_backend_pid() AND other.usesysid IS NOT NULL
    AND other.datid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class PostgresBackend:
    """See `sql.backend.Backend`."""

    search_index = TsvectorIndex()

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        connection.execute(insert(table), rows)

    def insert_new(self, table: Table) -> Insert:
        return postgresql.insert(table).on_conflict_do_nothing()

    def add_to_journal(self, connection: Connection, row: Mapping[str, Any]) -> int:
        # A sequence would leave gaps where an edit was taken back; who writes is alone, so this is no race.
        newest = self.newest_row(connection)
        assert newest is not None, "who writes asked for it at the beginning"
        driver(connection).newest = newest + 1
        connection.execute(insert(tables.journal), {**row, "seq": newest + 1})
        return newest + 1

    def newest_row(self, connection: Connection) -> int | None:
        own = driver(connection)
        if own.is_to_begin:
            connection.exec_driver_sql("SELECT 1")
        return own.newest

    def go_on_counting(self, connection: Connection, number: Column[int]) -> None:
        sequence = func.pg_get_serial_sequence(number.table.name, number.name)
        highest = select(func.coalesce(func.max(number), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(sequence, highest, False)))

    def rehearse(self, connection: Connection, questions: Iterable[Callable[[], object]]) -> None:
        with driver(connection).rehearsal():
            for question in questions:
                with suppress(NotAsWritten, KnownError):  # it finds nothing yet
                    question()

    def most_rows(self, connection: Connection) -> None:
        """Its tables hold what their types say, and no file of somebody else's."""

    def is_used_by_others(self, connection: Connection) -> bool:
        # A program that was closed just now is still there for a moment.
        until = time.monotonic() + _GONE_AFTER
        while is_used := self._others(connection) > 0:
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        return is_used

    def _others(self, connection: Connection) -> int:
        connection.exec_driver_sql("SELECT pg_stat_clear_snapshot()")  # else it stays as it was asked first
        return int(connection.exec_driver_sql(_OTHERS).scalar_one())


BACKEND = PostgresBackend()
