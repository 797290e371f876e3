"""A person's hand: it finds things by the names that a screen reader says, and uses the mouse and the keys."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget

from ui.base.plain_text import PlainLabel

_PATIENCE = 60.0  # seconds that a hand waits for something to appear
_STEPS = 6  # movements of one drag

_Found = TypeVar("_Found")
_Left = Qt.MouseButton.LeftButton
_NO_PHASE = Qt.ScrollPhase.NoScrollPhase
_NO_KEY = Qt.KeyboardModifier.NoModifier


class Stuck(Exception):
    """The window doesn't show what the hand looks for."""


class Hand:
    """Its mouse events go to the window under the point, its key events to the one with the focus, as the system's."""

    def wait(self, what: str, look: Callable[[], _Found | None]) -> _Found:
        """What `look` finds, once it finds it.

        Raises:
            Stuck: it found nothing in a minute.
        """
        until = time.monotonic() + _PATIENCE
        while not (found := look()):
            if time.monotonic() > until:
                raise Stuck(f"{what} did not appear within {_PATIENCE:.0f} seconds.")
            QTest.qWait(10)
        return found

    def find(self, name: str) -> QWidget:
        """The showing widget with this accessible name."""
        return self.wait(f"“{name}”", lambda: next((w for w in _showing() if w.accessibleName() == name), None))

    def wait_for_rows(self, name: str, count: int) -> None:
        """Wait until the list of this name has so many rows."""
        shown = self.find(name)
        assert isinstance(shown, QAbstractItemView)
        self.wait(f"“{name}” of {count} rows", lambda: shown.model().rowCount() == count)

    def wait_for_message(self, words: str) -> None:
        """Wait until the window says a sentence with `words` in it."""

        def look() -> bool:
            said = [w.text() for w in _showing() if isinstance(w, PlainLabel) and w.accessibleName() == "Message"]
            return any(words in sentence for sentence in said)

        self.wait(f"A message with “{words}”", look)

    def click(self, name: str) -> None:
        """Click in the middle of the widget of this name."""
        widget = self.find(name)
        self._click(widget, widget.rect().center())

    def click_button(self, words: str) -> None:
        """Press the button that says `words`."""

        def look() -> QPushButton | None:
            return next((w for w in _showing() if isinstance(w, QPushButton) and w.text() == words), None)

        button = self.wait(f"The button “{words}”", look)
        self._click(button, button.rect().center())

    def dialog(self) -> QWidget:
        """The dialog that waits for an answer."""
        return self.wait("A dialog", QApplication.activeModalWidget)

    def press(self, *keys: str) -> None:
        """Press keys by their names: "C", "Return", "Ctrl+Z"."""
        for key in keys:
            QTest.keySequence(self._focused(), key)
            self.rest()

    def press_and_answer(self, key: str, *answers: Callable[[], None]) -> None:
        """Press a key that opens dialogs, one after the other, and do in each what its answer says.

        A dialog holds up the code that opened it, and so this; its answer is given from within its own event loop.
        """
        answering = _Answering(list(answers))
        self.press(key)
        answering.finish(self)

    def type(self, words: str) -> None:
        """Write words where the focus is."""
        for character in words:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self._focused(), Qt.Key.Key_unknown, character, _NO_KEY)
        self.rest()

    def drag_over(self, words: str, *, near: str = "", modifier: Qt.KeyboardModifier = _NO_KEY) -> None:
        """Select `words` of the open article with the mouse: the first ones, or the first ones in the words `near`."""
        text = self._article()
        first, last = self._ends(text, words, near)
        start, stop = _inside(text.viewport(), first), _inside(text.viewport(), last)
        window = _window(text)
        QTest.mouseMove(window, start)
        QTest.mousePress(window, _Left, modifier, start)
        for step in range(1, _STEPS + 1):
            between = start + (stop - start) * step / _STEPS
            QTest.mouseEvent(QTest.MouseAction.MouseMove, window, _Left, modifier, between)
            self.rest()
        QTest.mouseRelease(window, _Left, modifier, stop)
        self.rest()

    def click_on(self, words: str) -> None:
        """Click in the middle of `words` in the open article, or on their beginning where they wrap."""
        text = self._article()
        first, last = self._ends(text, words, "")
        self._click(text.viewport(), (first + last) / 2 if first.y() == last.y() else first)

    def rest(self) -> None:
        """Let the window follow."""
        QTest.qWait(15)

    def _article(self) -> QPlainTextEdit:
        text = self.find("Article text")
        assert isinstance(text, QPlainTextEdit)
        return text

    def _ends(self, text: QPlainTextEdit, words: str, near: str) -> tuple[QPoint, QPoint]:
        """Points in the first and the last character of `words`, scrolled into view."""
        start = text.document().find(near).selectionStart() if near else 0
        found = text.document().find(words, start, QTextDocument.FindFlag.FindCaseSensitively)
        if found.isNull():
            raise Stuck(f"The article has no words “{words}”.")
        for _ in range(1000):
            first = _character(text, found, found.selectionStart())
            last = _character(text, found, found.selectionEnd() - 1)
            view = text.viewport().rect()
            if view.contains(first) and view.contains(last):
                return first.center(), last.center()
            self._turn_wheel(text.viewport(), down=last.bottom() > view.bottom())
        raise Stuck(f"The words “{words}” don't fit into view.")

    def _turn_wheel(self, widget: QWidget, *, down: bool) -> None:
        # Sent to the widget itself: on a screen of two device pixels a point, QTest's wheel turns in the wrong place.
        place = QPointF(widget.rect().center())
        turn = QPoint(0, -120 if down else 120)
        event = QWheelEvent(
            place, widget.mapToGlobal(place), QPoint(), turn, Qt.MouseButton.NoButton, _NO_KEY, _NO_PHASE, False
        )
        QApplication.sendEvent(widget, event)
        self.rest()

    def _click(self, widget: QWidget, point: QPoint) -> None:
        QTest.mouseClick(_window(widget), _Left, _NO_KEY, _inside(widget, point))
        self.rest()

    def _focused(self) -> QWindow:
        return self.wait("A window with the focus", _window_with_focus)


