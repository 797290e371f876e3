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
_OF_WINDOWS: Final = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class TypedOn(QObject):
    """Keeps letters and blanks, and the Enter that ends them, from the buttons of a dialog.

    A button to which somebody went by Tab, an arrow or the mouse is pressed by a blank as ever.
    """

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._typed_in: QWidget | None = None  # where the last letters went
        self._kept: QObject | None = None  # the button kept from typing that had the keyboard last
        self._is_gone_to = False  # whether somebody went there
        self._left: QObject | None = None  # the button to which somebody went before going to another window

    def keep_from(self, button: QAbstractButton) -> None:
        button.installEventFilter(self)

    def eventFilter(self, button: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self._follow_focus(button, event)
        return isinstance(event, QKeyEvent) and self.takes(event)

    def _follow_focus(self, button: QObject, event: QFocusEvent) -> None:
        of_windows = event.reason() in _OF_WINDOWS
        if event.gotFocus():
            self._is_gone_to = event.reason() in _GONE_TO or (of_windows and button is self._left)
            self._kept = button
        else:
            self._left = button if of_windows and self._is_gone_to else None

    def is_gone_to(self, button: QAbstractButton) -> bool:
        """Whether this button, which has the keyboard, got it from a person; one that is not kept from typing did."""
        return self._is_gone_to or button is not self._kept

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
