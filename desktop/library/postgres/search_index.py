"""PostgreSQL's full-text index: what `index_words` makes of titles and texts, as tsvectors of no language.

The words are ours, so no dictionary, accent table or extension of the server has a say in it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    SelectBase,
    Table,
    bindparam,
    column,
    delete,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from desktop.library.sql import tables
from desktop.library.sql.batches import batches
from desktop.library.sql.row_checks import fetched
from desktop.model.search_query import Query, Term, index_words

# https://www.postgresql.org/docs/current/textsearch-limitations.html
_MOST_WORDS = 16_000  # of a row: positions end at 16,383
_MOST_OF_ONE = 250  # places of one word in a row: 256 are kept
_OVERLAP = 50  # words that two rows of one text share, so that a phrase across their border is found
_LONGEST = 400  # letters of a word: 2 KB are kept
_WORD = re.compile(r"[a-z0-9\x80-\U0010ffff]+")

metadata = MetaData()
article_search = Table(
    "article_search",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),  # 0: the title; the text has one, or several
    Column("words", TSVECTOR, nullable=False),
    Index("ix_article_search_words", "words", postgresql_using="gin"),
)

# PostgreSQL does not reckon with what it takes to unpack a tsvector, and would rather look at all of them.
_BY_INDEX = "SET LOCAL enable_seqscan = off"
_ADD = text("INSERT INTO article_search (number, part, words) VALUES (:number, :part, CAST(:words AS tsvector))")


class TsvectorIndex:
    """See `sql.backend.SearchIndex`."""

    def add(self, connection: Connection, article_ids: Sequence[str]) -> None:
        article, asked = tables.article.c, (tables.article.c.number, tables.article.c.title, tables.article_text.c.text)
        query = select(*asked).join_from(tables.article, tables.article_text)
        for batch in batches(article_ids):
            rows = [
                {"number": number, "part": part, "words": words}
                for number, title, content in fetched(connection, query.where(article.id.in_(batch)), asked)
                for part, words in enumerate((_as_tsvector(_words(title)), *map(_as_tsvector, _parts(_words(content)))))
            ]
            if rows:
                connection.execute(_ADD, rows)

    def take_out(self, connection: Connection, article_ids: Sequence[str]) -> None:
        article = tables.article.c
        for batch in batches(article_ids):
            numbers = select(article.number).where(article.id.in_(batch))
            connection.execute(delete(article_search).where(article_search.c.number.in_(numbers)))

    def clear(self, connection: Connection) -> None:
        connection.execute(delete(article_search))

    def best(self, connection: Connection, query: Query, limit: int) -> Sequence[Any]:
        terms = {f"term{place}": _as_tsquery(term) for place, term in enumerate(query.terms)}
        asked = text(
            "SELECT article.id, article_text.text FROM ("
            "SELECT number, sum(ts_rank(words, CAST(:any AS tsquery), 1)) AS rank FROM article_search "
            f"WHERE {' AND '.join(map(_has, terms))} "  # so that no more of them are ranked than have all
            "GROUP BY number ORDER BY rank DESC, number LIMIT :limit) AS hit "
            "JOIN article ON article.number = hit.number JOIN article_text ON article_text.number = hit.number "
            "ORDER BY hit.rank DESC, hit.number"
        )
        connection.exec_driver_sql(_BY_INDEX)
        any_of_them = " | ".join(f"({term})" for term in terms.values())
        return connection.execute(asked, {"any": any_of_them, "limit": limit, **terms}).all()

    def numbers(self, query: Query, besides: Collection[int]) -> SelectBase:
        terms = {f"term{n}": _as_tsquery(term) for n, term in enumerate(query.terms) if n not in besides}
        asked = text(f"SELECT number FROM article WHERE {' AND '.join(map(_has, terms))}")
        return asked.bindparams(*(bindparam(name, term) for name, term in terms.items())).columns(
            column("number", Integer)
        )


def _has(term: str) -> str:
    return f"number IN (SELECT number FROM article_search WHERE words @@ CAST(:{term} AS tsquery))"


def _as_tsquery(term: Term) -> str:
    words = [f"'{word[:_LONGEST]}'" for word in term.words[:_OVERLAP]]
    return " <-> ".join(words) + (":*" if term.is_beginning and len(words) == len(term.words) else "")


def _words(content: str) -> list[str]:
    return [word[:_LONGEST] for word in _WORD.findall(index_words(content))]


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words of a text, in as many parts as it takes for PostgreSQL to keep the place of each."""
    start = 0
    while True:
        places: defaultdict[str, int] = defaultdict(int)
        end = start
        while end < len(words) and end - start < _MOST_WORDS and places[words[end]] < _MOST_OF_ONE:
            places[words[end]] += 1
            end += 1
        yield words[start:end]
        if end == len(words):
            return
        start = end - _OVERLAP


def _as_tsvector(words: Sequence[str]) -> str:
    """These words with their places, as PostgreSQL reads it. None has a quotation mark or a backslash in it."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words, start=1):
        places[word].append(place)
    return " ".join(f"'{word}':{','.join(map(str, own[:_MOST_OF_ONE]))}" for word, own in places.items())
