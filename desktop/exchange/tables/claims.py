"""The table of claims: a row a claim, or a row a claim and one of its sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter
from typing import Final

from desktop.base.translation import Message
from desktop.exchange.document import Document, Head
from desktop.exchange.tables.articles import FIELDS, article_column
from desktop.exchange.tables.table import Cell, Column, Kind, Layout, with_distinct_names
from desktop.model import codebook as codebooks
from desktop.model import nested_options, tracks
from desktop.model.codebook import QUOTATION, Attribute, Codebook, Label
from desktop.model.features import Feature
from desktop.model.folding import folded
from desktop.model.language import primary
from desktop.model.records import Annotation, AttributeValue, Attribution, Source, Speaker, TrackKind
from desktop.model.sentence_around import sentences_around
from desktop.model.speaker_facts import affiliation_on, on_day, role_on
from desktop.model.text import quotation_kind, quoted_text
from desktop.model.who_said import speaker_of

_InWords = Callable[[AttributeValue], AttributeValue]


@dataclass(slots=True)
class Row:
    """A claim with what belongs to it; `sources` are all of its sources, or the one that the row is about."""

    document: Document
    claim: Annotation
    label: Label
    sources: Sequence[Source]
    who: Sequence[Speaker | None]  # the sources are, in their order
    source_count: int
    said: Attribution | None
    annotations: Mapping[str, Annotation]  # of the document, by id

    def words(self, annotation_id: str | None) -> str:
        """What an annotation covers; nothing without one."""
        annotation = self.annotations.get(annotation_id or "")
        return quoted_text(self.document.text, annotation.fragments) if annotation else ""

    @property
    def cues(self) -> Sequence[str]:
        return self.said.cues if self.said else ()


def rows(head: Head, documents: Iterable[Document], layout: Layout) -> Iterator[Row]:
    """The claims of the documents in the order of their places; each once, or once for each of its sources."""
    codebook = head.codebook or codebooks.default()
    speakers = {speaker.id: speaker for speaker in head.speakers}
    claim_labels = {label.id: label for label in codebook.labels if label.role == "claim"}
    is_repeated = _Repeated() if layout.count == "once" else None
    for document in documents:
        annotations = {annotation.id: annotation for annotation in document.annotations}
        said = {attribution.claim: attribution for attribution in document.attributions}
        for claim in document.annotations:
            if (label := claim_labels.get(claim.label)) is None:
                continue
            if is_repeated and is_repeated(document, claim):
                continue
            attribution = said.get(claim.id)
            sources = attribution.sources if attribution else ()
            shares = [sources] if layout.rows == "claim" or not sources else [(source,) for source in sources]
            for share in shares:
                who = [speakers.get(speaker_of(source, annotations) or "") for source in share]
                yield Row(document, claim, label, share, who, len(sources), attribution, annotations)


class _Repeated:
    """Says of each claim whether one before it has its label and words in another article with much the same text."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str, str], str] = {}  # the article that has it first

    def __call__(self, document: Document, claim: Annotation) -> bool:
        if not document.same_text:
            return False
        words = " ".join(folded(quoted_text(document.text, claim.fragments)).split())
        first = self._first.setdefault((document.same_text, claim.label, words), claim.article)
        return first != claim.article


def columns(codebook: Codebook) -> list[Column]:
    """What is known of a claim, and a column for each attribute of the labels for claims, mentions and cues.

    Where options lie in one another, a second column has each answer with the options around it: "Economy › Taxes".
    """
    asked = list(_attributes(codebook))
    longer = {column.id: f"{label.name}: {column.name}" for label, column in asked}
    told = with_distinct_names([*_BEFORE, *_AFTER, *(column for _, column in asked)], longer)
    fixed = len(_BEFORE) + len(_AFTER)
    return [*told[: len(_BEFORE)], *told[fixed:], *told[len(_BEFORE) : fixed]]


def _of_article(field: str) -> Column:
    return article_column(field, "document.article", _ARTICLE_NAMES.get(field, field))


