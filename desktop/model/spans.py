"""An index of ranges: which of ten thousand overlap these few lines?"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

Span = tuple[int, int, str]  # start, end, id


class SpanIndex:
    """Ranges of a text, found by where they are.

    They are kept sorted by start in one list for each order of length, so that a range that covers the whole article
    does not make the search for its small neighbours look at all of them.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._by_length: defaultdict[int, list[Span]] = defaultdict(list)
        for span in spans:
            self._by_length[(span[1] - span[0]).bit_length()].append(span)
        for row in self._by_length.values():
            row.sort()

    def add(self, span: Span) -> None:
        insort(self._by_length[(span[1] - span[0]).bit_length()], span)

    def remove(self, span: Span) -> None:
        row = self._by_length[(span[1] - span[0]).bit_length()]
        del row[bisect_left(row, span)]

    def within(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with start..end, in no particular order."""
        found: list[Span] = []
        for length, row in self._by_length.items():
            first = bisect_left(row, (start - (1 << length),))
            last = bisect_left(row, (end,), first)
            found.extend(span for span in row[first:last] if span[1] > start)
        return found
