"""Any number of ids in one question: SQLite takes only so many parameters a statement."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_MOST = 500  # parameters; SQLite takes 999 before its version 3.32 (https://www.sqlite.org/limits.html)


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in their order, in parts of a size that one statement takes; none for no values."""
    wanted = list(values)
    return (wanted[at : at + _MOST] for at in range(0, len(wanted), _MOST))
