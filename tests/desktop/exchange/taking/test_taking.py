"""A colleague's work is taken as an update: what is new, what changed, and what both changed as somebody says."""

from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.exchange.importing import import_paths
from desktop.exchange.sending import send
from desktop.exchange.taking import incoming, planning, wording
from desktop.exchange.taking.planning import Choices
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, Speaker
from tests.desktop.exchange.taking.conftest import TEXT, Sent, marked, planned, rows, taken, work

SAFE, ASKED, CLOSE = "The bridge is safe,", "Nobody asked us,", "It will close in May"


def delete(library: Library, words: str) -> None:
    (article, *_) = library.article_ids()
    with library.edit(operations.delete_annotation("Claim")) as edit:
        text = library.text(article)
        (one,) = (one for one in edit.annotations(article) if text[one.start : one.end] == words)
        labelling.delete(edit, one)


def note(library: Library, layer: str, words: str, said: str) -> None:
    """Write a note on a claim of any layer."""
    (article, *_) = library.article_ids()
    text = library.text(article)
    with library.all_layers() as everybody:
        names = {one.id: one.name for one in everybody.annotators()}
        (one,) = (
            one
            for one in everybody.annotations(article)
            if text[one.start : one.end] == words and names[one.layer] == layer
        )
    with library.edit(operations.edit_note()) as edit:
        edit.change(one, note=said)


def notes(library: Library) -> dict[str, str]:
    (article, *_) = library.article_ids()
    text = library.text(article)
    with library.all_layers() as everybody:
        return {text[one.start : one.end]: one.note for one in everybody.annotations(article)}


def test_what_is_taken_stays_the_colleague_s_and_goes_in_one_step(
    ann: Library, bob: Library, shared: str, sent: Sent
) -> None:
    marked(ann, SAFE, "Ada Lint")
    marked(bob, SAFE, "Ada Lint")
    marked(bob, ASKED, "Ferrymen")
    plan = taken(ann, sent())
    assert (plan.articles, plan.new, plan.speakers.same, len(plan.speakers.new)) == (1, 2, 1, 1)
    assert work(ann, "Ann") == {SAFE: ["Ada Lint"]}
    assert work(ann, "Bob") == {SAFE: ["Ada Lint"], ASKED: ["Ferrymen"]}
    assert ann.statuses_by_layer(shared) == {"": "in progress", "Bob": "in progress"}
    assert [one.name for one in ann.speakers()] == ["Ada Lint", "Ferrymen"]
    assert ann.undo_operation is not None
    assert ann.undo_operation.words() == "Take the work of Bob"
    ann.undo()
    assert (work(ann, "Bob"), [one.name for one in ann.speakers()]) == ({}, ["Ada Lint"])
    assert ann.statuses_by_layer(shared) == {"": "in progress"}
    ann.redo()
    assert len(work(ann, "Bob")) == 2
    assert ann.check() == []


def test_taking_twice_changes_nothing(ann: Library, bob: Library, shared: str, sent: Sent) -> None:
    marked(ann, CLOSE)
    marked(bob, SAFE, "Ada Lint")
    file = sent()
    taken(ann, file)
    before = rows(ann)
    plan = taken(ann, file)
    assert (plan.count, plan.both, rows(ann)) == (0, [], before)
    assert "Nothing in it is new." in wording.sentences(plan)


def test_an_update_changes_only_what_changed(ann: Library, bob: Library, shared: str, sent: Sent) -> None:
    marked(bob, SAFE, "Ada Lint")
    marked(bob, ASKED)
    taken(ann, sent())
    delete(bob, ASKED)
    note(bob, "Bob", SAFE, "sure")
    marked(bob, CLOSE, "Ada Lint")
    with bob.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article(bob.article_ids()[0]), status="done")
    file = sent()
    plan = planned(ann, file)
    assert (plan.new, plan.changed, plan.gone, plan.statuses, plan.both) == (1, 1, 1, 1, [])
    taken(ann, file)
    assert work(ann, "Bob") == {SAFE: ["Ada Lint"], CLOSE: ["Ada Lint"]}
    assert notes(ann)[SAFE] == "sure"
    assert ann.statuses_by_layer(shared)["Bob"] == "done"
    ann.undo()
    assert sorted(work(ann, "Bob")) == sorted([SAFE, ASKED])


