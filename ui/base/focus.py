"""Keeps the keyboard from getting lost: a window that is in use always has a widget that hears its keys.

When what has the keyboard is hidden, disabled or deleted, Qt gives it to the next in the row, a button of the toolbar
as likely as not, or to nobody. Here it goes home instead, to where the work is done. Who has another place in mind sets
it there, before or after.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FocusKeeper(QObject):
    """Watches over one part of a window, and calls `go_home` to set the focus anew when it was lost there."""

    def __init__(self, part: QWidget, go_home: Callable[[], object]) -> None:
        super().__init__(part)
        self._part = part
        self._go_home = go_home
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if not self._is_in_use():
            return
        if now is None:  # perhaps it is but on its way from one to the other
            QTimer.singleShot(0, self, self._look)
        elif old is not None and self._part.isAncestorOf(old) and not (old.isVisible() and old.isEnabled()):
            self._go_home()

    def _look(self) -> None:
        if self._is_in_use() and QApplication.focusWidget() is None:
            self._go_home()

    def _is_in_use(self) -> bool:
        return self._part.isVisible() and self._part.isActiveWindow() and QApplication.activePopupWidget() is None


class FocusLeaving(QObject):
    """Calls `leave` when the keyboard goes elsewhere in a part's window. Who goes to another window comes back."""

    def __init__(self, part: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(part)
        self._part = part
        self._leave = leave
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._part.isVisible() or now.window() is not self._part.window():
            return
        if now is not self._part and not self._part.isAncestorOf(now):
            self._leave()
