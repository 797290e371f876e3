"""Full-text search over titles and texts, and over the names of tags and sets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, cast

from sqlalchemy import Connection, select

from desktop.library.sql import backend, row_checks, tables
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.queries.filtering import claims
from desktop.library.sql.queries.layers import Layers
from desktop.library.sql.record_data import from_data
from desktop.library.sql.row_checks import fetched
from desktop.library.sql.stores import STORES
from desktop.model.codebook import Codebook
from desktop.model.folding import Folded
from desktop.model.records import Article
from desktop.model.search_query import Place, Query
from desktop.model.text import Fragment
from desktop.model.words import character_at

_BEFORE, _LENGTH = 60, 180  # code points of a snippet: before what was found, and in all
_NEAR = 20  # code points within which a snippet ends at a blank
_LOOKED_AT = 100  # places of an article among which those are looked for that show most of the query
_AT_ONCE = 50_000  # code points of a long text that are folded at once

_MOST_NAMES = 500  # tags and sets that one word finds


Where = Literal["text", "claim", "note", "speaker"]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that a search found."""

    article: Article
    snippet: str
    marks: tuple[tuple[int, int], ...]  # half-open ranges of `snippet` that match
    position: int  # of the first match in the article's text, in code points; 0 when only the title matches
    length: int  # of that match; 0 when only the title matches
    where: Where = "text"  # what has the words


def search(connection: Connection, codebook: Codebook, layers: Layers, typed: str, limit: int) -> list[SearchHit]:
    """The articles that hold every word of what was typed ("quoted" ones as a phrase, the last one as a beginning).

    Words in the name of a tag or a set also find its articles, in which the other words have to be; these come last.
    """
    query = Query(typed)
    if not query.terms:
        return []
    rows = list(backend.of(connection).search_index.best(connection, query, limit))
    known = {id for id, _ in rows}
    rows += [row for row in _in_groups(connection, query, limit) if row.id not in known]
    rows = rows[:limit]
    row_checks.check(rows, (tables.article.c.id, tables.article_text.c.text))
    articles = STORES["article"].read(connection, [id for id, _ in rows])
    if len(articles) < len(rows):
        raise NotAsWritten("an article that the index has is not there whole")
    said = _claims(connection, codebook, layers, articles)
    return [_hit(cast(Article, from_data("article", articles[id])), text, query, said.get(id, ())) for id, text in rows]


def _claims(
    connection: Connection, codebook: Codebook, layers: Layers, ids: Iterable[str]
) -> dict[str, list[Fragment]]:
    """How far the accepted claims of these articles reach."""
    annotation = tables.annotation.c
    columns = (annotation.article, annotation.start, annotation.end)
    asked = select(*columns).where(annotation.article.in_(list(ids)), claims(codebook, "accepted", layers))
    found: dict[str, list[Fragment]] = {}
    for article, start, end in fetched(connection, asked, columns):
        found.setdefault(article, []).append(Fragment(start, end))
    return found


def _in_groups(connection: Connection, query: Query, limit: int) -> Sequence[Any]:
    """The articles whose tags and sets hold some words of the query, and whose titles and texts the others."""
    group = tables.article_group.c
    names = [name for (name,) in fetched(connection, select(group.name).distinct(), [group.name])]
    named = {term: found for term in range(len(query.terms)) if (found := [n for n in names if query.is_in(n, term)])}
    if not named:
        return []
    article = tables.article.c
    wanted = select(article.id, tables.article_text.c.text).join_from(tables.article, tables.article_text)
    for found in named.values():
        wanted = wanted.where(article.number.in_(select(group.number).where(group.name.in_(found[:_MOST_NAMES]))))
    if len(named) < len(query.terms):
        wanted = wanted.where(article.number.in_(backend.of(connection).search_index.numbers(query, named)))
    return connection.execute(wanted.order_by(article.number).limit(limit)).all()


def _hit(article: Article, text: str, query: Query, claims: Sequence[Fragment]) -> SearchHit:
    snippet, marks, at = snippet_of(text, query)
    position, length = (at.start, at.end - at.start) if at else (0, 0)
    in_claim = at is not None and any(start <= at.start and at.end <= end for start, end in claims)
    return SearchHit(article, snippet, marks, position, length, "claim" if in_claim else "text")


def snippet_of(text: str, query: Query) -> tuple[str, tuple[tuple[int, int], ...], Fragment | None]:
    """What is around the best place of a text, the ranges of it that match, and the first of these in the text."""
    best = _best_place(text, query)
    start, end = _around(text, best)
    body = text[start:end].rstrip()
    found = list(query.matches(body)) if best else []
    opening, closing = "…" if start else "", "…" if end < len(text) else ""
    marks = tuple((first + len(opening), last + len(opening)) for first, last in found)
    first_one = Fragment(start + found[0].start, start + found[0].end) if found else None
    return opening + body + closing, marks, first_one


def _best_place(text: str, query: Query) -> Fragment | None:
    """Where the text has the most different words of the query side by side."""
    places = list(islice(_places(text, query), _LOOKED_AT))
    best, most = None, 0
    for number, (start, _) in enumerate(place.fragment for place in places):
        near = {one.term for one in places[number:] if one.fragment.end <= start + _LENGTH - _BEFORE}
        if len(near) > most:
            best, most = places[number].fragment, len(near)
    return best or (places[0].fragment if places else None)


def _places(text: str, query: Query) -> Iterator[Place]:
    start = 0
    while start < len(text):
        end = start + _AT_ONCE
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
        for (first, last), term in query.places(Folded(text[start:end])):
            yield Place(Fragment(start + first, start + last), term)
        start = end


def _around(text: str, found: Fragment | None) -> Fragment:
    """What a snippet shows: the place with what is around it, cut between words, or else between characters."""
    start = max(0, found.start - _BEFORE) if found else 0
    if found and start:
        blank = text.find(" ", start, min(start + _NEAR, found.start))
        start = blank + 1 if blank >= 0 else character_at(text, start)[0]
    end = max(start + _LENGTH, found.end if found else 0)
    if end < len(text):
        blank = text.rfind(" ", max(end - _NEAR, found.end if found else 0), end)
        end = blank if blank >= 0 else character_at(text, end - 1)[1]
    return Fragment(start, min(end, len(text)))
