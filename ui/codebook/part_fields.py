"""Fields of the codebook's form: they tell what is said and what was seen, and show what others say afterwards."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QColorDialog, QLineEdit, QMenu, QPushButton

from desktop.base.translation import translated
from desktop.model.codebook import PALETTE
from ui.base import theme
from ui.base.eliding_combo import ElidingCombo
from ui.base.plain_text import on_button
from ui.codebook.words import colour_name

_SWATCH: Final = 20


class Line(QLineEdit):
    """A line that is taken when it is left, or by Enter; Esc puts back what there was, if something else is typed."""

    changed = Signal(str, str)  # what was typed, and what was there when typing began
    given_up = Signal()  # by Esc
    left = Signal()  # by Enter or Esc

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._there = self._seen = ""
        self.editingFinished.connect(self._take)

    def show_words(self, words: str) -> None:
        """Shows this; while something else is being typed, afterwards."""
        self._there = words
        if not (self.hasFocus() and self.text() != self._seen):
            self._show()

    def _show(self) -> None:
        self._seen = self._there
        if self.text() != self._there:
            self.setText(self._there)
            self.setCursorPosition(0)

    def _take(self) -> None:
        typed, seen = self.text().strip(), self._seen
        if typed == seen:
            self._show()
            return
        self._seen = typed  # said once, whatever Qt says of the field afterwards
        self.changed.emit(typed, seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text() == self._seen:
                event.ignore()
                return
            self._show()
            self.setText(self._there)
            self.given_up.emit()
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()


class Choice(ElidingCombo):
    """One of a few; the wheel scrolls what is around it."""

    changed = Signal(object)  # the value

    def __init__(self, name: str, values: Iterable[tuple[object, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values: list[object] = []
        for value, words in values:
            self.addItem(words)
            self._values.append(value)
        self.activated.connect(lambda place: self.changed.emit(self._values[place]))

    def show_value(self, value: object) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColourField(QPushButton):
    """A colour of the palette, or another; of an option also that of the option around it."""

    changed = Signal(str)

    def __init__(self, *, may_be_none: bool) -> None:
        super().__init__()
        self.setAccessibleName(translated("Colour"))
        self.setProperty("kind", "field")
        self.setAutoDefault(False)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self._color = ""
        menu = QMenu(self)
        if may_be_none:
            self._action(menu, translated("Same as the option around it"), "")
            menu.addSeparator()
        for color in PALETTE:
            self._action(menu, colour_name(color), color)
        menu.addSeparator()
        menu.addAction(translated("Another colour…")).triggered.connect(lambda: self._ask())
        self.setMenu(menu)

    def _action(self, menu: QMenu, words: str, color: str) -> QAction:
        action = menu.addAction(swatch(color), words)
        action.triggered.connect(lambda: self.changed.emit(color))
        return action

    def show_color(self, color: str, words: str) -> None:
        """Shows a colour, and whose it is."""
        self._color = color
        self.setIcon(swatch(color))
        self.setText(on_button(words))
        self.setAccessibleDescription(words)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._color or PALETTE[0]), self)
        dialog.setWindowTitle(translated("Colour"))
        if dialog.exec():
            self.changed.emit(dialog.selectedColor().name().upper())


def swatch(color: str) -> QIcon:
    """A square of this colour, as the page now in force shows it; an empty one for none."""
    pixmap = QPixmap(2 * _SWATCH, 2 * _SWATCH)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if color else theme.current().no_speaker)
        painter.setBrush(theme.label_color(color) if color else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(2, 2, _SWATCH - 4, _SWATCH - 4, 3, 3)
    return QIcon(pixmap)


def push_button(text: str, pressed: Callable[[], object]) -> QPushButton:
    """A button that does this."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: pressed())
    return button
