"""Why what stands in a field is not taken: said below it, with the field marked, until something else is typed."""

from PySide6.QtWidgets import QWidget

from ui.base.announcing import announce
from ui.base.plain_text import PlainLabel


class Refusal(PlainLabel):
    """A line below a field, which is there only where there is something to say."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._field = field
        self.setProperty("tone", "warning")
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str) -> None:
        """Say why; "" where it is taken."""
        if words == self.text():
            return
        self.setText(words)
        self.setVisible(bool(words))
        self._field.setProperty("state", "wrong" if words else "")
        self._field.style().polish(self._field)
        self._field.setAccessibleDescription(words)
        announce(self._field, words)
