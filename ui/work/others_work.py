"""When others' work in the library is looked for: at times, and as soon as the library's server tells of some."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from desktop.library import Library

_EVERY = 1500  # ms between two looks


class OthersWork(QObject):
    """Has others' work taken over, by a function that does this."""

    def __init__(self, library: Library, catch_up: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._catch_up = catch_up
        self._next_look = 0.0  # by the clock of `time.monotonic`
        self._server: QSocketNotifier | None = None
        self.at_times = QTimer(self, interval=_EVERY)
        self.at_times.timeout.connect(self.look)
        self.at_times.start()

    def look(self) -> None:
        """Look for no more than a tenth of the time: a large article takes long."""
        if time.monotonic() >= self._next_look:
            began = time.monotonic()
            self._catch_up()
            self._next_look = time.monotonic() + 9 * (time.monotonic() - began)

    def listen(self) -> None:
        """Be told by the library's server, where there is one that can; to be called again after each look.

        Raises:
            KnownError: the server is out of reach.
        """
        handle = self._library.listen()
        if self._server is not None and self._server.socket() == handle:
            self._server.setEnabled(True)
            return
        self._stop_listening()
        if handle is not None:
            self._server = QSocketNotifier(handle, QSocketNotifier.Type.Read, self)
            self._server.activated.connect(self._be_told)

    def stop(self) -> None:
        """Look no more."""
        self.at_times.stop()
        self._stop_listening()

    def _be_told(self) -> None:
        if self._server is not None:
            self._server.setEnabled(False)  # one that was cut says so without end
        self._catch_up()

    def _stop_listening(self) -> None:
        if self._server is not None:
            self._server.setEnabled(False)
            self._server.deleteLater()
        self._server = None
