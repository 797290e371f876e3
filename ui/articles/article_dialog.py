"""What is known of articles, to be put right. The text itself never changes."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.model.dates import FORM, is_date
from desktop.model.language import is_tag
from desktop.model.records import Article
from ui.base.dialog import Dialog

_FIELDS = {  # by name: the heading, what an empty one shows
    "title": ("Title", ""),
    "publisher": ("Publisher", ""),
    "author": ("Author", ""),
    "published": ("Date", FORM),
    "url": ("URL", "https://…"),
    "language": ("Language", "A code: en, de, pt-BR"),
}
_SHARED = ("publisher", "author", "published", "language")  # what several articles may have in common


class ArticleDialog(Dialog):
    """Title, publisher, author, date, URL, language and note of one article."""

    def __init__(self, parent: QWidget | None, article: Article) -> None:
        super().__init__(parent, "Article details", 560)
        form = self.add_form()
        self._lines = _add_lines(form, _FIELDS)
        for name, line in self._lines.items():
            line.setText(getattr(article, name))
            line.setCursorPosition(0)
        self._note = QPlainTextEdit(article.note)
        self._note.setProperty("kind", "field")
        self._note.setAccessibleName("Note")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(72)
        form.addRow("Note", self._note)
        self._begun_with = self._filled_in()
        self.add_buttons("Save")
        for line in self._lines.values():
            line.textChanged.connect(self._allow)

    def _allow(self) -> None:
        # A date that an earlier version took in another form may stay.
        can_be = all(_can_be(name, value) for name, value in self.changed().items())
        self.accept_button.setEnabled(bool(self._lines["title"].text().strip()) and can_be)

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


class ArticlesDialog(Dialog):
    """What several articles have in common: publisher, author, date, language."""

    def __init__(self, parent: QWidget | None, number: int) -> None:
        super().__init__(parent, f"Details of {number:,} articles", 560)
        self.add_words(f"What is filled in here is set in all {number:,} articles. What is left empty stays as it is.")
        self._lines = _add_lines(self.add_form(), _SHARED)
        self.add_buttons(f"Save in {number:,} articles")
        for line in self._lines.values():
            line.textChanged.connect(self._allow)

    def _allow(self) -> None:
        self.accept_button.setEnabled(all(_can_be(name, value) for name, value in self.changed().items()))

    def line(self, name: str) -> QLineEdit:
        return self._lines[name]

    def changed(self) -> dict[str, str]:
        """The fields that are to be set in each of the articles."""
        return {name: words for name, line in self._lines.items() if (words := line.text().strip())}


def _can_be(name: str, value: str) -> bool:
    """Whether this may be written into the field of this name."""
    form = {"published": is_date, "language": is_tag}.get(name)
    return not value or form is None or form(value)


def _add_lines(form: QFormLayout, names: Iterable[str]) -> dict[str, QLineEdit]:
    lines = {}
    for name in names:
        heading, placeholder = _FIELDS[name]
        line = lines[name] = QLineEdit(placeholderText=placeholder)
        line.setAccessibleName(heading)
        line.setToolTip(placeholder)  # what an empty one shows is gone while one types
        form.addRow(heading, line)
    return lines
