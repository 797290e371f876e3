"""Ctrl+C and the other signals that end the program, kept in mind.

Python raises KeyboardInterrupt wherever the program stands, and drops it where that is a weak reference's callback or a
finaliser (https://docs.python.org/3/reference/datamodel.html#object.__del__). So long work also asks between two steps.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from desktop.base import ending_signals, time_limits
from desktop.base.errors import Cancelled

_asked = 0  # the signal that came


@contextmanager
def interruptible() -> Iterator[None]:
    """While it lasts, `stop_if_asked` knows of such a signal, and each ends what is done as Ctrl+C does."""
    global _asked
    _asked = 0
    # Also within a question to the library.
    with ending_signals.handled_by(_ask), time_limits.cancellable(lambda: bool(_asked)):
        yield


def _ask(number: int, frame: FrameType | None) -> None:
    global _asked
    _asked = number
    raise KeyboardInterrupt


def stop_if_asked() -> None:
    """Between two steps of long work.

    Raises:
        Cancelled: such a signal came.
    """
    if _asked:
        raise Cancelled


def exit_status() -> int:
    """As a shell says of a program that the signal ended."""
    return 128 + (_asked or signal.SIGINT)
