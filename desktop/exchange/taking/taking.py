"""Takes a colleague's work into the library: what a plan says, worked out again within each edit that does it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop import labelling
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import listed
from desktop.exchange.document import Document
from desktop.exchange.merging import add_comments, refuse_strangers
from desktop.exchange.taking import planning
from desktop.exchange.taking.incoming import Incoming
from desktop.exchange.taking.planning import AT_ONCE, Choices, CommentStep, DocumentPlan, Plan, Step
from desktop.exchange.taking.speakers import SpeakersPlan, Two
from desktop.labelling.deleting import delete_named
from desktop.library import Edit, Library
from desktop.model import operations
from desktop.model.cycles import in_cycles
from desktop.model.records import ADJUDICATED, Annotation, Attribution, Source, new_id

_SPEAKERS_FIELDS = ("name", "kind", "aliases", "role", "affiliation", "external_id", "note", "facts")


def preview(library: Library, incoming: Incoming, choices: Choices, progress: Progress = unwatched) -> Plan:
    """What taking a file's work would do.

    Raises:
        Contradiction: what the file says cannot be beside what the library has.
    """
    refuse_strangers(library, incoming.path, incoming.outlines)
    with library.all_layers() as all_layers:
        return planning.plan(all_layers, incoming, _own(library), choices, library, progress)


def take(library: Library, incoming: Incoming, choices: Choices, progress: Progress = unwatched) -> Plan:
    """Takes a file's work; gives what was planned. All of it is one step to undo.

    The work stays in its layers, and is hidden where the library is coded blind. What was taken before and is the same
    is left alone.

    Raises:
        Contradiction: what the file says cannot be beside what the library has.
        KnownError: the library cannot be written.
        Cancelled: `progress` raised it; what was taken by then stays.
    """
    made = preview(library, incoming, choices, progress)
    own = _own(library)
    taken = planning.chosen(incoming, own, choices)
    operation, group = operations.take_work(listed(made.layers)), new_id()
    with library.bulk_edit(operation, group) as edit:
        found = planning.resolved(edit.all_layers, taken, choices)
        edit.set_codebook(found.codebook.codebook)
        _take_speakers(edit, found.speakers, choices)
    for done in range(0, len(taken.documents), AT_ONCE):
        progress(done, len(taken.documents))
        batch = taken.documents[done : done + AT_ONCE]
        with library.bulk_edit(operation, group) as edit:
            plans = planning.of_documents(edit.all_layers, batch, taken, own, choices, found)
            _Taking(edit, [one for one in plans if one.home or not choices.only_known]).write()
    progress(len(taken.documents), len(taken.documents))
    return made


def _own(library: Library) -> str:
    """The name of one's own layer, whichever is looked at; of somebody who has joined another's, that."""
    names = {one.id: one.name for one in library.annotators()}
    if library.layer == ADJUDICATED or library.annotator in names.values():
        return library.annotator
    return names.get(library.layer, library.annotator)


def _take_speakers(edit: Edit, plan: SpeakersPlan, choices: Choices) -> None:
    edit.add_all(plan.new)
    for one in plan.alike:
        if choices.is_same(one):  # next time the name tells it
            here = edit.current(one.here)
            edit.change(here, aliases=tuple(dict.fromkeys((*here.aliases, one.there.name))))
    for two in (*plan.changed, *(two for two in plan.both if choices.takes(two.here.id))):
        labelling.edit_speaker(edit, two.here, **_known(two))


def _known(two: Two) -> dict[str, object]:
    said = {name: getattr(two.there, name) for name in _SPEAKERS_FIELDS}
    return {name: value for name, value in said.items() if value != getattr(two.here, name)}


class _Taking:
    """Writes the plans of some articles."""

    def __init__(self, edit: Edit, plans: Sequence[DocumentPlan]) -> None:
        self._edit = edit
        self._plans = plans

    def write(self) -> None:
        self._add_articles([one.document for one in self._plans if one.home is None])
        steps = [step for one in self._plans for step in one.steps]
        added = [self._added(step) for step in steps if step.here is None]
        self._edit.add_all(added)
        self._edit.change_all(
            (step.here.annotation, _marked(step.there.annotation))
            for step in steps
            if step.here and step.there and step.here.annotation != step.there.annotation
        )
        for one in self._plans:
            self._say(one)
        gone = [step.here.annotation for step in steps if step.here and step.there is None]
        delete_named(self._edit, gone, self._edit.attributions_with(*gone))
        for one in self._plans:
            for name, status in one.statuses.items():
                self._edit.set_layer_status(self._home(one), self._edit.layer_named(name), status)
        self._comment([step for one in self._plans for step in one.comments])
        self._withdraw(added)

    def _comment(self, steps: Sequence[CommentStep]) -> None:
        add_comments(self._edit, [step.there for step in steps if step.there and step.here is None])
        for here, there in steps:
            if here and there:
                self._edit.change(here, text=there.text, updated_at=there.updated_at)
        gone = [step.here for step in steps if step.here and step.there is None]
        there_yet = self._edit.known_ids("comment", (one.id for one in gone))  # others went with their claims
        self._edit.remove_all(one for one in gone if one.id in there_yet)

    def _home(self, one: DocumentPlan) -> str:
        return one.home or one.document.article.id

    def _add_articles(self, documents: Sequence[Document]) -> None:
        new = ((replace(one.article, status="new"), one.text) for one in documents)
        self._edit.add_articles(new, {one.article.id: one.tracks for one in documents if one.tracks})

    def _added(self, step: Step) -> Annotation:
        assert step.there is not None
        one = step.there.annotation
        return replace(one, layer=self._edit.layer_named(one.layer))

    def _say(self, plan: DocumentPlan) -> None:
        """Who said it, of the claims of an article, as far as the annotations are there that it names."""
        claims = [step for step in plan.steps if step.there is not None]
        if not claims:
            return
        all_layers = self._edit.all_layers
        there = {one.id for one in all_layers.annotations(self._home(plan))}
        there -= {step.id for step in plan.steps if step.there is None}
        now = all_layers.attributions(self._home(plan))
        said = {step.id: _naming(step.there.attribution, there) for step in claims if step.there}
        around = {claim: one.parent for claim, one in now.items()}
        around |= {claim: one.parent if one else None for claim, one in said.items()}
        cycles = in_cycles(around)
        for claim, one in said.items():
            if one is not None and claim in cycles:
                one = replace(one, parent=None)
            self._put(now.get(claim), one)

    def _put(self, now: Attribution | None, said: Attribution | None) -> None:
        if now is None and said is not None:
            self._edit.add(said)
        elif now is not None and said is None:
            self._edit.remove(now)
        elif now is not None and said is not None:
            self._edit.change(now, sources=said.sources, cues=said.cues, parent=said.parent)

    def _withdraw(self, added: Iterable[Annotation]) -> None:
        """Have suggestions that wait in the own layer give way to claims that mean the same."""
        claims = [one for one in added if one.layer == self._edit.layer and one.status == "accepted"]
        for claim in claims:
            if self._edit.codebook.role(claim.label) == "claim":
                labelling.withdraw_replaced(self._edit, claim)


def _marked(there: Annotation) -> dict[str, object]:
    """What an annotation says, as fields."""
    names = ("label", "fragments", "attributes", "speaker", "status", "note", "evidence", "origin", "confidence")
    return {name: getattr(there, name) for name in names}


def _naming(said: Attribution | None, there: set[str]) -> Attribution | None:
    """Who said it, without annotations that are not there; None where nothing is said then."""
    if said is None:
        return None
    sources = tuple(_sources(said.sources, there))
    cues = tuple(cue for cue in said.cues if cue in there)
    parent = said.parent if said.parent in there else None
    return replace(said, sources=sources, cues=cues, parent=parent) if sources or cues or parent else None


def _sources(sources: Iterable[Source], there: set[str]) -> Iterator[Source]:
    for one in sources:
        source = one if one.mention is None or one.mention in there else Source(one.speaker, None)
        if source != Source():
            yield source
