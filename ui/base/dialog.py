"""What the dialogs share: a form, and a row of buttons that say what they do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.translation import translated
from ui.base.plain_text import PlainLabel, on_title_bar


class Dialog(QDialog):
    """A dialog of one column with buttons below."""

    def __init__(self, parent: QWidget | None, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(on_title_bar([title]))
        self.setMinimumWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(12)

    def add_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addLayout(form)
        return form

    def add_words(self, text: str, tone: str = "secondary") -> PlainLabel:
        words = PlainLabel(text)
        words.setProperty("tone", tone)
        words.setWordWrap(True)
        self.column.addWidget(words)
        return words

    def add_buttons(self, accept: str = "", reject: str = "") -> None:
        """A button that says what accepting does, and one to leave (Cancel); the latter alone closes the dialog."""
        self._box = box = QDialogButtonBox()
        if accept:
            self.accept_button = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
            self.accept_button.setDefault(True)
        leave = box.addButton(reject or translated("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setDefault(not accept)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.column.addWidget(box)

    def add_action(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        """One more button, beside those that close the dialog."""
        button = self._box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: pressed())
        return button
