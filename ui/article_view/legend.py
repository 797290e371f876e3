"""What the marks in the text mean, each shown as it is drawn; below the text on first sight, and when it is wished."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.base.translation import Message, listed, translated
from ui.base import theme
from ui.base.buttons import tool_button
from ui.base.panel_parts import MARGIN, paint_dot
from ui.base.settings import ColourBy

_HEIGHT, _BETWEEN, _PAD = 34, 12, 4


class _Sign(NamedTuple):
    """A kind of mark: its words, and what is drawn with them in their room."""

    words: Message
    below: Callable[[QPainter, QRectF], None] | None = None  # under the words
    above: Callable[[QPainter, QRectF], None] | None = None
    before: float = 0.0  # pixels before the words


def _fill(painter: QPainter, room: QRectF) -> None:
    painter.fillRect(room, theme.current().fill_of(theme.speaker_color(0)))


def _fill_twice(painter: QPainter, room: QRectF) -> None:
    half = room.height() / 2
    painter.fillRect(room.adjusted(0, 0, 0, -half), theme.current().fill_of(theme.speaker_color(0)))
    painter.fillRect(room.adjusted(0, half, 0, 0), theme.current().fill_of(theme.speaker_color(1)))


def _underline(painter: QPainter, room: QRectF) -> None:
    painter.fillRect(QRectF(room.left(), room.bottom() - 2, room.width(), 2), theme.speaker_color(0))


def _dots(painter: QPainter, room: QRectF) -> None:
    pen = QPen(theme.speaker_color(0), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.0, 1.0])
    painter.setPen(pen)
    painter.drawLine(QPointF(room.left(), room.bottom() - 1), QPointF(room.right(), room.bottom() - 1))


def _frame(painter: QPainter, room: QRectF) -> None:
    pen = QPen(theme.speaker_color(0), 1)
    pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))


def _circle(painter: QPainter, room: QRectF) -> None:
    paint_dot(painter, QPointF(room.left() - 9, room.center().y()), theme.current().no_speaker, filled=False)


_SIGNS = (
    _Sign(Message("claim"), below=_fill),
    _Sign(Message("joint claim"), below=_fill_twice),
    _Sign(Message("speaker"), above=_underline),
    _Sign(Message("cue"), above=_dots),
    _Sign(Message("suggested"), above=_frame),
    _Sign(Message("no speaker yet"), above=_circle, before=18.0),
)
_COLOURS: dict[ColourBy, Message] = {
    "speaker": Message("colour: who said it"),
    "label": Message("colour: its label"),
    "annotator": Message("colour: who marked it"),
    "attribute": Message("colour: what it answers"),
}


class Legend(QWidget):
    """A row of signs, as many as there is room for, with a button that dismisses it."""

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translated("Legend"))
        self._signs: tuple[_Sign, ...] = ()
        self.show_colour_by("speaker")
        self._face = QFont(theme.interface_font(12))
        self.done = tool_button(translated("Got it"), "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.addStretch(1)
        row.addWidget(self.done)
        self.done.clicked.connect(self.dismissed)
        theme.changed.connect(self.update)

    def show_colour_by(self, what: ColourBy) -> None:
        """Say what colour says."""
        self._signs = (*_SIGNS, _Sign(_COLOURS[what]))
        words = listed(translated(sign.words) for sign in self._signs)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, metrics = theme.current(), QFontMetricsF(self._face)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.page)
            painter.fillRect(0, 0, self.width(), 1, look.hairline)
            painter.setFont(self._face)
            left, last = float(MARGIN), self.done.geometry().left() - _BETWEEN
            for sign in self._signs:
                words = translated(sign.words)
                wide = metrics.horizontalAdvance(words) + 2 * _PAD
                if left + sign.before + wide > last:
                    break
                room = QRectF(left + sign.before, (_HEIGHT - 20) / 2, wide, 20)
                if sign.below:
                    sign.below(painter, room)
                painter.setPen(look.ink)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
                if sign.above:
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                    sign.above(painter, room)
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                left = room.right() + _BETWEEN
