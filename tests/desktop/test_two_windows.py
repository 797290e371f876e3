"""Two windows on one library, of which neither has seen what the other is doing: no work is lost.

Each window acts on the records that it read before. Of any two deeds both are there afterwards, or the second one was
refused in words and has left no trace.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, reject, settings
from hypothesis import strategies as st

from desktop import labelling
from desktop.base.errors import Conflict
from desktop.library import Edit, Library
from desktop.model import codebook, operations
from desktop.model.codebook import Attribute, Codebook, Option, PartPath
from desktop.model.folding import folded
from desktop.model.records import PROGRAM, Annotation, Article, Attribution, Evidence, Source, Speaker, SpeakerGuess
from desktop.model.text import Fragment
from desktop.suggest import proposing
from tests.examples import examples
from tests.making import added_article, answers, option_names, over, question

TEXT = (
    "Mayor Ada Lint said the bridge would close. “Over the past months,” she said, “we have seen cracks.” "
    "According to Lint, engineers had warned that it “may fall”. The mayor left. Tom Reed, the ferryman, agreed and "
    "asked for a new boat, and nobody told him that there was one already. Rain is expected."
)
PAST, CRACKS, CLOSE = "“Over the past months,”", "“we have seen cracks.”", "the bridge would close"
QUESTIONS = (
    question("tone", "choice", "calm", open=True),
    question("topics", "choices", "traffic", "money", "boats"),
    question("place"),
)


class Seen:
    """A library as it is at one moment."""

    def __init__(self, library: Library) -> None:
        self.articles: dict[str, Article] = {row.article.id: row.article for row in library.articles()}
        self.annotations: dict[str, Annotation] = {a.id: a for id in self.articles for a in library.annotations(id)}
        self.attributions: dict[str, Attribution] = {
            claim: one for id in self.articles for claim, one in library.attributions(id).items()
        }
        self.speakers: dict[str, Speaker] = {speaker.id: speaker for speaker in library.speakers()}
        self.codebook = library.codebook

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    @property
    def article(self) -> Article:
        (article,) = self.articles.values()
        return article

    def of_role(self, role: str) -> list[Annotation]:
        return sorted(
            (one for one in self.annotations.values() if self.codebook.role(one.label) == role), key=lambda a: a.start
        )

    def sources(self, claim: str) -> tuple[Source, ...]:
        return self.attributions[claim].sources if claim in self.attributions else ()

    def who(self, speaker: Speaker | None) -> str | None:
        """The id that this speaker has, in whom it may have been merged."""
        if speaker is None or speaker.id in self.speakers:
            return speaker and speaker.id
        return next((one.id for one in self.speakers.values() if speaker.name in one.aliases), None)

    def doubles(self) -> list[str]:
        """What there should be but once: a speaker's name, and the words of a mention or cue of one claim."""
        names = Counter(folded(speaker.name) for speaker in self.speakers.values())
        parts: Counter[str] = Counter()
        for claim, attribution in self.attributions.items():
            ids = (*attribution.cues, *(source.mention for source in attribution.sources if source.mention))
            shown = [self.annotations[id] for id in ids]
            parts.update(f"{claim}: {part.label} over {part.fragments}" for part in shown)
        return [name for name, times in (names + parts).items() if times > 1]


@dataclass
class Deed:
    """What somebody does in a window, and how to see afterwards that it is done."""

    name: str
    do: Callable[[Edit], object]
    is_done: Callable[[Seen], bool]

    def do_in(self, library: Library) -> None:
        with library.edit(operations.answer(self.name)) as edit:
            self.do(edit)


@dataclass
class Step:
    """An undo or a redo."""

    name: str
    do_in: Callable[[Library], object]
    is_done: Callable[[Seen], bool]


