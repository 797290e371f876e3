"""How long work says how far it is, and is told to stop."""

from collections.abc import Callable

Progress = Callable[[int, int], None]  # done, of all; may raise desktop.base.errors.Cancelled


def unwatched(done: int, total: int) -> None:
    """The progress that nobody looks at."""
