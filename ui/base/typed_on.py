"""Who types on answers no question: D marks an article as done, and the letters after it are none of its buttons."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.base import keys

_GONE_TO: Final = {
    Qt.FocusReason.TabFocusReason,  # by an arrow, too
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.MouseFocusReason,
}


class TypedOn(QObject):
    """Keeps letters and blanks, and the Enter that ends them, from the buttons of a dialog.

    A button to which somebody went by Tab, an arrow or the mouse is pressed by a blank as ever.
    """

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._typed_in: QWidget | None = None  # where the last letters went
        self._is_gone_to = False  # whether the button that has the keyboard is

    def keep_from(self, button: QAbstractButton) -> None:
        button.installEventFilter(self)

    def eventFilter(self, button: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._is_gone_to = event.reason() in _GONE_TO
        return isinstance(event, QKeyEvent) and self.takes(event)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether this key answers nothing."""
        if event.type() != QEvent.Type.KeyPress or self._is_gone_to:
            return False
        here = QApplication.focusWidget()
        if keys.is_enter(event):
            typed_in, self._typed_in = self._typed_in, None
            return typed_in is not None and typed_in is here
        types = keys.may_type(event) and event.text() != "" and event.text().isprintable()
        if types:
            self._typed_in = here
        return types
