"""What is known of an article, to be put right. The text itself never changes."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.records import Article
from ui.dialogs.parts import Dialog

_FIELDS = (
    ("title", "Title", ""),
    ("publisher", "Publisher", ""),
    ("author", "Author", ""),
    ("published", "Date", "YYYY-MM-DD"),
    ("url", "URL", "https://…"),
    ("language", "Language", "en"),
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
        self._begun_with = self._filled_in()
        self.add_buttons("Save")
        self._lines["title"].textChanged.connect(lambda title: self.accept_button.setEnabled(bool(title.strip())))

    def line(self, name: str) -> QLineEdit:
        return self._lines[name]

    def changed(self) -> dict[str, str]:
        """The fields that the user changed, by name: the others may have been changed elsewhere meanwhile."""
        return {name: value for name, value in self._filled_in().items() if value != self._begun_with[name]}

    def _filled_in(self) -> dict[str, str]:
        return {
            **{name: line.text().strip() for name, line in self._lines.items()},
            "note": self._note.toPlainText().strip(),
        }
