"""What a table is: its columns, what each row is about, and which of them are wanted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from desktop.base.translation import Message
from desktop.exchange.document import Document, Head
from desktop.model.codebook import Codebook
from desktop.model.features import Feature

Cell = str | int | float | bool | tuple[str, ...] | None
Rows = Literal["claim", "source"]  # what a row of the table of claims is: a claim, or a claim and one of its sources

Counting = Literal["each", "once"]  # of claims that stand in articles with much the same text

ROWS: Final[tuple[Rows, ...]] = ("claim", "source")
COUNTING: Final[tuple[Counting, ...]] = ("each", "once")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a table."""

    id: str  # that never changes; of an attribute, the ids of its label and its own
    name: str  # as it stands in the table's first row
    value: Callable[[Any], Cell]
    holds: Feature | None = None  # of the features that not every format can hold
    a_source: bool = False  # whether the value is a tuple with an element for each source of a claim


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Which table is wanted, and how: the rows, and the columns in their order."""

    table: str = "claims"
    rows: Rows = "claim"
    count: Counting = "each"
    columns: tuple[str, ...] = ()  # ids; none for all of them

    def chosen(self, columns: Sequence[Column]) -> list[Column]:
        """Those of a table's columns that are wanted, in the order in which they are. What is not there is left out."""
        by_id = {column.id: column for column in columns}
        return [by_id[id] for id in self.columns if id in by_id] or list(columns)

    def unknown(self, columns: Sequence[Column]) -> list[str]:
        """The ids that are wanted and that no column has."""
        known = {column.id for column in columns}
        return [id for id in self.columns if id not in known]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of table."""

    name: str  # as the command line's --table takes it, and as its sheet is called
    title: Message
    leaves_out: Message | None  # what of the selection has no place in such a table, as a sentence
    columns: Callable[[Codebook], Sequence[Column]]
    subjects: Callable[[Head, Iterable[Document], Layout], Iterator[Any]]  # what the rows are about, one by one
    may_lose: frozenset[Feature] = frozenset()  # what some formats, or some layouts, can only hold in part
    of_claims: bool = False  # whether a row is a claim, so that it may be one of its sources, too


@dataclass(frozen=True)
class Table:
    """A table as it is written: what a file of it is called, its columns' names, its rows."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def with_distinct_names(columns: Iterable[Column], longer: Mapping[str, str]) -> list[Column]:
    """The columns with a name each of its own: one that is there before gets its longer name, or its id besides."""
    told: dict[str, Column] = {}
    for column in columns:
        names = (column.name, longer.get(column.id, column.name), f"{longer.get(column.id, column.name)} ({column.id})")
        name = next((name for name in names if name and name not in told), column.id)
        told[name] = replace(column, name=name)
    return list(told.values())
