"""The things that Ascribe keeps: frozen, typed, and free of any database or window.

Ids are UUIDs made by the program, as text, so that what an undo restores is the same thing again and the work of two
annotators can be joined. Times are ISO 8601 in UTC, to the millisecond. Offsets count code points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from desktop.model.text import Fragments

Role = Literal["claim", "speaker", "cue", "other"]
ArticleStatus = Literal["new", "in progress", "done", "skipped"]
AnnotationStatus = Literal["accepted", "suggested", "rejected"]
GroupKind = Literal["tags", "sets"]
SpeakerKind = Literal["person", "organisation", "group", "unnamed"]
TrackKind = Literal["turn", "time", "page", "encoding"]

ARTICLE_STATUSES: tuple[ArticleStatus, ...] = ("new", "in progress", "done", "skipped")
SETTLED: tuple[ArticleStatus, ...] = ("done", "skipped")  # in these, nothing is left to do
ANNOTATION_STATUSES: tuple[AnnotationStatus, ...] = ("accepted", "suggested", "rejected")
GROUP_KINDS: tuple[GroupKind, ...] = ("tags", "sets")  # the fields of an article that name what it is part of
SPEAKER_KINDS: tuple[SpeakerKind, ...] = ("person", "organisation", "group", "unnamed")
TRACK_KINDS: tuple[TrackKind, ...] = ("turn", "time", "page", "encoding")

AttributeValue = str | float | bool | tuple[str, ...]
Attributes = Mapping[str, AttributeValue]

PROGRAM = "Ascribe"  # the annotator of what the program does of itself, so that it is nobody's to undo

# Layers, by their ids: whose work an annotation is. All others are called as their annotators first were.
FIRST = ""  # that of whoever worked in the library first; until somebody has, anybody's
ADJUDICATED = "Adjudicated"  # nobody's: what was decided upon between several; its name in files and commands, too


def new_id() -> str:
    """A new UUID, as text."""
    return str(uuid4())


def now() -> str:
    """This moment in UTC, as `2026-11-22T10:00:00.000Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known of a text. The text itself never changes and is asked of the library by the article's id."""

    id: str = field(default_factory=new_id)
    title: str
    sha256: str  # of the canonical text in UTF-8, in hexadecimal
    length: int  # of the text, in code points
    publisher: str = ""
    url: str = ""
    author: str = ""
    published: str = ""  # an ISO 8601 date, or the beginning of one
    language: str = ""  # a BCP 47 tag
    status: ArticleStatus = "new"
    tags: tuple[str, ...] = ()  # what a person calls it by
    sets: tuple[str, ...] = ()  # the samples and batches that it is part of, by their names
    note: str = ""
    added_at: str = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Track:
    """A fact of a part of an article's text that nobody annotated: it came with the text and never changes.

    The value is, of a turn, who speaks as the text names them; of a time, when it was said: hours, minutes, seconds
    and milliseconds from the beginning, "00:00:01.000/00:00:04.000"; of a page, its number; of an encoding, those in
    which the text may have been read, by Python's names with blanks between, the one in which it was first.
    """

    kind: TrackKind
    start: int  # code points of the text, half-open, as of a fragment
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What is so of a speaker, always or for a time: an answer to an attribute of the codebook, a role, an affiliation.

    `since` and `until` are ISO 8601 dates, or beginnings of such, both of them days on which it is so; empty: open.
    """

    about: str  # an attribute's id; or ROLE or AFFILIATION of `speaker_facts`
    value: AttributeValue  # of a choice, the ids of options
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person, organisation, group or unnamed source: once for the whole library."""

    id: str = field(default_factory=new_id)
    name: str
    kind: SpeakerKind = "person"
    aliases: tuple[str, ...] = ()
    role: str = ""
    affiliation: str = ""
    external_id: str = ""
    note: str = ""
    facts: tuple[Fact, ...] = ()  # in the order in which they are shown
    distinct_from: tuple[str, ...] = ()  # the ids of speakers who look like this one, and are others
    hue: int = -1  # the place in the palette, stable for this speaker; the library gives it when the speaker is added


@dataclass(frozen=True, slots=True)
class SpeakerGuess:
    """Who a source seems to be: the fullest name in the article, the other names seen, and what kind of source."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = "person"


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """An annotator's claim as it was when it was decided upon."""

    claim: str  # its id
    state: str  # what it said, but for its speakers, as a digest: see `desktop.adjudication.claim_digests`
    speakers: tuple[tuple[str, str], ...] = ()  # of each the id and the name, by the ids
    taken: bool = False  # whether it was decided so


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why something was suggested, or which claims a decision was about."""

    rule: str = ""  # the id of the rule; what another's suggester says of itself
    cue: str = ""  # the words that report, as they stand in the text
    speaker: SpeakerGuess | None = None  # on a mention: whom it seems to name, until a person says who it is
    claims: tuple[SeenClaim, ...] = ()  # on a claim of the layer "Adjudicated": what was decided upon, in text order

    def as_data(self) -> dict[str, Any]:
        """The evidence as JSON can hold it, empty for none; `from_data` is the mirror."""
        if self == NO_EVIDENCE:
            return {}
        guess = self.speaker
        speaker = guess and {"name": guess.name, "aliases": list(guess.aliases), "kind": guess.kind}
        claims = [
            {
                "claim": one.claim,
                "state": one.state,
                "speakers": [{"id": id, "name": name} for id, name in one.speakers],
                "taken": one.taken,
            }
            for one in self.claims
        ]
        return {"rule": self.rule, "cue": self.cue, "speaker": speaker} | ({"claims": claims} if claims else {})

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Evidence":
        if not data:
            return NO_EVIDENCE
        guess = data["speaker"]
        speaker = guess and SpeakerGuess(guess["name"], tuple(guess["aliases"]), guess["kind"])
        claims = tuple(
            SeenClaim(
                claim=one["claim"],
                state=one["state"],
                speakers=tuple((speaker["id"], speaker["name"]) for speaker in one["speakers"]),
                taken=one["taken"],
            )
            for one in data.get("claims", ())
        )
        return cls(rule=data["rule"], cue=data["cue"], speaker=speaker, claims=claims)


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One label on one or more fragments of one article."""

    id: str = field(default_factory=new_id)
    article: str  # the article's id
    label: str  # the label's id in the codebook
    fragments: Fragments  # in text order, disjoint, at least one
    attributes: Attributes = field(default_factory=dict)  # by attribute id; of a choice, the ids of options
    speaker: str | None = None  # on a mention: the id of the speaker it names
    status: AnnotationStatus = "accepted"
    origin: str = ""  # empty for a person's own work, else the name of the suggester or the file it came from
    confidence: float | None = None
    annotator: str = ""  # who made it, by name
    note: str = ""
    created_at: str = field(default_factory=now)
    updated_at: str = field(default_factory=now)
    evidence: Evidence = NO_EVIDENCE  # of what was suggested, or decided upon
    layer: str = FIRST  # the id of the layer that it belongs to

    @property
    def start(self) -> int:
        return self.fragments[0].start

    @property
    def end(self) -> int:
        return self.fragments[-1].end


def is_no_claim(annotation: Annotation) -> bool:
    """Whether it says that there is no claim where annotators had some: what was decided so is kept as rejected."""
    return annotation.status == "rejected" and bool(annotation.evidence.claims)


@dataclass(frozen=True, slots=True)
class Source:
    """Who made a claim: a speaker, the mention that shows the speaker, or both."""

    speaker: str | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One claim, its sources, its cues, and the claim it is nested in. A claim without this record has none of them."""

    claim: str  # the claim's annotation id; it is the attribution's own identity too
    article: str
    sources: tuple[Source, ...] = ()
    cues: tuple[str, ...] = ()  # annotation ids
    parent: str | None = None  # a claim's annotation id

    @property
    def id(self) -> str:
        return self.claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Whose a layer is."""

    id: str  # the layer's: the name at first, which may change later
    name: str
    hue: int  # the place in the palette


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStatus:
    """How far an article is in another layer than the first, whose status the article itself has."""

    id: str
    article: str
    layer: str
    status: ArticleStatus = "new"

    @classmethod
    def of(cls, article: str, layer: str, status: ArticleStatus = "new") -> "LayerStatus":
        return cls(id=f"{article} {layer}", article=article, layer=layer, status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """That an article is to be coded in a layer."""

    id: str
    article: str
    layer: str

    @classmethod
    def of(cls, article: str, layer: str) -> "Assignment":
        return cls(id=f"{article} {layer}", article=article, layer=layer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody says of a claim, to whoever reads it."""

    id: str = field(default_factory=new_id)
    claim: str  # the annotation's id
    author: str  # by name
    text: str
    created_at: str = field(default_factory=now)
    updated_at: str = field(default_factory=now)


Record = Article | Speaker | Annotation | Attribution | Annotator | LayerStatus | Assignment | Comment
