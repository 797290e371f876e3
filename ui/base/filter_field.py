"""The field above a list that shows less of it as one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.base import keys
from ui.base.reading_only import reads


class FilterField(QLineEdit):
    """Esc empties it; Enter and the arrow down lead into the list."""

    entered = Signal()  # the list is to have the keyboard

    def __init__(self, name: str, hint: str) -> None:
        """`name` is for screen readers; `hint` stands in the field while it is empty."""
        super().__init__(placeholderText=hint, clearButtonEnabled=True)
        self.setAccessibleName(name)
        reads(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down or keys.is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
