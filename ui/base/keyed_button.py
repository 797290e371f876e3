"""A button that shows its key."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.base.keys import on_key_cap
from ui.base.plain_text import PlainLabel, on_button, without_mnemonic


class KeyedButton(QPushButton):
    """A button that shows its key. A click leaves the keyboard where it was, so that the keys go on working there."""

    def __init__(self, text: str, key: str, pressed: Callable[[], object]) -> None:
        """`key` is one of `ui/base/keys.py`; empty for none."""
        super().__init__(on_button(text))
        self.setProperty("align", "left")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self._key = PlainLabel(on_key_cap(key))
        self._key.setProperty("tone", "key")
        self._key.setFixedHeight(18)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.addStretch(1)
        row.addWidget(self._key)
        self.clicked.connect(lambda: pressed())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(without_mnemonic(self.text()))
        return QSize(12 + words + 6 + self._key.sizeHint().width() + 8, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 30)

    def show_whole(self) -> None:
        """Let no word be cut, though perhaps the key be hidden."""
        self.ensurePolished()
        self.setMinimumWidth(12 + self.fontMetrics().horizontalAdvance(without_mnemonic(self.text())) + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.width() >= self.sizeHint().width() - 8  # rather no key than one over the words
        self._key.setVisible(has_room and bool(self._key.text()))
