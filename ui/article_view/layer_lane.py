"""The lane of somebody else's layer: their claims beside the text, in the annotator's colour, to be looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.base.text_direction import isolated
from desktop.base.translation import translated, translated_plural
from desktop.model.article import OpenArticle
from desktop.model.layers import Beside, name_of
from desktop.model.records import Annotation
from ui.article_view.lanes import Bar, Lane, Sign, initials
from ui.article_view.text_page import TextPage
from ui.article_view.visible_text import VisibleText
from ui.base import theme
from ui.base.annotation_wording import described
from ui.base.eliding import elided
from ui.base.plain_text import tip

HEAD = 24  # the height of the row of names
LEAST, MOST = 40, 64  # pixels that a lane is wide
_FOR_INITIALS = 60  # from which on there is room for them
_FIRST, _STEP = 9, 6  # from the lane's right edge to the first bar, and from bar to bar


class LayerLane(Lane):
    """Draws the claims of a layer. A click on one picks it, and so do the keys where the lane has the keyboard."""

    left = Signal()  # the lane has the keyboard no more, or Esc was pressed in it

    def __init__(self, page: TextPage, layer: Beside) -> None:
        super().__init__(page)
        self.layer = layer
        self.picked_claim = ""
        self._frames = False  # itself: the keys brought the keyboard here
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_layer(layer)

    def show_layer(self, layer: Beside) -> None:
        """Show what is in this layer now."""
        self.layer = layer
        self.setAccessibleName(translated("Layer of {name}", name=name_of(layer.annotator)))
        self.setAccessibleDescription(how_many(layer))
        self.show_claims()

    @property
    def article(self) -> OpenArticle:
        return self.layer.article

    @property
    def color(self) -> QColor:
        return theme.speaker_color(self.layer.annotator.hue)

    def pick(self, claim: str) -> None:
        """Draw this claim as the one that is looked at; "" for none."""
        former, self.picked_claim = self.picked_claim, claim
        self.draw_bars({former, claim})

    def follow(self, dy: int) -> None:
        super().follow(dy)
        if self._frames or self.layer.is_hidden:
            self.update()  # the frame, and the words, stay where they are

    def signs(self, bars: Sequence[Bar], highest: float = 2.0) -> list[Sign]:
        return super().signs(bars, highest) if self.width() >= _FOR_INITIALS else []

    def bars(self, shown: VisibleText) -> list[Bar]:
        # For a moment, the page shows another article than the lane.
        return super().bars(shown) if self.article.text is self._page.text else []

    def _x(self, rank: int) -> float:
        return self.width() - _FIRST - _STEP * rank

    def _is_picked(self, claim: Annotation) -> bool:
        return claim.id == self.picked_claim

    def _colors(self, annotation: Annotation) -> list[QColor]:
        return [self.color]

    def _described(self, claim: Annotation) -> str:
        return f"{isolated(name_of(self.layer.annotator))}: {described(self.article, claim)}"

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.fillRect(QRectF(0, 0, 1, self.height()), theme.current().hairline)
            if self.layer.is_hidden:
                self._paint_hidden(painter)
            if self._frames:
                painter.setPen(theme.current().accent)
                painter.drawRect(self.rect().adjusted(1, 0, -1, -1))

    def _paint_hidden(self, painter: QPainter) -> None:
        """Say from top to bottom that nothing is shown, and why."""
        painter.save()
        painter.setPen(theme.current().secondary)
        painter.setFont(theme.interface_font(11))
        painter.translate(self.width(), 0)
        painter.rotate(90)
        room = QRectF(12, 0, self.height() - 24, self.width())
        words = elided(painter.fontMetrics(), how_many(self.layer), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._worked_out_for = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # there is nothing to open

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if bar := self._bar_at(QPointF(event.pos())):
            self.picked.emit(bar.annotation.id)  # there is nothing to choose

    def keyPressEvent(self, event: QKeyEvent) -> None:
        claims = self.article.places.claims()
        here = next((place for place, claim in enumerate(claims) if claim.id == self.picked_claim), -1)
        last = len(claims) - 1
        to = {
            Qt.Key.Key_Down: min(here + 1, last),
            Qt.Key.Key_Up: max(here - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self._page.setFocus()
        elif to is None:
            super().keyPressEvent(event)
        elif claims:
            self.picked.emit(claims[to].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._frames = event.reason() != Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frames = False
        self.update()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class LayerHead(QWidget):
    """Says above a lane whose it is: by name, by its first word or by initials, whatever there is room for."""

    def __init__(self, page: TextPage) -> None:
        super().__init__(page)
        self._name, self._hue = "", 0
        self.setFont(theme.interface_font(11))
        self.setAutoFillBackground(True)

    def show_layer(self, layer: Beside) -> None:
        self._name, self._hue = name_of(layer.annotator), layer.annotator.hue
        words = translated("{layer}: {count}", layer=self._words, count=how_many(layer))
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self.update()

    @property
    def _words(self) -> str:
        return translated("Layer of {name}", name=isolated(self._name))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, room = theme.current(), QRectF(self.rect())
        with QPainter(self) as painter:
            painter.fillRect(QRectF(0, 0, 1, room.height()), look.hairline)
            painter.fillRect(QRectF(0, room.height() - 1, room.width(), 1), look.hairline)
            painter.fillRect(QRectF(0, room.height() - 3, room.width(), 2), theme.speaker_color(self._hue))
            painter.setPen(look.ink)
            words = room.adjusted(5, 0, -2, -3)
            wide = painter.fontMetrics().horizontalAdvance
            names = (self._name, *self._name.split()[:1])
            shown = next((name for name in names if wide(name) <= words.width()), initials(self._name))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def how_many(layer: Beside) -> str:
    """How much there is to see in a layer."""
    if layer.is_hidden:
        return translated("hidden until you mark the article as done")
    return translated_plural("{count} claim", "{count} claims", len(layer.article.places.claims()))
