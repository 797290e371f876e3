"""What the checks of annotations find: a list that stays open beside the window, each row with a jump.

The articles are looked through off the window's thread, by the functions of `ascribe check --annotations`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.library import Library
from desktop.proofreading.checks import CHECKS, Finding
from desktop.proofreading.proofread import proofread
from ui.base.row_list import RowList
from ui.base.working_dialog import WorkingDialog
from ui.proofreading.model import FINDING, FindingDelegate, FindingModel

_LEAST_HEIGHT = 260  # of the list


class ProofreadingDialog(WorkingDialog):
    """Asks in which articles to look, and for which checks the findings are shown."""

    finding_chosen = Signal(object)  # a Finding

    def __init__(self, parent: QWidget | None, open_library: Callable[[], Library], chosen: Sequence[str]) -> None:
        """`chosen` are the ids of the selected articles, or of the open one."""
        super().__init__(parent, translated("Check the annotations"), 560, open_library)
        self._found: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self.where = QComboBox()
        self.where.addItem(translated("All articles"), None)
        if chosen:
            one = translated("The open article")
            several = translated_plural("{count} selected article", "{count} selected articles", len(chosen))
            self.where.addItem(one if len(chosen) == 1 else several, tuple(chosen))
        self.checks = QComboBox()
        self.checks.addItem(translated("Everything"), "")  # until it is known how much there is
        form = self.add_form()
        for heading, box in ((translated("Look in"), self.where), (translated("Show"), self.checks)):
            box.setAccessibleName(heading)
            form.addRow(heading, box)
        self.add_report()
        self.model = FindingModel(self)
        self.list = RowList(translated("Findings"), self.model, FindingDelegate())
        self.list.setProperty("kind", "choices")
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.column.addWidget(self.list, 1)
        self._add_buttons()
        self._tie()

    def _add_buttons(self) -> None:
        self.again = QPushButton(translated("Check again"))
        self.again.clicked.connect(self.look)
        self.add_button_row((), (self.again, self.close_button()))

    def _tie(self) -> None:
        self.where.activated.connect(self.look)
        self.checks.currentIndexChanged.connect(self._show_chosen)
        self.list.clicked.connect(self._choose)
        self.list.row_entered.connect(lambda: self._choose(self.list.currentIndex()))

    def look(self) -> None:
        """Look through the articles."""
        self.words.setText("")
        articles = self.where.currentData()

        def work(library: Library, progress: Progress) -> Iterator[Finding]:
            return proofread(library, articles, progress)

        self.search(translated("Checking"), work, self._add, self._show_all)

    def _begin(self, title: str) -> None:
        self._found, self._counts = [], Counter()
        self.model.show_findings([])
        super()._begin(title)
        self.again.setEnabled(False)

    def _end(self) -> None:
        super()._end()
        self.again.setEnabled(True)

    def _show_all(self) -> None:
        self._count()
        for row in range(self.checks.count() - 1, 0, -1):
            if not self._counts[self.checks.itemData(row)]:
                self.checks.removeItem(row)  # where it was chosen, everything is shown

    def _add(self, found: list[Finding]) -> None:
        self._found += found
        self._counts.update(one.check for one in found)
        check = self.checks.currentData()
        self.model.add_findings([one for one in found if check in ("", one.check)])
        self._count()

    def _count(self) -> None:
        """Say how much was found so far, of each kind, without a change of what is shown."""
        found = self._found
        self.checks.setItemText(0, translated("Everything ({count})", count=len(found)))
        for name, count in self._counts.items():
            words = f"{translated(CHECKS[name].title)} ({count})"
            if (row := self.checks.findData(name)) < 0:
                self.checks.addItem(words, name)
            else:
                self.checks.setItemText(row, words)
        self.words.setText(
            translated_plural("{count} finding.", "{count} findings.", len(found))
            if found
            else translated("Nothing was found in the annotations.")
        )

    def _show_chosen(self) -> None:
        check = self.checks.currentData()
        self.model.show_findings([one for one in self._found if check in ("", one.check)])

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.finding_chosen.emit(index.data(FINDING))
