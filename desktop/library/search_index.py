"""Keeps the full-text index in step with the articles."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.sql.elements import TextClause

_OF_ARTICLES = "FROM article_content WHERE number IN (SELECT number FROM article WHERE id IN :ids)"
_ADD = text(f"INSERT INTO article_search(rowid, title, text) SELECT number, title, text {_OF_ARTICLES}")
_TAKE_OUT = text(
    "INSERT INTO article_search(article_search, rowid, title, text) "
    f"SELECT 'delete', number, title, text {_OF_ARTICLES}"
)


def add(connection: Connection, article_ids: Sequence[str]) -> None:
    """Indexes these articles, whose titles and texts are in their tables and not in the index."""
    _run(connection, _ADD, article_ids)


def take_out(connection: Connection, article_ids: Sequence[str]) -> None:
    """Takes these articles out of the index, while their titles and texts still are as they were indexed."""
    _run(connection, _TAKE_OUT, article_ids)


def _run(connection: Connection, statement: TextClause, article_ids: Sequence[str]) -> None:
    for at in range(0, len(article_ids), 500):
        batch = list(article_ids[at : at + 500])
        connection.execute(statement.bindparams(bindparam("ids", expanding=True)), {"ids": batch})
