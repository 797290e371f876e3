"""The selected suggestion in the details: how sure the program is, why, and what settles it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.translation import translated
from desktop.model.records import Annotation
from ui.base import keys
from ui.base.annotation_wording import percent
from ui.base.buttons import tool_button
from ui.base.keyed_button import KeyedButton
from ui.base.plain_text import PlainLabel
from ui.base.reading_only import reads
from ui.base.wrapping_row import WrappingRow

_BETWEEN = 6  # pixels from one button to the next


class SuggestionCard(QWidget):
    """How sure the program is of the selected suggestion, why, and the buttons that settle it."""

    accepted = Signal()
    adjusted = Signal()
    rejected = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.words = PlainLabel()
        self.words.setProperty("tone", "heading")
        self.words.setWordWrap(True)
        self.why = reads(tool_button(translated("Why this?"), "link"))
        self.why.setCheckable(True)
        head.addWidget(self.words, 1)
        head.addWidget(self.why)
        column.addLayout(head)
        self.reason = PlainLabel()
        self.reason.setProperty("tone", "secondary")
        self.reason.setAccessibleName(translated("Why this is suggested"))
        self.reason.setWordWrap(True)
        self.reason.hide()
        column.addWidget(self.reason)
        accept = KeyedButton(translated("Accept"), keys.ACCEPT, self.accepted.emit)
        accept.setProperty("kind", "primary")
        others = QWidget()
        row = QHBoxLayout(others)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(KeyedButton(translated("Adjust"), keys.ADJUST, self.adjusted.emit), 1)
        row.addWidget(KeyedButton(translated("Reject"), keys.REJECT, self.rejected.emit), 1)
        column.addWidget(WrappingRow(accept, others, _BETWEEN, _BETWEEN))
        self._shown: Annotation | None = None
        self.why.toggled.connect(self._show_reason)

    def show_suggestion(self, suggestion: Annotation) -> None:
        self._shown = suggestion
        self.words.setText(
            translated("Suggested")
            if suggestion.confidence is None
            else translated("Suggested · {percent} %", percent=percent(suggestion))
        )
        self._show_reason()

    def _show_reason(self) -> None:
        if self.why.isChecked() and self._shown is not None:
            from desktop.suggest.explaining import why

            self.reason.setText(why(self._shown.evidence))
        self.reason.setVisible(self.why.isChecked())
