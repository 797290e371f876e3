"""Ctrl+C, kept in mind.

Python raises KeyboardInterrupt wherever the program stands, and drops it where that is a weak reference's callback or a
finaliser (https://docs.python.org/3/reference/datamodel.html#object.__del__). So long work also asks between two steps.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from desktop.base.errors import Cancelled

_asked = False


@contextmanager
def heeded() -> Iterator[None]:
    """While it lasts, `stop_if_asked` knows of a Ctrl+C. Where the shell has Ctrl+C ignored, it stays ignored."""
    global _asked
    _asked = False
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _ask(number: int, frame: FrameType | None) -> None:
    global _asked
    _asked = True
    signal.default_int_handler(number, frame)


def stop_if_asked() -> None:
    """Between two steps of long work.

    Raises:
        Cancelled: Ctrl+C was pressed.
    """
    if _asked:
        raise Cancelled