class Person:
    """Somebody at a window: whatever they do, they do it to what they see there."""

    def __init__(self, draw: st.DataObject, seen: Seen, mark: str, before: Sequence[Deed] = ()) -> None:
        self._draw = draw.draw
        self.seen = seen
        self.mark = mark  # in all that this person types
        self._before = before  # what this person did, and perhaps took back

    def one_of(self, choices: Iterable[Any]) -> Any:
        choices = list(choices)
        assume(choices)
        return self._draw(st.sampled_from(choices))

    def article(self) -> Article:
        return self.one_of(self.seen.articles.values())

    def claim(self) -> Annotation:
        return self.one_of(self.seen.of_role("claim"))

    def mention(self) -> Annotation:
        return self.one_of(self.seen.of_role("speaker"))

    def speaker(self) -> Speaker:
        return self.one_of(sorted(self.seen.speakers.values(), key=lambda one: one.name))

    def waiting(self) -> Annotation:
        return self.one_of(one for one in self.seen.of_role("claim") if one.status == "suggested")

    # Labels and parts

    def label(self) -> Deed:
        name, joins = self.one_of(["Claim", "Speaker", "Cue"]), self.one_of([True, False])
        article = self.article()
        words = self.one_of([CLOSE, "Tom Reed", "agreed", "a new boat", "Rain", f"{PAST} she said"])
        fragments = over(TEXT, words)
        joining = self.claim() if joins and name != "Claim" else None
        made: list[Annotation] = []

        def do(edit: Edit) -> None:
            labelling.start_article(edit, article)
            label = self.seen.codebook.label(name)
            made.append(labelling.annotate(edit, article.id, TEXT, fragments, label, joining=joining))

        def is_done(after: Seen) -> bool:
            there = after.annotations.get(made[0].id)
            if there is None or (there.fragments, there.status) != (fragments, "accepted"):
                return False
            if joining is None:
                return True
            attribution = after.attributions[joining.id]
            return there.id in (*attribution.cues, *(source.mention for source in attribution.sources))

        return Deed(f"label {name}", do, is_done)

    def reshape(self) -> Deed:
        claim = self.claim()
        old = self.one_of(claim.fragments)
        start, end = old
        new = Fragment(start + self._draw(st.integers(0, 2)), end - self._draw(st.integers(0, 2)))
        assume(new != old)
        shape = [new if part == old else part for part in claim.fragments]
        return Deed(
            "reshape",
            lambda edit: labelling.reshape(edit, claim, TEXT, shape),
            lambda after: new in (parts := after.annotations[claim.id].fragments) and old not in parts,
        )

    def add_part(self) -> Deed:
        claim, (part,) = self.claim(), over(TEXT, self.one_of(["nobody told him", "there was one"]))
        return Deed(
            "add a part",
            lambda edit: labelling.add_fragment(edit, claim, TEXT, part),
            lambda after: part in after.annotations[claim.id].fragments,
        )

    def remove_part(self) -> Deed:
        claim = self.one_of(one for one in self.seen.of_role("claim") if len(one.fragments) > 1)
        part = self.one_of(claim.fragments)
        return Deed(
            "remove a part",
            lambda edit: labelling.remove_fragment(edit, claim, TEXT, part),
            lambda after: part not in after.annotations[claim.id].fragments,
        )

    def delete(self) -> Deed:
        one = self.one_of(sorted(self.seen.annotations.values(), key=lambda one: (one.start, one.end)))
        if one.status == "suggested":
            return self._reject(one)
        return Deed("delete", lambda edit: labelling.delete(edit, one), lambda after: one.id not in after.annotations)

    # What is said of them

    def answer(self) -> Deed:
        claim, asked = self.claim(), self.one_of(QUESTIONS)
        before = claim.attributes.get(asked.id)
        if asked.kind == "choices":
            return self._tick(claim, asked, before if isinstance(before, tuple) else ())
        words = None if before and self.one_of([True, False]) else f"{asked.name} of {self.mark}"
        value = Option(name=words) if words and asked.open else words

        def is_done(after: Seen) -> bool:
            return answers(after.codebook, after.annotations[claim.id]).get(asked.id) == words

        return Deed(f"answer {asked.name}", lambda edit: labelling.answer(edit, claim, asked, value), is_done)

    def _tick(self, claim: Annotation, asked: Attribute, before: tuple[str, ...]) -> Deed:
        option = self.one_of(asked.options).id
        off = option in before
        ticked = tuple(one for one in before if one != option) if off else (*before, option)

        def is_done(after: Seen) -> bool:
            said = after.annotations[claim.id].attributes.get(asked.id, ())
            return (option in said) is not off

        return Deed("tick", lambda edit: labelling.answer(edit, claim, asked, ticked or None), is_done)

    def note(self) -> Deed:
        one = self.one_of(sorted(self.seen.annotations.values(), key=lambda one: (one.start, one.end)))
        return Deed(
            "note",
            lambda edit: edit.change(one, note=self.mark),
            lambda after: after.annotations[one.id].note == self.mark,
        )

    def relabel(self) -> Deed:
        claim, label = self.claim(), self.one_of(["Claim", "Opinion"])
        assume(claim.label != label)
        return Deed(
            "relabel",
            lambda edit: edit.change(claim, label=label),
            lambda after: after.annotations[claim.id].label == label,
        )

    # Who said it

    def attribute(self) -> Deed:
        claim, known = self.claim(), self.speaker()
        new = self.one_of([None, f"Speaker of {self.mark}", "Kim Lee", "KIM LEE"])
        assume(new is None or folded(new) not in {folded(one.name) for one in self.seen.speakers.values()})
        shown = self.seen.sources(claim.id)
        named: list[Speaker] = []

        def do(edit: Edit) -> None:
            named[:] = [labelling.new_speaker(edit, Speaker(name=new)) if new else edit.known_speaker(known.id)]
            labelling.attribute(edit, claim, named[0], instead_of=shown)

        return Deed("attribute", do, lambda after: self._is_source(after, claim, named[0]))

    def add_source(self) -> Deed:
        claim, known = self.claim(), self.speaker()
        assume(Source(known.id) not in self.seen.sources(claim.id))  # to ask for what one sees there already is no deed
        return Deed(
            "add a source",
            lambda edit: labelling.add_source(edit, claim, edit.known_speaker(known.id)),
            lambda after: self._is_source(after, claim, known),
        )

    def _is_source(self, after: Seen, claim: Annotation, speaker: Speaker) -> bool:
        return after.who(speaker) in [source.speaker or "nobody" for source in after.sources(claim.id)]

    def remove_source(self) -> Deed:
        claim = self.claim()
        source = self.one_of(self.seen.sources(claim.id))
        return Deed(
            "remove a source",
            lambda edit: labelling.remove_source(edit, claim, source),
            # Merged, the one that is left may be called what the removed one was.
            lambda after: (
                source not in (left := after.sources(claim.id)) or len(left) < len(self.seen.sources(claim.id))
            ),
        )

    def remove_cue(self) -> Deed:
        claim = self.claim()
        cue = self.one_of(self.seen.attributions[claim.id].cues if claim.id in self.seen.attributions else ())
        return Deed(
            "remove a cue",
            lambda edit: labelling.remove_cue(edit, claim, cue),
            lambda after: cue not in after.attributions[claim.id].cues,
        )

    def hide_mention(self) -> Deed:
        claim = self.claim()
        mention = self.one_of(source.mention for source in self.seen.sources(claim.id) if source.mention)
        return Deed(
            "hide a mention",
            lambda edit: labelling.hide_mention(edit, claim, mention),
            lambda after: mention not in [source.mention for source in after.sources(claim.id)],
        )

    def name_mention(self) -> Deed:
        mention, known = self.mention(), self.one_of([None, *self.seen.speakers.values()])
        assume(mention.speaker != (known.id if known else None))
        return Deed(
            "name a mention",
            lambda edit: labelling.name_mention(edit, mention, known and edit.known_speaker(known.id)),
            lambda after: after.annotations[mention.id].speaker == after.who(known),
        )

    # Suggestions

    def accept(self) -> Deed:
        claim = self.waiting()
        return Deed(
            "accept",
            lambda edit: proposing.accept(edit, claim),
            lambda after: after.annotations[claim.id].status == "accepted",
        )

    def accept_all(self) -> Deed:
        waiting = [one for one in self.seen.of_role("claim") if one.status == "suggested"]
        assume(waiting)
        return Deed(
            "accept all",
            lambda edit: proposing.accept(edit, *waiting),
            lambda after: all(after.annotations[one.id].status == "accepted" for one in waiting),
        )

    def reject(self) -> Deed:
        return self._reject(self.waiting())

    def _reject(self, one: Annotation) -> Deed:
        return Deed(
            "reject",
            lambda edit: labelling.reject(edit, one),
            lambda after: after.annotations[one.id].status == "rejected",
        )

    # The codebook

    def add_option(self) -> Deed:
        label, name = self.one_of(["Claim", "Opinion"]), self.one_of(["weary", f"option of {self.mark}"])
        return Deed(
            "add an option",
            lambda edit: edit.add_option(label, "tone", Option(name=name)),
            lambda after: option_names(after.codebook, label, "tone").count(name) == 1,
        )

    def _option(self) -> tuple[PartPath, Option]:
        asked = self.seen.codebook.at(("Claim", "topics"))
        assert isinstance(asked, Attribute)
        option = self.one_of(asked.options)
        return ("Claim", "topics", option.id), option

    def rename_option(self) -> Deed:
        path, seen = self._option()
        name = f"{seen.id} by {self.mark}"
        return Deed(
            "rename an option",
            lambda edit: labelling.change_part(edit, path, seen, name=name),
            lambda after: getattr(after.codebook.at(path), "name", "") == name,
        )

    def retire_option(self) -> Deed:
        path, seen = self._option()
        assume(not seen.retired)
        return Deed(
            "retire an option",
            lambda edit: labelling.change_part(edit, path, seen, retired=True),
            lambda after: getattr(after.codebook.at(path), "retired", False),
        )

    def delete_option(self) -> Deed:
        path, seen = self._option()
        return Deed(
            "delete an option",
            lambda edit: labelling.delete_part(edit, path, seen=seen),
            lambda after: after.codebook.at(path) is None,
        )

    # What was done before

    def undo(self) -> Step:
        assume(self._before)
        last = self._before[-1]
        assume(last.name != "mark as in progress")  # which a label does again, of an article that is new
        return Step(f"undo: {last.name}", Library.undo, lambda after: not last.is_done(after))

    def redo(self) -> Step:
        assume(self._before)
        undone = self._before[-1]
        return Step(f"redo: {undone.name}", Library.redo, undone.is_done)

    # Speakers and articles

    def edit_speaker(self) -> Deed:
        known, name = self.speaker(), self.one_of(["name", "role", "note", "kind"])
        value = "group" if name == "kind" else f"{name} by {self.mark}"
        return Deed(
            f"edit a speaker's {name}",
            lambda edit: labelling.edit_speaker(edit, known, **{name: value}),
            lambda after: any(getattr(one, name) == value for one in after.speakers.values()),
        )

    def edit_aliases(self) -> Deed:
        known = self.speaker()
        off = self.one_of([None, *known.aliases])
        aliases = tuple(a for a in known.aliases if a != off) if off else (*known.aliases, f"alias by {self.mark}")

        def is_done(after: Seen) -> bool:
            now = after.speakers[after.who(known) or known.id].aliases
            return off not in now if off else aliases[-1] in now

        return Deed(
            "edit a speaker's aliases", lambda edit: labelling.edit_speaker(edit, known, aliases=aliases), is_done
        )

    def merge(self) -> Deed:
        kept, duplicate = self.speaker(), self.speaker()
        assume(kept.id != duplicate.id)
        return Deed(
            "merge",
            lambda edit: labelling.merge(edit, edit.known_speaker(kept.id), edit.known_speaker(duplicate.id)),
            lambda after: duplicate.id not in after.speakers and after.who(kept) == after.who(duplicate),
        )

    def delete_speaker(self) -> Deed:
        known = self.speaker()
        return Deed(
            "delete a speaker",
            lambda edit: labelling.delete_speaker(edit, known),
            lambda after: known.id not in after.speakers,
        )

    def edit_article(self) -> Deed:
        article, name = self.article(), self.one_of(["title", "publisher", "note"])
        return Deed(
            f"edit an article's {name}",
            lambda edit: edit.change(article, **{name: self.mark}),
            lambda after: getattr(after.article, name) == self.mark,
        )

    def mark_article(self) -> Deed:
        article, status = self.article(), self.one_of(["in progress", "done"])
        return Deed(
            f"mark as {status}",
            lambda edit: edit.change(article, status=status),
            lambda after: after.article.status == status,
        )

    def delete_article(self) -> Deed:
        article = self.article()
        return Deed(
            "delete the article", lambda edit: labelling.delete_article(edit, article), lambda after: not after.articles
        )


