"""How far annotators agree, and how good the suggestions are: what is compared, and what came of it.

The comparison is made off the window's thread, by the functions of `ascribe agreement`. The dialog stays open beside
the window, so that one difference after the other can be looked at.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QWidget,
)

from desktop.agreement import report
from desktop.agreement.comparing import BREAKDOWNS, Comparison
from desktop.agreement.matching import Matching
from desktop.agreement.sides import File, Side, Suggestions, Work, compared
from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.library_address import SUFFIX
from desktop.base.progress import Progress
from desktop.base.translation import listed, translated
from desktop.library import Library
from desktop.model.records import ADJUDICATED, Annotator
from ui.agreement.results import Results
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import all_files, files_of
from ui.base.plain_text import FieldName, on_button, tip
from ui.base.settings import Settings
from ui.base.working_dialog import WorkingDialog

_SIZE = QSize(940, 620)
_SIDES_HEIGHT = 104
_BESIDE_NAMES = 28  # px of frame and padding
_MOST_OF_SIDES = 380  # px that their names have
_LEAST_ANSWER = 24  # characters that a field shows of its answer
_SIDE = Qt.ItemDataRole.UserRole


class AgreementDialog(WorkingDialog):
    """Asks who is compared and when claims are the same, and shows what came of it."""

    place_chosen = Signal(str, object)  # the id of an article of the library, and the Fragments to show there, or None

    def __init__(
        self,
        parent: QWidget | None,
        open_library: Callable[[], Library],
        own: str,
        others: Sequence[Annotator],
        settings: Settings,
        *,
        in_order: Sequence[str],
        learnt: bool,
        suggestions: bool,
        compared: Collection[str],
        hidden: str = "",
    ) -> None:
        """Made for these layers.

        Args:
            parent: the window.
            open_library: gives the library once more, for the comparison.
            own: the id of the layer that is worked in.
            others: the other ones that have work in them.
            settings: where the last folder is kept.
            in_order: the names of attributes whose options may be in an order.
            learnt: whether there are suggestions from what Ascribe learnt.
            suggestions: whether suggestions are chosen from the start.
            compared: the ids of the layers that are chosen from the start, where suggestions are not.
            hidden: on how many articles others' work may not be read yet, as a sentence.
        """
        super().__init__(parent, translated("Agreement"), 720, open_library)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self.comparison: Comparison | None = None
        self._is_with_file: bool | None = None  # for which of them the scope was chosen last
        self._ask(in_order)
        self._offer(own, others, compared, learnt=learnt, suggestions=suggestions)
        self.note = self.add_words("")
        if hidden:
            all_of_it = translated("Whoever decides, and leads the work, compares all of it from “Adjudicated”.")
            self.add_words(f"{hidden} {all_of_it}")
        self.add_report("heading")
        self.words.hide()
        self.results = Results()
        self.results.hide()
        self.results.place_chosen.connect(self.place_chosen)
        self.column.addWidget(self.results, 1)
        self.column.addStretch(0)
        self._add_buttons()
        self._tie()
        self._follow()
        self.fit_width()

    # What is asked

    def _ask(self, in_order: Sequence[str]) -> None:
        self.sides = QListWidget()
        self.sides.setAccessibleName(translated("Compare"))
        self.sides.setProperty("kind", "choices")
        self.sides.setFixedHeight(_SIDES_HEIGHT)
        self.sides.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a long name is in its tool tip
        self.add_file = QPushButton(translated("Add a &file…"))
        self.how = QComboBox()
        self.how.addItem(translated("They share enough"), "iou")
        self.how.addItem(translated("They have the same extent"), "exact")
        self.threshold = QComboBox()
        for percent in range(5, 100, 5):
            self.threshold.addItem(translated("{share} %", share=percent), percent / 100)
        self.threshold.setCurrentIndex(self.threshold.findData(0.5))
        self.scope = QComboBox()
        self.scope.addItem(translated("What was said or written"), "speech")
        self.scope.addItem(translated("What was said, written, thought, planned or decreed"), "all")
        self.in_order = QPushButton(translated("None"))
        menu = QMenu(self.in_order)
        for name in dict.fromkeys(in_order):
            action = menu.addAction(on_button(name))
            action.setCheckable(True)
            action.setData(name)
            action.toggled.connect(self._follow_order)
        self.in_order.setMenu(menu)
        self.in_order.setEnabled(bool(in_order))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(FieldName(translated("Compare"), self.sides), 0, 0)
        grid.addWidget(self.sides, 1, 0, 3, 1)
        grid.addWidget(self.add_file, 4, 0, Qt.AlignmentFlag.AlignLeft)
        for row, (heading, field) in enumerate(
            (
                (translated("Two claims are the same when"), self.how),
                (translated("Least share of what both cover"), self.threshold),
                (translated("Scope of the suggestions"), self.scope),
                (translated("Attributes in order"), self.in_order),
            ),
            start=1,
        ):
            field.setAccessibleName(heading)
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(_LEAST_ANSWER)
            grid.addWidget(FieldName(heading, field), row, 1)
            grid.addWidget(field, row, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        self.column.addLayout(grid)

    def _offer(
        self, own: str, others: Sequence[Annotator], compared: Collection[str], *, learnt: bool, suggestions: bool
    ) -> None:
        with_others = bool(others) and not suggestions
        adjudicated = translated("What was adjudicated")
        mine = adjudicated if own == ADJUDICATED else translated("My accepted annotations")
        self._add_side(mine, Work(own), chosen=not with_others or own in compared)
        for other in others:
            theirs = translated("Accepted annotations of {annotator}", annotator=other.name)
            name = adjudicated if other.id == ADJUDICATED else theirs
            self._add_side(name, Work(other.id), chosen=with_others and other.id in compared)
        by_rules = not with_others and not learnt
        if learnt:
            name = translated("Suggestions from what Ascribe learnt")
            self._add_side(name, Suggestions(learnt=True), chosen=not with_others)
        self._add_side(translated("Suggestions from the built-in rules"), Suggestions(), chosen=by_rules)

    def _add_side(self, name: str, side: Side, *, chosen: bool) -> QListWidgetItem:
        item = QListWidgetItem(name, self.sides)
        item.setToolTip(tip(name))
        item.setData(_SIDE, side)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self.sides.setMinimumWidth(min(self.sides.sizeHintForColumn(0) + _BESIDE_NAMES, _MOST_OF_SIDES))
        return item

    @property
    def chosen(self) -> list[Side]:
        """What is compared: gold first, since precision and recall go by the first one, and suggestions last."""
        items = (self.sides.item(row) for row in range(self.sides.count()))
        found: list[Side] = [one.data(_SIDE) for one in items if one.checkState() == Qt.CheckState.Checked]
        scope = self.scope.currentData()
        placed = [Suggestions(scope, one.learnt) if isinstance(one, Suggestions) else one for one in found]
        return sorted(placed, key=_place)

    def _add_buttons(self) -> None:
        self.copy = QPushButton(translated("&Copy as CSV"))
        self.save = QPushButton(translated("&Save as CSV…"))
        self.start = QPushButton(translated("Co&mpare"))
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.start.clicked.connect(self.compare)
        for button in (self.copy, self.save):
            button.setEnabled(False)
        for button in (self.add_file, self.in_order):
            button.setAutoDefault(False)
        self.add_button_row((self.copy, self.save), (self.start, self.close_button()), default=self.start)

    def _tie(self) -> None:
        self.sides.itemChanged.connect(self._follow)
        self.how.currentIndexChanged.connect(self._follow)
        self.add_file.clicked.connect(self._ask_file)

    def _ask_file(self) -> None:
        kinds = [files_of(translated("Gold articles, exports and libraries"), [".jsonl", ".json", SUFFIX]), all_files()]
        file, _ = FileDialog.getOpenFileName(
            self, translated("Compare with a file"), self._settings.folder, ";;".join(kinds)
        )
        if file:
            self.take_file(Path(file))

    def take_file(self, path: Path) -> None:
        """Compare with what is accepted in this file; gold lines are gold."""
        self._settings.folder = str(path.parent)
        item = self._add_side(path.name, File(path, gold=path.suffix.lower() == ".jsonl"), chosen=True)
        item.setToolTip(tip(str(path)))
        self.sides.setCurrentItem(item)
        self.fit_width()

    def _follow(self) -> None:
        """Say what is compared, and look for what gold is about: in a library it is what was said, in a corpus more."""
        found = self.chosen
        suggests = [one for one in found if isinstance(one, Suggestions)]
        by_rules = any(not one.learnt for one in suggests)
        self.threshold.setEnabled(self.how.currentData() == "iou")
        with_file = any(isinstance(one, File) for one in found)
        if self._is_with_file != with_file:
            self._is_with_file = with_file
            self.scope.setCurrentIndex(self.scope.findData("all" if with_file else "speech"))
        self.scope.setEnabled(by_rules)
        if any(one.learnt for one in suggests) and not with_file:
            self.note.setText(
                translated("Ascribe learnt from these articles, so it does better on them than on others.")
            )
        elif suggests:
            self.note.setText(translated("Suggestions are compared in articles that are done, and in those of files."))
        else:
            self.note.setText(translated("The articles in which at least two of them accepted something are compared."))
        self._allow()

    def _follow_order(self) -> None:
        self.in_order.setText(on_button(listed(self.ordinal)) if self.ordinal else translated("None"))

    @property
    def ordinal(self) -> list[str]:
        """The names of the attributes whose options are taken in their order."""
        return [action.data() for action in self.in_order.menu().actions() if action.isChecked()]

    def _allow(self) -> None:
        # One library may be the work of several.
        enough = len(self.chosen) > 1 or any(isinstance(one, File) and not one.gold for one in self.chosen)
        self.start.setEnabled(enough and not self.is_working)

    def compare(self) -> None:
        """Compare what is chosen."""
        sides, ordinal = self.chosen, self.ordinal
        matching = Matching(self.how.currentData(), self.threshold.currentData())

        def work(library: Library, progress: Progress) -> Comparison:
            return compared(library, sides, matching, by=BREAKDOWNS, ordinal=ordinal, progress=progress)

        self.run(translated("Comparing"), work, self._show)

    # What came of it

    def _begin(self, title: str) -> None:
        super()._begin(title)
        self.words.hide()
        if self.start.hasFocus():
            self.sides.setFocus()  # else Qt goes on to the button that closes
        self.start.setEnabled(False)

    def _end(self) -> None:
        super()._end()
        self._allow()

    def _fail(self, error: KnownError) -> None:
        self._say(str(error), "warning")

    def _say(self, sentence: str, tone: str) -> None:
        self.words.setText(sentence)
        self.words.setProperty("tone", tone)
        self.words.style().polish(self.words)
        self.words.show()

    def _show(self, found: Comparison) -> None:
        self.comparison = found
        if found.articles:
            self._say(report.summary(found), "heading")
        else:
            self._say(translated("There is no article to compare."), "warning")
        first = found.articles > 0 and not self.results.isVisible()
        self.results.show_comparison(found)
        self.results.setVisible(found.articles > 0)
        if first:
            self._grow()
        self.copy.setEnabled(found.articles > 0)
        self.save.setEnabled(found.articles > 0)

    def _grow(self) -> None:
        """Make room for the tables, and leave some for the text beside them, to which a difference leads."""
        screen = self.screen().availableGeometry()
        frame = self.frameGeometry().size() - self.size()
        most = QSize(screen.width(), screen.height() * 2 // 3) - frame
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.size().expandedTo(_SIZE).boundedTo(most).expandedTo(self.minimumSizeHint()))
        right, bottom = screen.width() - self.width() - frame.width(), screen.height() - self.height() - frame.height()
        at = self.pos() - screen.topLeft()
        self.move(screen.topLeft() + QPoint(max(0, min(at.x(), right)), max(0, min(at.y(), bottom))))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.results.as_csv())

    def _save(self) -> None:
        file, _ = FileDialog.getSaveFileName(
            self, translated("Save as CSV"), self._settings.folder, files_of(translated("Tables"), [".csv"])
        )
        if file:
            path = Path(file)
            self._settings.folder = str(path.parent)
            with files.replacing(path) as stream:
                stream.write(self.results.as_csv().encode("utf-8-sig"))


def _place(side: Any) -> int:
    if isinstance(side, File):
        return 0 if side.gold else 2
    return 1 if isinstance(side, Work) else 3
