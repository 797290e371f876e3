"""What is drawn below and above the text of the shown lines: fills, underlines, outlines, handles.

Fills go below the text and are flattened first: a place that twenty claims share is filled three times at most.
No text format is touched: the page is laid out once, and an edit costs a repaint of what is on the screen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.records import Annotation
from desktop.scheme import Scheme
from desktop.text import Fragment, Fragments
from ui import theme
from ui.article_view.display_map import DisplayMap
from ui.article_view.highlights import flatten, ranks
from ui.article_view.markup import Markup
from ui.article_view.page_lines import PageLines

ColourBy = Literal["speaker", "label"]

_DEEPEST = 3  # fills on top of one another
_FADED = 0.35  # of what is not lit up while something is
_DOT = 4.0  # the radius of a handle

_DASHES = {"cue": [1.0, 1.0], "other": [4.0, 2.0, 1.0, 2.0]}


@dataclass(frozen=True, slots=True)
class Handle:
    """Where an end of a part of the selected annotation can be taken hold of."""

    part: int
    at_start: bool
    point: QPointF


class PagePainter:
    """Draws the marks of one article, in its colours."""

    def __init__(self) -> None:
        self.colour_by: ColourBy = "speaker"
        self.selected: str | None = None
        self.reshaped: Fragments | None = None  # what the selected annotation would be, while a handle is dragged
        self.lit: str | None = None
        self.search: Sequence[Fragment] = ()
        self.show(Markup(Scheme(name="", labels=())), DisplayMap(""))

    def show(self, markup: Markup, display: DisplayMap) -> None:
        self.markup = markup
        self.display = display
        self.refresh()

    def refresh(self) -> None:
        """Forget what was looked up: the annotations, the speakers or the colours have changed."""
        self._colors: dict[str, QColor] = {}
        self._shown: tuple[int, int, list[Annotation]] = (0, 0, [])

    def color(self, annotation: Annotation) -> QColor:
        """The colour of an annotation: its speaker's or its label's."""
        if annotation.id not in self._colors:
            label = self.markup.scheme.label(annotation.label)
            if self.colour_by == "label" or label.role == "other":
                color = theme.label_color(label.color)
            else:
                speaker = self.markup.speaker(annotation)
                color = theme.speaker_color(speaker.hue if speaker else -1)
            self._colors[annotation.id] = color
        return self._colors[annotation.id]

    def is_faded(self, annotation: Annotation) -> bool:
        """Whether another speaker is lit up."""
        return self.lit is not None and not self.markup.said_by(annotation, self.lit)

    def below(self, painter: QPainter, lines: PageLines, selection: Fragment | None) -> None:
        """Draw what lies under the text."""
        shown = {one.id: one for one in self._within(lines)}
        spans = [
            (start, end, one.id)
            for one in shown.values()
            if one.id == self.selected or (self.markup.is_claim(one) and one.status == "accepted")
            for start, end in self._ranges(one, lines)
        ]
        tints = {id: self._tint(shown[id]) for id in {span[2] for span in spans}}
        for start, end, ids in flatten(spans):
            rects = [piece.rect for piece in lines.pieces(start, end)]
            deepest = ids[-_DEEPEST:]
            for id in (
                deepest if self.selected not in ids or self.selected in deepest else (*deepest[1:], self.selected)
            ):
                for rect in rects:
                    painter.fillRect(rect, tints[id])
        for fragment in self.search:
            self._fill(painter, lines, fragment, theme.current().search)
        if selection:
            self._fill(painter, lines, selection, theme.current().fill_of(theme.current().accent))

    def above(self, painter: QPainter, lines: PageLines, selection: Fragment | None) -> None:
        """Draw what lies over the text."""
        shown = self._within(lines)
        self._underline(painter, lines, [one for one in shown if one.status == "accepted"])
        for one in shown:
            if one.status == "suggested":
                self._outline(painter, lines, one)
        if selection:
            self._frame(painter, lines, selection)
        for handle in self.handles(lines):
            self._draw_handle(painter, lines, handle)

    def handles(self, lines: PageLines) -> list[Handle]:
        """The handles of the selected annotation that are on the screen."""
        annotation = self.markup.annotations.get(self.selected or "")
        found: list[Handle] = []
        for part, fragment in enumerate(self.fragments(annotation) if annotation else ()):
            start, end = self.display.range(fragment)
            for piece in lines.pieces(start, end):
                if piece.begins:
                    found.append(Handle(part, True, QPointF(piece.left, piece.rect.top())))
                if piece.ends:
                    found.append(Handle(part, False, QPointF(piece.right, piece.rect.bottom())))
        return found

    def fragments(self, annotation: Annotation) -> Fragments:
        """The annotation's fragments; as they would be, while they are dragged."""
        is_dragged = self.reshaped is not None and annotation.id == self.selected
        return self.reshaped if is_dragged and self.reshaped else annotation.fragments

    def _within(self, lines: PageLines) -> list[Annotation]:
        start, end = self.display.point(lines.start), self.display.point(lines.end)
        if self._shown[:2] != (start, end):
            self._shown = (start, end, self.markup.within(start, end))
        if not self.reshaped or any(one.id == self.selected for one in self._shown[2]):
            return self._shown[2]
        return [*self._shown[2], self.markup.annotations[self.selected or ""]]

    def _ranges(self, annotation: Annotation, lines: PageLines) -> Iterable[tuple[int, int]]:
        for fragment in self.fragments(annotation):
            start, end = self.display.range(fragment)
            if start < lines.end and end > lines.start:
                yield max(start, lines.start), min(end, lines.end)

    def _tint(self, annotation: Annotation) -> QColor:
        is_strong = annotation.id == self.selected or (self.lit is not None and not self.is_faded(annotation))
        tint = theme.current().fill_of(self.color(annotation), selected=is_strong)
        if self.is_faded(annotation) and annotation.id != self.selected:
            tint.setAlphaF(tint.alphaF() * _FADED)
        return tint

    def _ink(self, annotation: Annotation) -> QColor:
        ink = QColor(self.color(annotation))
        if self.is_faded(annotation):
            ink.setAlphaF(_FADED)
        return ink

    def _fill(self, painter: QPainter, lines: PageLines, fragment: Fragment, color: QColor) -> None:
        for piece in lines.pieces(*self.display.range(fragment)):
            painter.fillRect(piece.rect, color)

    def _underline(self, painter: QPainter, lines: PageLines, annotations: Iterable[Annotation]) -> None:
        under = [
            (one, span) for one in annotations if not self.markup.is_claim(one) for span in self._ranges(one, lines)
        ]
        under.sort(key=lambda pair: pair[1])
        for (one, (start, end)), rank in zip(under, ranks([span for _, span in under], 3), strict=True):
            role, ink = self.markup.role(one), self._ink(one)
            for piece in lines.pieces(start, end):
                y = round(piece.line.baseline) + 5 + 3 * rank
                if role == "speaker":
                    painter.fillRect(QRectF(piece.left, y, piece.right - piece.left, 2), ink)
                else:
                    pen = QPen(ink, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
                    pen.setDashPattern(_DASHES[role])
                    painter.setPen(pen)
                    painter.drawLine(QLineF(piece.left, y + 1, piece.right, y + 1))

    def _outline(self, painter: QPainter, lines: PageLines, annotation: Annotation) -> None:
        pen = QPen(self._ink(annotation), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        for start, end in self._ranges(annotation, lines):
            for piece in lines.pieces(start, end):
                box = piece.rect.adjusted(-1.5, 1.5, 1.5, -1.5)
                painter.drawLine(box.topLeft(), box.topRight())
                painter.drawLine(box.bottomLeft(), box.bottomRight())
                if piece.begins:
                    painter.drawLine(box.topLeft(), box.bottomLeft())
                if piece.ends:
                    painter.drawLine(box.topRight(), box.bottomRight())

    def _frame(self, painter: QPainter, lines: PageLines, selection: Fragment) -> None:
        frame = QPainterPath()
        for piece in lines.pieces(*self.display.range(selection)):
            frame.addRect(piece.rect.adjusted(0, -1, 0, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().accent, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame.simplified())

    def _draw_handle(self, painter: QPainter, lines: PageLines, handle: Handle) -> None:
        color = self.color(self.markup.annotations[self.selected or ""])
        line = lines.line_at(handle.point.y() + (1 if handle.at_start else -1))
        height = line.bottom - line.top - 2 if line else 0.0
        top = handle.point.y() - (0 if handle.at_start else height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(handle.point.x() - 1, top, 2, height), color)
        painter.setPen(QPen(theme.current().page, 1.5))
        painter.setBrush(color)
        painter.drawEllipse(handle.point, _DOT, _DOT)
