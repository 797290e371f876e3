"""A small panel that floats over the page near what it is about, with a soft shadow, always inside the view.

What the mouse does in the moment in which a card appears is meant for what was seen there before: the text below it.
"""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.base import theme

SHADOW = 10  # pixels around the card that belong to its shadow
_GAP = 4
_UNSEEN = 150  # ms after which a person can have seen what appeared


class Card(QWidget):
    """The ground of the label bar and of the speaker picker."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._drawn = QPixmap()  # the empty card: its shadow takes longer than all that stands on it
        self._drawn_for: tuple[object, ...] = ()
        self.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self._appearing = QTimer(self, singleShot=True, interval=_UNSEEN)
        # After the clicks that wait in a busy window: a timer without time comes last.
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._appearing.timeout.connect(self._seen.start)
        self._seen.timeout.connect(lambda: self._let_mouse_through(False))
        self.hide()

    def place_beside(self, rect: QRectF) -> None:
        """Stand below a place of the parent, or above it where there is no room, and wholly inside the parent."""
        self.resize(self.sizeHint().boundedTo(self._ground.size()))
        room = self._ground.rect()
        card = QRect(0, 0, self.width(), self.height())
        card.moveLeft(round(rect.center().x() - self.width() / 2))
        card.moveTop(round(rect.bottom()) + _GAP - SHADOW)
        if card.bottom() > room.bottom() and rect.top() - _GAP - card.height() + SHADOW >= room.top():
            card.moveBottom(round(rect.top()) - _GAP + SHADOW)
        card.moveLeft(min(max(card.left(), room.left()), room.right() - card.width() + 1))
        card.moveTop(min(max(card.top(), room.top()), room.bottom() - card.height() + 1))
        self.setGeometry(card)

    def get_ready(self) -> None:
        """Lay out and draw what is on the card once, unseen: the first time takes much longer than all others."""
        if not self.isVisible():
            self.place_beside(QRectF(self._ground.rect()))
            self.grab()

    def showEvent(self, event: QShowEvent) -> None:
        self._appearing.stop()
        self._seen.stop()
        self._let_mouse_through(True)

    def _let_mouse_through(self, on: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) and not self._appearing.isActive():
            self._appearing.start()  # and not when it is shown: a window that is busy paints it later
        wanted = (self.size(), self.devicePixelRatioF(), theme.current())
        if wanted != self._drawn_for:
            self._drawn_for, self._drawn = wanted, self._draw()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawn)

    def _draw(self) -> QPixmap:
        look, ratio = theme.current(), self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            card = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
            painter.setPen(Qt.PenStyle.NoPen)
            shade = QColor(look.shadow)
            shade.setAlphaF(look.shadow.alphaF() / 5)
            painter.setBrush(shade)
            for spread in range(SHADOW - 2, 0, -2):
                grown = card.adjusted(-spread, -spread + 3, spread, spread - 1)
                painter.drawRoundedRect(grown, theme.RADIUS + spread, theme.RADIUS + spread)
            painter.setPen(look.hairline)
            painter.setBrush(look.panel)
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        return drawn
