"""How overlapping ranges are drawn: flattened into runs for fills, ranked for bars and lines that must not collide."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

from desktop.model.spans import Span

Run = tuple[int, int, tuple[str, ...]]  # start, end, the ids that cover it, outermost first


def flatten(spans: Iterable[Span]) -> list[Run]:
    """The spans as runs that do not overlap, in text order, each with the ids that cover all of it."""
    ordered = sorted((span for span in spans if span[0] < span[1]), key=lambda span: (span[0], -span[1]))
    events = [(span[0], 1, number) for number, span in enumerate(ordered)]
    events += [(span[1], 0, number) for number, span in enumerate(ordered)]
    events.sort()
    runs: list[Run] = []
    open_: list[int] = []
    since = 0
    for position, opens, number in events:
        if open_ and position > since:
            runs.append((since, position, tuple(ordered[one][2] for one in open_)))
        since = position
        if opens:
            insort(open_, number)
        else:
            del open_[bisect_right(open_, number) - 1]
    return runs


def ranks(spans: Sequence[tuple[int, int]], limit: int) -> list[int]:
    """For each span, sorted by start, the lowest rank below `limit` that no earlier span it overlaps has.

    Where more overlap than there are ranks, the last one is shared.
    """
    until = [0] * limit  # where each rank is free again
    given: list[int] = []
    for start, end in spans:
        rank = next((rank for rank in range(limit) if until[rank] <= start), limit - 1)
        until[rank] = max(end, until[rank])
        given.append(rank)
    return given
