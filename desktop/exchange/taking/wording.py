"""A plan in words: how much it does, and what both changed, side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.base.text_direction import isolated
from desktop.base.translation import Message, Plural, listed, translated, translated_plural
from desktop.exchange.taking.speakers import Two
from desktop.exchange.taking.work import Work
from desktop.library import Reader
from desktop.model.codebook import Codebook
from desktop.model.layers import shown_name
from desktop.model.records import Annotation, Attribution, Speaker
from desktop.model.speaker_facts import AFFILIATION, ROLE, named
from desktop.model.text import quoted_text
from desktop.model.who_said import parts_of, speakers_of
from desktop.model.written_facts import in_a_cell

if TYPE_CHECKING:
    from desktop.exchange.taking.planning import DocumentPlan, Plan, Resolved, Step


class Side(NamedTuple):
    """One thing that differs."""

    what: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Both:
    """What both changed."""

    id: str  # the record's, in the library
    where: str  # the article's title; of a speaker, nothing
    words: str  # of the annotation; of a speaker, the name
    sides: tuple[Side, ...]


_NEW: Final = Plural("{count} annotation is new", "{count} annotations are new")
_CHANGED: Final = Plural("{count} annotation was changed", "{count} annotations were changed")
_GONE: Final = Plural("{count} annotation was deleted", "{count} annotations were deleted")
_OLDER: Final = Plural("{count} annotation is newer here, and stays", "{count} annotations are newer here, and stay")
_STATUSES: Final = Plural("{count} article has another status", "{count} articles have another status")
_NEW_COMMENTS: Final = Plural("{count} comment is new", "{count} comments are new")
_CHANGED_COMMENTS: Final = Plural("{count} comment was changed", "{count} comments were changed")
_GONE_COMMENTS: Final = Plural("{count} comment was deleted", "{count} comments were deleted")
_HERE: Final = Plural("{count} article is in the library already", "{count} articles are in the library already")
_ADDED: Final = Plural("{count} article is new, and is added", "{count} articles are new, and are added")
_LEFT_OUT: Final = Plural("{count} article is new, and is left out", "{count} articles are new, and are left out")
_KNOWN: Final = Plural("{count} speaker is in the library already", "{count} speakers are in the library already")
_NEW_SPEAKERS: Final = Plural("{count} speaker is new", "{count} speakers are new")
_SPEAKERS_CHANGED: Final = Plural("{count} speaker was changed", "{count} speakers were changed")
_BOTH: Final = Plural(
    "{count} entry was changed here, too: it stays as it is here unless you take the other.",
    "{count} entries were changed here, too: they stay as they are here unless you take the others.",
)
_HIDDEN: Final = Plural(
    "{count} entry of a colleague’s was changed here, too, and is hidden from you yet: it stays as it is.",
    "{count} entries of a colleague’s were changed here, too, and are hidden from you yet: they stay as they are.",
)
_UNSOUND: Final = Plural(
    "{count} record is left out, which Ascribe cannot have written.",
    "{count} records are left out, which Ascribe cannot have written.",
)
NOTHING: Final = Message("Nothing in it is new.")
_SHOWN: Final = 300  # characters of a side
_FIELDS: Final = {
    "name": Message("Name"),
    "kind": Message("Kind"),
    "aliases": Message("Aliases"),
    "role": Message("Role"),
    "affiliation": Message("Affiliation"),
    "external_id": Message("External id"),
    "note": Message("Note"),
}
_OVER_TIME: Final = {ROLE: _FIELDS["role"], AFFILIATION: _FIELDS["affiliation"]}


def sentences(plan: "Plan") -> list[str]:
    """How much a plan does, a sentence each."""
    said = [translated("The file has the work of {annotators}.", annotators=_whose(plan))]
    if plan.mine:
        said.append(translated("{name} is your own layer.", name=isolated(shown_name(plan.mine))))
    said.append(
        _sentence((_HERE, plan.articles), (_ADDED, len(plan.new_articles)), (_LEFT_OUT, len(plan.left_articles)))
    )
    said.append(_sentence(*_work(plan), (_OLDER, plan.older)))
    people = plan.speakers
    said.append(
        _sentence((_KNOWN, people.same), (_NEW_SPEAKERS, len(people.new)), (_SPEAKERS_CHANGED, len(people.changed)))
    )
    if not plan.count:
        said.append(translated(NOTHING))
    for words, count in ((_BOTH, len(plan.both)), (_HIDDEN, plan.hidden), (_UNSOUND, plan.left_out)):
        said += [translated_plural(*words, count)] if count else []
    return [one for one in said if one]


def done(plan: "Plan") -> str:
    """What was done, in a sentence or two."""
    said = [translated("The work of {annotators} was taken.", annotators=_whose(plan))]
    return " ".join([*said, _sentence(*_work(plan)) or translated(NOTHING)])


def _whose(plan: "Plan") -> str:
    return listed(isolated(shown_name(name)) for name in plan.layers) or "–"


def _work(plan: "Plan") -> list[tuple[Plural, int]]:
    work = [(_NEW, plan.new), (_CHANGED, plan.changed), (_GONE, plan.gone), (_STATUSES, plan.statuses)]
    return [
        *work,
        (_NEW_COMMENTS, plan.new_comments),
        (_CHANGED_COMMENTS, plan.changed_comments),
        (_GONE_COMMENTS, plan.gone_comments),
    ]


def _sentence(*counts: tuple[Plural, int]) -> str:
    said = [translated_plural(*words, count) for words, count in counts if count]
    return translated("{done}.", done=listed(said)) if said else ""


def of_steps(steps: Sequence["Step"], one: "DocumentPlan", reader: Reader, found: "Resolved") -> list[Both]:
    """What both changed in an article, each with what differs."""
    theirs = {mark.id: mark for mark in one.document.annotations}
    ours = {mark.id: mark for mark in reader.annotations(one.home)} if one.home else {}
    new = {speaker.id: speaker for speaker in found.speakers.new}

    def name(id: str) -> str:
        speaker = new.get(id) or reader.speaker(id)
        return speaker.name if speaker else ""

    words = _Words(one.document.text, found.codebook.codebook, {**ours, **theirs}, name)
    return [
        Both(step.id, one.document.article.title, words.of(step), words.sides(step.here, step.there)) for step in steps
    ]


class _Words:
    """Puts annotations of one article into words."""

    def __init__(
        self, text: str, codebook: Codebook, annotations: Mapping[str, Annotation], name: Callable[[str], str]
    ) -> None:
        self._text = text
        self._codebook = codebook
        self._annotations = annotations
        self._name = name

    def of(self, step: "Step") -> str:
        work = step.here or step.there
        assert work is not None
        return self._quoted(work.annotation)

    def _quoted(self, one: Annotation) -> str:
        return _cut(quoted_text(self._text, one.fragments))

    def sides(self, here: Work | None, there: Work | None) -> tuple[Side, ...]:
        if here is None or there is None:
            gone = translated("deleted")
            return (
                Side(
                    translated("The annotation"),
                    self._quoted(here.annotation) if here else gone,
                    self._quoted(there.annotation) if there else gone,
                ),
            )
        ours, theirs = self._said(here), self._said(there)
        differing = (name for name in {**ours, **theirs} if ours.get(name, "") != theirs.get(name, ""))
        return tuple(Side(name, _cut(ours.get(name, "")), _cut(theirs.get(name, ""))) for name in differing)

    def _said(self, work: Work) -> dict[str, str]:
        """What an annotation says, in words, by what is asked."""
        one, label = work.annotation, self._codebook.label(work.annotation.label)
        found = {translated("Words"): quoted_text(self._text, one.fragments), translated("Label"): label.name}
        for id, value in one.attributes.items():
            asked, answer = label.attribute(id), label.in_words(id, value)
            found[asked.name if asked else id] = listed(answer) if isinstance(answer, tuple) else str(answer)
        speakers = speakers_of(work.attribution, self._annotations) or ((one.speaker,) if one.speaker else ())
        found[translated("Speaker")] = listed(self._name(id) for id in speakers)
        found[translated("Mentions and cues")] = self._all(parts_of(work.attribution))
        found[translated("Within")] = self._all(_parent(work.attribution))
        found[translated("Status")] = "" if one.status == "accepted" else translated("No such claim")
        return found | {translated("Note"): one.note}

    def _all(self, ids: Iterable[str]) -> str:
        return listed(self._quoted(self._annotations[id]) for id in ids if id in self._annotations)


def _parent(attribution: Attribution | None) -> tuple[str, ...]:
    return (attribution.parent,) if attribution and attribution.parent else ()


def of_speaker(two: Two, codebook: Codebook) -> Both:
    """A speaker of whom both changed what is known."""
    ours, theirs = _known(two.here, codebook), _known(two.there, codebook)
    differing = (name for name in {**ours, **theirs} if ours.get(name, "") != theirs.get(name, ""))
    sides = tuple(Side(name, _cut(ours.get(name, "")), _cut(theirs.get(name, ""))) for name in differing)
    return Both(two.here.id, "", two.here.name, sides)


def _known(speaker: Speaker, codebook: Codebook) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, words in _FIELDS.items():
        value = getattr(speaker, field)
        found[translated(words)] = listed(value) if isinstance(value, tuple) else str(value)
    for about in dict.fromkeys(fact.about for fact in speaker.facts):
        asked = named(about, codebook)
        name = asked.name if asked else translated(_OVER_TIME[about]) if about in _OVER_TIME else about
        facts = in_a_cell([fact for fact in speaker.facts if fact.about == about], asked)
        found[name] = listed(filter(None, (found.get(name, ""), facts)))
    return found


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
