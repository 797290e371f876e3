"""A step that cannot be undone or redone any more is passed over, and what was done before it can be undone."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop import labelling
from desktop.base.errors import Conflict, StepRefused
from desktop.library import Library
from desktop.library.undo import Which
from desktop.model import operations
from desktop.model.records import Article, Speaker, new_id
from tests.examples import examples
from tests.making import added_article, article_of


def note(library: Library, article: Article, words: str) -> None:
    with library.edit(operations.answer(words)) as edit:
        edit.change(edit.article(article.id), note=words)


def refused_by(take: Callable[[], object]) -> tuple[Which, int]:
    """What is to be passed over, where a step is refused."""
    with pytest.raises(StepRefused) as refused:
        take()
    return refused.value.which, refused.value.step


@pytest.fixture
def merged(library: Library) -> list[Speaker]:
    """Two speakers that Ada made of three, of whom a colleague changed one since."""
    speakers = [Speaker(name=name) for name in ("Ada Lin", "A. Lin", "Tom Reed")]
    for one in speakers:
        with library.edit(operations.add_speaker()) as edit:
            edit.add(one)
    with library.edit(operations.merge_speakers()) as edit:
        labelling.merge(edit, speakers[0], speakers[1])
    with (
        Library.open(library.address, annotator="grace", layer="") as other,
        other.edit(operations.answer("role")) as edit,
    ):
        labelling.edit_speaker(edit, edit.known_speaker(speakers[0].id), role="Mayor")
    return speakers


@pytest.mark.usefixtures("merged")
def test_what_was_done_before_it_can_be_undone(library: Library) -> None:
    library.pass_over(*refused_by(library.undo))
    library.undo()
    assert [one.name for one in library.speakers()] == ["Ada Lin"], "Tom Reed was added before the merge"
    assert library.redo_operation == operations.add_speaker()
    library.redo()
    assert [one.name for one in library.speakers()] == ["Ada Lin", "Tom Reed"]
    assert library.redo() is None
    assert library.check() == []


@pytest.mark.usefixtures("merged")
def test_another_window_and_a_later_start_know_of_it(library: Library) -> None:
    with Library.open(library.address, annotator="ada") as other:
        step = refused_by(library.undo)
        library.pass_over(*step)
        other.catch_up()
        assert other.undo_operation == operations.add_speaker()
        with pytest.raises(Conflict, match="went on in another window"):
            other.pass_over(*step)
        other.undo()
    with Library.open(library.address, annotator="ada") as later:
        assert later.next_operations() == (operations.add_speaker(), operations.add_speaker())


@pytest.mark.usefixtures("merged")
def test_a_window_that_has_not_heard_of_it_undoes_nothing(library: Library) -> None:
    with Library.open(library.address, annotator="ada") as other:
        library.pass_over(*refused_by(library.undo))
        with pytest.raises(Conflict, match="went on in another window"):
            other.undo()


def test_an_import_stays_whose_article_was_changed_by_what_was_passed_over(library: Library) -> None:
    article = article_of("One.", "One")
    with library.bulk_edit(operations.import_articles(), new_id()) as edit:
        edit.add_articles([(article, "One.")])
    note(library, article, "Mine")
    with Library.open(library.address, annotator="grace", layer="") as other:
        note(other, article, "Theirs")
    library.pass_over(*refused_by(library.undo))
    with Library.open(library.address, annotator="grace", layer="") as other:
        other.undo()
    refused_by(library.undo)
    assert library.article(article.id).note == "Mine"


def test_all_parts_of_a_step_are_passed_over_together(library: Library) -> None:
    first, group = added_article(library, "First."), new_id()
    parts = [article_of("One.", "One"), article_of("Two.", "Two")]
    for article in parts:
        with library.bulk_edit(operations.import_articles(), group) as edit:
            edit.add_articles([(article, article.title + ".")])
    with Library.open(library.address, annotator="grace", layer="") as other:
        note(other, parts[0], "Theirs")
    library.pass_over(*refused_by(library.undo))
    library.undo()
    assert {row.article.id for row in library.articles()} == {one.id for one in parts}
    library.redo()
    assert first.id in {row.article.id for row in library.articles()}


def test_a_step_that_cannot_be_redone_is_passed_over_too(library: Library) -> None:
    one, other_one = added_article(library, "One."), added_article(library, "Two.")
    note(library, one, "first")
    note(library, other_one, "second")
    library.undo()
    library.undo()
    with Library.open(library.address, annotator="grace", layer="") as other:
        note(other, one, "Theirs")
    library.pass_over(*refused_by(library.redo))
    library.redo()
    assert [library.article(article.id).note for article in (one, other_one)] == ["Theirs", "second"]


@dataclass
class Step:
    """What Ada did, as a plain model knows it."""

    name: str
    changes: dict[int, tuple[str, str]]  # the notes of articles before and after
    state: str = "done"


@dataclass
class Model:
    notes: list[str] = field(default_factory=lambda: ["", "", ""])
    steps: list[Step] = field(default_factory=list)

    @property
    def to_undo(self) -> Step | None:
        return next((one for one in reversed(self.steps) if one.state == "done"), None)

    @property
    def to_redo(self) -> Step | None:
        return next((one for one in self.steps if one.state == "undone"), None)

    def can(self, step: Step, *, undo: bool) -> bool:
        return all(self.notes[article] == pair[undo] for article, pair in step.changes.items())

    def take(self, step: Step, *, undo: bool) -> None:
        for article, pair in step.changes.items():
            self.notes[article] = pair[not undo]
        step.state = "undone" if undo else "done"


class PassingOver(RuleBasedStateMachine):
    """Two windows of Ada's and a colleague's on the same notes: what Undo takes agrees with a plain model."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path, self.model, self.count = self.folder / "News.ascribe", Model(), 0
        with Library.open(self.path, annotator="ada") as library:
            library.work_as("import")
            self.articles = [added_article(library, text) for text in ("One.", "Two.", "Three.")]
        self.mine = [self.opened("ada"), self.opened("ada")]
        self.theirs = self.opened("grace")

    def opened(self, annotator: str) -> Library:
        return Library.open(self.path, annotator=annotator, layer="")

    def teardown(self) -> None:
        if hasattr(self, "mine"):
            while self.model.to_undo:
                self.step(self.mine[0], undo=True)
                self.agrees_with_the_model()
            assert self.mine[0].undo() is None
            assert self.mine[0].check() == []
            for library in (*self.mine, self.theirs):
                library.close()
            shutil.rmtree(self.folder)

    def write(self, library: Library, articles: set[int], words: str) -> dict[int, tuple[str, str]]:
        changes = {one: (self.model.notes[one], words) for one in articles if self.model.notes[one] != words}
        self.count += 1
        with library.edit(operations.answer(f"step {self.count}")) as edit:
            for one in articles:
                edit.change(edit.article(self.articles[one].id), note=words)
        self.model.notes = [words if one in articles else note for one, note in enumerate(self.model.notes)]
        return changes

    def step(self, library: Library, *, undo: bool) -> None:
        step = self.model.to_undo if undo else self.model.to_redo
        do = library.undo if undo else library.redo
        if step is None:
            assert do() is None
        elif self.model.can(step, undo=undo):
            assert do() is not None
            self.model.take(step, undo=undo)
        else:
            library.pass_over(*refused_by(do))
            step.state = "passed"

    @rule(
        window=st.integers(0, 1),
        articles=st.sets(st.integers(0, 2), min_size=1, max_size=2),
        words=st.sampled_from(["", "a", "b"]),
    )
    def edit(self, window: int, articles: set[int], words: str) -> None:
        if changes := self.write(self.mine[window], articles, words):
            self.model.steps = [one for one in self.model.steps if one.state != "undone"]
            self.model.steps.append(Step(f"step {self.count}", changes))

    @rule(article=st.integers(0, 2), words=st.sampled_from(["a", "b", "c"]))
    def edit_as_a_colleague(self, article: int, words: str) -> None:
        self.write(self.theirs, {article}, words)

    @rule(window=st.integers(0, 1))
    def undo(self, window: int) -> None:
        self.step(self.mine[window], undo=True)

    @rule(window=st.integers(0, 1))
    def redo(self, window: int) -> None:
        self.step(self.mine[window], undo=False)

    @rule(window=st.integers(0, 1))
    def reopen(self, window: int) -> None:
        self.mine[window].close()
        self.mine[window] = self.opened("ada")

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "mine"):
            return
        named = [step and operations.answer(step.name) for step in (self.model.to_undo, self.model.to_redo)]
        for library in self.mine:
            library.catch_up()
            assert [library.article(one.id).note for one in self.articles] == self.model.notes
            assert list(library.next_operations()) == named


PassingOver.TestCase.settings = settings(max_examples=examples(20), stateful_step_count=20, deadline=None)
TestPassingOver = PassingOver.TestCase
