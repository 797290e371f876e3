"""Where a place in an article's text stands on the page, and back.

The page counts UTF-16 units, and a paragraph of enormous length is broken there, since Qt lays out a whole paragraph
to show one line of it. Both differences end here: everything else in the window counts code points of the stored text.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from itertools import pairwise

from desktop.model.text import Fragment, OffsetMap

LONGEST = 10_000  # characters in one paragraph of the page


class DisplayMap:
    """Converts between code points of a text and positions in the text that is shown for it."""

    def __init__(self, text: str, longest: int = LONGEST) -> None:
        self._offsets = OffsetMap(text)
        self._breaks = _breaks(text, longest)  # a break is shown before each of these code points
        self._shown = [self._offsets.to_utf16(point) + before for before, point in enumerate(self._breaks)]
        edges = [0, *self._breaks, len(text)]
        self.text = "\n".join(text[start:end] for start, end in pairwise(edges))
        self.length = self._offsets.utf16_length + len(self._breaks)

    def start(self, point: int) -> int:
        """The position of what begins at this code point: after a break that is shown there."""
        return self._offsets.to_utf16(point) + bisect_right(self._breaks, point)

    def end(self, point: int) -> int:
        """The position of what ends at this code point: before a break that is shown there."""
        return self._offsets.to_utf16(point) + bisect_left(self._breaks, point)

    def point(self, position: int) -> int:
        """The code point at a position; both sides of a shown break are the same code point."""
        return self._offsets.to_points(position - bisect_left(self._shown, position))

    def range(self, fragment: Fragment) -> tuple[int, int]:
        """The positions between which a fragment is shown."""
        return self.start(fragment.start), self.end(fragment.end)


def _breaks(text: str, longest: int) -> list[int]:
    points: list[int] = []
    start, size = 0, len(text)
    while size - start > longest:
        newline = text.rfind("\n", start, start + longest + 1)
        if newline >= 0:
            start = newline + 1
            continue
        blank = text.rfind(" ", start + longest // 2, start + longest)
        start = blank + 1 if blank >= 0 else start + longest
        while start < size and unicodedata.combining(text[start]):
            start += 1
        if text[start : start + 1] not in ("", "\n"):
            points.append(start)
    return points
