"""The page of the codebook: the row above, the tree with its search, and the form of what is chosen."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.translation import translated
from ui.base import theme
from ui.base.buttons import tool_button
from ui.base.filter_field import FilterField
from ui.base.keyed_button import KeyedButton
from ui.base.keys import shown
from ui.base.message_bar import MessageBar, hairline
from ui.base.plain_text import PlainLabel, tip, without_mnemonic
from ui.base.reading_only import reads
from ui.codebook.outline import Outline
from ui.codebook.part_fields import Line, push_button
from ui.codebook.part_form import PartForm

_WIDTHS = (560, 840)
_SEARCH = 200  # px that the search has beside the buttons, or it has a row of its own


class CodebookPage(QWidget):
    """What is shown and asked; the controller does it."""

    left = Signal()  # back to the text
    escaped = Signal()  # the same by Esc
    filtered = Signal(str)
    label_wanted = Signal(object)  # and the button that asks of which role
    attribute_wanted = Signal(object)  # and the button that asks of which kind
    option_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translated("Codebook"))
        self.name = Line(translated("Name of the codebook"))
        self.outline = Outline()
        self.form = PartForm()
        self.message = MessageBar()
        self.filter = FilterField(
            translated("Find a label, attribute or option"), translated("Find a label, attribute or option…")
        )
        self.filter.setToolTip(self.filter.placeholderText())
        self.filter.textChanged.connect(self.filtered)
        self.filter.entered.connect(self.take_keyboard)
        self._icons: dict[QToolButton, str] = {}
        self._adding: dict[str, QPushButton] = {}  # by their keys
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        self._columns.addWidget(self._left_side())
        self._columns.addWidget(self.form)
        self._columns.setStretchFactor(0, 2)
        self._columns.setStretchFactor(1, 3)
        self._columns.setSizes(_WIDTHS)
        self.form.setMinimumWidth(340)
        self.form.left.connect(self.take_keyboard)
        theme.changed.connect(self._tint)

    def fill(self, ready: QAction, import_: QAction, export: QAction, undo: QAction, redo: QAction) -> None:
        """Puts the row above in: a button for each of these."""
        above = QWidget()
        above.setProperty("surface", "panel")
        above.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(above)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(8)
        heading = PlainLabel(translated("Codebook"))
        heading.setProperty("tone", "heading")
        row.addWidget(heading)
        self.name.setMinimumWidth(110)
        self.name.setMaximumWidth(260)
        self.name.left.connect(self.take_keyboard)
        row.addWidget(self.name, 4)
        for action, words in (
            (ready, translated("Ready codebooks…")),
            (import_, translated("Import…")),
            (export, translated("Export…")),
        ):
            button = tool_button(words)
            button.clicked.connect(action.trigger)
            row.addWidget(reads(button) if action is export else button)
        row.addStretch(1)
        for action, name, words in ((undo, "undo", translated("Undo")), (redo, "redo", translated("Redo"))):
            button = tool_button("", name=words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIconSize(QSize(16, 16))
            self._icons[button] = name
            self._follow(button, action)
            row.addWidget(button)
        self.back = reads(KeyedButton(translated("Back to the text"), "Esc", self.left.emit))
        row.addWidget(self.back)
        self._column.addWidget(above)
        self._column.addWidget(hairline())
        self._column.addWidget(self._columns, 1)
        self._column.addWidget(self.message)
        self._tint()

    def _follow(self, button: QToolButton, action: QAction) -> None:
        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setToolTip(tip(without_mnemonic(action.text())))

        follow()
        button.clicked.connect(action.trigger)
        action.changed.connect(follow)

    def _left_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("surface", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(300)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 14, 0, 8)
        column.setSpacing(10)
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setContentsMargins(0, 0, 12, 0)
        self._tools.setSpacing(8)
        self.filter.setMinimumWidth(90)
        self._tools.addWidget(self.filter, 1)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, key, signal in (
            (translated("+ Label"), "Ctrl+Shift+L", self.label_wanted),
            (translated("+ Attribute"), "Ctrl+Shift+A", self.attribute_wanted),
        ):
            self._adding[key] = self._asking(words, key, signal)
        self._adding["Ins"] = KeyedButton(translated("+ Option"), "Ins", self.option_wanted.emit)
        for button in self._adding.values():
            row.addWidget(button)
        self._tools.addWidget(self._buttons)
        side.installEventFilter(self)
        self._side = side
        column.addLayout(self._tools)
        column.addWidget(self.outline, 1)
        self.outline.add_wanted.connect(self.option_wanted)
        self.outline.rename_wanted.connect(self.form.focus_name)
        return side

    def _asking(self, words: str, key: str, wanted: SignalInstance) -> QPushButton:
        """A button below which it is asked what is to be added."""
        button = push_button(words, lambda: wanted.emit(button))
        button.setToolTip(shown(key))
        return button

    def take_keyboard(self) -> None:
        """Puts the keyboard into the tree."""
        self.outline.setFocus()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._tint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Without room beside the search, the buttons go below it."""
        if event.type() == QEvent.Type.Resize:
            is_narrow = self._side.width() < self._buttons.sizeHint().width() + _SEARCH
            direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
            self._tools.setDirection(direction)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that nobody in the page had a use for."""
        pressed = QKeySequence(event.keyCombination()).toString()
        wanted = self._adding.get(pressed)
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif pressed == "Ctrl+F":
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.selectAll()
        elif wanted is not None:
            wanted.click()
        else:
            super().keyPressEvent(event)

    def _tint(self) -> None:
        for button, icon in self._icons.items():
            button.setIcon(theme.icon(icon))
