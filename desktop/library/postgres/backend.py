"""What PostgreSQL does in a way of its own: see `sql.backend`."""

from sqlalchemy import Column, Connection, Insert, Table, func, insert, select
from sqlalchemy.dialects import postgresql

from desktop.library.postgres.search_index import TsvectorIndex


class PostgresBackend:
    """See `sql.backend.Backend`."""

    search_index = TsvectorIndex()

    def insert_new(self, table: Table) -> Insert:
        return postgresql.insert(table).on_conflict_do_nothing()

    def insert_next(self, table: Table, number: str) -> Insert:
        # A sequence would leave gaps where an edit was taken back; who writes is alone, so this is no race.
        highest = select(func.coalesce(func.max(table.c[number]), 0) + 1).scalar_subquery()
        return insert(table).values({number: highest})

    def go_on_counting(self, connection: Connection, number: Column[int]) -> None:
        sequence = func.pg_get_serial_sequence(number.table.name, number.name)
        highest = select(func.coalesce(func.max(number), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(sequence, highest, False)))

    def most_rows(self, connection: Connection) -> None:
        """Its tables hold what their types say, and no file of somebody else's."""


BACKEND = PostgresBackend()
