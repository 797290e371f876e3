"""What a person does with the mouse and the keys, in the words of the tests."""

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from desktop.model.text import Fragment
from tests.making import over
from ui.window.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton


def drag(window: MainWindow, words: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Fragment:
    """Drag with the mouse over these words of the open article."""
    state = window.session.state
    assert state is not None
    (fragment,) = over(state.text, words)
    page = window.view.page
    first, last = page.rects(fragment)[0], page.rects(fragment)[-1]
    start = QPoint(round(first.left()) + 2, round(first.center().y()))
    end = QPoint(round(last.right()) - 2, round(last.center().y()))
    viewport = page.viewport()
    QTest.mousePress(viewport, _LEFT, modifier, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, modifier, end)
    return fragment


def drag_end(window: MainWindow, words: str) -> None:
    """Drag the handle at the end of the selected annotation to the end of these words."""
    state, page = window.session.state, window.view.page
    assert state is not None
    handle = next(handle for handle in page.marks.handles(page.visible_text()) if not handle.at_start)
    (fragment,) = over(state.text, words)
    rect = page.rects(fragment)[-1]
    start, end = handle.point.toPoint(), QPoint(round(rect.right()) - 1, round(rect.center().y()))
    viewport, none = page.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(viewport, _LEFT, none, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, none, end)


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        QTest.keyClick(widget, key, modifier)


def type_words(words: str) -> None:
    """Type where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    QTest.keyClicks(widget, words)


def claim(window: MainWindow, words: str, speaker: str = "") -> str:
    """Mark words as a claim, say who, and give the claim's id."""
    window.view.page.setFocus()
    drag(window, words)
    press(Qt.Key.Key_C)
    type_words(speaker)
    press(Qt.Key.Key_Return if speaker else Qt.Key.Key_Escape)
    assert window.session.selected is not None
    return window.session.selected


def click_row(view: QListView, row: int, *, twice: bool = False) -> None:
    """Click the row of a list."""
    at = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, at)
    if twice:
        QTest.mouseDClick(view.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, at)


def child(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The showing child with this accessible name."""
    until = time.monotonic() + 5
    while True:
        QTest.qWait(1)  # what was just added shows itself when Qt comes round to it
        found = [w for w in parent.findChildren(kind) if w.accessibleName() == name and w.isVisible()]
        if found or time.monotonic() > until:
            break
    (only,) = found
    return only


def message_of(window: MainWindow) -> str:
    """The sentence that the window shows, with what is told when an event has ended; "" where it shows none."""
    QApplication.processEvents()
    return window.message.words.text() if window.message.isVisible() else ""
