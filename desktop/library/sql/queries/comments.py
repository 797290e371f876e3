"""What is talked about claims."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, exists, select

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
    found: dict[str, list[Comment]] = {}
    for batch in batches(claims):
        found |= _comments_on(connection, tables.annotation.c.id.in_(batch), layers)
    return found


def comments_in(connection: Connection, article_id: str, layers: Layers) -> dict[str, list[Comment]]:
    """What was said of an article's claims, as `comments` gives it."""
    return _comments_on(connection, tables.annotation.c.article == article_id, layers)


def _comments_on(connection: Connection, claims: ColumnElement[bool], layers: Layers) -> dict[str, list[Comment]]:
    # Asked of each comment, for there are far fewer of them than of claims.
    one_of_them = exists().where(tables.annotation.c.id == tables.comment.c.claim, claims, within(layers))
    query = select(*_STORE.columns).where(one_of_them).order_by(tables.comment.c.created_at, tables.comment.c.id)
    found: dict[str, list[Comment]] = {}
    for row in fetched(connection, query, _STORE.columns):
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
