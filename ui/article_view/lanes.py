"""The lane left of the text: a bar and the speaker's initials beside each claim, long and overlapping ones too."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.records import Annotation
from ui import theme
from ui.article_view.highlights import ranks
from ui.article_view.markup import Markup
from ui.article_view.shown import Shown
from ui.article_view.text_page import TextPage

WIDTH = 64
_LANES = 4
_STEP = 7  # from bar to bar
_FIRST = 11  # from the lane's right edge to the middle of the first bar
_LETTERS = 14  # the height of initials


@dataclass(frozen=True, slots=True)
class Bar:
    """One claim's bar as it is shown now."""

    annotation: Annotation
    top: float
    bottom: float
    rank: int


@cache
def initials(name: str) -> str:
    """Two letters for a name: of its first and last word, or the first two of its only one."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if len(words) < 2:
        return (words[0] if words else name)[:2].upper()
    return (words[0][0] + words[-1][0]).upper()


class Lane(QWidget):
    """Draws the bars of the claims that are on the screen; a click on one picks it."""

    picked = Signal(str)

    def __init__(self, page: TextPage) -> None:
        super().__init__(page)
        self._page = page
        self._ranks: dict[str, int] = {}
        self._initials = QFont(theme.interface_font(11))
        self._initials.setWeight(QFont.Weight.DemiBold)
        self.setAccessibleName("Claims beside the text")

    def show_markup(self, markup: Markup) -> None:
        """Give each claim a lane that no overlapping one has."""
        spans = markup.claims_across(0, 1 << 60)
        given = ranks([(start, end) for start, end, _ in spans], _LANES)
        self._ranks = {id: rank for (_, _, id), rank in zip(spans, given, strict=True)}
        self.update()

    def place(self, ids: set[str]) -> None:
        """Find lanes for claims that are new or changed; the others keep theirs."""
        markup = self._page.marks.markup
        for id in ids:
            self._ranks.pop(id, None)
            annotation = markup.annotations.get(id)
            if annotation and markup.is_claim(annotation):
                around = markup.claims_across(annotation.start, annotation.end)
                taken = {self._ranks.get(other) for _, _, other in around}
                self._ranks[id] = next((rank for rank in range(_LANES) if rank not in taken), _LANES - 1)
        self.update()

    def bars(self, shown: Shown) -> list[Bar]:
        """The bars beside what is shown, top to bottom."""
        page, found = self._page, []
        display, markup = page.reading.display, page.marks.markup
        for start, end, id in markup.claims_across(display.point(shown.start), display.point(shown.end)):
            bounds = shown.bounds(display.start(start), display.end(end))
            if bounds:
                annotation = markup.annotations[id]
                found.append(Bar(annotation, bounds[0] + 4, bounds[1] - 4, self._ranks.get(id, 0)))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._initials)
            marks = self._page.marks
            bars = self.bars(self._page.shown())
            written: list[float] = []
            for bar in bars:
                is_selected = bar.annotation.id == marks.selected
                color = QColor(marks.color(bar.annotation))
                if marks.is_faded(bar.annotation):
                    color.setAlphaF(0.35)
                breadth = 5.0 if is_selected else 3.0
                x = self._x(bar.rank)
                if bar.annotation.status == "suggested":
                    pen = QPen(color, breadth - 1, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
                    pen.setDashPattern([2, 1.5])
                    painter.setPen(pen)
                    painter.drawLine(QLineF(x, bar.top, x, bar.bottom))
                else:
                    painter.setPen(QPen(color, breadth, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                    painter.drawLine(QLineF(x, bar.top + 2, x, bar.bottom - 2))
                y = max(bar.top, 2.0)
                while any(abs(y - other) < _LETTERS for other in written):
                    y += _LETTERS
                if y + _LETTERS <= max(bar.bottom, bar.top + _LETTERS + 4):
                    written.append(y)
                    beside = max(other.rank for other in bars if other.top < y + _LETTERS and other.bottom > y)
                    self._sign(painter, bar.annotation, color, QRectF(0, y, self._x(beside) - 7, _LETTERS))

    def _sign(self, painter: QPainter, annotation: Annotation, color: QColor, room: QRectF) -> None:
        speaker = self._page.marks.markup.speaker(annotation)
        if speaker:
            painter.setPen(color)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, initials(speaker.name))
        else:
            painter.setPen(QPen(color, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(room.right() - 5, room.center().y()), 4, 4)

    def _x(self, rank: int) -> float:
        return self.width() - _FIRST - _STEP * rank

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar:
            self.picked.emit(bar.annotation.id)

    def event(self, event: QEvent) -> bool:
        """Say of a bar what it stands for, when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self._bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._page.marks.markup.described(bar.annotation) if bar else "", self)
            return True
        return super().event(event)

    def _bar_at(self, place: QPointF) -> Bar | None:
        beside = [bar for bar in self.bars(self._page.shown()) if bar.top - 2 <= place.y() <= bar.bottom + 2]
        return min(beside, key=lambda bar: abs(self._x(bar.rank) - place.x()), default=None)
