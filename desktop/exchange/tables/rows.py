"""What stands in a table that comes in: its rows one by one, and how it is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

Row = Mapping[str, Any]  # what stands in a row, by the column's name


class Unreadable(NamedTuple):
    """A row that cannot be read, and is left out."""

    sentence: str  # which row it is, and why


EachRow = Callable[[], Iterator[Row | Unreadable]]  # goes through the rows, again and again

ALL_SHEETS: Final = "*"  # in place of a sheet's name, which never holds this


class Dialect(NamedTuple):
    """How a table of text is written."""

    encoding: str  # by Python's name
    delimiter: str  # a character


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingTable:
    """A table as it was found."""

    rows: EachRow
    dialect: Dialect | None = None  # of a table of text
    sheets: Sequence[str] = ()  # of a workbook: the names of those in which something stands
    sheet: str = ""  # the one whose rows these are; ALL_SHEETS for all
