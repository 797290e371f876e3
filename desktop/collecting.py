"""Python's collector of cycles, kept out of the way while very many objects are made that stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def pause() -> None:
    """From now on nothing is collected."""
    gc.disable()


def go_on() -> None:
    """From now on it is collected again, but for what is there by now."""
    gc.freeze()
    gc.enable()


@contextmanager
def paused() -> Iterator[None]:
    """Keeps the collector from going through all objects again and again while tens of thousands are made."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
