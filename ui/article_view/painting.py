"""What is drawn below and above the text: fills, underlines, outlines, handles.

Fills go below the text and are flattened first: a place that twenty claims share is filled three times at most.
No text format is touched: the page is laid out once. What a paragraph needs is worked out when it is first seen, and
again after an edit, so that scrolling draws ready shapes.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.model.answer_colours import answer_colours
from desktop.model.article import OpenArticle, nothing_open
from desktop.model.records import PROGRAM, Annotation
from desktop.model.text import Fragment, Fragments
from ui.article_view.display_map import DisplayMap
from ui.article_view.highlights import flatten, ranks
from ui.article_view.paragraph import Paragraph, Piece
from ui.article_view.visible_text import VisibleText
from ui.base import theme
from ui.base.settings import ColourBy

OVERHANG = 8  # pixels that handles and lines under the text reach out of their paragraph, at most
_DEEPEST = 3  # fills in one another
_INSET = 3  # pixels of a fill that stand out above and below one in it
_EDGE, _EDGE_STRENGTH = 1.5, 0.7  # between two fills of one colour: its width, and how strong its colour is
_KEPT = 200  # paragraphs whose shapes are: more than any screen shows, few enough to look through
_FADED = 0.35  # of what is not highlighted while somebody is
_DOT = 4.0  # the radius of a handle
_GRIP_OUTSIDE, _GRIP_INSIDE = 4, 1.8  # pixels beside its bar by which it can be taken hold of

_WIDTHS = {"accepted": 2, "suggested": 1}  # of an underline, by status
_DASHES = {  # of an underline, in its widths, by status and role; an accepted mention's has none
    ("accepted", "cue"): [1.0, 1.0],
    ("accepted", "other"): [4.0, 2.0, 1.0, 2.0],
    ("suggested", "speaker"): [5.0, 3.0],
    ("suggested", "cue"): [2.0, 2.0],
    ("suggested", "other"): [8.0, 3.0, 2.0, 3.0],
}


@dataclass(frozen=True, slots=True)
class Handle:
    """Where an end of a part of the selected annotation can be taken hold of."""

    part: int
    at_start: bool
    point: QPointF
    height: float  # of the line it stands on
    inward: int  # 1 where its part is to the right of it, -1 where it is to the left

    def reaches(self, place: QPointF) -> bool:
        """Whether a place is on its bar; a little more of what lies beside its part than of the part itself."""
        top = self.point.y() - (0 if self.at_start else self.height)
        inside = (place.x() - self.point.x()) * self.inward
        return -_GRIP_OUTSIDE <= inside <= _GRIP_INSIDE and top <= place.y() <= top + self.height


@dataclass(slots=True)
class Shapes:
    """What is drawn for one paragraph, in its own room."""

    paragraph: Paragraph
    below: list[tuple[QRectF, QColor]] = field(default_factory=list)
    rules: list[tuple[QRectF, QColor]] = field(default_factory=list)
    strokes: list[tuple[list[QLineF], QPen]] = field(default_factory=list)


VisibleShapes = list[tuple[float, Shapes]]


@cache
def _dashed(ink: int, status: str, role: str) -> QPen:
    pen = QPen(QColor.fromRgba(ink), _WIDTHS[status], Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(_DASHES[status, role])
    return pen


class PagePainter:
    """Draws the marks of one article, in its colours."""

    def __init__(self) -> None:
        self.colour_by: ColourBy = "speaker"
        self.annotators: Mapping[str, int] = {}  # their hues, by name
        self.selected: str | None = None
        self.aimed: str | None = None  # the claim to which a mention is carried
        self._held: tuple[int, bool] | None = None  # the end that the keys move: its part, whether it is the beginning
        self.reshaped: Fragments | None = None  # what the selected annotation would be, while a handle is dragged
        self.highlighted: str | None = None
        self.search: Sequence[Fragment] = ()
        self.waiting: Fragments = ()  # words that are being marked, until a server has saved it
        self.framed: tuple[Fragments, QColor] | None = None  # what somebody else marked, while it is looked at
        self.show(nothing_open(), DisplayMap(""))

    def show(self, article: OpenArticle, display: DisplayMap) -> None:
        self.article = article
        self.display = display
        self.refresh()

    def refresh(self) -> None:
        """Forget what was worked out: the annotations, the speakers or the colours have changed."""
        self._colors: dict[str, tuple[QColor, ...]] = {}
        self._shapes: dict[int, Shapes] = {}

    def refresh_around(self, annotations: Iterable[Annotation]) -> None:
        """Forget what was worked out where these annotations are."""
        for annotation in annotations:
            self._colors.pop(annotation.id, None)
            for fragment in annotation.fragments:
                start, end = self.display.range(fragment)
                for place in [
                    place for place, shapes in self._shapes.items() if place < end and shapes.paragraph.end > start
                ]:
                    del self._shapes[place]

    def select(self, id: str | None) -> None:
        """Draw this annotation as the selected one."""
        both = [self.article.shown(one) for one in (self.selected, id)]
        self.selected, self.reshaped, self._held = id, None, None
        self.refresh_around(one for one in both if one)

    @property
    def held(self) -> tuple[int, bool]:
        """The end of the selected annotation that the keys move: its part, and whether it is the beginning."""
        annotation = self.article.shown(self.selected)
        last = len(annotation.fragments) - 1 if annotation else 0
        return self._held if self._held and self._held[0] <= last else (last, False)

    def hold(self, end: tuple[int, bool]) -> None:
        """Let the keys move this end of the selected annotation; it is drawn larger."""
        self._held = end

    def aim(self, claim: str | None) -> None:
        """Draw this claim as the one that something is carried to."""
        if claim != self.aimed:
            both = [self.article.shown(one) for one in (self.aimed, claim)]
            self.aimed = claim
            self.refresh_around(one for one in both if one)

    def reshape(self, fragments: Fragments | None) -> None:
        """Draw the selected annotation as if it had these fragments; None: as it is."""
        self.reshaped = fragments
        self._shapes = {}

    def highlight_speaker(self, speaker: str | None) -> None:
        """Draw what others than this speaker said fainter."""
        self.highlighted = speaker
        self._shapes = {}

    def mark_search(self, ranges: Iterable[Fragment]) -> None:
        """Draw these as found."""
        self.search = tuple(sorted(ranges))
        self._shapes = {}

    def color(self, annotation: Annotation) -> QColor:
        """The colour of an annotation: the first, where it has several."""
        return self.colors(annotation)[0]

    def colors(self, annotation: Annotation) -> tuple[QColor, ...]:
        """The colours of an annotation: of its speakers, its label, its annotator, or of what it answers."""
        if annotation.id not in self._colors:
            self._colors[annotation.id] = self._found_colors(annotation)
        return self._colors[annotation.id]

    def _found_colors(self, annotation: Annotation) -> tuple[QColor, ...]:
        label = self.article.codebook.label(annotation.label)
        if self.colour_by == "annotator":
            nobody = -1 if annotation.annotator == PROGRAM else 0  # who only begins to work here is the first
            return (theme.speaker_color(self.annotators.get(annotation.annotator, nobody)),)
        if self.colour_by == "attribute":
            answers = answer_colours(label, annotation)
            shown = [theme.label_color(one.color) if one.color else theme.speaker_color(one.place) for one in answers]
            return tuple(shown) or (theme.current().no_speaker,)
        if self.colour_by == "label" or label.role == "other":
            return (theme.label_color(label.color),)
        return tuple(map(theme.speaker_color, self.article.hues(annotation.id) or (-1,)))

    def is_faded(self, annotation: Annotation) -> bool:
        """Whether another speaker is highlighted."""
        return self.highlighted is not None and self.highlighted not in self.article.speakers_of(annotation.id)

    def visible(self, text: VisibleText, clip: QRectF) -> VisibleShapes:
        """The shapes of the paragraphs that reach into `clip`, each with the place of its top."""
        found: VisibleShapes = []
        for top, paragraph in text.paragraphs:
            lines = paragraph.lines
            is_blank = paragraph.start == paragraph.end
            upper, lower = top + lines[0].top - OVERHANG, top + lines[-1].bottom + OVERHANG
            if not is_blank and upper <= clip.bottom() and lower >= clip.top():
                shapes = self._shapes.get(paragraph.start)
                if shapes is None or shapes.paragraph is not paragraph:
                    shapes = self._shapes[paragraph.start] = self._worked_out(paragraph)
                    if len(self._shapes) > _KEPT:
                        del self._shapes[next(iter(self._shapes))]  # the one that was kept longest
                found.append((top, shapes))
        return found

    def below(self, painter: QPainter, visible: VisibleShapes, text: VisibleText, selection: Fragment | None) -> None:
        """Draw what lies under the text."""
        for top, shapes in visible:
            painter.translate(0, top)
            for rect, color in shapes.below:
                painter.fillRect(rect, color)
            painter.translate(0, -top)
        if selection:
            tint = theme.current().fill_of(theme.current().accent)
            for rect in text.rects(*self.display.range(selection)):
                painter.fillRect(rect, tint)

    def above(self, painter: QPainter, visible: VisibleShapes, text: VisibleText, selection: Fragment | None) -> None:
        """Draw what lies over the text."""
        for top, shapes in visible:
            painter.translate(0, top)
            for rect, color in shapes.rules:
                painter.fillRect(rect, color)
            for lines, pen in shapes.strokes:
                painter.setPen(pen)
                painter.drawLines(lines)
            painter.translate(0, -top)
        if selection:
            self._frame(painter, text.rects(*self.display.range(selection)), theme.current().accent)
        if self.framed:
            fragments, color = self.framed
            for fragment in fragments:
                self._frame(painter, text.rects(*self.display.range(fragment)), color)
        for fragment in self.waiting:
            rects = text.rects(*self.display.range(fragment))
            self._frame(painter, rects, theme.current().accent, Qt.PenStyle.DashLine)
        for handle in self.handles(text):
            self._draw_handle(painter, handle)

    def handles(self, text: VisibleText) -> list[Handle]:
        """The handles of the selected annotation that are on the screen."""
        annotation = self.article.shown(self.selected)
        found: list[Handle] = []
        for part, fragment in enumerate(self.fragments(annotation) if annotation else ()):
            start, end = self.display.range(fragment)
            if start < text.end and end > text.start:
                for top, paragraph in text.paragraphs:
                    for piece in paragraph.pieces(start, end) if paragraph.end > start else ():
                        rect = piece.rect.translated(0, top)
                        if piece.begins_at is not None and paragraph.start <= start:
                            inward = 1 if piece.begins_at - piece.left < piece.right - piece.begins_at else -1
                            place = QPointF(piece.begins_at, rect.top())
                            found.append(Handle(part, True, place, rect.height(), inward))
                        if piece.ends_at is not None and end <= paragraph.end:
                            inward = 1 if piece.ends_at - piece.left < piece.right - piece.ends_at else -1
                            place = QPointF(piece.ends_at, rect.bottom())
                            found.append(Handle(part, False, place, rect.height(), inward))
        return found

    def fragments(self, annotation: Annotation) -> Fragments:
        """The annotation's fragments; as they would be, while they are dragged."""
        is_dragged = self.reshaped is not None and annotation.id == self.selected
        return self.reshaped if is_dragged and self.reshaped else annotation.fragments

    def _worked_out(self, paragraph: Paragraph) -> Shapes:
        shapes = Shapes(paragraph)
        start, end = self.display.point(paragraph.start), self.display.point(paragraph.end)
        within = {one.id: one for one in self.article.places.within(start, end)}
        if self.reshaped and (selected := self.article.shown(self.selected)):
            within[selected.id] = selected  # it may have been dragged into this paragraph, or out of it
        self._fill(shapes, within)
        self._underline(shapes, [one for one in within.values() if not self.article.is_claim(one)])
        for one in within.values():
            if one.status == "suggested" and self.article.is_claim(one):
                self._outline(shapes, one)
        return shapes

    def _ranges(self, annotation: Annotation, paragraph: Paragraph) -> Iterable[tuple[int, int]]:
        for fragment in self.fragments(annotation):
            start, end = self.display.range(fragment)
            if start < paragraph.end and end > paragraph.start:
                yield start, end

    def _fill(self, shapes: Shapes, within: dict[str, Annotation]) -> None:
        paragraph = shapes.paragraph
        spans = [
            (max(start, paragraph.start), min(end, paragraph.end), one.id)
            for one in within.values()
            if one.id == self.selected or (self.article.is_claim(one) and one.status == "accepted")
            for start, end in self._ranges(one, paragraph)
        ]
        tints = {id: self._tints(within[id]) for id in {id for _, _, id in spans}}
        before: tuple[int, str] | None = None  # where the run before ends, and what is innermost in it
        for start, end, ids in flatten(spans):
            deepest = ids[-_DEEPEST:]
            if self.selected in ids and self.selected not in deepest:
                deepest = (*deepest[1:], self.selected)
            pieces = list(paragraph.pieces(start, end))
            for piece in pieces:
                _fill_in_one_another(shapes, piece.rect, [tints[id] for id in deepest])
            innermost = deepest[-1]
            if before and before[0] == start and before[1] != innermost and tints[before[1]] == tints[innermost]:
                self._edge(shapes, pieces, within[innermost])  # or the two would be taken for one
            before = end, innermost
        found = theme.current().search
        for fragment in self.search[self._first_found(paragraph) :]:
            start, end = self.display.range(fragment)
            if start >= paragraph.end:
                break
            shapes.below.extend((piece.rect, found) for piece in paragraph.pieces(start, end))

    def _first_found(self, paragraph: Paragraph) -> int:
        return bisect_left(self.search, self.display.point(paragraph.start), key=lambda fragment: fragment.end)

    def _edge(self, shapes: Shapes, pieces: Sequence[Piece], claim: Annotation) -> None:
        color = QColor(self.color(claim))
        color.setAlphaF(_EDGE_STRENGTH)
        for piece in pieces:
            if piece.begins_at is not None:
                edge = QRectF(piece.begins_at - _EDGE / 2, piece.rect.top(), _EDGE, piece.rect.height())
                shapes.below.append((edge, color))

    def _tints(self, annotation: Annotation) -> list[QColor]:
        is_strong = annotation.id in (self.selected, self.aimed) or (
            self.highlighted is not None and not self.is_faded(annotation)
        )
        tints = [theme.current().fill_of(color, selected=is_strong) for color in self.colors(annotation)]
        if self.is_faded(annotation) and annotation.id != self.selected:
            for tint in tints:
                tint.setAlphaF(tint.alphaF() * _FADED)
        return tints

    def _ink(self, annotation: Annotation) -> QColor:
        ink = self.color(annotation)
        if self.is_faded(annotation):
            ink = QColor(ink)
            ink.setAlphaF(_FADED)
        return ink

    def _underline(self, shapes: Shapes, annotations: Iterable[Annotation]) -> None:
        under = [(span, one) for one in annotations for span in self._ranges(one, shapes.paragraph)]
        under.sort(key=lambda pair: (pair[0], pair[1].id))
        for ((start, end), one), rank in zip(under, ranks([span for span, _ in under], 3), strict=True):
            role, ink = self.article.role(one), self._ink(one)
            for piece in shapes.paragraph.pieces(start, end):
                y = round(piece.line.baseline) + 5 + 3 * rank
                if (one.status, role) not in _DASHES:
                    shapes.rules.append((QRectF(piece.left, y, piece.right - piece.left, 2), ink))
                else:
                    line = QLineF(piece.left, y + 1, piece.right, y + 1)
                    shapes.strokes.append(([line], _dashed(ink.rgba(), one.status, role)))

    def _outline(self, shapes: Shapes, annotation: Annotation) -> None:
        pen = QPen(self._ink(annotation), 1)
        pen.setDashPattern([3, 3])
        lines: list[QLineF] = []
        for start, end in self._ranges(annotation, shapes.paragraph):
            for piece in shapes.paragraph.pieces(start, end):
                box = piece.rect.adjusted(-1.5, 1.5, 1.5, -1.5)
                lines += [QLineF(box.topLeft(), box.topRight()), QLineF(box.bottomLeft(), box.bottomRight())]
                for place in (piece.begins_at, piece.ends_at):
                    if place is not None:
                        x = box.left() if place - piece.left < piece.right - place else box.right()
                        lines.append(QLineF(x, box.top(), x, box.bottom()))
        shapes.strokes.append((lines, pen))

    def _frame(
        self,
        painter: QPainter,
        rects: Iterable[QRectF],
        color: QColor,
        line: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        frame = QPainterPath()
        for rect in rects:
            frame.addRect(rect.adjusted(0, -1, 0, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.4, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame.simplified())

    def _draw_handle(self, painter: QPainter, handle: Handle) -> None:
        color = self.color(self.article.annotations[self.selected or ""])
        top = handle.point.y() - (0 if handle.at_start else handle.height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(handle.point.x() - 1, top, 2, handle.height), color)
        painter.setPen(QPen(theme.current().page, 1.5))
        painter.setBrush(color)
        radius = _DOT + 1.5 * (self._held == (handle.part, handle.at_start))
        painter.drawEllipse(handle.point, radius, radius)


def _fill_in_one_another(shapes: Shapes, rect: QRectF, claims: Sequence[Sequence[QColor]]) -> None:
    """Fill a rectangle with the tints of nested claims, the outermost first, so that each can be seen.

    Colours would mix where fills lay over one another. A joint claim has its speakers' colours from top to bottom.
    """
    left, width, innermost = rect.left(), rect.width(), len(claims) - 1
    for depth, tints in enumerate(claims):
        first, last = rect.top() + _INSET * depth, rect.bottom() - _INSET * depth
        height = (last - first) / len(tints)
        for place, tint in enumerate(tints):
            top, bottom = first + place * height, first + (place + 1) * height
            if depth == innermost:
                shapes.below.append((QRectF(left, top, width, height), tint))
                continue
            for upper, lower in ((top, min(bottom, first + _INSET)), (max(top, last - _INSET), bottom)):
                if upper < lower:
                    shapes.below.append((QRectF(left, upper, width, lower - upper), tint))
