"""What came of a comparison, in four tables: figures, parts, answers and differences."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.agreement import measures, report
from desktop.agreement.comparing import By, Comparison
from desktop.agreement.differences import Difference
from desktop.base.text_direction import isolated
from desktop.base.translation import number, translated, translated_in
from ui.agreement.tables import ALL, PLACE, Table
from ui.base.plain_text import FieldName


class Results(QTabWidget):
    """The tables, each on a page; what can be gone to leads there."""

    place_chosen = Signal(str, object)  # the id of an article of the library, and Fragments, or None for its beginning

    def __init__(self) -> None:
        super().__init__()
        self.setUsesScrollButtons(False)
        self.found: Comparison | None = None
        self.figures = Table(translated("Figures"), numbers=3)
        self.parts = Table(translated("Breakdown"), numbers=ALL)
        self.answers = Table(translated("Answers"), numbers=ALL)
        self.differences = Table(translated("Differences"), numbers=0)
        self.by, self.question, self.pair, self.kind = (QComboBox() for _ in range(4))
        self.addTab(self.figures, translated("Figures"))
        self.addTab(_page(self.parts, (translated("Figures"), self.by)), translated("Breakdown"))
        answers = ((translated("Question"), self.question), (translated_in("two annotators", "Between"), self.pair))
        self.addTab(_page(self.answers, *answers), translated("Answers"))
        self.addTab(_page(self.differences, (translated("Show"), self.kind)), translated("Differences"))
        self.by.currentIndexChanged.connect(self._show_parts)
        self.question.currentIndexChanged.connect(self._show_answers)
        self.pair.currentIndexChanged.connect(self._show_answers)
        self.kind.currentIndexChanged.connect(self._show_differences)
        for table in (self.parts, self.differences):
            table.activated.connect(self._choose)  # by Enter or a double click

    def show_comparison(self, found: Comparison) -> None:
        self.found = found
        self._show_figures(found)
        _refill(self.by, [(translated(report.TITLES[by]), by) for by in found.groups])
        _refill(self.question, [(question.name, question) for question in found.questions])
        pairs = combinations(range(len(found.names)), 2)
        _refill(self.pair, [(" – ".join(map(isolated, (found.names[a], found.names[b]))), (a, b)) for a, b in pairs])
        kinds = dict.fromkeys(one.title_in_words() for one in found.differences)
        everything = (translated("Everything ({count})", count=len(found.differences)), "")
        _refill(self.kind, [everything, *((kind, kind) for kind in sorted(kinds))])
        self._show_parts()
        self._show_answers()
        self._show_differences()

    def as_csv(self) -> str:
        """What the page in front shows, for a table program; of the figures and parts, all there are."""
        if self.found is None:
            return ""
        if self.currentIndex() == self.indexOf(self.figures) or self.parts.isVisible():
            return report.as_csv(self.found)
        if self.answers.isVisible():
            return report.rows_as_csv(self.answers.table.rows())
        return report.differences_as_csv(self.found)

    def _show_figures(self, found: Comparison) -> None:
        figures = found.figures
        self.figures.table.show_rows(
            ["", "", translated("95 %"), translated("Claims"), translated("What it means")],
            len(figures),
            lambda row: [
                report.figure_name(figures[row]),
                report.written(figures[row].value),
                report.interval_written(figures[row]),
                number(figures[row].count),
                translated(measures.MEANINGS[figures[row].measure]),
            ],
            lambda row: translated(measures.MEANINGS[figures[row].measure]),
        )
        self.figures.fit_columns()

    def _show_parts(self) -> None:
        by: By | None = self.by.currentData()
        groups = self.found.groups[by] if self.found and by else []
        columns = report.group_columns(groups)
        self.parts.table.show_rows(
            ["", translated("Articles"), *columns.values()],
            len(groups),
            lambda row: [
                groups[row].name or "–",
                number(groups[row].articles),
                *(report.written(report.value_of(groups[row], key)) for key in columns),
            ],
            place=lambda row: (groups[row].article, None) if groups[row].article else None,
        )
        self.parts.fit_columns()

    def _show_answers(self) -> None:
        question, pair = self.question.currentData(), self.pair.currentData()
        if self.found is None or question is None or pair is None:
            rows: Sequence[Sequence[str]] = [[""]]
        else:
            rows = report.confusion_table(self.found, question, tuple(pair))
        self.answers.table.show_rows(rows[0], len(rows) - 1, lambda row: rows[row + 1])
        self.answers.fit_columns()

    def _show_differences(self) -> None:
        wanted = self.kind.currentData()
        every = self.found.differences if self.found else []
        shown: list[Difference] = [one for one in every if not wanted or one.title_in_words() == wanted]
        self.differences.table.show_rows(
            [translated("Article"), translated("Difference"), translated("What was said"), translated("Details")],
            len(shown),
            lambda row: [
                _article(shown[row]),
                shown[row].title_in_words(),
                shown[row].words,
                shown[row].details_in_words(" · "),
            ],
            lambda row: shown[row].details_in_words(),
            lambda row: (shown[row].article, shown[row].fragments) if shown[row].in_library else None,
        )
        self.differences.fit_columns()

    def _choose(self, index: QModelIndex) -> None:
        place: Any = index.data(PLACE)
        if place is not None:
            self.place_chosen.emit(*place)


def _article(one: Difference) -> str:
    if one.in_library:
        return one.title
    return translated("{article} (not in the library)", article=one.title).lstrip()


def _page(table: Table, *choices: tuple[str, QComboBox]) -> QWidget:
    """A table with what is chosen above it."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(8)
    row = QHBoxLayout()
    row.setSpacing(8)
    for name, box in choices:
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(320)
        row.addWidget(FieldName(name, box))
        row.addWidget(box)
    row.addStretch(1)
    column.addLayout(row)
    column.addWidget(table, 1)
    return page


def _refill(box: QComboBox, items: Sequence[tuple[str, Any]]) -> None:
    """Offer these; what was chosen stays so, if it is still there."""
    before = box.currentText()
    box.blockSignals(True)
    box.clear()
    for text, data in items:
        box.addItem(text, data)
    box.setCurrentIndex(max(box.findText(before, Qt.MatchFlag.MatchExactly), 0))
    box.blockSignals(False)
