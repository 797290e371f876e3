"""What of the text is on the screen: the page, the lane beside it and the map all ask here."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from ui.article_view.paragraph import Paragraph

_FAR = 100.0  # pixels beyond the screen
_NEAR = 64  # pixels between two strips, from which on they are drawn each for itself


class VisibleText:
    """The paragraphs that are on the screen, each with the place of its top.

    Qt scrolls by lines that stand close, so a sliver of the line before the first one may be on the screen as well.
    Nothing is drawn in it, neither on the page nor beside it: all of that ends at `edge`.
    """

    def __init__(self, paragraphs: Sequence[tuple[float, Paragraph]], height: float) -> None:
        self.paragraphs = paragraphs
        self.height = height
        self._starts = [paragraph.start for _, paragraph in paragraphs]
        self.start = self.end = 0
        self.edge = 0.0
        below = ((top, one, line) for top, one in paragraphs for line in one.lines)
        for top, paragraph, line in below:
            if top + (line.top + line.bottom) / 2 > 0:
                self.start = paragraph.start + line.start
                self.edge = max(top + line.top, 0.0) if line.start else 0.0
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
        for top, paragraph in reversed(self.paragraphs) if place.y() >= self.edge else ():
            if top <= place.y():
                return paragraph.character_at(place.x(), place.y() - top)
        return None

    def on_its_line(self, place: QPointF) -> QPointF:
        """The place moved up or down onto the words of the line that it is in: between two lines is no dead strip."""
        if not self.edge <= place.y() < self.height:
            return place
        for top, paragraph in reversed(self.paragraphs):
            if top <= place.y():
                lines = paragraph.lines
                line = next((line for line in lines if place.y() - top < line.bottom), lines[-1])
                return QPointF(place.x(), top + line.baseline - 1)
        return place

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


def draw_edge(widget: QWidget, dy: int, edge: int, visible: VisibleText, reach: int = 0) -> int:
    """Have a widget whose pixels were scrolled by `dy` draw where its edge was and is: there are wrong pixels.

    Args:
        edge: Where it was, in whole pixels; with what reached beyond it.
        reach: How many pixels the line above reaches beyond it now.

    Returns:
        The edge now, with its reach, in whole pixels.
    """
    now = math.ceil(visible.edge) + reach
    if edge:
        widget.update(0, dy, widget.width(), edge)
    if now:
        widget.update(0, 0, widget.width(), now)
    return now


def bands(region: QRegion) -> list[QRect]:
    """The region as a few strips, top to bottom: drawing one more takes longer than drawing a larger one."""
    bands: list[QRect] = []
    for rect in region:  # type: ignore[attr-defined]  # which Qt's stubs do not know
        if bands and rect.top() - bands[-1].bottom() < _NEAR:
            bands[-1] = bands[-1].united(rect)
        else:
            bands.append(rect)
    return bands
