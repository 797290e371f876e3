"""How long a question to a library may take, and who may end it: SQLite asks every so many steps.

Whoever runs a question says how it is cancelled (`cancellable`): a command by Ctrl+C, a task of the window by its
button. In the window's own thread nobody could press anything, so there the question ends by itself
(`limit_questions_here`); one that can be asked beside the window ends as soon as that would be noticed (`at_most`).
What writes is never ended: it keeps what was done until somebody cancelled.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf

LONG = 10.0  # seconds
_SHORT = 1.0  # seconds: what takes no longer is not cancelled, since it may be the end of what was


class TooLong(Exception):
    """A question was not answered in the time that whoever asked wanted to wait."""


class _InThread(threading.local):
    began: float = inf  # when the question began that is asked; inf while none is
    longest: float = inf  # seconds
    most: float = inf  # seconds, by `at_most`

    def is_cancelled(self) -> bool:
        return False


_here = _InThread()


@contextmanager
def cancellable(is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """While it lasts, questions that this thread asks end when this says so."""
    _here.is_cancelled = is_cancelled  # type: ignore[method-assign]
    try:
        yield
    finally:
        del _here.is_cancelled


def limit_questions_here() -> None:
    """From now on a question of this thread ends after `LONG`."""
    _here.longest = LONG


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """While it lasts, a question of this thread that takes longer raises TooLong."""
    _here.most = seconds
    try:
        yield
    finally:
        _here.most = inf


@contextmanager
def question() -> Iterator[None]:
    """While it lasts, this thread asks something that may be ended."""
    before, _here.began = _here.began, time.monotonic()
    try:
        yield
    finally:
        _here.began = before


def was_cancelled() -> bool:
    """Whether somebody ended the question, and not the time."""
    return _here.is_cancelled()


def ran_out() -> bool:
    """Whether the question has taken longer than `at_most` allows."""
    return time.monotonic() - _here.began > _here.most


def is_to_end() -> bool:
    """Whether the question that this thread asks is to be ended."""
    lasts = time.monotonic() - _here.began
    return lasts > _here.most or (lasts > _SHORT and (lasts > _here.longest or _here.is_cancelled()))
