"""Errors that nobody caught: a KnownError is shown as its sentence; a bug is logged, and shown with a trace.

This is how every error reaches the user: no slot catches a KnownError only to tell it. It is told when the event that
raised it has ended: a dialog opened in the middle of a change or of a paint would show a window that is half old and
half new, or end the program.
"""

import logging
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.base.system_errors import as_known
from desktop.base.tracebacks import place_of, trace_of

if TYPE_CHECKING:
    from ui.start.bug_dialog import BugDialog

log = logging.getLogger(__name__)

_PAUSE = 500  # ms between two looks at how often the bug that is shown was met again
_LOGGED_AT = {10**power for power in range(1, 10)}  # repeats of a bug: one in painting comes sixty times a second


class ErrorReports:
    """Tells the user of every exception that reaches Qt's event loop.

    A bug is shown in a dialog beside which the window goes on; the next one waits until it is closed. The same one
    again is counted, and not shown anew.

    Qt calls the hook as the slot ends that raised, whoever emitted its signal; the emitter goes on, and so do the other
    slots. A virtual method (keyPressEvent, eventFilter, setData) is another case: what it raises is raised again in the
    Python code that made Qt call it, with words of PySide put before its own. So a virtual method that leads to an edit
    emits a signal.
    """

    def __init__(self, tell_known: Callable[[KnownError], object]) -> None:
        """A KnownError is shown by `tell_known`."""
        self._tell_known = tell_known
        self._met: Counter[str] = Counter()  # how often, by the place in the code
        self._waiting: list[tuple[str, str]] = []  # places and traces that are still to be shown
        self._dialog: BugDialog | None = None
        self._shown = ""  # the place of what the dialog shows
        self._counting = QTimer(singleShot=True, interval=_PAUSE)
        self._counting.timeout.connect(self._show_count)

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell of this exception when the event that raised it has ended."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif known := as_known(error):
            log.info("told: %s", place_of(error))  # its sentence may name what the user works on
            QTimer.singleShot(0, partial(self._tell_known, known))
        else:
            self._hear_bug(error)

    def _hear_bug(self, error: BaseException) -> None:
        place = place_of(error)
        self._met[place] += 1
        if self._met[place] == 1:
            words = trace_of(error)
            log.error("%s", words)
            self._waiting.append((place, words))
            QTimer.singleShot(0, self._show_next)
            return
        if self._met[place] in _LOGGED_AT:
            log.error("%d times: %s", self._met[place], place)
        if place == self._shown and not self._counting.isActive():
            self._counting.start()

    def _show_next(self) -> None:
        from ui.start.bug_dialog import BugDialog

        if self._waiting and self._dialog is None:
            self._shown, words = self._waiting.pop(0)
            self._dialog = BugDialog(QApplication.activeWindow(), words, str(paths.log_folder()))
            self._dialog.destroyed.connect(self._go_on)  # when it is closed, or with the window that it is of
            self._dialog.show()

    def _go_on(self) -> None:
        self._dialog, self._shown = None, ""
        if self._waiting:
            QTimer.singleShot(0, self._show_next)

    def _show_count(self) -> None:
        if self._dialog is not None:
            self._dialog.show_count(self._met[self._shown])


def show_what_nobody_caught(tell_known: Callable[[KnownError], object]) -> ErrorReports:
    """From now on tell the user of every exception that reaches Qt's event loop; of a KnownError by `tell_known`."""
    reports = ErrorReports(tell_known)
    sys.excepthook = reports.hear
    return reports
