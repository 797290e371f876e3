"""A text from the clipboard as a new article."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.base.translation import translated
from desktop.model.dates import FORM, HOW_TO_WRITE, is_date
from ui.base.dialog import Dialog


class PasteDialog(Dialog):
    """The text and what is known of it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, translated("Paste as article"), 640)
        self.add_words(translated("The text cannot be changed once it is in the library."))
        form = self.add_form()
        self.title = QLineEdit(placeholderText=translated("The text's first line"))
        self.publisher = QLineEdit()
        self.published = QLineEdit(placeholderText=translated(FORM))
        self.published.setToolTip(translated(FORM))  # the placeholder is gone while one types
        self.url = QLineEdit(placeholderText="https://…")
        for heading, field in (
            (translated("Title"), self.title),
            (translated("Publisher"), self.publisher),
            (translated("Date"), self.published),
            (translated("URL"), self.url),
        ):
            field.setAccessibleName(heading)
            form.addRow(heading, field)
        self.text = QPlainTextEdit(QGuiApplication.clipboard().text())
        self.text.setProperty("kind", "field")
        self.text.setAccessibleName(translated("Text of the article"))
        self.text.setMinimumHeight(260)
        self.text.setTabChangesFocus(True)
        self.column.addWidget(self.text, 1)
        self.add_fault()
        self.add_buttons(translated("Add article"))
        self.text.textChanged.connect(self._allow)
        self.published.textChanged.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        published = self.published.text().strip()
        if published and not is_date(published):
            self.show_fault(translated(HOW_TO_WRITE))
        else:
            self.show_fault("" if self.text.toPlainText().strip() else translated("The article needs a text."))

    @property
    def words(self) -> str:
        """The text as it stands in the field. `toPlainText` would turn no-break spaces into plain ones."""
        return self.text.document().toRawText()
