"""What SQLite does in a way of its own: see `sql.backend`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Insert, Table, insert
from sqlalchemy.dialects import sqlite

from desktop.library.sql import row_checks, tables
from desktop.library.sqlite.search_index import Fts5Index

_LEAST = 8  # bytes that a row takes in the file
_COUNTING = sqlite.dialect(paramstyle="qmark")


class SqliteBackend:
    """See `sql.backend.Backend`."""

    search_index = Fts5Index()

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        # SQLAlchemy looks at each row's values, which takes twice as long as SQLite takes to insert them.
        statement, values = _insert_into(table, tuple(rows[0]))
        connection.exec_driver_sql(statement, list(map(values, rows)))

    def insert_new(self, table: Table) -> Insert:
        return sqlite.insert(table).on_conflict_do_nothing()

    def add_to_journal(self, connection: Connection, row: Mapping[str, Any]) -> int:
        written = connection.execute(insert(tables.journal), row).inserted_primary_key  # AUTOINCREMENT gives it
        row_checks.check([written or ()], [tables.journal.c.seq])  # in a damaged file the numbers may be at their end
        return int(written[0]) if written else 0

    def newest_row(self, connection: Connection) -> int | None:
        return None

    def go_on_counting(self, connection: Connection, number: Column[int]) -> None:
        """The next number follows the highest that is there, wherever that came from."""

    def rehearse(self, connection: Connection, questions: Iterable[Callable[[], object]]) -> None:
        """A file answers each as quickly as all at once."""

    def most_rows(self, connection: Connection) -> int:
        pages, size = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in ("page_count", "page_size")
        )
        return pages * size // _LEAST

    def is_used_by_others(self, connection: Connection) -> bool:
        return False  # locks tell that, of a file


@cache
def _insert_into(table: Table, names: tuple[str, ...]) -> tuple[str, Callable[[dict[str, Any]], Any]]:
    """The statement, and what gives its values of a row by their places: names the driver looks up for each row."""
    compiled = insert(table).inline().compile(dialect=_COUNTING, column_keys=names)
    return str(compiled), itemgetter(*compiled.positiontup or ())


BACKEND = SqliteBackend()
