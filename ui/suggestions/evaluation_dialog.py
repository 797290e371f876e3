"""How good the suggestions are, or how far two annotators agree: figures, what is missed or false, and a way there.

The comparison is made off the window's thread, by the functions of `ascribe evaluate`. The dialog stays open beside the
window, so that one entry after the other can be looked at.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeView,
    QWidget,
)

from desktop.base.errors import KnownError
from desktop.base.translation import number, translated, translated_in, translated_plural
from desktop.model.text import Fragments
from desktop.suggest.evaluation.comparing import Comparison, Entry, Suggestions, Work, compared
from desktop.suggest.evaluation.figures import as_table
from ui.base.dialog import Dialog
from ui.base.file_filters import all_files, files_of
from ui.base.message_bar import ProgressStrip
from ui.base.plain_text import tip
from ui.base.settings import Settings
from ui.suggestions.evaluation_tables import EntryModel, kinds_table, rates_table
from ui.work.tasks import Tasks

_SIZE = QSize(960, 720)  # when there is something to show
_RULES, _LEARNT = False, True  # whether suggestions are by what was learnt


class EvaluationDialog(Dialog):
    """Asks what is compared with what, and shows what came of it."""

    entry_chosen = Signal(str, object)  # the id of an article of the library, and the Fragments to show there

    def __init__(
        self, parent: QWidget | None, tasks: Tasks, annotators: Sequence[str], settings: Settings, *, learnt: bool
    ) -> None:
        super().__init__(parent, translated("Evaluate"), 760)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks = tasks
        self._settings = settings
        self.comparison: Comparison | None = None
        self._ask(annotators, learnt=learnt)
        self.note = self.add_words("")
        self.progress = ProgressStrip()
        self.column.addWidget(self.progress)
        self.words = self.add_words("", "heading")
        self.words.hide()
        self._show_figures()
        self._show_lists()
        self.column.addStretch(0)
        self._add_buttons()
        self._tie(tasks)
        self._follow()

    # Layout

    def _ask(self, annotators: Sequence[str], *, learnt: bool) -> None:
        own, *others = annotators
        self.proposed = QComboBox()
        if learnt:
            self.proposed.addItem(translated("Suggestions from what Ascribe learnt"), _LEARNT)
        self.proposed.addItem(translated("Suggestions from the built-in rules"), _RULES)
        self.gold = QComboBox()
        for combo in (self.proposed, self.gold):
            combo.addItem(translated("My accepted annotations"), Work(own))
            for other in others:
                combo.addItem(translated("Accepted annotations of {annotator}", annotator=other), Work(other))
        self.gold.insertSeparator(self.gold.count())
        self.gold.addItem(translated("A file of gold articles…"))
        self._file_place = self.gold.count() - 1
        self.scope = QComboBox()
        self.scope.addItem(translated("What was said or written"), "speech")
        self.scope.addItem(translated("What was said, written, thought, planned or decreed"), "all")
        form = self.add_form()
        for heading, field in (
            (translated("Compare"), self.proposed),
            (translated("With"), self.gold),
            (translated("Scope"), self.scope),
        ):
            field.setAccessibleName(heading)
            form.addRow(heading, field)

    def _show_figures(self) -> None:
        self.rates, self.kinds = rates_table(), kinds_table()
        self._figures = QWidget()
        row = QHBoxLayout(self._figures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.rates, 1)
        row.addWidget(self.kinds, 1)
        self._figures.hide()
        self.column.addWidget(self._figures)

    def _show_lists(self) -> None:
        self._lists = QWidget()
        row = QHBoxLayout(self._lists)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.missed, self.false = self._list(translated("Missed")), self._list(translated_in("suggestions", "False"))
        for view in (self.missed, self.false):
            row.addWidget(view, 1)
        self._lists.hide()
        self.column.addWidget(self._lists, 1)

    def _list(self, name: str) -> QTreeView:
        view = QTreeView()
        view.setAccessibleName(name)
        view.setProperty("kind", "choices")
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setMinimumHeight(160)
        view.setModel(EntryModel(name, view))
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        view.setColumnWidth(1, 150)
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        return view

    def _add_buttons(self) -> None:
        # None of them is the default: Enter in a list is for the entry.
        row = QHBoxLayout()
        self.copy = QPushButton(translated("Copy the figures"))
        self.start = QPushButton(translated("Evaluate"))
        self.start.setProperty("kind", "primary")
        close = QPushButton(translated("Close"))
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._copy)
        self.start.clicked.connect(self.evaluate)
        close.clicked.connect(self.reject)
        row.addWidget(self.copy)
        row.addStretch()
        for button in (self.start, close):
            row.addWidget(button)
        for button in (self.copy, self.start, close):
            button.setAutoDefault(False)
        self.column.addLayout(row)

    def _tie(self, tasks: Tasks) -> None:
        tasks.setParent(self)
        tasks.started.connect(self._begin)
        tasks.progressed.connect(self.progress.show_progress)
        tasks.ended.connect(self._end)
        tasks.failed.connect(self._fail)
        self.progress.cancelled.connect(tasks.cancel)
        self.finished.connect(tasks.stop)
        self.gold.activated.connect(self._ask_file)
        self.gold.currentIndexChanged.connect(self._follow)
        self.proposed.currentIndexChanged.connect(self._follow)

    # What is compared with what

    def _ask_file(self, place: int) -> None:
        if place == self._file_place:
            file, _ = QFileDialog.getOpenFileName(
                self,
                translated("Gold articles"),
                self._settings.folder,
                ";;".join([files_of(translated("Gold articles"), [".jsonl", ".json"]), all_files()]),
            )
            if file:
                self.take_file(Path(file))
            elif self.gold.currentData() is None:
                self.gold.setCurrentIndex(0)

    def take_file(self, path: Path) -> None:
        """Compare with the gold articles of this file."""
        self._settings.folder = str(path.parent)
        self.gold.setItemText(self._file_place, translated("{file} (choose another…)", file=path.name))
        self.gold.setItemData(self._file_place, path)
        self.gold.setItemData(self._file_place, tip(str(path)), Qt.ItemDataRole.ToolTipRole)
        self.gold.setCurrentIndex(self._file_place)
        self._follow()

    def _follow(self) -> None:
        """Look for what the gold is about: in a library it is what was said, in a corpus often more."""
        gold, proposed = self.gold.currentData(), self.proposed.currentData()
        self.scope.setEnabled(proposed is _RULES)
        self.scope.setCurrentIndex(self.scope.findData("speech" if isinstance(gold, Work) else "all"))
        if proposed is _LEARNT and isinstance(gold, Work):
            self.note.setText(
                translated("Ascribe learnt from these articles, so it does better on them than on others.")
            )
        elif isinstance(proposed, Work):
            self.note.setText(translated("The articles in which both accepted something are compared."))
        elif isinstance(gold, Work):
            self.note.setText(translated("The articles that are done are compared."))
        else:
            self.note.setText(translated("All articles of the file are compared."))
        self._allow()

    def _allow(self) -> None:
        gold = self.gold.currentData()
        is_two = gold is not None and gold != self.proposed.currentData()
        self.start.setEnabled(is_two and self._tasks.current is None)

    def evaluate(self) -> None:
        """Compare what is chosen."""
        proposed, gold = self.proposed.currentData(), self.gold.currentData()
        if isinstance(proposed, bool):
            proposed = Suggestions(self.scope.currentData(), proposed)
        self._tasks.run(
            translated("Comparing"), lambda library, progress: compared(library, proposed, gold, progress), self._show
        )

    # What came of it

    def _begin(self, title: str) -> None:
        self.progress.start(title)
        self.words.hide()
        self.start.setEnabled(False)

    def _end(self) -> None:
        self.progress.hide()
        self._allow()

    def _fail(self, error: KnownError) -> None:
        self._say(str(error), "warning")

    def _say(self, sentence: str, tone: str) -> None:
        self.words.setText(sentence)
        self.words.setProperty("tone", tone)
        self.words.style().polish(self.words)
        self.words.show()

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._say(*_summary(comparison))
        self.rates.show_rates(comparison.evaluation)
        self.kinds.show_kinds(comparison.evaluation)
        for view, entries in ((self.missed, comparison.missed), (self.false, comparison.false)):
            model = view.model()
            assert isinstance(model, EntryModel)
            model.show_entries(entries)
        if comparison.articles and not self._lists.isVisible():
            self.resize(self.size().expandedTo(_SIZE).boundedTo(self.room))
        self._figures.setVisible(comparison.articles > 0)
        self._lists.setVisible(comparison.articles > 0)
        self.copy.setEnabled(comparison.articles > 0)

    def _copy(self) -> None:
        if self.comparison is not None:
            QGuiApplication.clipboard().setText(as_table(self.comparison.evaluation))

    def _choose(self, index: QModelIndex) -> None:
        entry: Any = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(entry, Entry) and entry.home is not None:
            contents: Fragments = entry.contents
            self.entry_chosen.emit(entry.home, contents)


def _summary(comparison: Comparison) -> tuple[str, str]:
    """A sentence on what was compared, and its tone."""
    if not comparison.articles:
        return translated("There is no article to compare."), "warning"
    counts = comparison.evaluation.counts
    sentence = translated_plural(
        "{count} article; attributions: {gold} in gold, {proposed} proposed.",
        "{count} articles; attributions: {gold} in gold, {proposed} proposed.",
        comparison.articles,
        gold=counts["gold"],
        proposed=counts["proposed"],
    )
    if counts["sourced"]:
        share = number(comparison.evaluation.source_overlap, 1)
        sentence += " " + translated("The source overlaps in {share} % of those found.", share=share)
    return sentence, "heading"