def test_a_library_is_taken_as_what_it_sends(
    ann: Library, bob: Library, shared: str, sent: Sent, tmp_path: Path
) -> None:
    marked(bob, SAFE, "Ada Lint")
    marked(bob, ASKED)
    assert taken(ann, bob.backup(tmp_path / "first.ascribe")).new == 2
    delete(bob, ASKED)
    assert taken(ann, library := bob.backup(tmp_path / "second.ascribe")).gone == 1
    assert work(ann, "Bob") == {SAFE: ["Ada Lint"]}
    assert (taken(ann, library).count, taken(ann, sent()).count) == (0, 0)


def test_what_both_changed_is_shown_side_by_side_and_stays_unless_it_is_chosen(
    ann: Library, bob: Library, shared: str, sent: Sent
) -> None:
    marked(bob, SAFE)
    marked(bob, ASKED)
    marked(bob, CLOSE)
    taken(ann, sent())
    for words in (SAFE, ASKED):
        note(ann, "Bob", words, "here")
        note(bob, "Bob", words, "there")
    note(bob, "Bob", CLOSE, "there")
    file = sent()
    plan = planned(ann, file)
    differs = (("Note", "here", "there"),)
    assert [(one.words, one.sides) for one in plan.both] == [(SAFE, differs), (ASKED, differs)]
    assert {one.where for one in plan.both} == {ann.article(shared).title}
    assert plan.changed == 1
    taken(ann, file, Choices(there={plan.both[1].id}))
    assert notes(ann) == {SAFE: "here", ASKED: "there", CLOSE: "there"}
    taken(ann, file, Choices(there=None))
    assert set(notes(ann).values()) == {"there"}
    assert planned(ann, file).both == []


def test_what_is_older_there_changes_nothing(ann: Library, bob: Library, shared: str, sent: Sent) -> None:
    marked(bob, SAFE)
    marked(bob, ASKED)
    file = sent()
    taken(ann, file)
    note(ann, "Bob", SAFE, "here")
    (article, *_) = ann.article_ids()
    with ann.all_layers() as everybody:
        (asked,) = (one for one in everybody.annotations(article) if TEXT[one.start : one.end] == ASKED)
    with ann.edit(operations.delete_annotation("Claim")) as edit:
        labelling.delete(edit, asked)
    plan = taken(ann, file)
    assert (plan.count, plan.older, plan.both) == (0, 2, [])
    assert notes(ann) == {SAFE: "here"}
    note(bob, "Bob", ASKED, "there")  # what was deleted here and changed there is asked about
    assert [one.sides for one in planned(ann, sent()).both] == [(("The annotation", "deleted", ASKED),)]


def test_articles_that_are_not_here_come_along_or_stay_out(ann: Library, bob: Library, tmp_path: Path) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    import_paths(bob, [file])
    marked(bob, SAFE, "Ada Lint")
    send(bob, sent := tmp_path / "sent.json")
    plan = taken(ann, sent, Choices(only_known=True))
    assert (len(plan.left_articles), plan.count, ann.article_ids()) == (1, 1, [])  # the speaker is new
    taken(ann, sent)
    assert work(ann, "Bob") == {SAFE: ["Ada Lint"]}
    assert ann.article(ann.article_ids()[0]).status == "new"


def test_who_is_the_same_is_told_by_external_id_name_and_alias_and_else_asked(
    ann: Library, bob: Library, shared: str, sent: Sent
) -> None:
    with ann.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Mayor of Hull", external_id="Q1"))
        edit.add(Speaker(name="Ferry crews", kind="group", aliases=("Ferrymen",)))
        edit.add(Speaker(name="Adam Lint"))
    with bob.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Ada Lint", external_id="Q1"))
        edit.add(Speaker(name="Ferrymen", kind="group"))
        edit.add(Speaker(name="A. Lint"))
    marked(bob, SAFE, "Ada Lint")
    marked(bob, ASKED, "Ferrymen")
    marked(bob, CLOSE, "A. Lint")
    file = sent()
    plan = planned(ann, file)
    ((there, here, evidence),) = plan.speakers.alike
    assert (there.name, here.name, evidence.reason) == ("A. Lint", "Adam Lint", "initials")
    assert planning.likely(plan.speakers.alike) == set()
    taken(ann, file, Choices(same=None))
    assert work(ann, "Bob") == {SAFE: ["Mayor of Hull"], ASKED: ["Ferry crews"], CLOSE: ["Adam Lint"]}
    before = rows(ann)
    assert (taken(ann, file).count, rows(ann)) == (0, before)  # the name is an alias by now
    ann.undo()
    taken(ann, file)
    assert work(ann, "Bob")[CLOSE] == ["A. Lint"]


