"""Opens the window as a double click does, and lets a hand work in it until it is closed."""

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.base import paths
from desktop.base.library_address import LibraryAddress
from ui.base.settings import Settings
from ui.rehearsal.hand import Hand, Stuck, close_dialogs
from ui.start import application, qt

_PATIENCE = 90  # seconds for a scene
_SCREEN = (1440, 900)
# How Qt's offscreen platform begins what it says of window sizes and the like, and means nothing by.
_HARMLESS = "This plugin does not support "

Scene = Callable[[Hand], None]


def live_in(home: Path, scale: int = 1) -> None:
    """Keep libraries, settings and logs in this folder from now on, and not where the user's are.

    To be called before Qt starts: without a screen, it is given one of a desk's size, where Qt would take 800 x 600.
    """
    home.mkdir(parents=True, exist_ok=True)
    os.environ["ASCRIBE_HOME"] = str(home)
    if os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        width, height = _SCREEN
        screen = {"name": "desk", "x": 0, "y": 0, "width": width * scale, "height": height * scale}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        plan = home / "screens.json"
        plan.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={plan}"
        os.environ["QT_SCALE_FACTOR"] = str(scale)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def play(scene: Scene, library: LibraryAddress | None = None) -> None:
    """Start the program on a library (by default the user's), let a hand play `scene` in its window, and quit.

    Raises:
        Stuck: the window didn't come to show what the scene needs, or something was logged as a warning or worse.
    """
    app = qt.started()
    settings = Settings()
    opened = library or LibraryAddress.of(paths.default_library())
    settings.keep_used_only_here(opened)  # whichever drive it lies on, it is ours alone
    settings.save()
    faults = _Faults()
    logging.getLogger().addHandler(faults)

    def act() -> None:
        sys.excepthook = faults.note  # the program's own would ask a person
        try:
            hand = Hand()
            hand.find("Filter articles")  # the frame is there before its content is, and hears no keys
            scene(hand)
            hand.press("Ctrl+Q")
        except Exception as error:  # noqa: BLE001 - raised again below; here it would be shown in a dialog
            faults.words.append(f"{type(error).__name__}: {error}")
        finally:
            app.exit()

    def lose_patience() -> None:
        faults.words.append(f"The window did not close within {_PATIENCE} seconds.")
        close_dialogs()
        app.exit()

    QTimer.singleShot(0, act)
    watch = QTimer(singleShot=True, interval=_PATIENCE * 1000)
    watch.timeout.connect(lose_patience)
    watch.start()
    try:
        status = application.run(library, [])
    finally:
        watch.stop()
        sys.excepthook = sys.__excepthook__
        logging.getLogger().removeHandler(faults)
    if faults.words or status:
        raise Stuck("\n".join(faults.words) or f"The program ended with status {status}.")


class _Faults(logging.Handler):
    """Keeps what the program logs as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []

    def note(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep what reached Qt's event loop."""
        self.words.append("".join(traceback.format_exception(kind, error, trace)))

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(_HARMLESS):
            self.words.append(record.getMessage())
