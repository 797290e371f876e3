"""What nobody caught: a KnownError is told in the window, as its sentence; a bug is logged and shown, with its trace.

This is how every error reaches the user: no slot catches a KnownError only to tell it. It is told when the event that
raised it has ended: a dialog has an event loop of its own, and opened in the middle of a change or of a paint it would
show a window that is half old and half new, or end the program.
"""

import logging
import logging.handlers
import sys
import traceback
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.base import paths
from desktop.base.errors import KnownError

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_to_file() -> None:
    """Write the program's log into the log folder; without one, to standard error."""
    handler: logging.Handler
    try:
        paths.log_folder().mkdir(parents=True, exist_ok=True)
        file = paths.log_folder() / "ascribe.log"
        handler = logging.handlers.RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def show_what_nobody_caught(tell_known: Callable[[KnownError], object]) -> None:
    """From now on tell the user of every exception that reaches Qt's event loop; of a KnownError by `tell_known`.

    Qt calls the hook as the slot ends that raised, whoever emitted its signal; the emitter goes on, and so do the other
    slots. A virtual method (keyPressEvent, eventFilter, setData) is another case: what it raises is raised again in the
    Python code that made Qt call it, with words of PySide put before its own. So a virtual method that leads to an edit
    emits a signal.
    """
    sys.excepthook = partial(hear, tell_known)


_shows_bug = False  # from the first one until its window is closed: a bug in a repaint would cover the screen with them


def hear(
    tell_known: Callable[[KnownError], object],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Tell of this exception when the event that raised it has ended."""
    global _shows_bug
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
    elif isinstance(error, KnownError):
        QTimer.singleShot(0, partial(tell_known, error))
    else:
        words = "".join(traceback.format_exception(kind, error, trace))
        log.error("%s", words)
        if not _shows_bug:
            _shows_bug = True
            QTimer.singleShot(0, partial(_show_bug, words))


def _show_bug(trace: str) -> None:
    global _shows_bug
    from ui.start.bug_dialog import BugDialog

    try:
        BugDialog(QApplication.activeWindow(), trace, str(paths.log_folder())).exec()
    finally:
        _shows_bug = False