class _Answering(QObject):
    """Looks for dialogs as they open, and gives each its answer."""

    def __init__(self, answers: list[Callable[[], None]]) -> None:
        super().__init__()
        self._answers = answers
        self._answered: QWidget | None = None
        self._fault: Exception | None = None
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def finish(self, hand: Hand) -> None:
        """Come back when all answers were given; with what went wrong in one of them, if anything did."""
        try:
            hand.wait("A dialog", lambda: self._fault or not self._answers)
        finally:
            self._timer.stop()
        if self._fault:
            raise self._fault

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or dialog is self._answered or not self._answers:
            return
        self._answered = dialog
        self._timer.stop()  # an answer lets events run too
        try:
            self._answers.pop(0)()
        except Exception as error:  # noqa: BLE001 - raised again by finish, where the hand is
            self._fault = error
            self._answers.clear()
            close_dialogs()
        self._timer.start()


def close_dialogs() -> None:
    """Turn down whatever waits for an answer."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()


def _window_with_focus() -> QWindow | None:
    """The window that the keys go to, once it is the right one: a new dialog gets the focus a moment after it shows.

    Without a window manager nobody gives it, or gives it back when a dialog has gone; so it is asked for.
    """
    focused, dialog = QGuiApplication.focusWindow(), QApplication.activeModalWidget()
    if focused and (dialog is None or dialog.isActiveWindow() or QApplication.activePopupWidget()):
        return focused
    for widget in [dialog] if dialog else QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.activateWindow()
    return None


def _showing() -> list[QWidget]:
    return [widget for widget in QApplication.allWidgets() if widget.isVisible()]


def _character(text: QPlainTextEdit, found: QTextCursor, position: int) -> QRect:
    """Where the character at `position` is drawn, in the viewport."""
    cursor = QTextCursor(found)
    cursor.setPosition(position)
    before = text.cursorRect(cursor)
    cursor.setPosition(position + 1)
    after = text.cursorRect(cursor)
    return before.united(after) if after.top() == before.top() else before.adjusted(0, 0, 4, 0)


def _window(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    if handle is None:
        raise Stuck(f"“{widget.accessibleName()}” is in no window.")
    return handle


def _inside(widget: QWidget, point: QPoint) -> QPoint:
    """A point of `widget`, as a point of its window."""
    return widget.mapTo(widget.window(), point)
