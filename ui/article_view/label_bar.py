"""The bar of labels that appears by a selection: a button for each label, with its key. It never takes the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.base.translation import translated
from desktop.model.codebook import Label
from ui.article_view.card import SHADOW, Card
from ui.base import theme
from ui.base.plain_text import guideline_tip, on_button, tip, without_mnemonic

_SIDE, _BETWEEN = 10, 8  # around a button's words, and between its name and its key
_HEIGHT = 30
_EDGE = SHADOW + 5


class LabelButton(QPushButton):
    """A label's name, and its key on a key cap."""

    def __init__(self, label: Label, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = label.shortcut
        self._key_font = QFont(theme.interface_font(11))
        self.label = label
        self.setText(on_button(label.name))
        self.setFont(theme.interface_font())
        self.setAccessibleName(label.name)
        self.setAccessibleDescription(translated("Key {key}", key=label.shortcut) if label.shortcut else "")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        name = QFontMetricsF(self.font()).horizontalAdvance(without_mnemonic(self.text()))
        return QSize(round(2 * _SIDE + name + (_BETWEEN + self._cap() if self._key else 0)), _HEIGHT)

    def _cap(self) -> float:
        return max(18.0, QFontMetricsF(self._key_font).horizontalAdvance(self._key) + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            if self.isEnabled() and (self.underMouse() or self.isDown()):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.selected_row)
                painter.drawRoundedRect(box, theme.RADIUS - 2, theme.RADIUS - 2)
            ink = look.ink if self.isEnabled() else look.secondary
            painter.setPen(look.accent if self.isEnabled() and self.underMouse() else ink)
            painter.drawText(box.adjusted(_SIDE, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, without_mnemonic(self.text()))
            if self._key:
                cap = QRectF(box.right() - _SIDE - self._cap() + 2, box.center().y() - 8, self._cap(), 16)
                painter.setPen(look.hairline)
                painter.setBrush(look.page)
                painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
                painter.setFont(self._key_font)
                painter.setPen(look.secondary)
                painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class LabelBar(Card):
    """Offers the codebook's labels for the words that are selected."""

    chosen = Signal(object)  # the Label

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(translated("Labels"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._labels: tuple[Label, ...] = ()
        self._buttons: list[LabelButton] = []
        self._size = QSize()
        self._why_not = ""

    def refuse(self, why: str) -> None:
        """Let no label be chosen, for this reason; "" ends that."""
        self._why_not = why
        for button in self._buttons:
            self._dress(button)

    def _dress(self, button: LabelButton) -> None:
        button.setEnabled(not self._why_not)
        button.setToolTip(tip(self._why_not) or guideline_tip(button.label.guideline))

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Have a button for each of these."""
        if tuple(labels) == self._labels:
            return
        self._labels = tuple(labels)
        for button in self._buttons:
            button.setParent(None)
            button.deleteLater()
        self._buttons = [LabelButton(label, self) for label in labels]
        for button in self._buttons:
            self._dress(button)
            button.clicked.connect(lambda _=False, label=button.label: self.chosen.emit(label))
            button.show()

    def sizeHint(self) -> QSize:
        return self._size

    def place_beside(self, rect: QRectF) -> None:
        self._arrange(self._ground.width())
        super().place_beside(rect)

    def _arrange(self, width: int) -> None:
        # Side by side, in as many rows as it takes.
        place, right = QPoint(_EDGE, _EDGE), 0
        for button in self._buttons:
            size = button.sizeHint()
            if place.x() > _EDGE and place.x() + size.width() + _EDGE > width:
                place = QPoint(_EDGE, place.y() + _HEIGHT + 2)
            button.setGeometry(place.x(), place.y(), size.width(), size.height())
            place.setX(place.x() + size.width() + 2)
            right = max(right, place.x() - 2)
        self._size = QSize(right + _EDGE, place.y() + _HEIGHT + _EDGE)
