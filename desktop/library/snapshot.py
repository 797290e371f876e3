"""A library as it was at one moment, read article by article while others go on working in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop.library import holdings, reading
from desktop.library.sqlite import tables
from desktop.library.sqlite.stores import STORES, from_data
from desktop.model.codebook import Codebook
from desktop.model.features import Feature
from desktop.model.records import Annotation, AnnotationStatus, Article, Attribution, Speaker

_CHARACTERS_AT_ONCE = 500_000  # of text: what bounds the memory of a reading
_ARTICLES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article with all that belongs to it."""

    article: Article
    text: str
    annotations: list[Annotation]  # by start, the longest first, then by the time they were made
    attributions: dict[str, Attribution]  # by claim


class Snapshot:
    """Made by `Library.snapshot`; all that it gives belongs together."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self.codebook: Codebook = reading.codebook(connection, name)

    def speakers(self) -> list[Speaker]:
        """All speakers by name, without regard to case."""
        return reading.speakers(self._connection)

    def article_ids(self) -> list[str]:
        """The ids of all articles in the order of adding."""
        return reading.article_ids(self._connection)

    def named_speakers(self, articles: Sequence[str], statuses: Collection[AnnotationStatus]) -> set[str]:
        """The ids of the speakers whom annotations of these statuses in these articles name, or refer to."""
        return holdings.named_speakers(self._connection, articles, statuses)

    def holdings(self, articles: Sequence[str] | None, statuses: Collection[AnnotationStatus]) -> dict[Feature, int]:
        """How often each feature is there in these articles (None: in all), with annotations of these statuses."""
        return holdings.counted(self._connection, self.codebook, articles, statuses)

    def whole_articles(self, ids: Iterable[str]) -> Iterator[WholeArticle]:
        """These articles, in the order of adding, a few at a time in memory."""
        wanted = set(ids)
        columns = tables.article.c
        query = select(columns.id, columns.length).order_by(columns.number)
        batch: list[str] = []
        characters = 0
        for id, length in self._connection.execute(query).all():
            if id not in wanted:
                continue
            if batch and (len(batch) == _ARTICLES_AT_ONCE or characters + length > _CHARACTERS_AT_ONCE):
                yield from self._read(batch)
                batch, characters = [], 0
            batch.append(id)
            characters += length
        if batch:
            yield from self._read(batch)

    def _read(self, ids: list[str]) -> Iterator[WholeArticle]:
        articles = STORES["article"].read(self._connection, ids)
        texts = STORES["text"].read(self._connection, ids)
        annotations: dict[str, list[Annotation]] = defaultdict(list)
        for annotation in reading.annotations_where(self._connection, tables.annotation.c.article.in_(ids)):
            annotations[annotation.article].append(annotation)
        attributions: dict[str, dict[str, Attribution]] = defaultdict(dict)
        for claim, found in reading.attributions(self._connection, tables.attribution.c.article.in_(ids)).items():
            attributions[found.article][claim] = found
        for id in ids:
            article = from_data("article", articles[id])
            assert isinstance(article, Article)
            yield WholeArticle(article, texts[id]["text"], annotations[id], attributions[id])
