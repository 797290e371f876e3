"""The table of speakers: what is known of each, and how much each said."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from desktop.base.translation import Message
from desktop.exchange.document import Document, Head
from desktop.exchange.tables.table import Cell, Column, Kind, Layout, with_distinct_names
from desktop.model import codebook as codebooks
from desktop.model.codebook import Attribute, Codebook
from desktop.model.features import Feature
from desktop.model.records import Fact, Speaker
from desktop.model.speaker_facts import AFFILIATION, ROLE
from desktop.model.who_said import speakers_of
from desktop.model.written_facts import in_a_cell


@dataclass(slots=True)
class Row:
    """A speaker with what is counted in the documents."""

    speaker: Speaker
    claims: int
    articles: int  # in which the speaker is a source


def rows(head: Head, documents: Iterable[Document], layout: Layout) -> Iterator[Row]:
    """A row for each speaker, by name."""
    codebook = head.codebook or codebooks.default()
    claim_labels = set(codebook.of_role("claim"))
    claims: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for document in documents:
        annotations = {annotation.id: annotation for annotation in document.annotations}
        heard: set[str] = set()
        for attribution in document.attributions:
            claim = annotations.get(attribution.claim)
            if claim is not None and claim.label in claim_labels:
                said = speakers_of(attribution, annotations)
                claims.update(said)
                heard.update(said)
        articles.update(heard)
    for speaker in head.speakers:
        yield Row(speaker, claims[speaker.id], articles[speaker.id])


def columns(codebook: Codebook) -> list[Column]:
    """What is known of a speaker, a column for each attribute that is asked of speakers, and the counts."""
    asked = [_attribute(attribute) for attribute in codebook.speaker_attributes]
    return with_distinct_names([*_COLUMNS, *asked, *_COUNTS], {})


def _attribute(attribute: Attribute) -> Column:
    def value(row: Row) -> Cell:
        return in_a_cell((fact for fact in row.speaker.facts if fact.about == attribute.id), attribute)

    return Column(id=attribute.id, name=attribute.name, value=value, holds=Feature.SPEAKER_FACTS)


def _over_time(about: str, field: str) -> Column:
    """A column with what is known of a speaker without a time, and in times."""

    def value(row: Row) -> Cell:
        known = getattr(row.speaker, field)
        dated = (fact for fact in row.speaker.facts if fact.about == about)
        return in_a_cell([*([Fact(about, known)] if known else []), *dated])

    return Column(id=field, name=field, value=value, holds=Feature.SPEAKER_FACTS)


_COLUMNS: Final = [
    Column(id="speaker_id", name="speaker_id", value=attrgetter("speaker.id")),
    Column(id="name", name="name", value=lambda row: row.speaker.name, holds=Feature.SPEAKERS),
    Column(id="kind", name="kind", value=attrgetter("speaker.kind")),
    _over_time(ROLE, "role"),
    _over_time(AFFILIATION, "affiliation"),
    Column(id="aliases", name="aliases", value=attrgetter("speaker.aliases")),
    Column(id="external_id", name="external_id", value=attrgetter("speaker.external_id")),
    Column(id="note", name="note", value=attrgetter("speaker.note")),
]
_COUNTS: Final = [
    Column(id="claims", name="claims", value=attrgetter("claims")),
    Column(id="articles", name="articles", value=attrgetter("articles")),
]

KIND: Final = Kind(
    name="speakers",
    title=Message("Speakers"),
    leaves_out=Message("What they said is counted and has no row."),
    columns=columns,
    subjects=rows,
)
