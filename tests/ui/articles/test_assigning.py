"""Articles are given to annotators, by mouse and by keys; a work list of one's own; how far all are."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from ui.articles.assign_dialog import AssignDialog
from ui.articles.filter_card import FilterCard
from ui.articles.work_dialog import WorkDialog
from ui.window.main_window import MainWindow


def assigning(window: MainWindow, monkeypatch: pytest.MonkeyPatch, do: Callable[[AssignDialog], None]) -> None:
    """Do this in the dialog that asks who is to code the chosen articles."""

    def choose(dialog: AssignDialog) -> int:
        dialog.show()
        do(dialog)
        return dialog.result()

    monkeypatch.setattr(AssignDialog, "exec", choose)
    window.actions_["assign-articles"].trigger()


def assigned(library: Library) -> list[list[str]]:
    names = {one.id: one.name for one in library.annotators()}
    return [[names[one.layer] for one in library.assignments([id])] for id in library.article_ids()]


def test_articles_are_assigned_by_hand_and_taken_back(
    library: Library, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.articles.choose(library.article_ids()[:2])

    def by_hand(dialog: AssignDialog) -> None:
        assert dialog.windowTitle() == "Assign 2 articles"
        assert not dialog.accept_button.isEnabled()
        qtbot.keyClicks(dialog.other, "Ben")
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        assert dialog.preview.text() == "Of these articles then: Ben 2. 2 articles change."
        dialog.other.setFocus()
        qtbot.keyClicks(dialog.other, "Cleo")
        qtbot.keyClick(dialog.other, Qt.Key.Key_Return)  # adds the name
        assert dialog.result() == 0
        assert dialog.preview.text() == "Of these articles then: Ben 2, Cleo 2. 2 articles change."
        qtbot.keyClick(dialog.other, Qt.Key.Key_Return)  # assigns

    assigning(window, monkeypatch, by_hand)
    assert assigned(library) == [["Ben", "Cleo"], ["Ben", "Cleo"], []]
    window.articles.choose(library.article_ids())

    def keep_ben(dialog: AssignDialog) -> None:
        assert dialog.boxes["Ben"].checkState() == Qt.CheckState.PartiallyChecked
        dialog.boxes["Cleo"].setCheckState(Qt.CheckState.Unchecked)
        dialog.accept()

    assigning(window, monkeypatch, keep_ben)
    assert assigned(library) == [["Ben"], ["Ben"], []]
    window.actions_["undo"].trigger()
    assert assigned(library) == [["Ben", "Cleo"], ["Ben", "Cleo"], []]


def test_a_rule_gives_each_article_its_coders_and_tells_the_seed(
    library: Library, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.articles.choose(library.article_ids())

    def by_rule(dialog: AssignDialog) -> None:
        for name in ("Ben", "Cleo"):
            qtbot.keyClicks(dialog.other, name)
            qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        dialog.boxes["tester"].setCheckState(Qt.CheckState.Checked)
        dialog.by_rule.click()
        dialog.by_all.setCurrentIndex(dialog.by_all.findData(0))
        dialog.seed.setText("7")
        assert dialog.preview.text().endswith("3 articles change.")
        assert "Ben 2" in dialog.preview.text()
        dialog.accept()

    assigning(window, monkeypatch, by_rule)
    assert [len(names) for names in assigned(library)] == [2, 2, 2]
    assert window.message.words.text() == "Shuffled by the seed 7."


def test_what_is_assigned_to_me_is_a_filter_and_the_progress_a_table(
    library: Library, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, second, third = library.article_ids()
    with window.session.edit(operations.assign(2)) as edit:
        labelling.assign(edit, {second: ["tester", "Ben"], third: ["Ben"]})
    window.articles.filter_row.open_card()
    (card,) = window.articles.filter_row.findChildren(FilterCard)
    card.assigned.click()
    card.close()
    qtbot.waitUntil(lambda: window.articles.model.total == 1)
    assert window.articles.filter_row.in_force.text() == "assigned to me ✕"
    told: list[str] = []

    def jump(dialog: WorkDialog) -> int:
        dialog.show()
        told.append(dialog.progress.text())
        assert dialog.table.topLevelItemCount() == 2
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(WorkDialog, "exec", jump)
    window.actions_["who-codes-what"].trigger()
    qtbot.waitUntil(lambda: window.session.article is not None and window.session.article.id == third)
    assert told == ["tester: 0 of 1 article done\nBen: 0 of 2 articles done"]


def test_work_that_was_done_stays_in_the_table_when_its_annotator_is_taken_off(
    library: Library, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    first, second, _ = library.article_ids()
    with window.session.edit(operations.assign(2)) as edit:
        labelling.assign(edit, {first: ["Anna", "Ben"], second: ["Ben"]})
    with (
        Library.open(library.address, annotator="Anna") as anna,
        anna.edit(operations.mark_articles("done", 1)) as edit,
    ):
        edit.change(edit.article(first), status="done")
    with window.session.edit(operations.assign(1)) as edit:
        labelling.assign(edit, {first: ["Ben"]})
    told: list[list[str]] = []

    def read(dialog: WorkDialog) -> int:
        dialog.show()
        assert dialog.table.sizeHintForColumn(2) <= dialog.table.columnWidth(2)  # nothing is cut
        rows = (dialog.table.topLevelItem(row) for row in range(dialog.table.topLevelItemCount()))
        told.extend([dialog.progress.text().splitlines(), *([row.text(1), row.text(2)] for row in rows)])
        return 0

    monkeypatch.setattr(WorkDialog, "exec", read)
    window.actions_["who-codes-what"].trigger()
    qtbot.waitUntil(lambda: len(told) > 0)
    assert told == [
        ["Ben: 0 of 2 articles done", "Anna: 1 article done that is not assigned"],
        ["not started", "done (not assigned)"],
        ["not started", ""],
    ]


def test_the_name_of_the_adjudicated_layer_is_refused_as_it_is_typed(
    library: Library, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.articles.choose(library.article_ids())

    def reserved(dialog: AssignDialog) -> None:
        qtbot.keyClicks(dialog.other, "Adjudicated")
        assert dialog.preview.text() == "Ascribe itself uses the name Adjudicated; choose another one."
        assert not dialog.add.isEnabled()
        assert not dialog.accept_button.isEnabled()
        qtbot.keyClick(dialog.other, Qt.Key.Key_Return)  # adds nothing
        assert "Adjudicated" not in dialog.boxes

    assigning(window, monkeypatch, reserved)
    assert assigned(library) == [[], [], []]


def test_who_is_taken_off_the_open_article_by_somebody_else_is_told(library: Library, window: MainWindow) -> None:
    first, second, _ = library.article_ids()
    with window.session.edit(operations.assign(2)) as edit:
        labelling.assign(edit, {first: ["tester", "Ben"], second: ["tester"]})
    window.session.open_article(first)
    with Library.open(library.address, annotator="Eva") as eva:
        for taken_off, told in ((second, False), (first, True)):
            with eva.edit(operations.assign(1)) as edit:
                labelling.assign(edit, {taken_off: ["Ben"]})
            window.session.catch_up()
            assert ("is not assigned to you any more." in window.message.words.text()) == told
