"""The table of articles: what is known of each, and how much is marked in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from desktop.base.translation import Message
from desktop.exchange.document import Document, Head
from desktop.exchange.tables.table import Column, Kind, Layout
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook
from desktop.model.features import Feature
from desktop.model.records import Article
from desktop.model.who_said import speakers_of

FIELDS: Final[Mapping[str, Feature | None]] = {  # of an article; the table of claims has them, too
    "title": Feature.TITLES,
    "publisher": Feature.PUBLISHERS,
    "published": Feature.DATES,
    "author": Feature.AUTHORS,
    "url": Feature.ADDRESSES,
    "language": Feature.LANGUAGES,
    "status": Feature.ARTICLE_STATUSES,
    "tags": Feature.TAGS,
    "sets": Feature.SETS,
    "note": Feature.ARTICLE_NOTES,
    "id": None,
    "sha256": None,
}


def article_column(field: str, path: str, name: str) -> Column:
    """A column of this name with a field of the article that the rows have at `path`."""
    return Column(id=name, name=name, value=attrgetter(f"{path}.{field}"), holds=FIELDS[field])


@dataclass(slots=True)
class Row:
    """An article with what is counted in it."""

    article: Article
    claims: int
    without_speaker: int  # claims among them
    annotations: int
    same_text: str  # the first article with much the same text, by its id; empty where there is no other
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
            same_text=document.same_text,
            speakers=tuple(names[speaker] for speaker in speakers if speaker in names),
        )


def columns(codebook: Codebook) -> list[Column]:
    """What is known of an article, and the counts."""
    return [*(article_column(field, "article", _NAMES.get(field, field)) for field in FIELDS), *_COUNTS]


_NAMES: Final = {"id": "article_id"}
_COUNTS: Final = [
    Column(id="same_text", name="same_text", value=attrgetter("same_text")),
    Column(id="characters", name="characters", value=attrgetter("article.length")),
    Column(id="added_at", name="added_at", value=attrgetter("article.added_at")),
    Column(id="claims", name="claims", value=attrgetter("claims")),
    Column(id="claims_without_speaker", name="claims_without_speaker", value=attrgetter("without_speaker")),
    Column(id="annotations", name="annotations", value=attrgetter("annotations")),
    Column(id="speakers", name="speakers", value=attrgetter("speakers")),
]

KIND: Final = Kind(
    name="articles",
    title=Message("Articles"),
    leaves_out=Message("The texts and what is marked in them have no column."),
    columns=columns,
    subjects=rows,
)
