"""The function by which long work reports its progress, and is stopped."""

from collections.abc import Callable

Progress = Callable[[int, int], None]  # done, of all; may raise desktop.base.errors.Cancelled


def unwatched(done: int, total: int) -> None:
    """The progress that nobody looks at."""