def test_what_is_known_of_a_speaker_follows_unless_it_was_changed_here(
    ann: Library, bob: Library, shared: str, sent: Sent
) -> None:
    marked(bob, SAFE, "Ada Lint")
    marked(bob, ASKED, "Ferrymen")
    taken(ann, sent())

    def tell(library: Library, name: str, role: str) -> None:
        with library.edit(operations.edit_speaker()) as edit:
            (one,) = (one for one in edit.speakers() if one.name == name)
            edit.change(one, role=role)

    tell(bob, "Ada Lint", "mayor")
    tell(bob, "Ferrymen", "crew")
    tell(ann, "Ferrymen", "sailors")
    file = sent()
    plan = planned(ann, file)
    assert [(one.words, one.sides) for one in plan.both] == [("Ferrymen", (("Role", "sailors", "crew"),))]
    taken(ann, file)
    assert {one.name: one.role for one in ann.speakers()} == {"Ada Lint": "mayor", "Ferrymen": "sailors"}


def test_a_layer_that_is_hidden_stays_so_and_is_not_shown_in_the_preview(
    ann: Library, bob: Library, shared: str, sent: Sent
) -> None:
    marked(ann, SAFE)
    marked(bob, SAFE)
    marked(bob, ASKED)
    taken(ann, sent())
    with ann.edit(operations.code_blind(True)) as edit:
        labelling.set_blind(edit, True)
    note(ann, "Bob", SAFE, "here")
    note(bob, "Bob", SAFE, "there")
    marked(bob, CLOSE)
    plan = taken(ann, sent())
    assert (plan.both, plan.hidden, plan.new) == ([], 1, 1)
    ann.read_layers(None)
    assert len(ann.annotations(shared)) == 1


def test_one_s_own_layer_in_a_colleague_s_file_is_left_unless_it_is_all_there_is(
    ann: Library, bob: Library, shared: str, tmp_path: Path
) -> None:
    marked(ann, SAFE)
    send(ann, mine := tmp_path / "mine.json")
    taken(bob, mine)
    marked(bob, ASKED)
    plan = planned(ann, bob.backup(tmp_path / "bob2.ascribe"))
    assert (plan.layers, plan.others, plan.mine) == ({"Bob": 1}, {"Ann": 1}, "")
    with Library.open(tmp_path / "desk.ascribe", annotator="Ann") as desk:
        plan = taken(desk, mine)
        assert (plan.mine, work(desk, "Ann")) == ("Ann", {SAFE: []})
        assert desk.undo_operation is not None


def test_a_namesake_s_work_can_be_taken_as_another_s(ann: Library, bob: Library, shared: str, tmp_path: Path) -> None:
    marked(bob, SAFE)
    send(bob, file := tmp_path / "sent.json")
    taken(ann, file, Choices(called="Robert"))
    assert (work(ann, "Robert"), work(ann, "Bob")) == ({SAFE: []}, {})
    assert taken(ann, file, Choices(called="Robert")).count == 0


def test_decisions_are_taken_too(ann: Library, bob: Library, shared: str, tmp_path: Path) -> None:
    marked(bob, SAFE)
    bob.work_in(ADJUDICATED)
    marked(bob, ASKED)
    send(bob, file := tmp_path / "sent.json")
    taken(ann, file)
    assert work(ann, ADJUDICATED) == {ASKED: []}
    assert [one.id for one in ann.annotators()] == [ADJUDICATED]
    marked(ann, CLOSE)  # the first layer is still to be somebody's
    assert [one.name for one in ann.annotators()] == ["Ann", ADJUDICATED]


def test_without_work_nothing_is_sent(ann: Library, shared: str, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="nothing to send"):
        send(ann, tmp_path / "sent.json")


def test_only_a_file_with_ids_is_taken(ann: Library, tmp_path: Path) -> None:
    (file := tmp_path / "plain.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(KnownError, match="holds no annotator's work"):
        incoming.read(file)
