"""What is asked of the comments on claims."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Exists, Select, exists, select

from desktop.library.sql import tables
from desktop.library.sql.batches import batches
from desktop.library.sql.queries.layers import Layers, within
from desktop.library.sql.row_checks import fetched
from desktop.library.sql.stores import CommentStore
from desktop.model.records import Comment

_STORE = CommentStore()
_NAMES = [column.name for column in _STORE.columns]
_OLDEST_FIRST = select(*_STORE.columns).order_by(tables.comment.c.created_at, tables.comment.c.id)


def comments(connection: Connection, claims: Iterable[str], layers: Layers) -> dict[str, list[Comment]]:
    """What was said of these claims, by their ids, as far as they are in these layers and may be read; oldest first."""
    found: dict[str, list[Comment]] = {}
    for batch in batches(claims):
        found |= _by_claim(connection, _OLDEST_FIRST.where(tables.comment.c.claim.in_(batch), _on(within(layers))))
    return found


def comments_in(connection: Connection, articles: Iterable[str], layers: Layers) -> dict[str, list[Comment]]:
    """The same of all claims of these articles."""
    found: dict[str, list[Comment]] = {}
    for batch in batches(articles):
        # Asked of each comment, for there are far fewer of them than of claims.
        in_them = _on(tables.annotation.c.article.in_(batch), within(layers))
        found |= _by_claim(connection, _OLDEST_FIRST.where(in_them))
    return found


def _on(*conditions: ColumnElement[bool]) -> Exists:
    """Whether a comment is on an annotation for which these conditions hold."""
    return exists().where(tables.annotation.c.id == tables.comment.c.claim, *conditions)


def _by_claim(connection: Connection, query: Select[Any]) -> dict[str, list[Comment]]:
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
