"""Messages and the progress of long work come and go by themselves; what the eye aims at stays where it is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.library import Library
from tests.making import added_article
from ui.window.main_window import MainWindow

LONG = "\n\n".join(f"Paragraph {number}: the bridge will close in May, she said." for number in range(80))


@pytest.fixture
def reading(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """A long article, with the mouse in its text."""
    window = open_window(library)
    window.session.open_article(added_article(library, LONG).id)
    QTest.mouseMove(window.view.page.viewport(), QPoint(200, 200))
    QApplication.processEvents()
    return window


def top_line(window: MainWindow) -> tuple[str, QPointF]:
    """The first words on the screen, and their place there."""
    QApplication.processEvents()
    page = window.view.page
    cursor = page.cursorForPosition(QPoint(80, 60))
    place = page.viewport().mapToGlobal(page.cursorRect(cursor).topLeft())
    return cursor.block().text(), QPointF(place)


@pytest.mark.parametrize("lines", [0, 5, 10_000])
def test_the_text_stays_where_it_is_whatever_is_told(reading: MainWindow, lines: int) -> None:
    reading.view.page.verticalScrollBar().setValue(lines)
    before, messages, bar = top_line(reading), reading.session.messages, reading.message
    messages.tell_briefly("2 articles added.")
    assert bar.isVisible()
    assert top_line(reading) == before
    bar._passing.timeout.emit()
    assert top_line(reading) == before
    messages.tell_until_done("That cannot be.")
    reading.progress_bar.start("Importing")
    assert top_line(reading) == before
    reading.session.done.emit()
    reading.progress_bar.go()
    assert top_line(reading) == before
    assert not bar.isVisible()
    assert not reading.progress_bar.isVisible()


def test_a_message_waits_where_the_end_of_the_text_would_follow_it(reading: MainWindow, qtbot: QtBot) -> None:
    reading.session.messages.tell_briefly("2 articles added.")
    QApplication.processEvents()
    reading.view.page.verticalScrollBar().setValue(10_000)
    before = top_line(reading)
    reading.message._passing.timeout.emit()
    assert top_line(reading) == before
    QTest.mouseMove(reading.windowHandle(), QPoint(5, 5))  # the hand is elsewhere
    qtbot.waitUntil(lambda: not reading.message.isVisible(), timeout=5000)
    assert top_line(reading) != before


def test_in_the_codebook_nothing_moves_either(reading: MainWindow) -> None:
    reading.actions_["edit-codebook"].trigger()
    page = reading.codebook.page
    assert page is not None
    QTest.qWaitForWindowExposed(reading)
    QApplication.processEvents()
    before = page.outline.mapToGlobal(QPoint(0, 0))
    reading.session.messages.tell("That cannot be.")
    QApplication.processEvents()
    assert page.message.isVisible()
    assert page.outline.mapToGlobal(QPoint(0, 0)) == before


def test_a_drag_that_begins_as_a_message_goes_selects_what_was_aimed_at(reading: MainWindow) -> None:
    reading.session.messages.tell_briefly("2 articles added.")
    QApplication.processEvents()
    page, left = reading.view.page, Qt.MouseButton.LeftButton
    aimed = page.cursorForPosition(QPoint(80, 300)).block().text()
    at = page.viewport().mapToGlobal(QPoint(80, 300))
    reading.message._passing.timeout.emit()
    QApplication.processEvents()
    start = page.viewport().mapFromGlobal(at)
    QTest.mousePress(page.viewport(), left, pos=start)
    QTest.mouseMove(page.viewport(), start + QPoint(60, 0))
    QTest.mouseMove(page.viewport(), start + QPoint(120, 0))
    QTest.mouseRelease(page.viewport(), left, pos=start + QPoint(120, 0))
    assert page.textCursor().selectedText() in aimed
    assert page.textCursor().hasSelection()
