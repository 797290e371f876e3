"""What SQLite does in a way of its own: see `sql.backend`."""

from sqlalchemy import Column, Connection, Insert, Table, insert
from sqlalchemy.dialects import sqlite

from desktop.library.sqlite.search_index import Fts5Index

_LEAST = 8  # bytes that a row takes in the file


class SqliteBackend:
    """See `sql.backend.Backend`."""

    search_index = Fts5Index()

    def insert_new(self, table: Table) -> Insert:
        return sqlite.insert(table).on_conflict_do_nothing()

    def insert_next(self, table: Table, number: str) -> Insert:
        return insert(table)  # AUTOINCREMENT gives it

    def go_on_counting(self, connection: Connection, number: Column[int]) -> None:
        """The next number follows the highest that is there, wherever that came from."""

    def most_rows(self, connection: Connection) -> int:
        pages, size = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in ("page_count", "page_size")
        )
        return pages * size // _LEAST

    def is_used_by_others(self, connection: Connection) -> bool:
        return False  # locks tell that, of a file


BACKEND = SqliteBackend()
