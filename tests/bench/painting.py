"""When something is on the screen: paints, seen where Qt does them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.processes import Clock, Taken

_PATIENCE = 30  # seconds


class _Exposure(QObject):
    """Calls back once a window's first exposure has been dealt with, which paints all of it."""

    def __init__(self, window: QWidget, painted: Callable[[], None]) -> None:
        super().__init__(window)
        self._painted = painted
        window.winId()  # makes the window of the system, which is what is exposed
        handle = window.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Expose:
            return False
        watched.removeEventFilter(self)
        watched.event(event)
        self._painted()
        return True


class _Paints(QObject):
    """Counts how often a widget is painted, and calls back each time."""

    def __init__(self, widget: QWidget, painted: Callable[[], None]) -> None:
        super().__init__(widget)
        self.count = 0
        self._painted = painted
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            self._painted()
        return False


def when_first_painted(window: QWidget, then: Callable[[], None]) -> None:
    """Calls `then` when the whole window has been painted for the first time."""
    _Exposure(window, then)


def when_painted(widget: QWidget, then: Callable[[], None]) -> None:
    """Calls `then` after each paint of the widget."""
    _Paints(widget, lambda: QTimer.singleShot(0, then))


def until_painted(widget: QWidget, act: Callable[[], object]) -> Taken:
    """The time until `act` is done and the widget is painted, with all that is painted together with it."""
    paints = _Paints(widget, lambda: None)
    clock = Clock()
    act()
    while not paints.count and clock.wall < _PATIENCE:
        QApplication.processEvents()
    taken = clock.taken()
    assert paints.count, "nothing was painted"
    widget.removeEventFilter(paints)
    paints.deleteLater()
    return taken
