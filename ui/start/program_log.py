"""The program's log, in the user's log folder. It never quotes what the user reads (`desktop/base/tracebacks.py`)."""

import logging
import sys
import threading
from copy import copy
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop.base import files, paths
from desktop.base.errors import KnownError
from desktop.base.system_errors import reason
from desktop.base.tracebacks import trace_of
from desktop.base.translation import translated

_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def write() -> None:
    """Write what our modules and Qt say into the log folder from now on; without one, to standard error."""
    handler: logging.Handler
    try:
        files.make_folder(paths.log_folder())
        handler = _LogFile(paths.log_folder() / "ascribe.log")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(_Formatter(_FORM))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record = copy(record)
        record.exc_text = None  # another handler may have put its own there
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        return trace_of(ei[1])


class _LogFile(RotatingFileHandler):
    """A few files of a megabyte, for the user alone. When nothing can be written any more, it says so once."""

    def __init__(self, file: Path) -> None:
        self._is_told = False
        super().__init__(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=files.private)

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exception()
        if not isinstance(error, OSError):
            super().handleError(record)
        elif not self._is_told and threading.current_thread() is threading.main_thread():
            self._is_told = True
            told = KnownError(
                translated("The log {file} cannot be written: {reason}.", file=self.baseFilename, reason=reason(error))
            )
            sys.excepthook(KnownError, told, None)  # as all that nobody caught: it is nobody's who logged something
