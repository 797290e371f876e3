"""What the checks of annotations find: a list that stays open beside the window, each row with a jump.

The articles are looked through off the window's thread, by the functions of `ascribe check --annotations`.
"""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from desktop.base.errors import KnownError
from desktop.base.translation import translated, translated_plural
from desktop.library import Library
from desktop.proofreading.checks import CHECKS, Finding
from desktop.proofreading.proofread import proofread
from ui.base.dialog import Dialog
from ui.base.message_bar import ProgressStrip
from ui.base.row_list import RowList
from ui.proofreading.model import FINDING, FindingDelegate, FindingModel
from ui.work.tasks import Progress, Tasks

_LEAST_HEIGHT = 260  # of the list


class ProofreadingDialog(Dialog):
    """Asks in which articles to look, and for which checks the findings are shown."""

    finding_chosen = Signal(object)  # a Finding

    def __init__(self, parent: QWidget | None, tasks: Tasks, chosen: Sequence[str]) -> None:
        """`chosen` are the ids of the selected articles, or of the open one."""
        super().__init__(parent, translated("Check the annotations"), 560)
        self._tasks = tasks
        self._found: Sequence[Finding] = ()
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
        self.progress = ProgressStrip()
        self.column.addWidget(self.progress)
        self.words = self.add_words("")
        self.model = FindingModel(self)
        self.list = RowList(translated("Findings"), self.model, FindingDelegate())
        self.list.setProperty("kind", "choices")
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.column.addWidget(self.list, 1)
        self._add_buttons()
        self._tie(tasks)

    def _add_buttons(self) -> None:
        # None of them is the default: Enter in the list is for the finding.
        row = QHBoxLayout()
        self.again = QPushButton(translated("Look again"))
        close = QPushButton(translated("Close"))
        self.again.clicked.connect(self.look)
        close.clicked.connect(self.reject)
        row.addStretch()
        for button in (self.again, close):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.column.addLayout(row)

    def _tie(self, tasks: Tasks) -> None:
        tasks.setParent(self)
        tasks.started.connect(self.progress.start)
        tasks.started.connect(lambda: self.again.setEnabled(False))
        tasks.progressed.connect(self.progress.show_progress)
        tasks.ended.connect(self.progress.hide)
        tasks.ended.connect(lambda: self.again.setEnabled(True))
        tasks.failed.connect(self._fail)
        self.progress.cancelled.connect(tasks.cancel)
        self.finished.connect(tasks.stop)
        self.where.activated.connect(self.look)
        self.checks.currentIndexChanged.connect(self._show_chosen)
        self.list.clicked.connect(self._choose)
        self.list.row_entered.connect(lambda: self._choose(self.list.currentIndex()))

    def look(self) -> None:
        """Look through the articles."""
        self.words.setText("")
        articles = self.where.currentData()

        def work(library: Library, progress: Progress) -> list[Finding]:
            return list(proofread(library, articles, progress))

        self._tasks.run(translated("Checking"), work, self._show)

    def _show(self, found: Sequence[Finding]) -> None:
        self._found = found
        shown, counts = self.checks.currentData(), Counter(one.check for one in found)
        self.checks.blockSignals(True)
        self.checks.clear()
        self.checks.addItem(translated("Everything ({count})", count=len(found)), "")
        for name, check in CHECKS.items():
            if counts[name]:
                self.checks.addItem(f"{translated(check.title)} ({counts[name]})", name)
        self.checks.setCurrentIndex(max(self.checks.findData(shown), 0))
        self.checks.blockSignals(False)
        self.words.setText(
            translated_plural("{count} finding.", "{count} findings.", len(found))
            if found
            else translated("Nothing was found in the annotations.")
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        check = self.checks.currentData()
        self.model.show_findings([one for one in self._found if check in ("", one.check)])

    def _fail(self, error: KnownError) -> None:
        self.words.setText(str(error))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.finding_chosen.emit(index.data(FINDING))
