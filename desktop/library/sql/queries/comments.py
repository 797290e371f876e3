"""What is talked about claims."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from desktop.library.sql import tables
from desktop.library.sql.as_written import fetched
from desktop.library.sql.batches import batches
from desktop.library.sql.queries.layers import Layers, within
from desktop.library.sql.stores import CommentStore
from desktop.model.records import Comment

_STORE = CommentStore()


def comments(connection: Connection, claims: Iterable[str], layers: Layers) -> dict[str, list[Comment]]:
    """What was said of these claims, by their ids, as far as they are in these layers and may be read; oldest first."""
    names = [column.name for column in _STORE.columns]
    query = select(*_STORE.columns).join(tables.annotation, tables.annotation.c.id == tables.comment.c.claim)
    query = query.where(within(layers)).order_by(tables.comment.c.created_at, tables.comment.c.id)
    found: dict[str, list[Comment]] = {}
    for batch in batches(claims):
        for row in fetched(connection, query.where(tables.comment.c.claim.in_(batch)), _STORE.columns):
            one = Comment(**dict(zip(names, row, strict=True)))
            found.setdefault(one.claim, []).append(one)
    return found
