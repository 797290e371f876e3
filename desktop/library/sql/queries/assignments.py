"""Who is to code which article."""

from collections.abc import Iterable

from sqlalchemy import Connection, Select, select

from desktop.library.sql import tables
from desktop.library.sql.batches import batches
from desktop.library.sql.row_checks import fetched
from desktop.library.sql.stores import AssignmentStore
from desktop.model.records import Assignment

_STORE = AssignmentStore()


def assignments(connection: Connection, articles: Iterable[str] | None) -> list[Assignment]:
    """Those of these articles; None: all. In the order in which the articles were added, then by layer."""
    columns = tables.assignment.c
    query = select(*_STORE.columns).join(tables.article, tables.article.c.id == columns.article)
    query = query.order_by(tables.article.c.number, columns.layer)
    if articles is None:
        return _fetched(connection, query)
    found: list[Assignment] = []
    for batch in batches(articles):
        found += _fetched(connection, query.where(columns.article.in_(batch)))
    return found


def _fetched(connection: Connection, query: Select[tuple[str, str, str]]) -> list[Assignment]:
    rows = fetched(connection, query, _STORE.columns)
    return [Assignment(id=id, article=article, layer=layer) for id, article, layer in rows]
