"""Apache Parquet, read by DuckDB: 65 MB, so it is no part of the program but an extra of the package.

DuckDB is the smallest of those that read Parquet well: PyArrow is more than twice as large, and fastparquet wants
pandas.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.format import NO, SURE, Format, Pulse
from desktop.exchange.formats.tables.sheets import DAMAGED
from desktop.exchange.source import Source
from desktop.exchange.tables.incoming import reading_of
from desktop.exchange.tables.rows import IncomingTable, Row
from desktop.model.features import OF_AN_ARTICLE, Feature

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EXTENSIONS: Final = (".parquet", ".pq")
_MARK: Final = b"PAR1"  # with which such a file begins and ends
_ALL: Final = "SELECT * FROM read_parquet(?, hive_partitioning = false)"
_AT_ONCE: Final = 200  # rows that are in memory
_LIMITS: Final[dict[str, str | bool | int | float | list[str]]] = {  # of what a file of somebody else may make it do
    "threads": 1,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def score(source: Source) -> float:
    """Its first bytes say so."""
    return SURE if source.beginning.startswith(_MARK) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of a table in Parquet.

    Raises:
        Unfit: it is damaged, or DuckDB is not installed.
    """
    return reading_of(table_in(source), source, pulse)


def table_in(source: Source) -> IncomingTable:
    """The rows of such a table, some at a time; raises as `read` does."""

    def rows() -> Iterator[Row]:
        from duckdb import Error

        try:
            with _opened() as connection:
                found = connection.execute(_ALL, [_as_no_pattern(source.path.absolute())])
                names = [column[0] for column in found.description or ()]
                while some := found.fetchmany(_AT_ONCE):
                    yield from (dict(zip(names, map(_plain, row), strict=True)) for row in some)
        except Error as error:
            raise Unfit(translated(DAMAGED)) from error

    _opened().close()
    return IncomingTable(rows=rows)


def _opened() -> "DuckDBPyConnection":
    try:
        import duckdb
    except ImportError as error:
        raise Unfit(
            translated(
                "It is a table in Parquet. Save it as CSV, or read it by the Python package, once "
                "`pip install 'ascribe-news[parquet]'` has brought what that takes."
            )
        ) from error
    return duckdb.connect(config=_LIMITS)


def _as_no_pattern(path: Path) -> str:
    """A path in which `*`, `?` and `[` stand for themselves."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))


def _plain(value: Any) -> Any:
    """A value as JSON would have it: moments and other things in words."""
    return value if value is None or isinstance(value, str | int | float | list | dict) else str(value)


FORMAT: Final = Format(
    name="parquet",
    title=Message("Parquet table"),
    extensions=_EXTENSIONS,
    score=score,
    read=read,
    table=table_in,
    can_hold=OF_AN_ARTICLE | {Feature.ARTICLES},
)