def _speaker_fact(name: str, fact: Callable[[Speaker, str], str]) -> Column:
    """What is known of each source; of what changes, what was so on the article's day."""

    def value(row: Row) -> Cell:
        day = row.document.article.published
        return tuple([fact(speaker, day) if speaker else "" for speaker in row.who])

    facts = None if name in {"speaker", "speaker_id", "speaker_kind"} else Feature.SPEAKER_FACTS
    return Column(id=name, name=name, value=value, holds=facts or Feature.ATTRIBUTIONS, a_source=True)


def _attributes(codebook: Codebook) -> Iterator[tuple[Label, Column]]:
    for label in codebook.labels:
        if label.role == "other":
            continue
        for attribute in label.attributes:
            id = f"{label.id}/{attribute.id}"
            yield label, _attribute(label, attribute, id, attribute.name, attribute.in_words)
            if any(option.parent for option in attribute.options):
                trails = partial(nested_options.trails, attribute)
                yield label, _attribute(label, attribute, f"{id}/path", f"{attribute.name}_path", trails)


def _attribute(label: Label, attribute: Attribute, id: str, name: str, in_words: _InWords) -> Column:
    """The answers of the claim itself; or those of its mentions, or of its cues."""

    def answer(annotation: Annotation | None) -> AttributeValue | None:
        if annotation is None or annotation.label != label.id or attribute.id not in annotation.attributes:
            return None
        return in_words(annotation.attributes[attribute.id])

    def own(row: Row) -> Cell:
        return answer(row.claim)

    def of_speakers(row: Row) -> Cell:
        day = row.document.article.published
        said = (on_day(one, attribute.id, day) if one else None for one in row.who)
        return tuple(as_text(None if value is None else in_words(value)) for value in said)

    def of_mentions(row: Row) -> Cell:
        mentions = (row.annotations.get(source.mention or "") for source in row.sources)
        return tuple(as_text(answer(mention)) for mention in mentions)

    def of_cues(row: Row) -> Cell:
        answers = (as_text(answer(row.annotations.get(cue))) for cue in row.cues)
        return tuple(one for one in answers if one)

    a_source = label.role == "speaker"
    if a_source and attribute.of_speaker:
        return Column(id=id, name=name, value=of_speakers, holds=Feature.SPEAKER_FACTS, a_source=True)
    value = {"claim": own, "speaker": of_mentions, "cue": of_cues}[label.role]
    return Column(id=id, name=name, value=value, holds=Feature.ANSWERS, a_source=a_source)


def as_text(answer: AttributeValue | None) -> str:
    """An answer in one line."""
    if isinstance(answer, tuple):
        return ", ".join(answer)
    return "" if answer is None else str(answer)


def _kind(row: Row) -> Cell:
    """Direct, indirect or mixed: what the claim says of itself, or else the quotation marks of the text."""
    answer = row.claim.attributes.get(QUOTATION)
    return answer if isinstance(answer, str) and answer else quotation_kind(row.document.text, row.claim.fragments)


def _track(kind: TrackKind) -> Callable[[Row], Cell]:
    """What the track of this kind says of the place where the claim begins."""

    def value(row: Row) -> Cell:
        if not row.document.tracks:
            return None
        track = tracks.at(tracks.of_kind(row.document.tracks, kind), row.claim.start)
        return tracks.beginning(track) if track else None

    return value


def sentence(row: Row) -> str:
    """The sentences in which the claim stands."""
    claim, text = row.claim, row.document.text
    start, end = sentences_around(text, claim.start, claim.end, _abbreviations(row.document.article.language))
    return text[start:end]


@cache
def _abbreviations(language: str) -> Set[str]:
    from desktop.suggest.language import word_lists  # here, since only this needs the words of a language

    known = primary(language) or word_lists.FALLBACK
    if known not in word_lists.languages():
        return frozenset()
    words = word_lists.language(known)
    return words.abbreviations - words.final_abbreviations


