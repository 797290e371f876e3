"""Starts Qt. What it lacks for a window is said in a sentence, where Qt would end the program with a core dump."""

import mmap
import os
import sys

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    QTranslator,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFileOpenEvent, QFontInfo
from PySide6.QtWidgets import QApplication

from desktop.base import without_qt
from desktop.base.errors import KnownError
from desktop.base.system_errors import reason, try_handles
from desktop.base.translation import translated
from desktop.cli import printing
from ui.base import theme
from ui.base.settings import Settings

# What a window takes beyond its modules, as measured, and half as much again. Without it Qt aborts.
_HANDLES = 32
_MEMORY = 256 * 1024**2  # bytes of addresses, most of which stay empty
_SCALE = "QT_SCALE_FACTOR"
_NOTICED = 1.05  # below which a text that is larger is none that somebody asked for
_SAY_WHICH = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # screen is to be used


class Application(QApplication):
    """The application, as the system speaks to it."""

    file_wanted = Signal(str)  # macOS names a double-clicked file so, and not on the command line

    def event(self, event: QEvent) -> bool:  # those for the application itself, not each of every widget
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(event.file())
            return True
        return super().event(event)


def started() -> QApplication:
    """The application, started if it is not yet.

    The process ends with a sentence and status 1 where there is no screen, or one that Qt cannot use.

    Raises:
        KnownError: too few files may be open for a window, or there is too little memory.
    """
    if isinstance(running := QApplication.instance(), QApplication):
        return running
    _refuse_if_short()
    said: list[str] = []  # before it gave up

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:  # Qt aborts when this returns
            sentence = _without_screen(said[0] if said else message)
            printing.tell(sentence)
            without_qt.show(sentence)
            os._exit(1)
        said.append(message)

    former = qInstallMessageHandler(hear)
    settings = Settings()
    if settings.text_scale != 1:
        os.environ[_SCALE] = f"{settings.text_scale * float(os.environ.get(_SCALE) or 1):.3f}"
    try:
        app = Application(sys.argv[:1])
    finally:
        qInstallMessageHandler(former)
    settings.text_scale = text_scale(QFontInfo(theme.system_font()).pixelSize())
    return app


def text_scale(px: int) -> float:
    """How much larger all is shown where the system's own text has so many pixels: from 1 to 2 times.

    Where the system has larger text by more dots an inch, as GNOME on X11, Qt itself scales all. Where it has it by a
    larger face, as Windows and KDE, Qt knows when it has started, and by how much it scales is asked only then: so it
    is kept, and in force from the next start on.
    """
    factor = min(max(px / theme.TEXT, 1), 2)
    return round(factor, 2) if factor >= _NOTICED else 1


def speak(app: QApplication, language: str) -> None:
    """Let Qt speak this language (a code: "de") in what it words itself: keys, the menus of fields, file dialogs."""
    locale = QLocale(language)
    if locale.language() != QLocale().language():  # else it is the system's, which knows the country as well
        QLocale.setDefault(locale)
    if locale.language() != QLocale.Language.English:
        translator = QTranslator(app)
        if translator.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)


def _refuse_if_short() -> None:
    try:
        try_handles(_HANDLES)
        mmap.mmap(-1, _MEMORY).close()
    except OSError as error:
        raise KnownError(translated("The window cannot be shown: {reason}.", reason=reason(error))) from error


def _without_screen(said: str) -> str:
    if sys.platform == "linux" and not any(map(os.environ.get, _SAY_WHICH)):
        said = translated("there is no screen here (DISPLAY is not set)")
    return translated(
        "The window cannot be shown: {reason}. `ascribe --help` lists what works without it.",
        reason=said.strip().rstrip("."),
    )
