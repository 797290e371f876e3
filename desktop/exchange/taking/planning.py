"""What taking a file's work would do: worked out to be looked at, and again within the edit that does it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from desktop.base.progress import Progress, unwatched
from desktop.exchange.document import Document
from desktop.exchange.known_articles import KnownArticles
from desktop.exchange.merging import moved, renamed, twins
from desktop.exchange.merging_codebooks import MergedCodebook, merged
from desktop.exchange.taking import speakers as of_speakers
from desktop.exchange.taking import wording
from desktop.exchange.taking.incoming import Incoming
from desktop.exchange.taking.speakers import LIKELY, Alike, SpeakersPlan
from desktop.exchange.taking.wording import Both
from desktop.exchange.taking.work import Past, Work, settled, settled_comment
from desktop.library import Reader
from desktop.library.record_history import NO_HISTORY
from desktop.model import codebook as codebooks
from desktop.model.records import Annotation, Article, ArticleStatus, Comment

AT_ONCE: Final = 500  # articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person says of how a file is to be taken."""

    layers: frozenset[str] | None = None  # the names of those that are taken; None: others' where it has some
    called: str = ""  # whose the work is taken for, where it is of one layer; as the file says
    only_known: bool = False  # whether articles that the library lacks are left out
    there: Collection[str] | None = ()  # the ids of what both changed that becomes as in the file; None: all of it
    same: Collection[str] | None = ()  # the ids of those in the file who are the one here they look like; None: all

    def is_same(self, one: Alike) -> bool:
        return self.same is None or one.there.id in self.same

    def takes(self, id: str) -> bool:
        return self.there is None or id in self.there


class Step(NamedTuple):
    """What an annotation here (None: a new one) becomes (None: it goes)."""

    here: Work | None
    there: Work | None

    @property
    def id(self) -> str:
        work = self.here or self.there
        assert work is not None
        return work.annotation.id


class CommentStep(NamedTuple):
    """What a comment here (None: a new one) becomes (None: it goes)."""

    here: Comment | None
    there: Comment | None

    @property
    def id(self) -> str:
        comment = self.here or self.there
        assert comment is not None
        return comment.id


@dataclass
class DocumentPlan:
    """What becomes of one article's work."""

    document: Document  # with the ids of the library
    home: str | None  # the article's id here; None: it comes with the work
    steps: list[Step] = field(default_factory=list)
    both: list[Step] = field(default_factory=list)  # which both changed
    older: int = 0  # annotations that are newer here
    statuses: dict[str, ArticleStatus] = field(default_factory=dict)  # by the names of layers, where they change
    comments: list[CommentStep] = field(default_factory=list)


class Resolved(NamedTuple):
    """What of the file is what here."""

    codebook: MergedCodebook
    speakers: SpeakersPlan


@dataclass
class Plan:
    """What taking a file would do."""

    path: Path
    layers: dict[str, int] = field(default_factory=dict)  # the annotations of those that are taken, by name
    mine: str = ""  # the name of one's own among them
    others: dict[str, int] = field(default_factory=dict)  # the file's other layers
    articles: int = 0  # with work, that are here
    new_articles: list[Article] = field(default_factory=list)  # that come with it
    left_articles: list[Article] = field(default_factory=list)  # that the library lacks, and that are left out
    new: int = 0  # annotations
    changed: int = 0
    gone: int = 0
    older: int = 0
    statuses: int = 0  # of articles
    new_comments: int = 0
    changed_comments: int = 0
    gone_comments: int = 0
    both: list[Both] = field(default_factory=list)
    hidden: int = 0  # what both changed, and may not be read yet
    speakers: SpeakersPlan = field(default_factory=SpeakersPlan)
    left_out: int = 0

    @property
    def count(self) -> int:
        """How much it changes here."""
        of_speakers = len(self.speakers.new) + len(self.speakers.changed)
        comments = self.new_comments + self.changed_comments + self.gone_comments
        work = self.new + self.changed + self.gone + self.statuses + comments
        return work + len(self.new_articles) + of_speakers


def chosen(incoming: Incoming, own: str, choices: Choices) -> Incoming:
    """The work of the layers that are to be taken; `own` is the name of one's own."""
    layers = choices.layers
    if layers is None:
        layers = frozenset(incoming.layers) - {own} or frozenset(incoming.layers)
    return incoming.of(layers, choices.called if len(layers) == 1 else "")


