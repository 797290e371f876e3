"""The window of evaluation on a small library, with real clicks: figures, lists, and the way from each entry."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from desktop.__main__ import main
from desktop.library import Library
from desktop.model import operations
from desktop.suggest.evaluation import comparing
from desktop.suggest.evaluation.gold import GoldArticle
from tests.making import added, added_article, over
from tests.ui.gestures import press
from ui.suggestions.evaluation_dialog import EvaluationDialog
from ui.window.main_window import MainWindow

BRIDGE = (
    "Harbour bridge\n\n“We have waited too long,” Mayor Ada Lin said. The ferry company said that its boats were full."
)
FILLING = "\n\n".join(f"Paragraph {number} tells of nothing but the weather." for number in range(80))
RIVER = f"River falls\n\n“It rains no more,” the warden said.\n\n{FILLING}\n\nThe lake is full."
ABROAD = "Exports\n\nBerg said that nobody had counted them. The minister knows why."
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two articles that are done; in the second one, the rules find one claim too many and miss one."""
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        bridge = added_article(library, BRIDGE, "Harbour bridge")
        river = added_article(library, RIVER, "River falls")
        with library.edit(operations.label("Claim")) as edit:
            added(edit, bridge, BRIDGE, "Claim", "“We have waited too long,”")
            added(edit, bridge, BRIDGE, "Claim", "that its boats were full")
            added(edit, river, RIVER, "Claim", "The lake is full")
            for article in (bridge, river):
                edit.change(article, status="done")
        yield library


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The river, which is in the library, and an article that is not."""
    path = tmp_path / "gold.jsonl"
    rows = [
        {"id": id, "text": text, "quotes": [{"contents": over(text, said), "sources": [], "cues": []}]}
        for id, text, said in (("r1", RIVER, "The lake is full"), ("x1", ABROAD, "The minister knows why"))
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def window(library: Library, open_window: Callable[[Library], MainWindow], qtbot: QtBot) -> Iterator[MainWindow]:
    window = open_window(library)
    yield window
    for dialog in window.findChildren(EvaluationDialog):
        dialog.reject()


@pytest.fixture
def dialog(window: MainWindow) -> EvaluationDialog:
    window.actions_["evaluate"].trigger()
    dialog = window.findChild(EvaluationDialog)
    assert isinstance(dialog, EvaluationDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    return dialog


def evaluate(dialog: EvaluationDialog, qtbot: QtBot) -> None:
    QTest.mouseClick(dialog.start, LEFT)
    assert dialog.progress.isVisible()
    qtbot.waitUntil(lambda: dialog.start.isEnabled())


def rows(view: QTreeView) -> list[tuple[str, str]]:
    model = view.model()
    return [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]


def click(view: QTreeView, row: int) -> None:
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(row, 0)).center())


def shows(window: MainWindow, text: str, words: str) -> bool:
    """Whether these words are on the screen."""
    page = window.view.page
    rects = page.rects(over(text, words)[0])
    return bool(rects) and page.viewport().rect().contains(rects[0].toRect())


def test_own_work_is_compared_with_the_suggestions(dialog: EvaluationDialog, qtbot: QtBot) -> None:
    evaluate(dialog, qtbot)
    assert dialog.words.text().startswith("2 articles; attributions: 3 in gold, 3 proposed.")
    exact = dialog.rates.topLevelItem(0)
    assert exact is not None
    assert [exact.text(column) for column in range(4)] == ["What was said, exactly", "66.7", "66.7", "66.7"]
    direct, mixed, indirect, split = (dialog.kinds.topLevelItem(row) for row in range(4))
    assert [[row.text(column) for column in range(4)] for row in (direct, mixed, indirect, split) if row] == [
        ["Direct", "100.0", "100.0", "1"],
        ["Mixed", "–", "–", "0"],
        ["Indirect", "50.0", "50.0", "2"],
        ["Split", "–", "–", "0"],
    ]
    assert rows(dialog.missed) == [("The lake is full", "River falls")]
    assert rows(dialog.false) == [("“It rains no more,”", "River falls")]
    assert dialog.missed.model().headerData(0, Qt.Orientation.Horizontal) == "Missed (1)"


def test_an_entry_leads_to_its_words(dialog: EvaluationDialog, window: MainWindow, qtbot: QtBot) -> None:
    evaluate(dialog, qtbot)
    assert window.session.article is not None
    assert window.session.article.title == "Harbour bridge"
    click(dialog.missed, 0)
    assert window.session.article.title == "River falls"
    assert shows(window, RIVER, "The lake is full")
    assert not shows(window, RIVER, "“It rains no more,”")
    dialog.false.setFocus()
    dialog.false.setCurrentIndex(dialog.false.model().index(0, 0))
    press(Qt.Key.Key_Return)
    assert shows(window, RIVER, "“It rains no more,”")
    assert dialog.isVisible()


def test_a_file_is_chosen_and_what_is_not_in_the_library_says_so(
    dialog: EvaluationDialog, window: MainWindow, gold: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(gold), ""))
    dialog.gold.setFocus()
    for _ in range(dialog.gold.count()):
        press(Qt.Key.Key_Down)
    assert dialog.gold.currentText() == "gold.jsonl (choose another…)"
    assert dialog.scope.currentData() == "all"
    evaluate(dialog, qtbot)
    assert rows(dialog.missed) == [
        ("The lake is full", "River falls"),
        ("The minister knows why", "x1 (not in the library)"),
    ]
    assert window.session.article is not None
    click(dialog.missed, 1)
    assert window.session.article.title == "Harbour bridge"
    click(dialog.missed, 0)
    assert window.session.article.title == "River falls"
    QTest.mouseClick(dialog.copy, LEFT)
    assert main(["evaluate", str(gold)]) == 0
    assert capsys.readouterr().out.startswith(QGuiApplication.clipboard().text())


def test_no_file_chosen_leaves_the_choice_before(dialog: EvaluationDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: ("", ""))
    dialog.gold.setFocus()
    for _ in range(dialog.gold.count()):
        press(Qt.Key.Key_Down)
    assert dialog.gold.currentText() == "My accepted annotations"
    assert dialog.start.isEnabled()


def test_a_file_that_is_no_gold_is_told(dialog: EvaluationDialog, tmp_path: Path, qtbot: QtBot) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("no gold", encoding="utf-8")
    dialog.take_file(notes)
    evaluate(dialog, qtbot)
    assert "holds no gold articles" in dialog.words.text()
    assert not dialog.missed.isVisible()


def test_two_annotators_are_compared(
    library: Library, open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> None:
    river = library.articles()[1].article
    with Library.open(library.address, annotator="Bo") as theirs, theirs.edit(operations.label("Claim")) as edit:
        added(edit, river, RIVER, "Claim", "It rains no more")
    window = open_window(library)
    window.actions_["evaluate"].trigger()
    dialog = window.findChild(EvaluationDialog)
    assert isinstance(dialog, EvaluationDialog)
    dialog.proposed.setCurrentText("My accepted annotations")
    assert not dialog.start.isEnabled()  # with oneself there is nothing to compare
    dialog.gold.setCurrentText("Accepted annotations of Bo")
    assert not dialog.scope.isEnabled()
    evaluate(dialog, qtbot)
    assert dialog.words.text().startswith("1 article; attributions: 1 in gold, 1 proposed.")
    assert rows(dialog.missed) == [("It rains no more", "River falls")]
    assert rows(dialog.false) == [("The lake is full", "River falls")]
    dialog.reject()


def test_it_can_be_cancelled_and_closed_while_it_runs(
    dialog: EvaluationDialog, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def slowly(*arguments: object) -> GoldArticle:
        time.sleep(0.2)
        return GoldArticle("", "", ())

    monkeypatch.setattr(comparing, "accepted_in", slowly)
    QTest.mouseClick(dialog.start, LEFT)
    (cancel,) = (button for button in dialog.findChildren(QPushButton) if button.text() == "Cancel")
    QTest.mouseClick(cancel, LEFT)
    qtbot.waitUntil(lambda: dialog.start.isEnabled())
    assert dialog.comparison is None
    assert not dialog.progress.isVisible()
    QTest.mouseClick(dialog.start, LEFT)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(EvaluationDialog) is None)
    assert window.isVisible()


def test_it_opens_once_and_closes_with_the_window(dialog: EvaluationDialog, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["evaluate"].trigger()
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, EvaluationDialog)] == [dialog]
    window.close()
    qtbot.waitUntil(lambda: window.findChild(EvaluationDialog) is None)
