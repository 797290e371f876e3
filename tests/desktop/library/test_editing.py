"""One edit, one transaction, one undo step, one notice."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.base.errors import Conflict
from desktop.library import Library, Notice
from desktop.model import codebook as codebooks
from desktop.model import operations
from desktop.model.codebook import Option
from desktop.model.operations import Operation
from desktop.model.records import PROGRAM, Article, Source, Speaker, new_id
from tests.making import added, added_article, article_of, option_names

TEXT = "“Never,” said Mayor Ada Lint. She left."


@pytest.fixture
def notices(library: Library) -> list[Notice]:
    heard: list[Notice] = []
    library.subscribe(heard.append)
    return heard


def test_an_edit_is_there_when_its_block_ends_and_in_another_window(library: Library) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, TEXT, "Claim", "“Never,”")
    with Library.open(library.address) as other:
        assert other.annotations(article.id) == [claim]
        assert other.text(article.id) == TEXT


def test_an_edit_that_fails_leaves_nothing(library: Library, notices: list[Notice]) -> None:
    article = added_article(library, TEXT)
    notices.clear()

    def fail_halfway() -> None:
        with library.edit(operations.label("Claim")) as edit:
            added(edit, article, TEXT, "Claim", "“Never,”")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert library.annotations(article.id) == []
    assert library.undo_operation == operations.import_articles()
    assert notices == []


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_what_could_not_be_read_again_is_never_written(library: Library, number: float) -> None:
    article = added_article(library, TEXT)
    with pytest.raises(ValueError, match="not JSON compliant"), library.edit(operations.label("Claim")) as edit:
        edit.change(added(edit, article, TEXT, "Claim", "“Never,”"), attributes={"share": number})
    assert library.annotations(article.id) == []
    assert library.check() == []


def test_an_edit_that_changes_nothing_leaves_no_trace(library: Library, notices: list[Notice]) -> None:
    with library.edit(operations.edit_note()):
        pass
    with library.edit(operations.label("Claim")) as edit:
        edit.remove(edit.add(Speaker(name="Ada Lint")))
    assert library.undo_operation is None
    assert library.journal() == []
    assert notices == []


def test_a_notice_names_what_changed(library: Library, notices: list[Notice]) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, TEXT, "Claim", "“Never,”")
        speaker = edit.add(Speaker(name="Ada Lint"))
        edit.change_attribution(claim, sources=(Source(speaker.id),))
    assert notices[1].changed == {("annotation", claim.id), ("speaker", speaker.id), ("attribution", claim.id)}
    assert notices[1].articles == {article.id}
    assert notices[1].speakers_changed
    library.undo()
    assert (notices[2].kind, notices[2].changed) == ("undo", notices[1].changed)


def test_a_notice_of_ones_own_edit_tells_what_the_library_holds_now(library: Library, notices: list[Notice]) -> None:
    article = added_article(library, TEXT)
    readers = {"annotation": library.annotation, "attribution": library.attribution, "speaker": library.speaker}

    def same_as_read() -> set[str]:
        told = [(kind, id) for kind, id in notices[-1].changed if kind in readers]
        for kind, id in told:
            assert notices[-1].record(kind, id, pytest.fail) == readers[kind](id)
        return {kind for kind, _ in told}

    with library.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, TEXT, "Claim", "“Never,”")
        edit.change(claim, attributes={"topics": ("bridges", "tides")})
        mention = added(edit, article, TEXT, "Speaker", "Mayor Ada Lint")
        speaker = edit.add(Speaker(name="Ada Lint", aliases=("the mayor",)))
        edit.change_attribution(claim, sources=(Source(None, mention.id),))
    assert same_as_read() == {"annotation", "attribution", "speaker"}
    with library.edit(operations.set_speaker()) as edit:
        edit.change(mention, speaker=speaker.id)
        edit.change(speaker, role="Mayor")
        edit.change_attribution(claim, sources=())
        edit.change_attribution(claim, sources=(Source(speaker.id, mention.id),))
        assert edit.attribution(claim.id).sources == (Source(speaker.id, mention.id),)
    assert same_as_read() == {"annotation", "attribution", "speaker"}
    with library.edit(operations.delete_annotation("Claim")) as edit:
        edit.remove(edit.attribution(claim.id))
        edit.remove(claim)
        assert edit.annotation(claim.id) is edit.attribution(claim.id) is None
    assert same_as_read() == {"annotation", "attribution"}


def test_notices_follow_in_the_order_of_the_edits_whoever_made_them(library: Library, notices: list[Notice]) -> None:
    article = added_article(library, TEXT)
    with (
        Library.open(library.address, annotator="grace", layer="") as other,
        other.edit(operations.label("Cue")) as edit,
    ):
        cue = added(edit, article, TEXT, "Cue", "said")
    with library.edit(operations.edit_note()) as edit:
        edit.change(cue, note="mine")
    assert [(notice.operation, notice.ours) for notice in notices[1:]] == [
        (operations.label("Cue"), False),
        (operations.edit_note(), True),
    ]
    held = [notice.record("annotation", cue.id, library.annotation) for notice in notices[1:]]
    assert held[-1] == library.annotation(cue.id)
    assert held[-1].note == "mine"


def test_a_notice_says_what_was_done_and_whether_it_was_done_here(library: Library, notices: list[Notice]) -> None:
    with library.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Ada Lint"))
    with library.again(annotator="grace") as other, other.edit(operations.add_speaker()) as edit:  # by the same name
        edit.add(Speaker(name="Ben Ode"))
    assert library.undo() == notices[-1]
    with library.again() as other:
        other.redo()
    library.catch_up()
    assert [(notice.operation, notice.kind, notice.ours) for notice in notices] == [
        (operations.add_speaker(), "edit", True),
        (operations.add_speaker(), "edit", False),
        (operations.add_speaker(), "undo", True),
        (operations.add_speaker(), "redo", False),
    ]


def test_a_subscriber_can_leave(library: Library) -> None:
    heard: list[Notice] = []
    leave = library.subscribe(heard.append)
    leave()
    added_article(library, TEXT)
    assert heard == []


def test_the_work_of_others_is_caught_up_with(library: Library, notices: list[Notice]) -> None:
    with Library.open(library.address, annotator="grace", layer="") as other:
        article = added_article(other, TEXT)
        with other.edit(operations.label("Claim")) as edit:
            claim = added(edit, article, TEXT, "Claim", "“Never,”")
    assert notices == []
    library.catch_up()
    assert [notice.operation for notice in notices] == [operations.import_articles(), operations.label("Claim")]
    assert notices[1].changed == {("annotation", claim.id)}
    library.catch_up()
    assert len(notices) == 2


def test_a_change_touches_only_the_fields_it_names(library: Library) -> None:
    with library.edit(operations.add_speaker()) as edit:
        stale = edit.add(Speaker(name="Ada Lint"))
    with library.edit(operations.edit_speaker()) as edit:
        edit.change(stale, role="Mayor")
    with library.edit(operations.rename_speaker()) as edit:
        edit.change(stale, name="Ada M. Lint")
    assert library.speaker(stale.id) == replace(stale, name="Ada M. Lint", role="Mayor")


def test_speakers_get_hues_in_turn_and_keep_them(library: Library) -> None:
    with library.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="A"))
        edit.add_all([Speaker(name="B"), Speaker(name="C", hue=7), Speaker(name="D")])
        edit.add(Speaker(name="E"))
    assert [(speaker.name, speaker.hue) for speaker in library.speakers()] == [
        ("A", 0), ("B", 1), ("C", 7), ("D", 2), ("E", 8)
    ]  # fmt: skip


def test_undo_and_redo_go_through_restarts(library: Library, tmp_path: Path) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Ada Lint"))
    library.close()
    with Library.open(library.address, annotator="ada") as reopened:
        assert reopened.undo_operation == operations.add_speaker()
        reopened.undo()
        assert reopened.speakers() == []
    with Library.open(library.address, annotator="ada") as reopened:
        assert (reopened.undo_operation, reopened.redo_operation) == (
            operations.import_articles(),
            operations.add_speaker(),
        )
        reopened.undo()
        assert reopened.articles() == []
        assert reopened.search("mayor") == []
    with Library.open(library.address, annotator="ada") as reopened:
        assert reopened.undo() is None
        reopened.redo()
        reopened.redo()
        assert reopened.redo() is None
        assert reopened.text(article.id) == TEXT
        assert [speaker.name for speaker in reopened.speakers()] == ["Ada Lint"]


@pytest.mark.about_a_file
def test_a_backup_that_is_opened_writes_ahead_like_any_library(library: Library, tmp_path: Path) -> None:
    target = library.backup(tmp_path / "Copy.ascribe")
    with Library.open(target, annotator="ada") as copy:
        added_article(copy, TEXT)
        assert target.with_name("Copy.ascribe-wal").exists()


def test_a_new_edit_ends_what_could_be_redone(library: Library) -> None:
    for name in ("A", "B"):
        with library.edit(operations.label(name)) as edit:
            edit.add(Speaker(name=name))
    library.undo()
    with library.edit(operations.label("C")) as edit:
        edit.add(Speaker(name="C"))
    assert library.redo_operation is None
    library.undo()
    assert (library.undo_operation, library.redo_operation) == (operations.label("A"), operations.label("C"))


def test_undo_takes_back_ones_own_work_only(library: Library) -> None:
    added_article(library, TEXT)
    with (
        Library.open(library.address, annotator="grace", layer="") as other,
        other.edit(operations.add_speaker()) as edit,
    ):
        edit.add(Speaker(name="Ada Lint"))
    assert library.undo_operation == operations.import_articles()
    library.undo()
    assert [speaker.name for speaker in library.speakers()] == ["Ada Lint"]


def test_undo_refuses_to_write_over_somebodys_later_work(library: Library) -> None:
    with library.edit(operations.add_speaker()) as edit:
        speaker = edit.add(Speaker(name="Ada Lint"))
    with (
        Library.open(library.address, annotator="grace", layer="") as other,
        other.edit(operations.rename_speaker()) as edit,
    ):
        edit.change(speaker, name="A. Lint")
    with pytest.raises(Conflict, match="Add speaker"):
        library.undo()
    assert [speaker.name for speaker in library.speakers()] == ["A. Lint"]


@pytest.mark.parametrize("step", [Library.undo, Library.redo])
def test_no_step_is_taken_but_the_one_that_was_seen(library: Library, step: Callable[[Library], object]) -> None:
    """One person at two windows: each offers to take back what was last done when it last looked."""

    def add(library: Library, name: str) -> None:
        with library.edit(operations.label(name)) as edit:
            edit.add(Speaker(name=name))

    def names() -> list[str]:
        return [speaker.name for speaker in library.speakers()]

    for name in "ABC":
        add(library, name)
    library.undo()
    with Library.open(library.address, annotator=library.annotator) as window:
        library.undo()
        with pytest.raises(Conflict, match="another window"):
            step(window)
        assert names() == ["A"]
        window.catch_up()
        step(window)
        assert names() == ([] if step is Library.undo else ["A", "B"])
    with Library.open(library.address, annotator="grace", layer="") as hers:
        library.catch_up()
        add(hers, "D")
        library.undo()
    assert "D" in names(), "another's work is no hindrance"


def test_an_edit_that_comes_to_nothing_still_tells_what_others_did(library: Library, notices: list[Notice]) -> None:
    with (
        Library.open(library.address, annotator="grace", layer="") as hers,
        hers.edit(operations.add_speaker()) as edit,
    ):
        speaker = edit.add(Speaker(name="Ada Lint"))
    with library.edit(operations.edit_note()):
        pass
    assert [(notice.operation, notice.ours) for notice in notices] == [(operations.add_speaker(), False)]
    assert ("speaker", speaker.id) in notices[0].changed


def test_undo_refuses_to_take_away_what_later_work_refers_to(library: Library) -> None:
    article = added_article(library, TEXT)
    with (
        Library.open(library.address, annotator="grace", layer="") as other,
        other.edit(operations.label("Claim")) as edit,
    ):
        added(edit, article, TEXT, "Claim", "“Never,”")
    with pytest.raises(Conflict):
        library.undo()
    assert library.text(article.id) == TEXT


def test_an_import_of_several_batches_is_one_step(library: Library, notices: list[Notice]) -> None:
    group = new_id()
    for batch in range(3):
        with library.bulk_edit(operations.import_articles(), group) as edit:
            texts = [f"Text {batch} {number}" for number in range(4)]
            edit.add_articles([(article_of(text, text), text) for text in texts])
    before = library.articles()
    library.undo()
    assert (library.articles(), library.undo_operation) == ([], None)
    assert library.redo_operation == operations.import_articles()
    library.redo()
    assert library.articles() == before
    assert [hit.article.title for hit in library.search("text 1 3")] == ["Text 1 3"]
    library.undo()
    library.redo()
    assert library.articles() == before
    assert {notice.kind for notice in notices} == {"edit", "undo", "redo"}


def test_the_journal_does_not_double_the_library(library: Library) -> None:
    phrase = "the only time that these words follow each other"
    added_article(library, f"A report, {phrase}, and more.")
    library.undo()
    library.redo()
    library.backup(target := library.address.file.with_name("copy.ascribe"))
    assert target.read_bytes().count(phrase.encode()) == 1


def test_removing_an_article_and_undoing_it_keeps_its_place(library: Library) -> None:
    texts = ["first", "second", "third"]
    articles = [added_article(library, text, text) for text in texts]
    with library.edit(operations.delete_articles(1)) as edit:
        edit.remove(articles[1])
    assert [row.article.title for row in library.articles()] == ["first", "third"]
    assert library.search("second") == []
    library.undo()
    assert [row.article.title for row in library.articles()] == texts
    assert len(library.search("second")) == 1


def test_the_codebook_is_part_of_what_can_be_undone(library: Library) -> None:
    mine = codebooks.from_data({"name": "Mine", "labels": [{"name": "Claim", "role": "claim"}]}, "test")
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(mine)
    assert library.codebook == mine
    library.undo()
    assert library.codebook == codebooks.default()


def test_an_edit_knows_the_codebook_as_it_is_and_adds_to_it_piece_by_piece(library: Library) -> None:
    open_ones = {"name": "tone", "kind": "choice", "open": True}, {"name": "place", "kind": "choice"}
    label = {"name": "Claim", "role": "claim", "attributes": open_ones}
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(codebooks.from_data({"name": "Mine", "labels": [label]}, "test"))
    with Library.open(library.address, annotator="grace", layer="") as other:
        assert other.codebook == library.codebook
        for window, option in ((library, "calm"), (other, "sharp"), (library, "Sharp")):
            with window.edit(operations.answer("topic")) as edit:
                edit.add_option("Claim", "tone", Option(name=option))
        with other.edit(operations.edit_note()) as edit:
            assert option_names(edit.codebook, "Claim", "tone") == ("calm", "sharp")
    assert [entry.operation.id for entry in library.journal(3)] == ["answer", "answer", "import_articles"]
    for attribute in ("place", "gone"):
        with pytest.raises(Conflict, match=attribute), library.edit(operations.answer("topic")) as edit:
            edit.add_option("Claim", attribute, Option(name="calm"))


def test_what_refers_to_what_was_removed_is_refused_in_words(library: Library) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.add_speaker()) as edit:
        speaker = edit.add(Speaker(name="Ada"))
    with Library.open(library.address) as other, other.edit(operations.delete_speakers(1)) as edit:
        edit.remove(speaker)
    with pytest.raises(Conflict, match="removed meanwhile"), library.edit(operations.label("Claim")) as edit:
        edit.change(added(edit, article, TEXT, "Speaker", "Mayor Ada Lint"), speaker=speaker.id)
    assert library.annotations(article.id) == []


def test_what_people_did_unseen_is_news_until_it_is_told(library: Library) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.label("Claim")) as edit:
        claim, cue = added(edit, article, TEXT, "Claim", "“Never,”"), added(edit, article, TEXT, "Cue", "said")
    with (
        Library.open(library.address, annotator="grace", layer="") as other,
        other.edit(operations.edit_note()) as edit,
    ):
        edit.change(claim, note="x")
    with Library.open(library.address, annotator=PROGRAM) as other, other.edit(operations.suggest()) as edit:
        edit.change(cue, note="x")
    with library.edit(operations.edit_note()) as edit:
        assert edit.is_changed_elsewhere(cue, claim)
        assert edit.is_changed_elsewhere(article)
        assert not edit.is_changed_elsewhere(cue)
    library.catch_up()
    with library.edit(operations.edit_note()) as edit:
        assert not edit.is_changed_elsewhere(cue, claim, article)


def test_the_journal_tells_what_was_done(library: Library) -> None:
    added_article(library, TEXT)
    library.undo()
    assert [(entry.kind, entry.operation, entry.annotator) for entry in library.journal()] == [
        ("undo", operations.import_articles(), "ada"),
        ("edit", operations.import_articles(), "ada"),
    ]


class TestTheDisk:
    @pytest.fixture
    def no_waiting_for_the_disk(self) -> None:
        """It is waited for, as in the program."""

    @pytest.mark.about_a_file
    def test_has_what_is_added_in_bulk_before_it_is_noticed(self, library: Library) -> None:
        """SQLite flushes a commit to the disk only where `synchronous` is FULL (2)."""
        noticed: list[Operation] = []
        library.subscribe(lambda notice: noticed.append(notice.operation))
        with library.bulk_edit(operations.import_articles(), "group") as edit:
            edit.add_articles([(article_of("A text."), "A text.")])
            assert edit._connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
            assert noticed == []
        assert noticed == [operations.import_articles()]


def imported(library: Library, *texts: str) -> list[Article]:
    group = new_id()
    articles = [article_of(text, text) for text in texts]
    for article, text in zip(articles, texts, strict=True):
        with library.bulk_edit(operations.import_articles(), group) as edit:
            edit.add_articles([(article, text)])
    return articles


def test_very_many_changes_elsewhere_are_one_notice(
    library: Library, notices: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.library.notices.MANY", 3)
    with library.again() as beside:
        imported(beside, "One.", "Two.")
        library.catch_up()
        beside.undo()
        library.catch_up()
        beside.redo()
        library.catch_up()
    assert [(one.kind, one.many, one.ours) for one in notices] == [
        (kind, True, False) for kind in ("edit", "undo", "redo")
    ]
    assert library.count_articles() == (2, 0)


def test_a_step_in_another_thread_is_our_own_and_a_cancelled_one_leaves_no_trace(
    library: Library, notices: list[Notice]
) -> None:
    imported(library, "One.", "Two.")
    notices.clear()

    def cancel(done: int, of: int) -> None:
        assert of == 2
        if done:
            raise ZeroDivisionError

    with library.again() as beside:
        with pytest.raises(ZeroDivisionError):
            beside.undo(cancel, seen_by=library)
        assert library.count_articles() == (2, 0)
        assert library.size_of_undo == 4  # articles and texts
        beside.undo(seen_by=library)
        assert (library.size_of_undo, library.size_of_redo) == (0, 4)
        library.catch_up()
        with library.edit(operations.add_speaker()) as edit:
            edit.add(Speaker(name="Ada Lint"))
        with pytest.raises(Conflict):
            beside.undo(seen_by=beside)  # which has not seen the speaker
    assert [(one.kind, one.ours) for one in notices] == [("undo", True), ("undo", True), ("edit", True)]


@pytest.mark.parametrize("whose", ["grace", "ada"])
def test_undoing_an_import_does_not_take_a_later_note_along(library: Library, whose: str) -> None:
    """A colleague's, and one of the same person while the import was still running."""
    group = new_id()
    with library.bulk_edit(operations.import_articles(), group) as edit:
        edit.add_articles([(article := article_of("One.", "One"), "One.")])
    with (
        Library.open(library.address, annotator=whose, layer="") as other,
        other.edit(operations.edit_articles(1)) as edit,
    ):
        edit.change(edit.current(article), note="To be asked about")
    with library.bulk_edit(operations.import_articles(), group) as edit:
        edit.add_articles([(article_of("Two.", "Two"), "Two.")])
    with pytest.raises(Conflict, match="“Import articles” cannot be undone"):
        library.undo()
    assert library.article(article.id).note == "To be asked about"
    assert library.count_articles() == (2, 0)


def test_an_import_can_be_undone_once_the_later_note_is_taken_back(library: Library) -> None:
    article, _ = imported(library, "One.", "Two.")
    with Library.open(library.address, annotator="grace", layer="") as other:
        with other.edit(operations.edit_articles(1)) as edit:
            edit.change(edit.current(article), note="To be asked about")
        other.undo()
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(edit.current(article), note="Mine")
    library.undo()
    library.undo()
    assert library.count_articles() == (0, 0)


def test_undoing_an_added_article_does_not_take_a_colleagues_note_along(library: Library) -> None:
    article = added_article(library, TEXT)
    with (
        Library.open(library.address, annotator="grace", layer="") as other,
        other.edit(operations.edit_articles(1)) as edit,
    ):
        edit.change(edit.current(article), note="To be asked about")
    with pytest.raises(Conflict):
        library.undo()
    assert library.article(article.id).note == "To be asked about"