def plan(
    reader: Reader, incoming: Incoming, own: str, choices: Choices, viewer: Reader, progress: Progress = unwatched
) -> Plan:
    """What would be done.

    Args:
        reader: the library, with everybody's work.
        incoming: the file.
        own: the name of one's own layer.
        choices: what was said of it until now.
        viewer: the library as the one who looks at the plan may read it.
        progress: of how many articles it is at which.

    Raises:
        Contradiction: the file's codebook cannot be beside the library's.
    """
    taken = chosen(incoming, own, choices)
    found = resolved(reader, taken, choices)
    made = Plan(
        taken.path, layers=dict(taken.layers), mine=own if own in taken.layers else "", speakers=found.speakers,
        others={name: count for name, count in incoming.layers.items() if name not in taken.layers},
        left_out=incoming.left_out,
    )  # fmt: skip
    made.both = [wording.of_speaker(two, found.codebook.codebook) for two in found.speakers.both]
    for done in range(0, len(taken.documents), AT_ONCE):
        progress(done, len(taken.documents))
        batch = taken.documents[done : done + AT_ONCE]
        for one in of_documents(reader, batch, taken, own, choices, found):
            _count(made, one, reader, viewer, found, choices)
    progress(len(taken.documents), len(taken.documents))
    return made


def _count(made: Plan, one: DocumentPlan, reader: Reader, viewer: Reader, found: Resolved, choices: Choices) -> None:
    if one.home is None and choices.only_known:
        made.left_articles.append(one.document.article)
        return
    if one.home is None:
        made.new_articles.append(one.document.article)
    else:
        made.articles += 1
    made.new += sum(step.here is None for step in one.steps)
    made.gone += sum(step.there is None for step in one.steps)
    made.changed += sum(step.here is not None and step.there is not None for step in one.steps)
    made.older += one.older
    made.new_comments += sum(step.here is None for step in one.comments)
    made.gone_comments += sum(step.there is None for step in one.comments)
    made.changed_comments += sum(step.here is not None and step.there is not None for step in one.comments)
    made.statuses += len(one.statuses) if one.home else 0
    readable = [step for step in one.both if step.here is None or _may_read(viewer, step.here.annotation)]
    made.hidden += len(one.both) - len(readable)
    if readable:
        made.both += wording.of_steps(readable, one, reader, found)


def _may_read(viewer: Reader, one: Annotation) -> bool:
    return viewer.may_read(one.layer, one.article)


def resolved(reader: Reader, taken: Incoming, choices: Choices) -> Resolved:
    """Who and what of the file is who and what here."""
    incoming = taken.head.codebook or codebooks.default()
    codebook = merged(reader.codebook, incoming, taken.path)
    named = of_speakers.named_in(taken.documents)
    people = [codebook.speaker(one) for one in taken.head.speakers if one.id in named]
    return Resolved(codebook, of_speakers.plan(reader, people, choices.is_same))


def of_documents(
    reader: Reader, documents: Sequence[Document], taken: Incoming, own: str, choices: Choices, found: Resolved
) -> list[DocumentPlan]:
    """What becomes of the work in these articles; the history of all that differs is asked at once."""
    ids = taken.outlines.keys() if taken.head.has_ids else frozenset()
    there = KnownArticles(reader, (one.article for one in documents), ids)
    plans: list[DocumentPlan] = []
    for document in documents:
        marks = [found.codebook.annotation(one) for one in document.annotations]
        document = of_speakers.renamed(replace(document, annotations=marks), found.speakers.ids)
        home = there.of(document.article)
        plans.append(DocumentPlan(_at_home(document, home), home))
    here = _works(reader, [one.home for one in plans if one.home])
    layers = {one.name: one.id for one in reader.annotators()}
    whole = {layers[name] for name in taken.head.whole_layers if name in layers}
    pairs = [(one, list(_pairs(one, here.get(one.home or "", {}), layers, whole))) for one in plans]
    told = _comments(reader, pairs, here, frozenset(taken.head.whole_layers))
    differing = [pair for _, some in pairs for pair in some if pair.here is None or pair.there != pair.here]
    keys = {(kind, pair.id) for pair in differing for kind in ("annotation", "attribution")}
    keys |= {("comment", step.id) for steps in told for step in steps}
    pasts = reader.histories(keys)
    for (one, some), comments in zip(pairs, told, strict=True):
        for pair in some:
            past = Past(*(pasts.get((kind, pair.id), NO_HISTORY) for kind in ("annotation", "attribution")))
            outcome = settled(pair.here, pair.there, past)
            if outcome == "both":
                one.both.append(pair)
            if outcome == "there" or (outcome == "both" and choices.takes(pair.id)):
                one.steps.append(pair)
            one.older += outcome == "here" and pair.there is not None
        one.statuses = _statuses(reader, one, layers, own)
        for step in comments:
            if settled_comment(step.here, step.there, pasts.get(("comment", step.id), NO_HISTORY)) == "there":
                one.comments.append(step)
    return plans


