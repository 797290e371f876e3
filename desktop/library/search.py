"""Full-text search over titles and texts, by SQLite's FTS5."""

import re
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, text

from desktop.library.stores import STORES, from_data
from desktop.records import Article

_OPEN, _CLOSE = "\x02", "\x03"  # around a match in what FTS5 gives; no printable text holds them
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORDS_OF_SNIPPET = 28

# The best are found first; only they are read for their snippets.
_QUERY = text(
    "SELECT article.id, article_text.text, hit.snippet FROM ("
    f"SELECT rowid, rank, snippet(article_search, 1, '{_OPEN}', '{_CLOSE}', '…', {_WORDS_OF_SNIPPET}) AS snippet "
    "FROM article_search WHERE article_search MATCH :query ORDER BY rank LIMIT :limit) AS hit "
    "JOIN article ON article.number = hit.rowid JOIN article_text ON article_text.number = hit.rowid ORDER BY hit.rank"
)


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that a search found."""

    article: Article
    snippet: str
    marks: tuple[tuple[int, int], ...]  # half-open ranges of `snippet` that match
    position: int  # of the first match in the article's text, in code points; 0 when only the title matches
    length: int  # of that match; 0 when only the title matches


def search(connection: Connection, query: str, limit: int) -> list[SearchHit]:
    """The articles that hold every word of the query ("quoted" ones as a phrase, the last one as a beginning)."""
    expression = fts5_expression(query)
    if not expression:
        return []
    rows = connection.execute(_QUERY, {"query": expression, "limit": limit}).all()
    articles = STORES["article"].read(connection, [id for id, _, _ in rows])
    return [_hit(cast(Article, from_data("article", articles[id])), text, snippet) for id, text, snippet in rows]


def fts5_expression(query: str) -> str:
    """What a person typed, as an FTS5 expression in which nothing but words and phrases has a meaning."""
    terms = [phrase or word for phrase, word in _TERM.findall(query)]
    words = [f'"{cleaned}"' for term in terms if re.search(r"\w", cleaned := term.replace('"', " ").replace("\0", " "))]
    if words and not query.endswith(('"', " ")):
        words[-1] += "*"
    return " ".join(words)


def _hit(article: Article, text: str, marked: str) -> SearchHit:
    snippet, marks = [], []
    size = opened = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            opened = size
        elif part == _CLOSE:
            marks.append((opened, size))
        else:
            snippet.append(part)
            size += len(part)
    plain = "".join(snippet)
    if not marks:
        return SearchHit(article, plain, (), 0, 0)
    # The snippet is a piece of the text, but for the ellipses at its ends.
    body = plain.removeprefix("…").removesuffix("…")
    start, end = marks[0]
    position = text.find(body) + start - (len(plain) - len(plain.removeprefix("…")))
    return SearchHit(article, plain, tuple(marks), max(0, position), end - start)
