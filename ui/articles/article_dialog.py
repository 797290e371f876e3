"""What is known of articles, to be put right. The text itself never changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.base import encodings
from desktop.base.translation import Message, translated, translated_plural
from desktop.library import SameText
from desktop.model.dates import FORM, HOW_TO_WRITE, is_date
from desktop.model.language import is_tag
from desktop.model.records import Article
from ui.articles.words import same_texts_in_words
from ui.base.dialog import Dialog
from ui.base.panel_parts import one_line

_FIELDS = {  # by name: the heading, what an empty one shows
    "title": (Message("Title"), None),
    "publisher": (Message("Publisher"), None),
    "author": (Message("Author"), None),
    "published": (Message("Date"), FORM),
    "url": (Message("URL"), Message("https://…")),
    "language": (Message("Language"), Message("A code: en, de, pt-BR")),
}
_FORMS: dict[str, tuple[Callable[[str], bool], Message]] = {  # how a field has to be written, where not as one likes
    "published": (is_date, HOW_TO_WRITE),
    "language": (is_tag, Message("Write the language as a code, such as en, de or pt-BR.")),
}
_NO_READINGS: Mapping[str, str] = {}
_SEEN = 160  # characters of a reading
_SHARED = ("publisher", "author", "published", "language")  # what several articles may have in common


class ArticleDialog(Dialog):
    """Title, publisher, author, date, URL, language and note of one article."""

    def __init__(
        self,
        parent: QWidget | None,
        article: Article,
        same_texts: Sequence[SameText] = (),
        readings: Mapping[str, str] = _NO_READINGS,
    ) -> None:
        """`same_texts` are the other articles with much the same text; `readings` the texts that it may have.

        These are by their encodings, its own text first; none where there is no doubt, or it is annotated.
        """
        super().__init__(parent, translated("Article details"), 560)
        form = self.add_form()
        self._lines = _add_lines(form, _FIELDS)
        for name, line in self._lines.items():
            line.setText(getattr(article, name))
            line.setCursorPosition(0)
        self._note = QPlainTextEdit(article.note)
        self._note.setProperty("kind", "field")
        self._note.setAccessibleName(translated("Note"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(72)
        form.addRow(translated("Note"), self._note)
        self._readings = readings
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(translated("Letters"))
        self.reading = self.add_words("")
        if readings:
            for name in readings:
                self.encoding.addItem(encodings.in_words(name), name)
            form.addRow(translated("Letters"), self.encoding)
            self.encoding.currentIndexChanged.connect(self._show_reading)
            self._show_reading()
        else:
            self.reading.hide()
        if same_texts:
            self.add_words(same_texts_in_words(same_texts))
        self._begun_with = self._filled_in()
        self.add_fault()
        self.add_buttons(translated("Save"))
        self._allow()
        for line in self._lines.values():
            line.textChanged.connect(self._allow)

    def _allow(self) -> None:
        # A date that an earlier version took in another form may stay.
        has_title = bool(self._lines["title"].text().strip())
        fault = _fault_in(self.changed()) if has_title else translated("The article needs a title.")
        self.show_fault(fault)

    def _show_reading(self) -> None:
        """Show how the article begins where its letters are told from one another."""
        text = self._readings[self.encoding.currentData()]
        first = next((place for place, letter in enumerate(text) if not letter.isascii()), 0)
        begins = max(0, text.rfind("\n", 0, first) + 1, first - _SEEN // 2)
        self.reading.setText(one_line(text[begins:], _SEEN))

    @property
    def other_encoding(self) -> str:
        """The encoding in which the article is to be read anew; empty where it stays as it is."""
        return str(self.encoding.currentData()) if self.encoding.currentIndex() > 0 else ""

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
        super().__init__(
            parent, translated_plural("Details of {count} article", "Details of {count} articles", number), 560
        )
        self.add_words(
            translated_plural(
                "What you fill in here is set in {count} article. Empty fields stay as they are.",
                "What you fill in here is set in all {count} articles. Empty fields stay as they are.",
                number,
            )
        )
        self._lines = _add_lines(self.add_form(), _SHARED)
        self.add_fault()
        self.add_buttons(translated_plural("Save in {count} article", "Save in {count} articles", number))
        for line in self._lines.values():
            line.textChanged.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        self.show_fault(_fault_in(self.changed()))

    def line(self, name: str) -> QLineEdit:
        return self._lines[name]

    def changed(self) -> dict[str, str]:
        """The fields that are to be set in each of the articles."""
        return {name: words for name, line in self._lines.items() if (words := line.text().strip())}


def _fault_in(changed: Mapping[str, str]) -> str:
    """Why these values, by the names of their fields, cannot be saved; empty where they can."""
    wrong = (
        _FORMS[name][1] for name, value in changed.items() if value and name in _FORMS and not _FORMS[name][0](value)
    )
    return next(map(translated, wrong), "")


def _add_lines(form: QFormLayout, names: Iterable[str]) -> dict[str, QLineEdit]:
    lines = {}
    for name in names:
        heading, example = _FIELDS[name]
        placeholder = translated(example) if example else ""
        line = lines[name] = QLineEdit(placeholderText=placeholder)
        line.setAccessibleName(translated(heading))
        line.setToolTip(placeholder)  # what an empty one shows is gone while one types
        form.addRow(translated(heading), line)
    return lines
