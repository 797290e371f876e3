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
from desktop.model.words import character_at

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
    """Where a character as a reader sees it is in its line; kept for the first of its UTF-16 units."""

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
        line, cells = self.lines[number], self._cells_of(number)
        first, last = max(start, line.start) - line.start, min(end, line.end) - line.start
        begins_at = self._edge(line, cells[first:], at_start=True) if line.start <= start else None
        ends_at = self._edge(line, cells[last - 1 :: -1], at_start=False) if end <= line.end else None
        for left, right in _joined((cell.left, cell.right) for cell in cells[first:last] if cell):
            left, right = max(left, line.left), min(right, line.right)
            if right > left:
                yield Piece(line, left, right, _if_within(begins_at, left, right), _if_within(ends_at, left, right))

    @staticmethod
    def _edge(line: Line, near: Iterable[_Cell | None], *, at_start: bool) -> float | None:
        """How far right a range begins, or ends: where its first character that takes room does, or its last."""
        own = next((cell for cell in near if cell), None)
        if own is None:
            return None
        place = own.right if own.is_read_from_right == at_start else own.left
        return min(max(place, line.left), line.right)

    def _cells_of(self, number: int) -> list[_Cell | None]:
        if number not in self._cells:
            text, line, text_line = self._block.text(), self.lines[number], self._text_line(number)
            offsets = OffsetMap(text)
            cells: list[_Cell | None] = []
            point, after = offsets.to_points(line.start), offsets.to_points(line.end)
            while point < after:
                begin, point = character_at(text, point)
                start, end = (offsets.to_utf16(place) for place in (max(begin, offsets.to_points(line.start)), point))
                cells += [_cell(text_line, start, end, text[begin]), *[None] * (end - start - 1)]
            self._cells[number] = cells[: line.end - line.start]
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


def _joined(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if joined and left <= joined[-1][1] + _TOUCHING:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined


def _cell(line: QTextLine, start: int, end: int, character: str) -> _Cell | None:
    """Where the character that takes these positions is; None where it takes no room."""
    if character == "\t":  # Qt draws none, and gives it the room up to what follows
        begins, ends = (line.cursorToX(place)[0] for place in (start, end))  # type: ignore[index]
        return _Cell(min(begins, ends), max(begins, ends), begins > ends)
    # Asked for a part of a letter with its marks, or of an emoji, Qt tells nonsense: only for all of it.
    runs = line.glyphRuns(start, end - start, _BOUNDS_ONLY)
    rects = [run.boundingRect() for run in runs]
    left, right = min((rect.left() for rect in rects), default=0.0), max((rect.right() for rect in rects), default=0.0)
    return _Cell(left, right, runs[0].isRightToLeft()) if right > left else None


def _if_within(place: float | None, left: float, right: float) -> float | None:
    return place if place is not None and left - _TOUCHING <= place <= right + _TOUCHING else None
