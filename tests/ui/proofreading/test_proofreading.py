"""The list of findings beside the window: it looks by itself, and each row is a jump."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.proofreading.checks import Finding
from desktop.proofreading.proofread import proofread
from tests.ui.gestures import claim, click_row, press
from ui.proofreading.dialog import ProofreadingDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[ProofreadingDialog]:
    """The list, opened by its key over two claims without a speaker; another article is open."""
    claim(window, "“We have waited too long,”")
    claim(window, "nobody asked us")
    click_row(window.articles.list, 1)
    window.view.setFocus()
    press(Qt.Key.Key_F7)
    dialog = window.proofreading.dialog.shown
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0 and not dialog.is_working)
    yield dialog
    window.proofreading.dialog.close()


def sentences(dialog: ProofreadingDialog) -> list[str]:
    return [str(dialog.model.index(row).data()) for row in range(dialog.model.rowCount())]


def test_a_row_is_a_jump(dialog: ProofreadingDialog, window: MainWindow, library: Library) -> None:
    first, second, *_ = sentences(dialog)
    assert first.startswith("The claim has no speaker.")
    click_row(dialog.list, 0)
    session = window.session
    assert session.article is not None
    assert session.article.id == library.article_ids()[0]
    assert session.selected == dialog.model.findings[0].annotation
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert session.selected == dialog.model.findings[1].annotation
    assert "nobody asked us" in second


def test_one_check_is_shown_alone(dialog: ProofreadingDialog) -> None:
    checks: QComboBox = dialog.checks
    words = [checks.itemText(row) for row in range(checks.count())]
    assert words[0] == f"Everything ({len(sentences(dialog))})"
    assert "Claims without a speaker (2)" in words
    checks.setFocus()
    QTest.keyClicks(checks, "Claims w")
    assert {one.check for one in dialog.model.findings} == {"no-speaker"}


def test_what_was_mended_is_gone_when_it_looks_again(
    dialog: ProofreadingDialog, window: MainWindow, qtbot: QtBot
) -> None:
    click_row(dialog.list, 0)
    window.actions_["delete"].trigger()
    before = len(sentences(dialog))
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == before - 1)


def test_the_open_article_may_be_looked_in_alone(dialog: ProofreadingDialog, qtbot: QtBot) -> None:
    dialog.where.setFocus()
    QTest.keyClicks(dialog.where, "The open")
    dialog.look()
    qtbot.waitUntil(lambda: dialog.words.text() == "Nothing was found in the annotations.")
    assert sentences(dialog) == []


def test_what_is_found_first_is_listed_while_it_looks_on(
    dialog: ProofreadingDialog, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def slowly(*arguments: Any) -> Iterator[Finding]:
        first, *others = proofread(*arguments)
        yield first
        assert goes_on.wait(60)
        yield from others

    expected = sentences(dialog)
    monkeypatch.setattr("ui.proofreading.dialog.proofread", slowly)
    dialog.look()
    qtbot.waitUntil(lambda: sentences(dialog) == expected[:1])
    assert dialog.progress.isVisible()
    assert dialog.words.text() == "1 finding."
    click_row(dialog.list, 0)
    goes_on.set()
    qtbot.waitUntil(lambda: sentences(dialog) == expected)
    assert dialog.list.currentIndex().row() == 0


def test_it_closes_with_the_window(dialog: ProofreadingDialog, window: MainWindow) -> None:
    window.closed.emit()
    assert window.proofreading.dialog.shown is None
