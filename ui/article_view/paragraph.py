"""One paragraph as it is laid out: its lines, where a range of its text is in them, and what text is at a place.

In a line of one direction a range is one piece, from the place of its first character to that of its last. In a line
that mixes directions (an English name in Arabic, a Hebrew quotation in English) it may be several, which Qt's glyph
runs tell; there a range begins at the right end of a piece that is read from the right.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextBlock, QTextLayout, QTextLine

from desktop.model.text import OffsetMap

_TOUCHING = 0.6  # pixels between two runs that are drawn as one
_BOUNDS_ONLY = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes  # Qt gives the bounds with whatever is asked for


class Line(NamedTuple):
    """One line: positions in its paragraph's text, places in the paragraph's own room."""

    start: int
    end: int
    top: float
    bottom: float
    baseline: float
    left: float
    right: float


class Piece(NamedTuple):
    """What one line shows, side by side, of a range."""

    line: Line
    left: float
    right: float
    begins_at: float | None  # how far right the range begins, when that is here: at `left`, or at `right` in Arabic
    ends_at: float | None

    @property
    def rect(self) -> QRectF:
        return QRectF(self.left, self.line.top + 1, self.right - self.left, self.line.bottom - self.line.top - 2)


class _Cell(NamedTuple):
    """Where one UTF-16 unit of the text is in its line; the second one of a character has none."""

    left: float
    right: float
    is_read_from_right: bool


class Paragraph:
    """One paragraph that has been laid out; it begins at `start` of the page's text and takes the room `rect`.

    `mixes_directions` says whether any of its text may be read from the right.
    """

    def __init__(self, block: QTextBlock, lines: Sequence[Line], rect: QRectF, *, mixes_directions: bool) -> None:
        self.start = block.position()
        self.end = self.start + (lines[-1].end if lines else 0)
        self.lines = lines
        self.rect = rect
        self.height = rect.height()
        # The block, never its layout: Qt frees layouts without telling Python, which would then take whatever Qt
        # puts in the same place for the layout that was there.
        self._block = block
        self._starts = [line.start for line in lines]
        self._mixes_directions = mixes_directions
        self._cells: dict[int, list[_Cell | None]] = {}  # by the number of the line

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The range start..end of the page's text, line by line, as far as this paragraph has it."""
        start, end = start - self.start, end - self.start
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self.lines)):
            line = self.lines[number]
            if line.start >= end:
                return
            if line.end <= start:
                continue
            if self._mixes_directions:
                yield from self._pieces_of_mixed_line(number, start, end)
            else:
                left, right = self._x(number, start), self._x(number, end)
                if right > left:
                    begins, ends = line.start <= start, end <= line.end
                    yield Piece(line, left, right, left if begins else None, right if ends else None)

    def _pieces_of_mixed_line(self, number: int, start: int, end: int) -> Iterator[Piece]:
        line = self.lines[number]
        first, last = max(start, line.start), min(end, line.end)
        begins_at = self._edge(number, first, at_start=True) if line.start <= start else None
        ends_at = self._edge(number, last - 1, at_start=False) if end <= line.end else None
        for left, right in _bounds(self._text_line(number), first, last):
            left, right = max(left, line.left), min(right, line.right)
            if right > left:
                yield Piece(line, left, right, _if_within(begins_at, left, right), _if_within(ends_at, left, right))

    def _edge(self, number: int, position: int, *, at_start: bool) -> float | None:
        """How far right the character at a position begins, or ends."""
        cells, line = self._cells_of(number), self.lines[number]
        here = position - line.start
        # What takes no room (a mark, half of an emoji) begins where the next character does, ends where the one before.
        near = cells[here:] if at_start else cells[here::-1]
        own = next((cell for cell in near if cell), None)
        if own is None:
            return None
        place = own.right if own.is_read_from_right == at_start else own.left
        return min(max(place, line.left), line.right)

    def _cells_of(self, number: int) -> list[_Cell | None]:
        if number not in self._cells:
            line, text_line = self.lines[number], self._text_line(number)
            offsets = OffsetMap(self._block.text())
            first, last = offsets.to_points(line.start), offsets.to_points(line.end)
            cells: list[_Cell | None] = []
            for point in range(first, last):
                start, end = offsets.to_utf16(point), offsets.to_utf16(point + 1)
                cells += [_cell(text_line, start, end), None][: end - start]
            self._cells[number] = cells
        return self._cells[number]

    def _text_line(self, number: int) -> QTextLine:
        return self._block.layout().lineAt(number)

    def _x(self, number: int, position: int) -> float:
        line = self.lines[number]
        if position <= line.start:
            return line.left
        if position >= line.end:
            return line.right
        # Qt's stubs do not tell that it answers with the place and the position it took.
        return self._text_line(number).cursorToX(position)[0]  # type: ignore[index, no-any-return]

    def character_at(self, x: float, y: float) -> int | None:
        """The position in the page's text of the character at a place of the paragraph; None beside the words."""
        for number, line in enumerate(self.lines):
            if line.top <= y < line.bottom:
                if not line.left <= x < line.right:
                    return None
                if self._mixes_directions:
                    cells = enumerate(self._cells_of(number), self.start + line.start)
                    return next((position for position, cell in cells if cell and cell.left <= x < cell.right), None)
                position = self._text_line(number).xToCursor(x)
                is_past = position > line.start and self._x(number, position) > x
                return self.start + position - is_past
        return None

    def draw(self, painter: QPainter, top: float, clip: QRectF, cursor: int, cursor_width: int) -> None:
        """Draw the words, and the text cursor at its position in the page's text, when it is here."""
        layout = self._block.layout()
        layout.draw(painter, QPointF(0, top), [], clip)
        if self.start <= cursor <= self.end:
            layout.drawCursor(painter, QPointF(0, top), cursor - self.start, cursor_width)

    def line_of(self, position: int) -> Line:
        """The line that shows a position of the page's text."""
        return self.lines[max(bisect_right(self._starts, position - self.start) - 1, 0)]


def _bounds(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Where the characters start..end of a line are, from left to right; what touches is one."""
    rects = [run.boundingRect() for run in line.glyphRuns(start, end - start, _BOUNDS_ONLY)]
    return _joined((rect.left(), rect.right()) for rect in rects)


def _joined(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if joined and left <= joined[-1][1] + _TOUCHING:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined


def _cell(line: QTextLine, start: int, end: int) -> _Cell | None:
    """Where one character is that takes these positions; None where it takes no room."""
    runs = line.glyphRuns(start, end - start, _BOUNDS_ONLY)
    rects = [run.boundingRect() for run in runs]
    left, right = min((rect.left() for rect in rects), default=0.0), max((rect.right() for rect in rects), default=0.0)
    return _Cell(left, right, runs[0].isRightToLeft()) if right > left else None


def _if_within(place: float | None, left: float, right: float) -> float | None:
    return place if place is not None and left - _TOUCHING <= place <= right + _TOUCHING else None
