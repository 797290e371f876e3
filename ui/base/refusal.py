"""Why what stands in a field is not taken: said below it, with the field marked, until something else is typed."""

from PySide6.QtWidgets import QWidget

from ui.base.announcing import announce
from ui.base.plain_text import PlainLabel


class Refusal(PlainLabel):
    """A line below a field (or what stands in for it), which is there only where there is something to say."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        self._fields = fields
        self.setProperty("tone", "warning")
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str) -> None:
        """Say why; "" where it is taken."""
        if words == self.text():
            return
        self.setText(words)
        self.setVisible(bool(words))
        for field in self._fields:
            field.setProperty("state", "wrong" if words else "")
            field.style().polish(field)
            field.setAccessibleDescription(words)
        announce(self._fields[0], words)
