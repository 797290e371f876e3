"""Keeps the full-text index in step with the articles: it has their words, folded, and no text of its own.

`index_words` is a function of ours that the engine gives to SQLite.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.sql.elements import TextClause

from desktop.library.sqlite.batches import batches

# In the order of the numbers: of one that is smaller than the one before, FTS5 writes all it has in memory first.
_OF_ARTICLES = (
    "article.number, index_words(article.title), index_words(article_text.text) FROM article "
    "JOIN article_text ON article_text.number = article.number WHERE article.id IN :ids ORDER BY article.number"
)
_ADD = text(f"INSERT INTO article_search(rowid, title, text) SELECT {_OF_ARTICLES}")
_TAKE_OUT = text(f"INSERT INTO article_search(article_search, rowid, title, text) SELECT 'delete', {_OF_ARTICLES}")


def add(connection: Connection, article_ids: Sequence[str]) -> None:
    """Indexes these articles, whose titles and texts are in their tables and not in the index."""
    _run(connection, _ADD, article_ids)


def take_out(connection: Connection, article_ids: Sequence[str]) -> None:
    """Takes these articles out of the index, while their titles and texts still are as they were indexed."""
    _run(connection, _TAKE_OUT, article_ids)


def _run(connection: Connection, statement: TextClause, article_ids: Sequence[str]) -> None:
    for batch in batches(article_ids):
        connection.execute(statement.bindparams(bindparam("ids", expanding=True)), {"ids": batch})
