"""What is known of an article, to be put right. The text itself never changes."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.language import is_tag
from desktop.records import Article
from ui.dialogs.parts import Dialog

_FIELDS = (
    ("title", "Title", ""),
    ("publisher", "Publisher", ""),
    ("author", "Author", ""),
    ("published", "Date", "YYYY-MM-DD"),
    ("url", "URL", "https://…"),
    ("language", "Language", "A code: en, de, pt-BR"),
)


class ArticleDialog(Dialog):
    """Title, publisher, author, date, URL, language and note of one article."""

    def __init__(self, parent: QWidget | None, article: Article) -> None:
        super().__init__(parent, "What is known of the article", 560)
        form = self.add_form()
        self._lines: dict[str, QLineEdit] = {}
        for name, heading, placeholder in _FIELDS:
            line = self._lines[name] = QLineEdit(getattr(article, name), placeholderText=placeholder)
            line.setAccessibleName(heading)
            line.setCursorPosition(0)
            form.addRow(heading, line)
        self._note = QPlainTextEdit(article.note)
        self._note.setProperty("kind", "field")
        self._note.setAccessibleName("Note")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(72)
        form.addRow("Note", self._note)
        self.add_buttons("Save")
        for name in ("title", "language"):
            self._lines[name].textChanged.connect(self._allow)

    def _allow(self) -> None:
        title, language = (self._lines[name].text().strip() for name in ("title", "language"))
        self.accept_button.setEnabled(bool(title) and (not language or is_tag(language)))

    def line(self, name: str) -> QLineEdit:
        return self._lines[name]

    def values(self) -> dict[str, str]:
        """The fields of the article as they were filled in."""
        return {
            **{name: line.text().strip() for name, line in self._lines.items()},
            "note": self._note.toPlainText().strip(),
        }
