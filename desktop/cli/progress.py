"""How far long work has come, for somebody who looks on."""

import sys
from collections.abc import Callable


def shown_when_watched() -> Callable[[int, int], None]:
    """A progress that counts on standard error when that is a terminal, and else says nothing."""
    return _shown if sys.stderr is not None and sys.stderr.isatty() else _unseen


def _unseen(done: int, total: int) -> None:
    pass


def _shown(done: int, total: int) -> None:
    if done % 100 == 0 and done < total > 100:
        print(f"\r{done:,} of {total:,}", end="", file=sys.stderr, flush=True)
    elif done == total > 100:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