_ARTICLE_NAMES: Final = {
    "title": "article",
    "status": "article_status",
    "note": "article_note",
    "id": "article_id",
    "sha256": "article_sha256",
}
_LAST: Final = {"id", "sha256"}  # for programs
_BEFORE: Final = [
    *(_of_article(field) for field in FIELDS if field not in _LAST),
    Column(id="label", name="label", value=attrgetter("label.name"), holds=Feature.LABELS),
    Column(
        id="claim",
        name="claim",
        value=lambda row: quoted_text(row.document.text, row.claim.fragments),
        holds=Feature.ANNOTATIONS,
    ),
    Column(id="sentence", name="sentence", value=sentence),
    Column(id="kind", name="kind", value=_kind),
    Column(id="start", name="start", value=attrgetter("claim.start")),  # in code points, as all that follow
    Column(id="end", name="end", value=attrgetter("claim.end")),
    Column(
        id="parts",
        name="parts",
        value=lambda row: tuple(f"{start}..{end}" for start, end in row.claim.fragments),
        holds=Feature.PARTS,
    ),
    Column(id="time", name="time", value=_track("time"), holds=Feature.TRACKS),
    Column(id="page", name="page", value=_track("page"), holds=Feature.TRACKS),
    Column(id="sources", name="sources", value=attrgetter("source_count")),
    _speaker_fact("speaker", lambda speaker, _: speaker.name),
    _speaker_fact("speaker_id", lambda speaker, _: speaker.id),
    _speaker_fact("speaker_kind", lambda speaker, _: speaker.kind),
    _speaker_fact("speaker_role", role_on),
    _speaker_fact("speaker_affiliation", affiliation_on),
    _speaker_fact("speaker_aliases", lambda speaker, _: ", ".join(speaker.aliases)),
    _speaker_fact("speaker_external_id", lambda speaker, _: speaker.external_id),
    _speaker_fact("speaker_note", lambda speaker, _: speaker.note),
    Column(
        id="mention",
        name="mention",
        value=lambda row: tuple(row.words(source.mention) for source in row.sources),
        holds=Feature.ATTRIBUTIONS,
        a_source=True,
    ),
    Column(
        id="cue",
        name="cue",
        value=lambda row: tuple(row.words(cue) for cue in row.cues),
        holds=Feature.ATTRIBUTIONS,
    ),
    Column(
        id="within",
        name="within",
        value=lambda row: row.said.parent if row.said else None,
        holds=Feature.NESTED_CLAIMS,
    ),
]
_AFTER: Final = [
    Column(id="note", name="note", value=attrgetter("claim.note"), holds=Feature.ANNOTATION_NOTES),
    Column(id="status", name="status", value=attrgetter("claim.status"), holds=Feature.SUGGESTIONS),
    Column(id="annotator", name="annotator", value=attrgetter("claim.annotator"), holds=Feature.MAKERS),
    Column(id="layer", name="layer", value=attrgetter("claim.layer"), holds=Feature.MAKERS),
    Column(id="created_at", name="created_at", value=attrgetter("claim.created_at"), holds=Feature.MAKERS),
    Column(id="updated_at", name="updated_at", value=attrgetter("claim.updated_at"), holds=Feature.MAKERS),
    Column(id="origin", name="origin", value=attrgetter("claim.origin"), holds=Feature.ORIGINS),
    Column(id="confidence", name="confidence", value=attrgetter("claim.confidence"), holds=Feature.ORIGINS),
    Column(id="claim_id", name="claim_id", value=attrgetter("claim.id")),
    *(_of_article(field) for field in FIELDS if field in _LAST),
    Column(id="same_text", name="same_text", value=attrgetter("document.same_text")),
]

KIND: Final = Kind(
    name="claims",
    title=Message("Claims"),
    leaves_out=Message("Articles without a claim, their texts, and annotations that belong to no claim have no row."),
    columns=columns,
    subjects=rows,
    of_claims=True,
    may_lose=frozenset({Feature.JOINT_SOURCES, Feature.LONG_TEXTS}),
)
