"""What a colleague says of claims is taken with their work: what is new, what they changed, what they deleted."""

from pathlib import Path

from desktop import labelling
from desktop.exchange.exporting import Selection, export
from desktop.exchange.formats import native
from desktop.exchange.sending import send
from desktop.exchange.taking import wording
from desktop.exchange.taking.planning import Choices, Plan
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation, Comment
from tests.desktop.exchange.taking.conftest import Sent, marked, taken

SAFE = "The bridge is safe,"


def claim(library: Library, layer: str) -> Annotation:
    with library.all_layers() as everybody:
        names = {one.id: one.name for one in everybody.annotators()}
        (one,) = (one for one in everybody.annotations(library.article_ids()[0]) if names[one.layer] == layer)
    return one


def say(library: Library, of: Annotation, text: str) -> Comment:
    with library.edit(operations.comment()) as edit:
        return labelling.comment(edit, of, text)


def change(library: Library, said: Comment, text: str, at: str = "") -> Comment:
    with library.edit(operations.change_comment()) as edit:
        now = labelling.change_comment(edit, said, text)
        return edit.change(now, updated_at=at) if at else now


def delete(library: Library, said: Comment) -> None:
    with library.edit(operations.delete_comment()) as edit:
        labelling.delete_comment(edit, said)


def thread(library: Library, of: Annotation) -> list[str]:
    with library.all_layers() as everybody:
        return [f"{one.author}: {one.text}" for some in everybody.comments([of.id]).values() for one in some]


def counts(plan: Plan) -> tuple[int, int, int]:
    return plan.new_comments, plan.changed_comments, plan.gone_comments


def test_what_was_said_changed_and_deleted_there_is_so_here(
    ann: Library, bob: Library, shared: str, sent: Sent
) -> None:
    of = marked(bob, SAFE)
    said = say(bob, of, "Who?")
    plan = taken(ann, sent())
    assert (counts(plan), thread(ann, of)) == ((1, 0, 0), ["Bob: Who?"])
    said = change(bob, said, "Who says so?")
    plan = taken(ann, sent())
    assert (counts(plan), thread(ann, of)) == ((0, 1, 0), ["Bob: Who says so?"])
    assert wording.done(plan) == "The work of Bob was taken. 1 comment was changed."
    assert taken(ann, sent()).count == 0
    delete(bob, said)
    plan = taken(ann, sent())
    assert (counts(plan), thread(ann, of)) == ((0, 0, 1), [])
    ann.undo()
    assert (thread(ann, of), ann.check()) == (["Bob: Who says so?"], [])


def test_the_order_is_told_by_what_was_here_and_by_no_clock(
    ann: Library, bob: Library, shared: str, sent: Sent, tmp_path: Path
) -> None:
    of = marked(bob, SAFE)
    said = say(bob, of, "one")
    said = change(bob, said, "two", at="2999-01-01T00:00:00.000Z")  # the clock was wrong
    send(bob, older := tmp_path / "older.json")
    taken(ann, older)
    change(bob, said, "three", at="2026-01-01T00:00:00.000Z")
    taken(ann, sent())
    assert thread(ann, of) == ["Bob: three"]
    assert taken(ann, older).count == 0
    assert thread(ann, of) == ["Bob: three"]


def test_what_one_says_of_a_colleague_s_claim_comes_to_them_and_back(
    ann: Library, bob: Library, shared: str, sent: Sent, tmp_path: Path
) -> None:
    of = marked(bob, SAFE)
    say(bob, of, "Is it?")
    taken(ann, sent())
    marked(ann, SAFE)
    answer = say(ann, of, "It is.")
    send(ann, back := tmp_path / "back.json")
    plan = taken(bob, back)
    assert (counts(plan), thread(bob, of)) == ((1, 0, 0), ["Bob: Is it?", "Ann: It is."])
    delete(ann, answer)
    taken(ann, sent())  # in which it still is
    assert thread(ann, of) == ["Bob: Is it?"]
    send(ann, back)
    assert (counts(taken(bob, back)), thread(bob, of)) == ((0, 0, 1), ["Bob: Is it?"])


def test_a_third_one_s_comment_stays_where_a_file_does_not_know_it(
    ann: Library, bob: Library, shared: str, sent: Sent, tmp_path: Path
) -> None:
    of = marked(bob, SAFE)
    taken(ann, sent())
    say(ann, of, "It is.")
    with Library.open(ann.backup(tmp_path / "copy.ascribe"), annotator="Cleo") as cleo:
        marked(cleo, SAFE)
        say(cleo, of, "Is it?")
        send(cleo, by_cleo := tmp_path / "cleo.json")
    taken(ann, by_cleo)
    assert thread(ann, of) == ["Ann: It is.", "Cleo: Is it?"]
    taken(ann, sent())
    assert thread(ann, of) == ["Ann: It is.", "Cleo: Is it?"]


def test_who_takes_work_as_another_s_has_the_comments_as_theirs_too(
    ann: Library, bob: Library, shared: str, sent: Sent
) -> None:
    of = marked(bob, SAFE)
    say(bob, of, "Who?")
    file = sent()
    taken(ann, file, Choices(called="Bob 2"))
    assert thread(ann, of) == ["Bob 2: Who?"]
    assert taken(ann, file, Choices(called="Bob 2")).count == 0


def test_an_export_of_one_s_own_work_has_no_comments_on_others_claims(
    ann: Library, bob: Library, shared: str, sent: Sent, tmp_path: Path
) -> None:
    of = marked(bob, SAFE)
    taken(ann, sent())
    marked(ann, SAFE)
    say(ann, of, "It is.")
    export(ann, native.FORMAT, Selection(layers=(ann.layer,)), file := tmp_path / "own.json")
    assert "It is." not in file.read_text(encoding="utf-8")
