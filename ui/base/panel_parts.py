"""What the panels share: a heading, an empty state, and the strokes that their lists are painted with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.base import theme
from ui.base.eliding import fitted
from ui.base.plain_text import PlainLabel
from ui.base.wrapping_row import WrappingRow

MARGIN = 16  # between a panel's edge and its text
_ON_A_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


class Heading(QWidget):
    """A panel's name, and at the right a few quiet words or widgets."""

    def __init__(self, title: str) -> None:
        super().__init__()
        name = PlainLabel(title)
        name.setProperty("tone", "heading")
        self._note = PlainLabel()
        self._note.setProperty("tone", "secondary")
        quiet = QWidget()
        self._row = QHBoxLayout(quiet)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._row.addWidget(self._note)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(MARGIN, 12, MARGIN, 4)
        whole.addWidget(WrappingRow(name, quiet, 4, 2))

    @property
    def note(self) -> str:
        return self._note.text()

    @note.setter
    def note(self, words: str) -> None:
        self._note.setText(words)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)


class EmptyState(QWidget):
    """A kind sentence where there is nothing yet, and a button for each way out of that."""

    def __init__(self, sentence: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """Each of the `ways` is the words of a button and what it does; the first has the keyboard."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(12)
        self._sentence = PlainLabel(sentence)
        self._sentence.setProperty("tone", "secondary")
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for words, do in ways:
            button = QPushButton(words)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, do=do: do())
            if self.focusProxy() is None:
                self.setFocusProxy(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def say(self, sentence: str) -> None:
        self._sentence.setText(sentence)


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Gives the painter back as it was, whatever is raised meanwhile."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, inset: int = 8) -> None:
    """The tinted rounded ground of a selected or touched row."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if not (selected or hovered):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().selected_row if selected else theme.current().hover)
    painter.drawRoundedRect(option.rect.adjusted(inset, 1, -inset, -1), theme.RADIUS, theme.RADIUS)
    if selected and (theme.current().strong or option.state & QStyle.StateFlag.State_HasFocus):
        painter.setPen(QPen(theme.current().accent, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(option.rect.adjusted(inset, 1, -inset, -1)).adjusted(0.5, 0.5, -0.5, -0.5),
            theme.RADIUS,
            theme.RADIUS,
        )


def paint_dot(
    painter: QPainter, center: QPointF, *colors: QColor, filled: bool, dashed: bool = False, radius: float = 5.5
) -> None:
    """The dot of a speaker, or of several, a piece each; an open circle for nobody, a dashed one for a suggestion."""
    if filled and not dashed:
        painter.setPen(Qt.PenStyle.NoPen)
        if len(colors) == 1:
            painter.setBrush(colors[0])
            painter.drawEllipse(center, radius, radius)
            return
        box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        turn = 16 * 360 // len(colors)
        for place, color in enumerate(colors):
            painter.setBrush(color)
            painter.drawPie(box, 16 * 180 - (place + 1) * turn, turn)
        return
    pen = QPen(colors[0], 1.6)
    if dashed:
        pen.setDashPattern([1.6, 1.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(center, 4.7, 4.7)


def paint_line(painter: QPainter, rect: QRect, text: str, font: QFont, color: QColor) -> int:
    """One line of text, elided at the right; gives back the width that it took."""
    shown, taken = fitted(QFontMetrics(font), text, rect.width())
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, _ON_A_LINE, shown)
    return int(taken)


def one_line(text: str, limit: int = 160) -> str:
    """The beginning of a text without its line breaks."""
    return " ".join(text[: limit * 2].split())[:limit]
