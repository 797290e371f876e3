"""A document as paragraphs of runs, each with what covers it; its claims with a number each; who says which of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from desktop.base.translation import translated
from desktop.exchange.document import Document, Head
from desktop.exchange.tables import claims
from desktop.exchange.tables.table import Layout
from desktop.model.features import Feature
from desktop.model.records import Annotation, Speaker
from desktop.model.speaker_facts import as_on
from desktop.model.subheads import Subheads
from desktop.model.who_said import speaker_of

# What can be held of a library by what is meant to be read.
CAN_HOLD: Final = frozenset(
    {
        *(Feature.ARTICLES, Feature.TEXTS, Feature.TITLES, Feature.PUBLISHERS, Feature.ADDRESSES, Feature.AUTHORS),
        *(
            Feature.DATES,
            Feature.LANGUAGES,
            Feature.SPEAKERS,
            Feature.ANNOTATIONS,
            Feature.LABELS,
            Feature.PARTS,
            Feature.ANSWERS,
        ),
        *(Feature.ANNOTATION_NOTES, Feature.SUGGESTIONS, Feature.LOOSE_PARTS, Feature.ATTRIBUTIONS),
        *(Feature.JOINT_SOURCES, Feature.NESTED_CLAIMS, Feature.LONG_TEXTS),
    }
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, with its number in the article."""

    number: int
    speakers: Sequence[Speaker]  # none where nobody is known
    words: str
    label: str  # its name
    about: Sequence[str]  # its attributes and its note, in words
    parent: int | None  # the number of the claim that it is nested in
    is_suggestion: bool

    @property
    def who(self) -> str:
        """Who says it, in words."""
        return "; ".join(speaker.name for speaker in self.speakers) or translated("no speaker")

    @property
    def facts(self) -> Sequence[str]:
        """What else there is to say of it."""
        facts = [self.label]
        if self.is_suggestion:
            facts.append(translated("suggestion"))
        if self.parent is not None:
            facts.append(translated("within {number}", number=self.parent))
        return [*facts, *self.about]

    @property
    def hues(self) -> Sequence[int]:
        """The hues of its speakers, each once; that of no speaker is -1."""
        return tuple(dict.fromkeys(speaker.hue for speaker in self.speakers)) or (-1,)


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one look."""

    text: str
    claims: Sequence[Claim] = ()  # that cover it, the outermost first
    begins: Sequence[tuple[Claim, bool]] = ()  # the claims of which a part begins here, and whether it is the first one
    mention_of: int | None = None  # the hue of the speaker whom the words name
    is_cue: bool = False
    others: Sequence[str] = ()  # the names of labels that are neither


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article as it is read."""

    document: Document
    paragraphs: Sequence[Sequence[Run]]
    subheads: Collection[int]  # the places of the paragraphs that are headings within the text
    claims: Sequence[Claim]  # in the order of the text

    @property
    def facts(self) -> str:
        """Publisher, author and date, as far as they are known."""
        article = self.document.article
        return " · ".join(filter(None, (article.publisher, article.author, article.published)))

    @property
    def begins_with_title(self) -> bool:
        """Whether the first paragraph is the title, and nothing is marked in it."""
        first = next(iter(self.paragraphs), ())
        words = "".join(run.text for run in first).strip()
        return words == self.document.article.title and len(first) == 1 and first[0] == Run(first[0].text)

    @property
    def speakers(self) -> Sequence[tuple[Speaker | None, Sequence[Claim]]]:
        """Who says something, by name, with their claims; nobody comes last."""
        said: dict[str, tuple[Speaker | None, list[Claim]]] = {}
        for claim in self.claims:
            for speaker in claim.speakers or (None,):
                said.setdefault(speaker.id if speaker else "", (speaker, []))[1].append(claim)
        return sorted(said.values(), key=lambda one: (one[0] is None, one[0].name.casefold() if one[0] else ""))


def described(speaker: Speaker | None) -> str:
    """A speaker with what is known of the role."""
    if speaker is None:
        return translated("No speaker")
    return ", ".join(filter(None, (speaker.name, speaker.role, speaker.affiliation)))


