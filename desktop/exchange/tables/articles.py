"""The table of articles: what is known of each, and how much is marked in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop.base.translation import Message
from desktop.exchange.document import Document, Head
from desktop.exchange.tables.table import Column, Kind, Layout
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook
from desktop.model.features import Feature
from desktop.model.records import Article
from desktop.model.who_said import speakers_of

ARTICLE_COLUMNS: Final = [  # whose values are asked of the article; the table of claims has them, too
    Column(id="article_id", name="article_id", value=lambda article: article.id),
    Column(id="title", name="title", value=lambda article: article.title, holds=Feature.TITLES),
    Column(id="publisher", name="publisher", value=lambda article: article.publisher, holds=Feature.PUBLISHERS),
    Column(id="published", name="published", value=lambda article: article.published, holds=Feature.DATES),
    Column(id="author", name="author", value=lambda article: article.author, holds=Feature.AUTHORS),
    Column(id="url", name="url", value=lambda article: article.url, holds=Feature.ADDRESSES),
    Column(id="language", name="language", value=lambda article: article.language, holds=Feature.LANGUAGES),
    Column(id="status", name="status", value=lambda article: article.status, holds=Feature.ARTICLE_STATUSES),
    Column(id="note", name="note", value=lambda article: article.note, holds=Feature.ARTICLE_NOTES),
    Column(id="sha256", name="sha256", value=lambda article: article.sha256),
]


@dataclass(slots=True)
class Row:
    """An article with what is counted in it."""

    article: Article
    claims: int
    without_speaker: int  # claims among them
    annotations: int
    speakers: tuple[str, ...]  # their names, in the order in which they speak


def rows(head: Head, documents: Iterable[Document], layout: Layout) -> Iterator[Row]:
    """A row for each document."""
    codebook = head.codebook or codebooks.default()
    names = {speaker.id: speaker.name for speaker in head.speakers}
    claim_labels = set(codebook.of_role("claim"))
    for document in documents:
        annotations = {annotation.id: annotation for annotation in document.annotations}
        said = {attribution.claim: attribution for attribution in document.attributions}
        claims = [one.id for one in document.annotations if one.label in claim_labels]
        who = [speakers_of(said.get(claim), annotations) for claim in claims]
        speakers = dict.fromkeys(speaker for some in who for speaker in some)
        yield Row(
            article=document.article,
            claims=len(claims),
            without_speaker=sum(not some for some in who),
            annotations=len(document.annotations),
            speakers=tuple(names[speaker] for speaker in speakers if speaker in names),
        )


def columns(codebook: Codebook) -> list[Column]:
    """What is known of an article, and the counts."""
    return [*map(_of_row, ARTICLE_COLUMNS), *_COUNTS]


def _of_row(column: Column) -> Column:
    value = column.value
    return Column(id=column.id, name=column.name, value=lambda row: value(row.article), holds=column.holds)


_COUNTS: Final = [
    Column(id="characters", name="characters", value=lambda row: row.article.length),
    Column(id="added_at", name="added_at", value=lambda row: row.article.added_at),
    Column(id="claims", name="claims", value=lambda row: row.claims),
    Column(id="claims_without_speaker", name="claims_without_speaker", value=lambda row: row.without_speaker),
    Column(id="annotations", name="annotations", value=lambda row: row.annotations),
    Column(id="speakers", name="speakers", value=lambda row: row.speakers),
]

KIND: Final = Kind(
    name="articles",
    title=Message("Articles"),
    leaves_out=Message("The texts and what is marked in them have no column."),
    columns=columns,
    subjects=rows,
)
