"""Articles with all that belongs to them, put together a few at a time, so that a large library takes little memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from sqlalchemy import Connection

from desktop.library.sql import backend
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.queries.annotations import annotations, annotations_of_all, attributions, attributions_of_all
from desktop.library.sql.queries.articles import lengths, unknown_article
from desktop.library.sql.queries.assignments import assignments
from desktop.library.sql.queries.comments import comments_in
from desktop.library.sql.queries.layers import Layers, statuses_by_layer, statuses_of, with_statuses
from desktop.library.sql.record_data import from_data, tracks_in
from desktop.library.sql.row_checks import named_record
from desktop.library.sql.stores import STORES
from desktop.model.records import Annotation, Article, ArticleStatus, Attribution, Comment, Track

_CHARACTERS_AT_ONCE = 500_000  # of text: what bounds the memory of a reading
_ARTICLES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article with all that belongs to it."""

    article: Article
    text: str
    annotations: list[Annotation]  # by start, the longest first, then by the time they were made
    attributions: dict[str, Attribution]  # by claim
    tracks: list[Track]
    statuses: dict[str, ArticleStatus]  # of the article, by layer; without those in which it is new
    assigned: list[str]  # the layers in which it is to be coded
    comments: list[Comment]  # on its claims, oldest first


class ArticleToOpen(NamedTuple):
    """What of an article is read when it is opened for work."""

    article: Article
    text: str
    tracks: list[Track]
    annotations: list[Annotation]  # in the order of those of a `WholeArticle`
    attributions: dict[str, Attribution]  # by claim
    comments: dict[str, list[Comment]]  # by claim, oldest first


def article_to_open(connection: Connection, layers: Layers, readable: Layers, id: str) -> ArticleToOpen:
    """An article as it is in `layers`, with what is in those that are `readable`.

    Raises:
        KnownError: the library has no such article.
    """
    known, statuses, texts, own, said, comments = backend.at_once(
        connection,
        lambda: STORES["article"].read(connection, [id]),
        lambda: statuses_of(connection, layers, [id]),
        lambda: STORES["text"].read(connection, [id]),
        lambda: annotations(connection, id, readable),
        lambda: attributions(connection, id, readable),
        lambda: comments_in(connection, [id], readable),
    )
    if id not in known:
        raise unknown_article(id)
    if id not in texts:
        raise NotAsWritten(f"the article {id} has no text")
    refuse_beyond(texts[id]["text"], own)
    article = replace(cast(Article, from_data("article", known[id])), status=named_record(statuses, id, "article"))
    return ArticleToOpen(article, texts[id]["text"], tracks_in(texts[id]), own, said, comments)


def whole_articles(
    connection: Connection, layers: Layers, readable: Layers, ids: Collection[str]
) -> Iterator[WholeArticle]:
    """These articles in the order of adding.

    Their statuses are those in `layers`; their annotations are those in `readable`, which are these layers as far as
    they may be read.
    """
    for batch in _batches(connection, ids):
        yield from _read(connection, layers, readable, batch)


def _batches(connection: Connection, ids: Collection[str]) -> Iterator[list[str]]:
    """Those of these articles that there are, in the order of adding, by as many as are read at once."""
    batch: list[str] = []
    characters = 0
    for id, length in lengths(connection):
        if id not in ids:
            continue
        if batch and (len(batch) == _ARTICLES_AT_ONCE or characters + length > _CHARACTERS_AT_ONCE):
            yield batch
            batch, characters = [], 0
        batch.append(id)
        characters += length
    yield batch


def _read(connection: Connection, layers: Layers, readable: Layers, ids: list[str]) -> Iterator[WholeArticle]:
    data = STORES["article"].read(connection, ids)
    articles = {id: cast(Article, from_data("article", one)) for id, one in data.items()}
    statuses = statuses_by_layer(connection, articles.values(), layers)
    articles = with_statuses(connection, layers, articles)
    texts = STORES["text"].read(connection, ids)
    annotated: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations_of_all(connection, ids, readable):
        annotated[annotation.article].append(annotation)
    assigned: dict[str, list[str]] = defaultdict(list)
    for assignment in assignments(connection, ids):
        assigned[assignment.article].append(assignment.layer)
    said = comments_in(connection, ids, readable)
    attributed: dict[str, dict[str, Attribution]] = defaultdict(dict)
    for claim, attribution in attributions_of_all(connection, ids, readable).items():
        attributed[attribution.article][claim] = attribution
    for id in ids:
        article = named_record(articles, id, "article")
        if id not in texts:
            raise NotAsWritten(f"the article {id} has no text")
        refuse_beyond(texts[id]["text"], annotated[id])
        yield WholeArticle(
            article,
            texts[id]["text"],
            annotated[id],
            attributed[id],
            tracks_in(texts[id]),
            statuses.get(id, {}),
            assigned[id],
            [comment for one in annotated[id] for comment in said.get(one.id, ())],
        )


def refuse_beyond(text: str, annotations: Iterable[Annotation]) -> None:
    """Raises NotAsWritten where an annotation goes on beyond the end of its article's text."""
    if max((annotation.end for annotation in annotations), default=0) > len(text):
        raise NotAsWritten("an annotation goes on beyond its article's end")
