"""All kinds of tables, by name: to add one, write a module with a `KIND` and name it here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from desktop.exchange.document import Document, Head
from desktop.exchange.tables import articles, claims, codebook, speakers
from desktop.exchange.tables.table import Cell, Column, Kind, Layout, Table
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook
from desktop.model.features import Feature

KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind for kind in (claims.KIND, speakers.KIND, articles.KIND, codebook.KIND)
}
HOLDS: Final = frozenset(  # what one table or another has a place for
    column.holds
    for kind in KINDS.values()
    for column in kind.columns(Codebook(name="", labels=()))
    if column.holds is not None
) | {Feature.ARTICLES, Feature.ANSWERS}


def table_of(head: Head, documents: Iterable[Document], layout: Layout) -> Table:
    """The table that is wanted of these documents. Its rows are made as they are asked for."""
    kind = KINDS[layout.table]
    columns = layout.chosen(kind.columns(head.codebook or codebooks.default()))
    one_source = kind.of_claims and layout.rows == "source"
    rows = _rows(kind.subjects(head, documents, layout), columns, one_source)
    return Table(kind.name, [column.name for column in columns], rows)


def _rows(subjects: Iterator[Any], columns: Sequence[Column], one_source: bool) -> Iterator[list[Cell]]:
    values = [_of_one_source(column) if one_source and column.a_source else column.value for column in columns]
    for subject in subjects:
        yield [value(subject) for value in values]


def _of_one_source(column: Column) -> Any:
    """The value for the one source that a row is about, in place of a tuple of such values."""

    def value(subject: Any) -> Cell:
        found = column.value(subject)
        return (found[0] if found else None) if isinstance(found, tuple) else found

    return value
