"""A button that shows its key."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from ui.base.eliding import elided
from ui.base.keys import on_key_cap
from ui.base.plain_text import PlainLabel, on_button, tip, without_mnemonic

_SIDES = 24  # pixels beside the words
_LONG = 160  # pixels of a button that may be shortened


class KeyedButton(QPushButton):
    """A button that shows its key. A click leaves the keyboard where it was, so that the keys go on working there."""

    def __init__(self, text: str, key: str, pressed: Callable[[], object]) -> None:
        """`key` is one of `ui/base/keys.py`; empty for none."""
        super().__init__()
        self._whole = on_button(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        self._fit()
        self.clicked.connect(lambda: pressed())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(12 + self._words_width + 6 + self._key.sizeHint().width() + 8, 30)

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(min(_SIDES + self._words_width, _LONG), 30)

    @property
    def _words_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(without_mnemonic(self._whole))

    def setText(self, text: str) -> None:
        if text != self._whole:
            self._whole = text
            self._fit()
            self.updateGeometry()

    def _fit(self) -> None:
        """Rather no key than one over the words; of words that are too long, as of a name, the beginning."""
        self._key.setVisible(self.width() >= self.sizeHint().width() and bool(self._key.text()))
        room = self.width() - _SIDES
        if self._words_width <= max(room, _LONG - _SIDES):
            super().setText(self._whole)
        else:
            words = without_mnemonic(self._whole)
            super().setText(on_button(elided(self.fontMetrics(), words, room)))
            self.setToolTip(tip(words))

    def show_whole(self) -> None:
        """Let no word be cut, though perhaps the key be hidden."""
        self.ensurePolished()
        self.setMinimumWidth(_SIDES + self._words_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