def marked(head: Head, document: Document) -> MarkedArticle:
    """The document as it is read."""
    claims_by_id = dict(_claims(head, document))
    paragraphs = list(_Cutting(head, document, claims_by_id).paragraphs())
    heads, starts = Subheads(document.text), [at for at, _ in _lines(document.text)]
    subheads = frozenset(place for place, start in enumerate(starts) if heads.is_one(start))
    return MarkedArticle(document, paragraphs, subheads, list(claims_by_id.values()))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end, without those that are blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _claims(head: Head, document: Document) -> Iterator[tuple[str, Claim]]:
    """The claims in the order of the text, by the ids of their annotations."""
    rows = list(claims.rows(head, [document], Layout()))
    numbers = {row.claim.id: number for number, row in enumerate(rows, start=1)}
    for row in rows:
        known = {one.id: as_on(one, document.article.published) for one in row.who if one is not None}
        answers = (
            f"{attribute.name}: {claims.as_text(attribute.in_words(row.claim.attributes[attribute.id]))}"
            for attribute in row.label.attributes
            if attribute.id in row.claim.attributes
        )
        yield (
            row.claim.id,
            Claim(
                number=numbers[row.claim.id],
                speakers=list(known.values()),
                words=row.words(row.claim.id),
                label=row.label.name,
                about=[*answers, *filter(None, [row.claim.note])],
                parent=numbers.get(row.said.parent or "") if row.said else None,
                is_suggestion=row.claim.status == "suggested",
            ),
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A fragment of an annotation, in code points of the text."""

    start: int
    end: int
    annotation: Annotation
    is_first: bool


class _Cutting:
    """Cuts the text where something begins or ends."""

    def __init__(self, head: Head, document: Document, claims_by_id: Mapping[str, Claim]) -> None:
        self._text = document.text
        self._claims = claims_by_id
        self._labels = {label.id: label for label in (head.codebook.labels if head.codebook else ())}
        self._parts = sorted(
            (
                _Part(start, end, annotation, place == 0)
                for annotation in document.annotations
                for place, (start, end) in enumerate(annotation.fragments)
            ),
            key=lambda part: (part.start, -part.end),
        )
        annotations = {annotation.id: annotation for annotation in document.annotations}
        hues = {speaker.id: speaker.hue for speaker in head.speakers}
        self._mentions = {  # the hues of those whom they name
            annotation.id: hues.get(annotation.speaker or "", -1) for annotation in annotations.values()
        } | {
            source.mention: hues.get(speaker_of(source, annotations) or "", -1)
            for said in document.attributions
            for source in said.sources
            if source.mention
        }

    def paragraphs(self) -> Iterator[list[Run]]:
        """The lines of the text that are not blank."""
        next_part = 0
        open_: list[_Part] = []
        for start, end in _lines(self._text):
            open_ = [part for part in open_ if part.end > start]
            while next_part < len(self._parts) and self._parts[next_part].start < end:
                open_.append(self._parts[next_part])
                next_part += 1
            yield list(self._runs(start, end, open_))

    def _runs(self, start: int, end: int, open_: Sequence[_Part]) -> Iterator[Run]:
        edges = {edge for part in open_ for edge in (part.start, part.end) if start < edge < end}
        for left, right in pairwise(sorted({start, end, *edges})):
            covering = [part for part in open_ if part.start <= left and part.end >= right]
            yield self._run(left, right, covering)

    def _run(self, start: int, end: int, covering: Sequence[_Part]) -> Run:
        claims_here: list[Claim] = []
        begins: list[tuple[Claim, bool]] = []
        mention_of: int | None = None
        is_cue = False
        others: list[str] = []
        for part in covering:
            label = self._labels.get(part.annotation.label)
            role = label.role if label else "other"
            if part.annotation.id in self._claims:
                claim = self._claims[part.annotation.id]
                claims_here.append(claim)
                if part.start == start:
                    begins.append((claim, part.is_first))
            elif role == "speaker":
                mention_of = self._mentions.get(part.annotation.id, -1)
            elif role == "cue":
                is_cue = True
            elif label:
                others.append(label.name)
        return Run(self._text[start:end], tuple(claims_here), tuple(begins), mention_of, is_cue, tuple(others))