VERBS = (
    Person.label, Person.reshape, Person.add_part, Person.remove_part, Person.delete, Person.answer, Person.note,
    Person.relabel, Person.attribute, Person.add_source, Person.remove_source, Person.remove_cue,
    Person.hide_mention, Person.name_mention, Person.accept, Person.reject, Person.edit_speaker,
    Person.edit_aliases, Person.merge, Person.delete_speaker, Person.edit_article, Person.mark_article,
    Person.delete_article, Person.accept_all, Person.add_option,
    Person.rename_option, Person.retire_option, Person.delete_option,
)  # fmt: skip
STEPS = (Person.undo, Person.redo)
Verb = Callable[[Person], Deed | Step]


@pytest.fixture(scope="module")
def worked_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which a claim is split, one joint, one nested, one suggested; nobody has it open."""
    path = tmp_path_factory.mktemp("template") / "News.ascribe"
    with Library.open(path, annotator="ada") as library:
        with library.edit(operations.import_articles()) as edit:
            claim, *others = codebook.default().labels
            asking = replace(claim, attributes=(*claim.attributes, *QUESTIONS))
            edit.set_codebook(
                Codebook(name="Mine", labels=(asking, replace(asking, id="Opinion", name="Opinion"), *others))
            )
        article = added_article(library, TEXT)
        with library.edit(operations.label("Claim")) as edit:
            _label_all(edit, article)
        library.work_as(PROGRAM)
        with library.edit(operations.suggest()) as edit:
            _suggest(edit, article)
    return path


def _label_all(edit: Edit, article: Article) -> None:
    def label(name: str, *words: str, joining: Annotation | None = None) -> Annotation:
        label = edit.codebook.label(name)
        return labelling.annotate(edit, article.id, TEXT, over(TEXT, *words), label, joining=joining)

    lint, reed, croft = (
        edit.add(Speaker(name=name, aliases=aliases))
        for name, aliases in (("Ada Lint", ("the mayor",)), ("Tom Reed", ()), ("Gen. Croft", ("Croft", "he")))
    )
    split = label("Claim", PAST, CRACKS)
    label("Cue", "said", joining=split)
    labelling.attribute(edit, split, lint, label("Speaker", "Ada Lint"))
    edit.change(split, attributes={**split.attributes, "topics": ("traffic", "money"), "place": "Wexmouth"})
    outer = label("Claim", "engineers had warned that it “may fall”")
    labelling.attribute(edit, outer, lint)
    labelling.add_source(edit, outer, reed)
    label("Claim", "it “may fall”")
    labelling.attribute(edit, label("Claim", "The mayor left"), croft)


def _suggest(edit: Edit, article: Article) -> None:
    def suggest(label: str, words: str, **known: object) -> Annotation:
        note = Annotation(article=article.id, label=label, fragments=over(TEXT, words), **known)
        return edit.add(replace(note, status="suggested", origin="rules"))

    claim, cue = suggest("Claim", CLOSE), suggest("Cue", "agreed")
    mention = suggest("Speaker", "Tom Reed", evidence=Evidence(speaker=SpeakerGuess("Tom Reed Jr")))
    sources = (Source(None, mention.id),)
    edit.add(Attribution(claim=claim.id, article=article.id, sources=sources, cues=(cue.id,)))
    another = suggest("Claim", "asked for a new boat")
    edit.add(Attribution(claim=another.id, article=article.id, sources=sources))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("examples")


def done_before(verb: Verb, library: Library, draw: st.DataObject, mark: str) -> list[Deed]:
    """What the one who is going to undo or to redo did before, as everybody has seen; to be redone, it is undone."""
    if verb not in STEPS:
        return []
    library.catch_up()
    before = Seen(library)
    deed = draw.draw(st.sampled_from(VERBS), label="before")(Person(draw, before, f"{mark} before"))
    deed.do_in(library)
    assume(deed.is_done(Seen(library)) and not deed.is_done(before))
    if verb is Person.redo:
        library.undo()
    return [deed]


@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(
    first=st.sampled_from((*VERBS, *STEPS)),
    second=st.sampled_from((*VERBS, *STEPS)),
    alone=st.booleans(),
    draw=st.data(),
)
def test_no_work_is_lost_between_two_windows(
    worked_in: Path, folder: Path, first: Verb, second: Verb, alone: bool, draw: st.DataObject
) -> None:
    path = folder / "News.ascribe"
    shutil.copy(worked_in, path)
    with (
        Library.open(path, annotator="ada") as one,
        Library.open(path, annotator="ada" if alone else "bo", layer="") as other,
    ):
        before = done_before(first, one, draw, "ada")
        before_late = before if alone and second is first else done_before(second, other, draw, "bo")
        assume(not alone or not before or not before_late or before is before_late)
        one.catch_up()
        other.catch_up()
        seen = Seen(one)
        done = first(Person(draw, seen, "ada", before))
        late = second(Person(draw, seen, "bo", before_late))  # who sees what the first one saw
        try:
            done.do_in(one)
        except Conflict:
            assert before_late, "nobody had gone on with what is to be undone"
            reject()
        between = Seen(one)
        assume(between != seen)  # else there is nothing to lose
        assert done.is_done(between), done.name
        try:
            late.do_in(other)
        except Conflict as refusal:
            event("one is refused")
            refused = str(refusal)
        else:
            event("both are done")
            refused = ""
        one.catch_up()
        after = Seen(one)
        if refused:
            assert after == between, f"“{refused}”, and yet something was done"
        else:
            assert done.is_done(after), f"{late.name} undid: {done.name}"
            assert late.is_done(after), f"{late.name} did nothing after: {done.name}"
        assert after.doubles() == []
        assert one.check() == []
