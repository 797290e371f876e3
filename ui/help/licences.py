"""The licences of what Ascribe is made of, each with its text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QWidget

from desktop.base.licences import licences
from desktop.base.translation import translated
from ui.base import theme
from ui.base.dialog import Dialog


class LicencesDialog(Dialog):
    """The components at the left, the licence of the chosen one at the right."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, translated("Licences"), 720)
        self.resize(900, 620)
        self._licences = licences()
        self.add_words(translated("Ascribe is built on the work of others. Here are their licences."))
        self.components = QListWidget()
        self.components.setAccessibleName(translated("Components"))
        self.components.setFixedWidth(230)
        self.components.setProperty("kind", "choices")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(translated("Licence"))
        self.text.setProperty("kind", "field")
        self.text.setReadOnly(True)
        self.text.setFont(theme.interface_font(13))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for licence in self._licences:
            self.components.addItem(licence.component)
        row = QHBoxLayout()
        row.addWidget(self.components)
        row.addWidget(self.text, 1)
        self.column.addLayout(row, 1)
        self.add_buttons(reject=translated("Close"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.components.currentRowChanged.connect(self._show)
        self.components.setCurrentRow(0)

    def _show(self, row: int) -> None:
        licence = self._licences[row]
        head = [f"{licence.component} {licence.version}".strip(), licence.terms, licence.home]
        text = licence.text or translated("This package comes without the text of its licence.")
        self.text.setPlainText("\n".join([*filter(None, head), "", text]))
