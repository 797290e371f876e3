"""Hands what long work finds to the window as it is found, and not when the work has ended."""

import time
from typing import Any

from PySide6.QtCore import QObject, Signal

_EVERY = 0.1  # seconds between two tellings: a list that grows more often has no use for it


class Stream(QObject):
    """Things that a worker's thread adds one by one; the window's thread hears of them some at a time."""

    came = Signal(list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Any] = []
        self._told = 0.0

    def add(self, thing: Any) -> None:
        """In the worker's thread: one more. The first is handed over at once."""
        self._waiting.append(thing)
        if time.monotonic() - self._told >= _EVERY:
            self.flush()

    def flush(self) -> None:
        """Tell what waits; at the end of the work."""
        if self._waiting:
            self._told = time.monotonic()
            waiting, self._waiting = self._waiting, []
            self.came.emit(waiting)
