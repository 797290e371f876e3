"""Find in the open article: a bar above the text."""

from itertools import islice

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.base.translation import translated
from desktop.model.folding import Folded
from desktop.model.text import Fragment
from ui.base.buttons import tool_button
from ui.base.plain_text import PlainLabel

_MOST = 20_000  # hits that are marked: they are found in some 30 ms, while one types


class FindBar(QWidget):
    """A field, how many hits there are, and steps through them."""

    marked = Signal(list)  # Fragments
    reached = Signal(object)  # a Fragment
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        self.field = QLineEdit(placeholderText=translated("Find in article…"), clearButtonEnabled=True)
        self.field.setAccessibleName(translated("Find in article"))
        self.field.setMaximumWidth(320)
        self._count = PlainLabel()
        self._count.setProperty("tone", "secondary")
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for text, name, by in (("↑", translated("Previous hit"), -1), ("↓", translated("Next hit"), 1)):
            step = tool_button(text, "quiet", name)
            step.clicked.connect(lambda _=False, by=by: self.step(by))
            row.addWidget(step)
        row.addStretch(1)
        close = tool_button("×", "quiet", translated("Close"))
        close.clicked.connect(self.close_bar)
        row.addWidget(close)
        self._text = Folded("")
        self._hits: list[Fragment] = []
        self._has_more = False  # than the hits that are marked
        self._at = -1
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(self._find)
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.returnPressed.connect(lambda: self.step(1))
        self.hide()

    def start(self, text: str, words: str = "") -> None:
        """Find in this text, from what is in the field or from these words."""
        self._text = Folded(text)
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._find()

    def _find(self) -> None:
        self._typing.stop()
        words = self.field.text()
        found = self._text.find(words)
        self._hits = [Fragment(*hit) for hit in islice(found, _MOST)]
        self._has_more = next(found, None) is not None
        self._at = 0 if self._hits else -1
        self.marked.emit(self._hits)
        self._show()

    def step(self, by: int) -> None:
        """Go to another hit, round the ends."""
        if self._typing.isActive():
            self._find()
        elif self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show()

    def _show(self) -> None:
        if self._hits:
            at, count = self._at + 1, len(self._hits)
            self._count.setText(
                translated("{at} of more than {count}", at=at, count=count)
                if self._has_more
                else translated("{at} of {count}", at=at, count=count)
            )
            self.reached.emit(self._hits[self._at])
        else:
            self._count.setText(translated("Not found") if self.field.text() else "")

    def close_bar(self) -> None:
        if self.isVisible():
            self.hide()
            self._hits = []
            self.marked.emit([])
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
