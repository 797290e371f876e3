"""What a speaker is, has and belongs to, each for a time or for good: a row a fact, in the dialog of a speaker."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.base.translation import translated, translated_in
from desktop.model.codebook import Attribute
from desktop.model.dates import FORM, HOW_TO_WRITE, is_date
from desktop.model.records import Fact
from desktop.model.speaker_facts import AFFILIATION, ROLE, overlap
from desktop.model.written_facts import Said, answer_of, new_options, words_of
from ui.base.buttons import tool_button
from ui.base.menus import passing_menu, pop_up_below
from ui.base.plain_text import FieldName, PlainLabel, on_button, shortened

_OF_ALL: Final = (ROLE, AFFILIATION)  # which may be so for a time, whatever the codebook asks
_HEIGHT: Final = 118  # px of the rows, in which three have room
_HEADINGS: Final = 124
_DATES: Final = 112


class _Row(QWidget):
    """One fact."""

    changed = Signal()
    removed = Signal()

    def __init__(self, about: str, heading: str, attribute: Attribute | None, fact: Fact | None) -> None:
        super().__init__()
        self.about = about
        self.heading = shortened(heading)
        self._attribute = attribute
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.value = self._make_value(words_of(fact.value, attribute) if fact else "")
        self.value.setAccessibleName(heading)
        name = FieldName(self.heading, self.value)
        name.setProperty("tone", "secondary")
        name.setFixedWidth(_HEADINGS)
        row.addWidget(name)
        row.addWidget(self.value, 1)
        self.since = self._date(translated("since"), fact.since if fact else "")
        self.until = self._date(translated("until"), fact.until if fact else "")
        for words, field in ((translated("since"), self.since), (translated("until"), self.until)):
            label = PlainLabel(words)  # the field has a fuller name
            label.setProperty("tone", "secondary")
            row.addWidget(label)
            row.addWidget(field)
            field.setAccessibleName(f"{heading} {words}")
        remove = tool_button("✕", "scope", name=translated("Remove"))
        remove.clicked.connect(self.removed)
        row.addWidget(remove)

    def _make_value(self, words: str) -> QWidget:
        asked = self._attribute
        if asked is None or asked.kind in {"choices", "number", "date", "text"}:
            line = QLineEdit(words)
            line.setPlaceholderText(_hint(asked))
            line.textChanged.connect(self.changed)
            return line
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.addItem("", "")
        if asked.kind == "yes/no":
            box.addItem(translated("Yes"), "yes")
            box.addItem(translated("No"), "no")
            box.setCurrentIndex(max(box.findData(words), 0))
        else:
            for option in asked.offered:
                box.addItem(option.name, option.name)
            if words and box.findText(words) < 0:
                box.addItem(words, words)  # one that is offered no more
            box.setCurrentIndex(max(box.findText(words), 0))
            box.setEditable(asked.open)
        box.currentTextChanged.connect(self.changed)
        return box

    def _date(self, name: str, date: str) -> QLineEdit:
        line = QLineEdit(date, placeholderText=translated(FORM))
        line.setFixedWidth(_DATES)
        line.textChanged.connect(self.changed)
        return line

    @property
    def words(self) -> str:
        if isinstance(self.value, QComboBox):
            data = self.value.currentData()
            typed = self.value.currentText().strip()
            return typed if self.value.isEditable() or data is None else str(data)
        assert isinstance(self.value, QLineEdit)
        return self.value.text().strip()

    @property
    def said(self) -> Said:
        return Said(self.words, self.since.text().strip(), self.until.text().strip())

    @property
    def fault(self) -> str:
        """Why the row cannot be taken, in a sentence; empty where it can."""
        words, since, until = self.said
        if not (words or since or until):
            return ""
        if not words:
            return translated("{heading}: say what was true at that time.", heading=self.heading)
        if not all(end == "" or is_date(end) for end in (since, until)):
            return translated("{heading}: {fault}", heading=self.heading, fault=translated(HOW_TO_WRITE))
        if since and until and since > until and not since.startswith(until):
            return translated("{heading}: it ends before it begins.", heading=self.heading)
        if self._attribute is None or list(new_options(words, self._attribute)):
            return ""
        try:
            answer_of(words, self._attribute)
        except ValueError:
            return translated(
                "{heading}: “{words}” is not an answer to it.", heading=self.heading, words=shortened(words)
            )
        return ""


def _hint(asked: Attribute | None) -> str:
    if asked is None:
        return ""
    if asked.kind == "choices":
        return "; ".join(option.name for option in asked.offered[:4])
    return {"number": translated("A number"), "date": translated(FORM)}.get(asked.kind, "")


class FactsField(QWidget):
    """A row for each fact, and one to be filled in for each attribute without an answer."""

    changed = Signal()

    def __init__(self, facts: Sequence[Fact], asked: Iterable[Attribute]) -> None:
        super().__init__()
        self._asked: Mapping[str, Attribute] = {one.id: one for one in asked}
        self._rows: list[_Row] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(self._inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(_HEIGHT)
        scroll.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self._scroll = scroll
        self.more = QPushButton(translated("Add another, for a period…"))
        self.more.setProperty("kind", "link")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(scroll, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for fact in facts:
            self._add(fact.about, fact)
        answered = {fact.about for fact in facts}
        for one in self._asked:
            if one not in answered:
                self._add(one, None)
        scroll.setVisible(bool(self._rows))

    def _heading(self, about: str) -> str:
        if about in _OF_ALL:
            return translated_in("of a speaker", "Role") if about == ROLE else translated("Affiliation")
        return self._asked[about].name if about in self._asked else about

    def _add(self, about: str, fact: Fact | None) -> _Row:
        row = _Row(about, self._heading(about), self._asked.get(about), fact)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        return row

    def add(self, about: str) -> None:
        """One more row about this, with the keyboard in it."""
        row = self._add(about, None)
        self._scroll.show()
        row.value.setFocus()
        self._inside.adjustSize()
        self._scroll.ensureWidgetVisible(row)
        self.changed.emit()

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._scroll.setVisible(bool(self._rows))
        self.changed.emit()

    def _offer(self) -> None:
        menu = passing_menu(self)
        for about in (*_OF_ALL, *self._asked):
            menu.addAction(on_button(self._heading(about))).triggered.connect(lambda _=False, one=about: self.add(one))
        pop_up_below(menu, self.more)

    @property
    def fault(self) -> str:
        """Why a row cannot be taken; empty where each can."""
        return next((fault for row in self._rows if (fault := row.fault)), "") or self._contradiction

    @property
    def _contradiction(self) -> str:
        """Which two answers of one time differ; somebody may well have several roles and affiliations."""
        answers = [row for row in self._rows if row.words and row.about not in _OF_ALL]
        for one, other in combinations(answers, 2):
            if one.about == other.about and one.words != other.words and overlap(one.said, other.said):
                return translated(
                    "{heading}: the times of “{words}” and “{others}” overlap.",
                    heading=one.heading,
                    words=shortened(one.words),
                    others=shortened(other.words),
                )
        return ""

    @property
    def typed(self) -> tuple[tuple[str, Said], ...]:
        """What is filled in, each with what it is about."""
        return tuple((row.about, row.said) for row in self._rows if row.words)
