"""What the list of articles is filtered by besides words, and its order: a card below the filter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base.translation import translated
from desktop.model.article_filter import ARTICLE_ORDERS, ArticleFilter
from desktop.model.dates import FORM, is_date
from desktop.model.records import ARTICLE_STATUSES
from ui.articles.words import ORDER, STATUS

_MOST_SHOWN = 20  # of a box that is opened; the others are scrolled to
_FIELD_WIDTH = 220


class FilterCard(QFrame):
    """A field for each thing that articles may be told apart by; what is chosen is in force at once."""

    chosen = Signal(object)  # an ArticleFilter, with the words that the one before had

    def __init__(self, parent: QWidget, wanted: ArticleFilter, there_is: Mapping[str, Sequence[str]]) -> None:
        """`there_is` has the names that can be chosen: "tags", "sets", "publisher", "language"."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(translated("Filter and order"))
        self._before = wanted
        anything = translated("Any")
        self.boxes = {
            "status": _box([(anything, None), *((translated(STATUS[one]), one) for one in ARTICLE_STATUSES)]),
            "tag": _box([(anything, ""), *((name, name) for name in there_is["tags"])]),
            "set": _box([(anything, ""), *((name, name) for name in there_is["sets"])]),
            "publisher": _box([(anything, ""), *((name, name) for name in there_is["publisher"])]),
            "language": _box([(anything, ""), *((name, name) for name in there_is["language"])]),
            "order": _box([(translated(ORDER[one]), one) for one in ARTICLE_ORDERS]),
        }
        self.dates = {
            name: QLineEdit(getattr(wanted, name), placeholderText=translated(FORM)) for name in ("since", "until")
        }
        self.assigned = QCheckBox(translated("Assigned to me"))
        self.assigned.setChecked(wanted.assigned)
        self.without_speaker = QCheckBox(translated("With a claim without a speaker"))
        self.without_speaker.setChecked(wanted.without_speaker)
        self.elsewhere = QCheckBox(translated("Same text elsewhere"))
        self.elsewhere.setChecked(wanted.elsewhere)
        self.descending = QCheckBox(translated("Reverse order"))
        self.descending.setChecked(wanted.descending)
        self.show_all = QPushButton(translated("Show all articles"))
        self._lay_out()
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(box.findData(getattr(wanted, name)), 0))
            box.setEnabled(box.count() > 1)
            box.currentIndexChanged.connect(self._choose)
        for line in self.dates.values():
            line.textChanged.connect(self._choose)
        for check in (self.assigned, self.without_speaker, self.elsewhere, self.descending):
            check.toggled.connect(self._choose)
        self.show_all.clicked.connect(self._take_back)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("", self.assigned),
            (translated("Status"), self.boxes["status"]),
            (translated("Tag"), self.boxes["tag"]),
            (translated("Set"), self.boxes["set"]),
            (translated("Publisher"), self.boxes["publisher"]),
            (translated("Language"), self.boxes["language"]),
            (translated("Since"), self.dates["since"]),
            (translated("Until"), self.dates["until"]),
            ("", self.without_speaker),
            ("", self.elsewhere),
            (translated("In the order of"), self.boxes["order"]),
            ("", self.descending),
        )
        for heading, field in rows:
            if heading:
                field.setAccessibleName(heading)
                field.setFixedWidth(_FIELD_WIDTH)
            form.addRow(heading, field)
        column.addLayout(form)
        column.addWidget(self.show_all)

    @property
    def wanted(self) -> ArticleFilter:
        """What is chosen. A date that is only half typed leaves nothing out."""
        values: dict[str, Any] = {name: box.currentData() for name, box in self.boxes.items()}
        values |= {name: typed for name, line in self.dates.items() if is_date(typed := line.text().strip())}
        return ArticleFilter(
            words=self._before.words,
            assigned=self.assigned.isChecked(),
            without_speaker=self.without_speaker.isChecked(),
            elsewhere=self.elsewhere.isChecked(),
            descending=self.descending.isChecked(),
            **values,
        )

    def _choose(self) -> None:
        if self.wanted != self._before:
            self._before = self.wanted
            self.chosen.emit(self.wanted)

    def _take_back(self) -> None:
        self._before = replace(ArticleFilter(), words="")
        self.chosen.emit(self._before)
        self.close()


def _box(choices: Sequence[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setMaxVisibleItems(_MOST_SHOWN)
    for words, value in choices:
        box.addItem(words, value)
    return box
