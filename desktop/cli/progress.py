"""How far long work has come, for somebody who looks on; and its end, where they press Ctrl+C."""

import sys
from collections.abc import Callable

from desktop.cli import interrupting


def shown_when_watched() -> Callable[[int, int], None]:
    """A progress that counts on standard error when that is a terminal, and raises Cancelled after a Ctrl+C."""
    return _shown if sys.stderr is not None and sys.stderr.isatty() else _unseen


def _unseen(done: int, total: int) -> None:
    interrupting.stop_if_asked()


def _shown(done: int, total: int) -> None:
    interrupting.stop_if_asked()
    if done % 100 == 0 and done < total > 100:
        print(f"\r{done:,} of {total:,}", end="", file=sys.stderr, flush=True)
    elif done == total > 100:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
