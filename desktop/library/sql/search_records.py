"""Search beyond titles and texts: in notes, and by the names of speakers. It reads tables, slower than an index is."""

from collections.abc import Iterator
from typing import cast

from sqlalchemy import Connection, and_, func, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from desktop.library.sql import tables
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.expressions import PlaceOf
from desktop.library.sql.queries.layers import Layers, within
from desktop.library.sql.record_data import from_data
from desktop.library.sql.row_checks import fetched, names, unpacked
from desktop.library.sql.search import SearchHit, Where, snippet_of
from desktop.library.sql.stores import STORES
from desktop.model.records import Article
from desktop.model.search_query import Query
from desktop.model.text import Fragment

_MOST_SPEAKERS = 200  # that one query finds

_Found = tuple[str, Where, str, Fragment | None]  # an article, what has the words, the words, the place in the text


def search_records(connection: Connection, layers: Layers, typed: str, limit: int) -> list[SearchHit]:
    """The articles that name a speaker whose name has every word, or that have a note that has; each once.

    Notes are those of articles, of annotations and of speakers, and what is said of claims.
    """
    query = Query(typed)
    if not query.terms:
        return []
    found: dict[str, _Found] = {}
    for one in (*_by_speakers(connection, layers, query), *_by_notes(connection, layers, query)):
        if len(found) < limit:
            found.setdefault(one[0], one)
    data = STORES["article"].read(connection, list(found))
    if len(data) < len(found):
        raise NotAsWritten("an annotation's article is not there")
    return [
        _hit(cast(Article, from_data("article", data[id])), where, words, at, query)
        for id, where, words, at in found.values()
    ]


def _hit(article: Article, where: Where, words: str, at: Fragment | None, query: Query) -> SearchHit:
    snippet, marks, _ = snippet_of(words, query)
    return SearchHit(article, snippet, marks, at.start if at else 0, at.end - at.start if at else 0, where)


def _has(column: ColumnElement[str], query: Query) -> ColumnElement[bool]:
    """Whether a column may have every word of the query: some more do than are found in the end."""
    letters = (letters for term in query.terms for letters in term.letters)
    return and_(column != "", *(PlaceOf(func.folded(column), one) > 0 for one in letters))


def _has_all(words: str, query: Query) -> bool:
    return all(query.is_in(words, term) for term in range(len(query.terms)))


def _by_notes(connection: Connection, layers: Layers, query: Query) -> Iterator[_Found]:
    article, annotation = tables.article.c, tables.annotation.c
    of_article = (article.id, article.note)
    for id, note in fetched(connection, select(*of_article).where(_has(article.note, query)), of_article):
        if _has_all(note, query):
            yield id, "note", note, None
    of_annotation = (annotation.article, annotation.start, annotation.end, annotation.note)
    asked = select(*of_annotation).where(_has(annotation.note, query), within(layers)).order_by(annotation.start)
    for id, start, end, note in fetched(connection, asked, of_annotation):
        if _has_all(note, query):
            yield id, "note", note, Fragment(start, end)
    comment = tables.comment.c
    of_comment = (annotation.article, annotation.start, annotation.end, comment.text)
    told = select(*of_comment).join_from(tables.comment, tables.annotation, annotation.id == comment.claim)
    told = told.where(_has(comment.text, query), within(layers)).order_by(annotation.start)
    for id, start, end, text in fetched(connection, told, of_comment):
        if _has_all(text, query):
            yield id, "note", text, Fragment(start, end)


def _by_speakers(connection: Connection, layers: Layers, query: Query) -> Iterator[_Found]:
    """The articles with a speaker whose names or note have the words, each with the first place of one."""
    speaker, source, annotation = tables.speaker.c, tables.attribution_source.c, tables.annotation.c
    columns = (speaker.id, speaker.name, speaker.aliases, speaker.note)
    known = speaker.name + " " + speaker.aliases + " " + speaker.note
    named: dict[str, tuple[Where, str]] = {}
    for id, name, aliases, note in fetched(connection, select(*columns).where(_has(known, query)), columns):
        called = next((one for one in (name, *names(unpacked(aliases))) if _has_all(one, query)), None)
        if called is not None or _has_all(note, query):
            named[id] = ("speaker", called or name) if called else ("note", note)
        if len(named) == _MOST_SPEAKERS:
            break
    if not named:
        return
    of_place = (annotation.article, annotation.start, annotation.end)
    by_claim = select(*of_place, source.speaker).join_from(
        tables.attribution_source, tables.annotation, annotation.id == source.claim
    )
    by_mention = select(*of_place, annotation.speaker)
    both = union_all(
        by_claim.where(source.speaker.in_(named), within(layers)),
        by_mention.where(annotation.speaker.in_(named), within(layers)),
    ).subquery()
    for id, start, end, who in connection.execute(select(both).order_by(both.c.start)):
        where, words = named[who]
        yield id, where, words, Fragment(start, end)
