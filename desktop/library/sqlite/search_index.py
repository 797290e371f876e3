"""SQLite's full-text index, FTS5, kept in step with the articles: it has their words, folded, and no text of its own.

`index_words` is a function of ours that the engine gives to SQLite.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, SelectBase, bindparam, column, text
from sqlalchemy.sql.elements import TextClause

from desktop.library.sql.batches import batches
from desktop.model.search_query import Query

# In the order of the numbers: of one that is smaller than the one before, FTS5 writes all it has in memory first.
_OF_ARTICLES = (
    "article.number, index_words(article.title), index_words(article_text.text) FROM article "
    "JOIN article_text ON article_text.number = article.number WHERE article.id IN :ids ORDER BY article.number"
)
_ADD = text(f"INSERT INTO article_search(rowid, title, text) SELECT {_OF_ARTICLES}")
_TAKE_OUT = text(f"INSERT INTO article_search(article_search, rowid, title, text) SELECT 'delete', {_OF_ARTICLES}")
_CLEAR = text("INSERT INTO article_search(article_search) VALUES ('delete-all')")
_BEST = text(
    "SELECT article.id, article_text.text FROM ("
    "SELECT rowid, rank FROM article_search WHERE article_search MATCH :query "
    "AND rank MATCH 'bm25()' "  # whatever the file says that the best are
    "ORDER BY rank LIMIT :limit) AS hit "
    "JOIN article ON article.number = hit.rowid JOIN article_text ON article_text.number = hit.rowid ORDER BY hit.rank"
)
_MATCHES = text("SELECT rowid FROM article_search WHERE article_search MATCH :query")


class Fts5Index:
    """See `sql.backend.SearchIndex`."""

    def add(self, connection: Connection, article_ids: Sequence[str]) -> None:
        _run(connection, _ADD, article_ids)

    def take_out(self, connection: Connection, article_ids: Sequence[str]) -> None:
        _run(connection, _TAKE_OUT, article_ids)

    def clear(self, connection: Connection) -> None:
        connection.execute(_CLEAR)

    def best(self, connection: Connection, query: Query, limit: int) -> Sequence[Any]:
        return connection.execute(_BEST, {"query": query.for_fts5(), "limit": limit}).all()

    def numbers(self, query: Query, besides: Collection[int]) -> SelectBase:
        return _MATCHES.bindparams(query=query.for_fts5(besides)).columns(column("rowid", Integer))


def _run(connection: Connection, statement: TextClause, article_ids: Sequence[str]) -> None:
    for batch in batches(article_ids):
        connection.execute(statement.bindparams(bindparam("ids", expanding=True)), {"ids": batch})
