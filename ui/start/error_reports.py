"""What nobody caught: logged, and told. A KnownError as its sentence, anything else with its trace.

It is told when what went wrong has ended: a dialog has an event loop of its own, and opened in the middle of a change
or of a paint it would show a window that is half old and half new, or end the program.
"""

import logging
import logging.handlers
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

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


def show_what_nobody_caught() -> None:
    """From now on tell the user of every exception that reaches Qt's event loop."""
    sys.excepthook = _tell


_waiting: dict[str, str | None] = {}  # to be told: traces, with the sentence of a KnownError instead
_telling = False


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    words = "".join(traceback.format_exception(kind, error, trace))
    log.error("%s", words)
    if isinstance(error, KnownError):
        _waiting[words] = str(error)
    elif not _telling and None not in _waiting.values():  # a fault in a repaint would cover the screen with windows
        _waiting[words] = None
    QTimer.singleShot(0, _tell_next)


def _tell_next() -> None:
    global _telling
    if _telling or not _waiting:
        return
    trace = next(iter(_waiting))
    sentence = _waiting.pop(trace)
    _telling = True
    try:
        if sentence is not None:
            tell_known(sentence)
        else:
            from ui.start.bug_dialog import BugDialog

            BugDialog(QApplication.activeWindow(), trace, str(paths.log_folder())).exec()
    finally:
        _telling = False
    _tell_next()


def tell_known(sentence: str) -> None:
    """A sentence in a window of its own, where there is no other."""
    QMessageBox.warning(QApplication.activeWindow(), "Ascribe", sentence)
