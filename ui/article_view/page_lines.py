"""The lines now on the screen, and where on them a range of the text is."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout

from ui.article_view.layout import Line

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line on the screen: positions in the page's text, places in the page's pixels."""

    start: int
    end: int
    top: float
    line: Line
    number: int  # in its paragraph
    block: int  # where the paragraph begins
    layout: QTextLayout

    @property
    def bottom(self) -> float:
        return self.top + self.line.bottom - self.line.top

    @property
    def baseline(self) -> float:
        return self.top + self.line.baseline - self.line.top

    def x(self, position: int) -> float:
        """Where on this line the character at `position` begins."""
        if position <= self.start:
            return self.line.left
        if position >= self.end:
            return self.line.right
        # Qt's stubs do not tell that it answers with the place and the position it took.
        return self.layout.lineAt(self.number).cursorToX(position - self.block)[0]  # type: ignore[index, no-any-return]

    def position(self, x: float) -> int:
        """The place between two characters that is nearest to `x`."""
        return self.block + self.layout.lineAt(self.number).xToCursor(x)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line shows of a range."""

    line: ShownLine
    left: float
    right: float
    begins: bool  # the range begins here
    ends: bool

    @property
    def rect(self) -> QRectF:
        return QRectF(self.left, self.line.top + 1, self.right - self.left, self.line.bottom - self.line.top - 2)


class PageLines:
    """The lines that a part of the page shows, top to bottom."""

    def __init__(self, lines: list[ShownLine]) -> None:
        self.lines = lines
        self._starts = [line.start for line in lines]
        self._tops = [line.top for line in lines]
        self.start = lines[0].start if lines else 0
        self.end = lines[-1].end if lines else 0

    def pieces(self, start: int, end: int) -> "Iterator[Piece]":
        """The range line by line, as far as it is shown."""
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self.lines)):
            line = self.lines[number]
            if line.start >= end:
                return
            if line.end <= start:
                continue
            left, right = sorted((line.x(start), line.x(end)))
            if right > left:
                yield Piece(line, left, right, line.start <= start, end <= line.end)

    def line_at(self, y: float) -> ShownLine | None:
        """The line at this height."""
        number = bisect_right(self._tops, y) - 1
        return self.lines[number] if number >= 0 and y < self.lines[number].bottom else None

    def character_at(self, point: QPointF) -> int | None:
        """The position of the character under a point; None beside the text."""
        line = self.line_at(point.y())
        if line is None or not line.line.left <= point.x() < line.line.right:
            return None
        position = line.position(point.x())
        return position - 1 if position > line.start and line.x(position) > point.x() else position

    def bounds(self, start: int, end: int) -> tuple[float, float] | None:
        """How far down the range reaches, as far as it is shown."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        if not self.lines or last < 0 or start >= self.end:
            return None
        return self.lines[max(first, 0)].top, self.lines[last].bottom
