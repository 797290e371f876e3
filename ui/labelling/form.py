"""The form of the details panel: names at the left, fields at the right, and what these are made of."""

from collections.abc import Callable
from html import escape
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.base.translation import translated
from desktop.model.records import Speaker
from ui.base import theme
from ui.base.buttons import tool_button
from ui.base.eliding import elided
from ui.base.menus import pop_up_below
from ui.base.panel_parts import MARGIN, paint_dot
from ui.base.plain_text import FieldName, shortened, tip

_HEADINGS_WIDTH = 86  # “Kommentare” fits
_FIELD_HEIGHT = 30
_NARROW = 280  # px, below which a field beside its name would show few letters

W = TypeVar("W", bound=QWidget)
Pressed = Callable[[], object]


class _Name(FieldName):
    """The name of a field, which ends in an ellipsis where it has no room; the tool tip has it whole."""

    def __init__(self, name: str, field: QWidget) -> None:
        super().__init__(name, field)
        self._whole = name
        self.setToolTip(tip(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(elided(self.fontMetrics(), self._whole, self.width()))


class FieldButton(QPushButton):
    """A button that looks like a field, or like words. One without room ends in an ellipsis; its tool tip is whole."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__()
        self._whole = ""
        self._about = ""  # what the tool tip says anyway
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self._whole = text
        self._elide()

    def drop(self, menu: QMenu) -> None:
        """Show this menu below whenever the button is pressed."""
        self.clicked.connect(lambda: pop_up_below(menu, self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - 20 - (0 if self.icon().isNull() else self.iconSize().width() + 6)
        shown = elided(self.fontMetrics(), shortened(self._whole), room)
        self.setText(shown.replace("……", "…").replace("&", "&&"))  # of words that were shortened before
        has_it = shown == self._whole or escape(self._whole.strip()) in self._about
        self.setAccessibleDescription(self._whole if self.accessibleName() else "")  # what the field holds
        super().setToolTip(self._about if has_it else tip(self._whole) + self._about)

    def setToolTip(self, words: str) -> None:
        self._about = words
        self._elide()


class Form(QWidget):
    """Names at the left, fields at the right, or below where there is little room; a row can be away."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[QWidget, tuple[QWidget, ...]] = {}  # by its field
        self._is_narrow = False

    def add(self, heading: str, field: W) -> W:
        name = _Name(heading, field)
        name.setProperty("tone", "secondary")
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field.setMinimumWidth(80)
        if field.focusPolicy() != Qt.FocusPolicy.NoFocus:
            field.setAccessibleName(field.accessibleName() or heading)
        self._rows[field] = (name, field)
        self._place(len(self._rows) - 1, name, field)
        self._grid.setRowStretch(2 * len(self._rows), 1)
        return field

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow form, have the names above the fields."""
        super().resizeEvent(event)
        if self._is_narrow != (self.width() < _NARROW):
            self._is_narrow = not self._is_narrow
            for row, widgets in enumerate(self._rows.values()):
                self._place(row, *widgets)

    def _place(self, row: int, *widgets: QWidget) -> None:
        name, field = widgets[0], widgets[-1]
        top = Qt.AlignmentFlag.AlignTop
        if name is field:  # as wide as the form
            self._grid.addWidget(field, 2 * row, 0, 1, 2)
        elif self._is_narrow:
            name.setMinimumWidth(0)
            name.setMaximumWidth(_NARROW)
            name.setFixedHeight(name.fontMetrics().height())
            self._grid.addWidget(name, 2 * row, 0, 1, 2)
            self._grid.addWidget(field, 2 * row + 1, 0, 1, 2, top)
        else:
            name.setFixedSize(_HEADINGS_WIDTH, max(_FIELD_HEIGHT, name.fontMetrics().height()))
            self._grid.addWidget(name, 2 * row, 0, top)
            self._grid.addWidget(field, 2 * row, 1, top)
        self._grid.setRowStretch(2 * row, 0)

    def lead(self, widget: W) -> W:
        """Put a widget above the rows, as wide as the form."""
        self._rows[widget] = (widget,)
        self._place(len(self._rows) - 1, widget)
        return widget

    def show_row(self, field: QWidget, shown: bool) -> None:
        for widget in self._rows[field]:
            widget.setVisible(shown)


class Rows(QWidget):
    """Widgets one below the other, exchanged as a whole when they are to show something else."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._shown: object = None

    def show_rows(self, what: object, make: Callable[[], list[QWidget]]) -> None:
        """Have these rows, unless those that were made for the same are there."""
        if what == self._shown:
            return
        self._shown = what
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in make():
            self._column.addWidget(row)


def link_button(text: str, pressed: Pressed | None = None) -> FieldButton:
    """Words that lead on."""
    return _button(text, "link", pressed)


def field_button(text: str, pressed: Pressed | None = None) -> FieldButton:
    """A button that looks like the fields around it."""
    return _button(text, "field", pressed)


def _button(text: str, kind: str, pressed: Pressed | None) -> FieldButton:
    button = FieldButton(text, kind)
    if pressed is not None:
        button.clicked.connect(lambda: pressed())
    return button


def speaker_row(speaker: Speaker, hue: int, change: Pressed, remove: Pressed) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(2)
    name = field_button(f" {speaker.name}", change)
    name.setToolTip(tip(translated("{speaker}: choose another speaker", speaker=speaker.name)))
    name.setIcon(_dot(hue))
    name.setIconSize(QSize(14, 14))
    away = tool_button("×", "quiet", translated("Remove {speaker}", speaker=speaker.name))
    away.setProperty("padding", "narrow")
    away.clicked.connect(lambda: remove())
    line.addWidget(name, 1)
    line.addWidget(away)
    return row


def _dot(hue: int) -> QPixmap:
    ratio = 2
    pixmap = QPixmap(14 * ratio, 14 * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dot(painter, pixmap.rect().toRectF().center() / ratio, theme.speaker_color(hue), filled=True)
    return pixmap
