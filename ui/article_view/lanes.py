"""The lane left of the text: a bar and the speaker's initials beside each claim, long and overlapping ones too."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from desktop.model.article import OpenArticle
from desktop.model.records import Annotation
from ui.article_view.highlights import ranks
from ui.article_view.text_page import TextPage
from ui.article_view.visible_text import VisibleText, draw_edge
from ui.base import theme
from ui.base.annotation_wording import described
from ui.base.plain_text import show_tip

WIDTH = 64
_LANES = 4
_STEP = 7  # from bar to bar
_FIRST = 11  # from the lane's right edge to the middle of the first bar
_LETTERS = 14  # the height of initials
_HIGHEST = 2.0  # how far below the edge initials stay while the beginning of their claim is above it
_DASHES = [2.0, 1.5]  # in breadths
_FROM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Bar(NamedTuple):
    """One claim's bar as it is shown now."""

    annotation: Annotation
    rank: int
    x: float  # its middle
    top: float  # it begins and ends far from the screen where the claim does
    bottom: float

    @property
    def room(self) -> QRectF:
        """Where it is drawn, selected or not."""
        return QRectF(self.x - 4, self.top - 2, 8, self.bottom - self.top + 4)


class Sign(NamedTuple):
    """The initials beside a claim's bar, or the circle of one without a speaker, to the left of `right`."""

    claim: str
    top: float
    right: float

    @property
    def room(self) -> QRectF:
        """Where the letters stand."""
        return QRectF(0, self.top, self.right, _LETTERS)

    @property
    def reach(self) -> QRectF:
        """Where it is drawn: some faces' letters reach a little out of their room."""
        return self.room.adjusted(0, -2, 2, 2)


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
    opened = Signal(str)
    menu_wanted = Signal(QPoint)  # for the claim that is picked, at this place of the screen

    def __init__(self, page: TextPage) -> None:
        super().__init__(page)
        self._page = page
        self._ranks: dict[str, int] = {}
        self._worked_out_for: VisibleText | None = None
        self._bars: list[Bar] = []  # as they are on the screen
        self._signs: list[Sign] = []
        self._scrolled = 0
        self._edge = 0  # as the page's
        self._initials = QFont(theme.interface_font(11))
        self._initials.setWeight(QFont.Weight.DemiBold)
        self.setAutoFillBackground(True)  # what hides all that is below it scrolls as pixels
        self.setAccessibleName(translated("Claims beside the text"))

    @property
    def article(self) -> OpenArticle:
        """Whose claims are shown."""
        return self._page.marks.article

    def _x(self, rank: int) -> float:
        return x_of(rank)

    def _is_picked(self, claim: Annotation) -> bool:
        return claim.id == self._page.marks.selected

    def _described(self, claim: Annotation) -> str:
        return described(self.article, claim)

    def show_claims(self) -> None:
        """Give each claim of the article a lane that no overlapping one has."""
        spans = self.article.places.claims_across(0, 1 << 60)
        given = ranks([(start, end) for start, end, _ in spans], _LANES)
        self._ranks = {id: rank for (_, _, id), rank in zip(spans, given, strict=True)}
        self._worked_out_for = None
        self.update()

    def place(self, ids: Iterable[str]) -> None:
        """Find lanes for claims that are new or changed; the others keep theirs."""
        article = self.article
        for id in ids:
            self._ranks.pop(id, None)
            annotation = article.annotations.get(id)
            if annotation and article.is_claim(annotation):
                around = article.places.claims_across(annotation.start, annotation.end)
                taken = {self._ranks.get(other) for _, _, other in around}
                self._ranks[id] = next((rank for rank in range(_LANES) if rank not in taken), _LANES - 1)
        self._worked_out_for = None

    def draw(self, ids: set[str]) -> None:
        """Draw these claims again, and what has made room for them."""
        before = self._rooms()
        self._worked_out_for = None
        self._work_out()
        after = self._rooms()
        for thing in before.keys() | after.keys():
            if thing[0] in ids or (thing in before) != (thing in after):
                self.update((before.get(thing) or after[thing]).toAlignedRect())

    def draw_bars(self, ids: set[str]) -> None:
        """Draw the bars of these claims again, which are where they were."""
        self._work_out()
        for bar in self._bars:
            if bar.annotation.id in ids:
                self.update(bar.room.toAlignedRect())

    def _rooms(self) -> dict[tuple[object, ...], QRectF]:
        """Where each bar and each sign is drawn, by its claim and all that says how."""
        bars = {(bar.annotation.id, *bar[1:]): bar.room for bar in self._bars}
        return bars | {tuple(sign): sign.reach for sign in self._signs}

    def follow(self, dy: int) -> None:
        """The text has moved by so much: draw only what is new or did not move along."""
        if not dy:
            self.update()
            return
        self._scrolled += dy
        self.scroll(0, dy)
        self._edge = draw_edge(self, dy, self._edge, self._page.visible_text())
        moved = {Sign(claim, top + dy, right) for claim, top, right in self._signs}
        self._work_out()
        for sign in moved.symmetric_difference(self._signs):
            self.update(sign.reach.toAlignedRect())

    def _work_out(self) -> None:
        shown = self._page.visible_text()
        if shown is not self._worked_out_for:
            self._worked_out_for = shown
            self._bars = self.bars(shown)
            self._signs = self.signs(self._bars, shown.edge + _HIGHEST)

    def bars(self, shown: VisibleText) -> list[Bar]:
        """The bars beside what is shown, top to bottom."""
        page, found = self._page, []
        display, article = page.reading.display, self.article
        for start, end, id in article.places.claims_across(display.point(shown.start), display.point(shown.end)):
            bounds = shown.bounds(display.start(start), display.end(end))
            if bounds:
                rank = self._ranks.get(id, 0)
                found.append(Bar(article.annotations[id], rank, self._x(rank), bounds[0] + 4, bounds[1] - 4))
        return found

    def signs(self, bars: Sequence[Bar], highest: float = _HIGHEST) -> list[Sign]:
        """Where the bars are signed: where each begins, or below, where another is signed there."""
        found: list[Sign] = []
        taken: list[float] = []  # the tops of those that were found, sorted
        for bar in bars:
            top = max(bar.top, highest)
            while _is_near_one_of(top, taken):
                top += _LETTERS
            lowest = bar.bottom - _LETTERS
            if bar.top >= highest:  # it begins here: in the line below at the latest, which may be another's
                lowest = max(lowest, bar.top + self._page.reading.line_height)
            if top <= lowest:
                # Where many begin in one line, the last are signed below their own bars' ends.
                beside = (other.x for other in bars if other.top < top + _LETTERS and other.bottom > top)
                found.append(Sign(bar.annotation.id, top, min(beside, default=bar.x) - 7))
                insort(taken, top)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        self._work_out()
        exposed = [(rect.top() - 2, rect.bottom() + 2) for rect in event.region()]  # type: ignore[attr-defined]
        with QPainter(self) as painter:
            painter.setClipRect(QRectF(self.rect()).adjusted(0, self._page.visible_text().edge, 0, 0))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for bar in self._bars:
                if any(top <= bar.bottom and bottom >= bar.top for top, bottom in exposed):
                    self._draw(painter, bar)
            painter.setFont(self._initials)
            for sign in self._signs:
                if any(top <= sign.reach.bottom() and bottom >= sign.reach.top() for top, bottom in exposed):
                    self._sign(painter, sign)

    def _colors(self, annotation: Annotation) -> list[QColor]:
        marks = self._page.marks
        colors = [QColor(color) for color in marks.colors(annotation)]
        if marks.is_faded(annotation):
            for color in colors:
                color.setAlphaF(0.35)
        return colors

    def _draw(self, painter: QPainter, bar: Bar) -> None:
        """A bar; of a joint claim, a piece of it in each speaker's colour."""
        x, colors = bar.x, self._colors(bar.annotation)
        breadth = 5.0 if self._is_picked(bar.annotation) else 3.0
        is_suggested = bar.annotation.status == "suggested"
        top, bottom = (bar.top, bar.bottom) if is_suggested else (bar.top + 2, bar.bottom - 2)
        for place, color in enumerate(colors):
            upper, lower = (top + (bottom - top) * share / len(colors) for share in (place, place + 1))
            if is_suggested:
                # The dashes scroll with the text, also of a bar whose beginning does not.
                painter.setPen(
                    _dashed(color.rgba(), breadth - 1, (upper - self._scrolled) / (breadth - 1) % sum(_DASHES))
                )
            else:
                painter.setPen(_solid(color.rgba(), breadth, len(colors) > 1))
            painter.drawLine(QLineF(x, upper, x, lower))

    def _sign(self, painter: QPainter, sign: Sign) -> None:
        article = self.article
        claim = article.shown(sign.claim)
        if claim is None:  # taken away just now; who tells of that has not come here yet
            return
        colors, room = self._colors(claim), sign.room
        known = (article.speakers.get(id) for id in article.speakers_of(sign.claim))
        names = [initials(speaker.name) for speaker in known if speaker]
        if names:
            self._write(painter, room, names, colors)
        else:
            painter.setPen(QPen(colors[0], 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(room.right() - 5, room.center().y()), 4, 4)

    @staticmethod
    def _write(painter: QPainter, room: QRectF, names: Sequence[str], colors: Sequence[QColor]) -> None:
        """Initials in their colours, as many as there is room for; a plus stands for those who are left out."""
        wide = painter.fontMetrics().horizontalAdvance
        words = "·".join(names)
        if wide(words) > room.width() - 2:
            names = [f"{names[0]}+"]
        left = room.right() - wide("·".join(names))
        for place, name in enumerate(names):
            written = name if place == len(names) - 1 else f"{name}·"
            painter.setPen(colors[min(place, len(colors) - 1)])
            painter.drawText(QRectF(left, room.top(), room.right() - left + 1, room.height()), _FROM_LEFT, written)
            left += wide(written)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if bar:
            self.picked.emit(bar.annotation.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if bar := self._bar_at(event.position()):
            self.opened.emit(bar.annotation.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if bar := self._bar_at(QPointF(event.pos())):
            self.picked.emit(bar.annotation.id)
            self.menu_wanted.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Say of a bar what it stands for, when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self._bar_at(QPointF(event.pos()))
            show_tip(event.globalPos(), self._described(bar.annotation) if bar else "", self)
            return True
        return super().event(event)

    def _bar_at(self, place: QPointF) -> Bar | None:
        self._work_out()
        beside = [bar for bar in self._bars if bar.top - 2 <= place.y() <= bar.bottom + 2]
        return min(beside, key=lambda bar: abs(bar.x - place.x()), default=None)


def _is_near_one_of(top: float, taken: Sequence[float]) -> bool:
    """Whether initials at this height would touch others; `taken` is sorted."""
    at = bisect_left(taken, top)
    return any(abs(top - other) < _LETTERS for other in taken[max(at - 1, 0) : at + 1])


def x_of(rank: int) -> float:
    """The middle of the bars of this rank."""
    return WIDTH - _FIRST - _STEP * rank


@cache
def _solid(ink: int, breadth: float, is_a_piece: bool) -> QPen:
    end = Qt.PenCapStyle.FlatCap if is_a_piece else Qt.PenCapStyle.RoundCap
    return QPen(QColor.fromRgba(ink), breadth, Qt.PenStyle.SolidLine, end)


def _dashed(ink: int, breadth: float, offset: float) -> QPen:
    pen = QPen(QColor.fromRgba(ink), breadth, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(_DASHES)
    pen.setDashOffset(offset)
    return pen
