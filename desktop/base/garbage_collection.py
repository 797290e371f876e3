"""When Python collects garbage: not while very many objects are made that stay, and not in a worker's thread.

It runs in whatever thread happens to make an object. A widget that a cycle holds must not be destroyed in a worker's
thread, or Qt crashes; so while a worker is at work, the window's thread collects what is due (`ui/work/tasks.py`).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_OLD_DUE: Final = 10  # rounds of the middle generation after which all objects are due, as Python has it
_MANY: Final = 20_000  # objects, after which the young ones are due in a command
_OLD_AT_ONCE: Final = 100 * _OLD_DUE  # after which they are collected even in the middle of a gesture

_pauses = 0  # that have not ended; only ever counted in the window's thread


def pause() -> None:
    """From now on nothing is collected by itself."""
    global _pauses
    _pauses += 1
    gc.disable()


def resume() -> None:
    """End a pause; with the last one that ends, it is collected again."""
    global _pauses
    _pauses = max(0, _pauses - 1)
    if not _pauses:
        gc.enable()


def freeze() -> None:
    """From now on, what is there by now is never looked at."""
    gc.freeze()


def collect_old_objects_when_idle() -> None:
    """From now on a gesture seldom waits for the collection of old objects: `collect_when_idle` does that."""
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _OLD_AT_ONCE)


def collect_rarely() -> None:
    """From now on it is collected once where it would be thirty times: a command makes very many objects that stay."""
    gc.set_threshold(_MANY, *gc.get_threshold()[1:])


def collect_when_idle() -> None:
    """Nobody waits for anything right now: look at all objects, if that is due."""
    if gc.get_count()[2] > _OLD_DUE:
        gc.collect()


@contextmanager
def paused() -> Iterator[None]:
    """Keeps the collector from going through all objects again and again while tens of thousands are made."""
    pause()
    try:
        yield
    finally:
        resume()


def collect_due() -> None:
    """What the collector would do by itself if it were not paused, here and now."""
    for generation, (count, threshold) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > threshold:
            gc.collect(generation)
            return