def _at_home(document: Document, home: str | None) -> Document:
    """The document as that of the article that is here."""
    if home is None or home == document.article.id:
        return document
    same = {one.id: one.id for one in document.annotations}
    return replace(
        document,
        annotations=list(moved(document.annotations, home)),
        attributions=[renamed(one, same, home) for one in document.attributions],
    )


def _works(reader: Reader, homes: Sequence[str]) -> dict[str, dict[str, Work]]:
    """All work in these articles, by article and id."""
    annotations = reader.annotations_of(homes)
    attributions = reader.attributions_by_claim(one.id for one in annotations)
    found: dict[str, dict[str, Work]] = {}
    for one in annotations:
        found.setdefault(one.article, {})[one.id] = Work(one, attributions.get(one.id))
    return found


def _pairs(one: DocumentPlan, here: dict[str, Work], layers: dict[str, str], whole: set[str]) -> Iterator[Step]:
    """What is in the file with what it is here; then what is here, and was deleted where the file comes from."""
    document = one.document
    placed = [replace(mark, layer=layers.get(mark.layer, mark.layer)) for mark in document.annotations]
    ids = {mark.id: mark.id for mark in document.annotations}
    ids |= twins({id: work.annotation for id, work in here.items()}, placed)
    said = {claim.claim: renamed(claim, ids, claim.article) for claim in document.attributions}
    for mark in document.annotations:
        there = Work(replace(mark, id=ids[mark.id]), said.get(mark.id))
        yield Step(here.get(ids[mark.id]), there)
    met = set(ids.values())
    for id, work in here.items():
        if id not in met and work.annotation.layer in whole and work.annotation.status == "accepted":
            yield Step(work, None)


def _statuses(reader: Reader, one: DocumentPlan, layers: dict[str, str], own: str) -> dict[str, ArticleStatus]:
    """How far the article is by the file, where that is not known; one's own is only begun by it."""
    now = reader.statuses_by_layer(one.home) if one.home else {}
    said = {name: status for name, status in one.document.statuses.items() if status != "new"}
    return {
        name: status
        for name, status in said.items()
        if (there := now.get(layers.get(name, ""), "new") if name in layers else "new") != status
        and (name != own or there == "new")
    }


def _comments(
    reader: Reader,
    pairs: Sequence[tuple[DocumentPlan, Sequence[Step]]],
    here: Mapping[str, Mapping[str, Work]],
    whole: frozenset[str],
) -> list[list[CommentStep]]:
    """What was said of claims by each document with what is said here, where these differ.

    Of those who are `whole`, by name, the file has all that they said: what else is here was deleted there.
    """
    known = {said.id: said for some in reader.comments(_claims(here)).values() for said in some}
    found: list[list[CommentStep]] = []
    for one, some in pairs:
        theirs = [step.id for step in some if step.there]
        ids = dict(zip((mark.id for mark in one.document.annotations), theirs, strict=True))
        claims = here.get(one.home or "", {}).keys() | set(theirs)
        told = {said.id: replace(said, claim=ids.get(said.claim, said.claim)) for said in one.document.comments}
        steps = [CommentStep(known.get(said.id), said) for said in told.values() if said.claim in claims]
        steps += [
            CommentStep(said, None)
            for said in known.values()
            if said.id not in told and said.claim in claims and said.author in whole
        ]
        found.append(
            [step for step in steps if step.here is None or step.there is None or step.here.text != step.there.text]
        )
    return found


def _claims(here: Mapping[str, Mapping[str, Work]]) -> Iterator[str]:
    return (id for works in here.values() for id in works)


def likely(found: Iterable[Alike]) -> set[str]:
    """The ids of those in the file for whom the evidence speaks that they are the one here."""
    return {one.there.id for one in found if one.evidence.reason in LIKELY}
