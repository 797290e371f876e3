"""What ends the program from outside: the end of the user's session, a terminal that is closed, Ctrl+C in it.

Python runs its handlers between two steps of Python, of which there are none while Qt waits. So the signal is written
into a pipe, too, which Qt watches (https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd).
"""

import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from desktop.base import ending_signals


class Ending(QObject):
    """Hears the signals that end a program, from its making on."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        if os.name != "posix":  # Windows closes the windows of a program, and has no such signals
            return
        self._read, write = os.pipe()
        for end in (self._read, write):
            os.set_blocking(end, False)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in ending_signals.to_handle():
            signal.signal(number, lambda *_: None)

    def _hear(self) -> None:
        os.read(self._read, 100)
        self.asked.emit()
