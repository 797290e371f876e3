"""What is talked about claims."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, select

from desktop.library.sql import tables
from desktop.library.sql.as_written import fetched
from desktop.library.sql.batches import batches
from desktop.library.sql.queries.layers import Layers, within
from desktop.library.sql.stores import CommentStore
from desktop.model.records import Comment

_STORE = CommentStore()
_NAMES = [column.name for column in _STORE.columns]


def comments(connection: Connection, claims: Iterable[str], layers: Layers) -> dict[str, list[Comment]]:
    """What was said of these claims, by their ids, as far as they are in these layers and may be read; oldest first."""
    return _comments(connection, tables.comment.c.claim, claims, layers)


def comments_in(connection: Connection, articles: Iterable[str], layers: Layers) -> dict[str, list[Comment]]:
    """The same of all claims of these articles."""
    return _comments(connection, tables.annotation.c.article, articles, layers)


def _comments(
    connection: Connection, column: Column[str], wanted: Iterable[str], layers: Layers
) -> dict[str, list[Comment]]:
    query = select(*_STORE.columns).join(tables.annotation, tables.annotation.c.id == tables.comment.c.claim)
    query = query.where(within(layers)).order_by(tables.comment.c.created_at, tables.comment.c.id)
    found: dict[str, list[Comment]] = {}
    for batch in batches(wanted):
        for row in fetched(connection, query.where(column.in_(batch)), _STORE.columns):
            one = Comment(**dict(zip(_NAMES, row, strict=True)))
            found.setdefault(one.claim, []).append(one)
    return found


def comments_by(connection: Connection, author: str) -> dict[str, list[Comment]]:
    """What somebody said of whoever's claims, by article, oldest first."""
    asked = (*_STORE.columns, tables.annotation.c.article)
    query = select(*asked).join(tables.annotation, tables.annotation.c.id == tables.comment.c.claim)
    query = query.where(tables.comment.c.author == author).order_by(tables.comment.c.created_at, tables.comment.c.id)
    found: dict[str, list[Comment]] = {}
    for *row, article in fetched(connection, query, asked):
        found.setdefault(article, []).append(Comment(**dict(zip(_NAMES, row, strict=True))))
    return found
