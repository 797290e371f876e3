"""Says that there is a newer version: asks once a week, once the user has turned that on, and is silent otherwise."""

import time
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QTimer

from desktop import __version__
from desktop.base.newest_version import is_newer, newest
from desktop.base.translation import translated
from ui.base.settings import Settings
from ui.session.session import Session

_A_WEEK = 7 * 24 * 3600.0  # seconds
_LOOK = 500  # ms between two looks for the answer


class NewerVersion(QObject):
    """One question, in a thread that nobody waits for."""

    def __init__(self, session: Session, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._answer: SimpleQueue[str | None] = SimpleQueue()
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._look)

    def ask_if_due(self) -> None:
        """Ask, unless that was done within a week."""
        moment = time.time()
        if 0 <= moment - self._settings.asked_for_newer < _A_WEEK:  # else the clock went back
            return
        self._settings.asked_for_newer = moment
        address, answer = self._settings.version_address, self._answer
        Thread(target=lambda: answer.put(newest(address)), daemon=True).start()
        self._looking.start()

    def _look(self) -> None:
        try:
            version = self._answer.get_nowait()
        except Empty:
            return
        self._looking.stop()
        if version is not None and is_newer(version, __version__):
            self._session.messages.tell_in_all_articles(
                translated(
                    "Ascribe {newest} is available where you got this version ({version}).",
                    newest=version,
                    version=__version__,
                )
            )
