"""Where on the screen a range of the text is, and what text is at a place: paragraphs and their lines."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion, QTextBlock

_FAR = 100.0  # pixels beyond the screen
_NEAR = 64  # pixels between two strips, from which on they are drawn each for itself


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
    """What one line shows of a range."""

    line: Line
    left: float
    right: float
    begins: bool  # the range begins here
    ends: bool

    @property
    def rect(self) -> QRectF:
        return QRectF(self.left, self.line.top + 1, self.right - self.left, self.line.bottom - self.line.top - 2)


class Paragraph:
    """One paragraph that has been laid out; it begins at `start` of the page's text and takes the room `rect`."""

    def __init__(self, block: QTextBlock, lines: Sequence[Line], rect: QRectF) -> None:
        self.start = block.position()
        self.end = self.start + (lines[-1].end if lines else 0)
        self.lines = lines
        self.rect = rect
        self.height = rect.height()
        # The block, never its layout: Qt frees layouts without telling Python, which would then take whatever Qt
        # puts in the same place for the layout that was there.
        self._block = block
        self._starts = [line.start for line in lines]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The range start..end of the page's text, line by line, as far as this paragraph has it."""
        start, end = start - self.start, end - self.start
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self.lines)):
            line = self.lines[number]
            if line.start >= end:
                return
            if line.end > start:
                left, right = sorted((self._x(number, start), self._x(number, end)))
                if right > left:
                    yield Piece(line, left, right, line.start <= start, end <= line.end)

    def _x(self, number: int, position: int) -> float:
        line = self.lines[number]
        if position <= line.start:
            return line.left
        if position >= line.end:
            return line.right
        # Qt's stubs do not tell that it answers with the place and the position it took.
        return self._block.layout().lineAt(number).cursorToX(position)[0]  # type: ignore[index, no-any-return]

    def character_at(self, x: float, y: float) -> int | None:
        """The position in the page's text of the character at a place of the paragraph; None beside the words."""
        for number, line in enumerate(self.lines):
            if line.top <= y < line.bottom:
                if not line.left <= x < line.right:
                    return None
                position = self._block.layout().lineAt(number).xToCursor(x)
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


class Shown:
    """The paragraphs that are on the screen, each with the place of its top."""

    def __init__(self, paragraphs: Sequence[tuple[float, Paragraph]], height: float) -> None:
        self.paragraphs = paragraphs
        self.height = height
        self._starts = [paragraph.start for _, paragraph in paragraphs]
        self.start = self.end = 0
        self.top = 0.0  # of the first line; a sliver of the line before may be above it
        below = ((top, one, line) for top, one in paragraphs for line in one.lines)
        for top, paragraph, line in below:
            if top + (line.top + line.bottom) / 2 > 0:
                self.start, self.top = paragraph.start + line.start, top + line.top
                break
        above = ((top, one, line) for top, one in reversed(paragraphs) for line in reversed(one.lines))
        for top, paragraph, line in above:
            if top + line.top < height:
                self.end = paragraph.start + line.end
                break

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where the range is, line by line, in the paragraphs that are shown."""
        return [
            piece.rect.translated(0, top)
            for top, paragraph in self.across(start, end)
            for piece in paragraph.pieces(start, end)
        ]

    def across(self, start: int, end: int) -> Sequence[tuple[float, Paragraph]]:
        """The shown paragraphs, with their tops, that share a character with the range."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.paragraphs[first][1].end <= start:
            first += 1
        return self.paragraphs[first : bisect_left(self._starts, end)]

    def character_at(self, place: QPointF) -> int | None:
        """The position of the character at a place; None beside the text."""
        for top, paragraph in reversed(self.paragraphs):
            if top <= place.y():
                return paragraph.character_at(place.x(), place.y() - top)
        return None

    def bounds(self, start: int, end: int) -> tuple[float, float] | None:
        """How far down the range reaches; far beyond the screen where it goes on there."""
        inside = self.across(start, end)
        if not inside:
            return None
        (first_top, first), (last_top, last) = inside[0], inside[-1]
        # Between two paragraphs is a character that neither has.
        upper = first_top + first.line_of(start).top if start >= first.start - 1 else -_FAR
        lower = last_top + last.line_of(end - 1).bottom if end <= last.end + 1 else self.height + _FAR
        return upper, lower


def bands(region: QRegion) -> list[QRect]:
    """The region as a few strips, top to bottom: drawing one more takes longer than drawing a larger one."""
    bands: list[QRect] = []
    for rect in region:  # type: ignore[attr-defined]  # which Qt's stubs do not know
        if bands and rect.top() - bands[-1].bottom() < _NEAR:
            bands[-1] = bands[-1].united(rect)
        else:
            bands.append(rect)
    return bands
