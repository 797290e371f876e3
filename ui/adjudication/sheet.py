"""The sheet beside the text: the differences of an article, what each annotator has, how far it is settled."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.adjudication.cases import Adjudication, Case
from desktop.base.translation import translated, translated_plural
from ui.adjudication.case_card import CaseCard
from ui.adjudication.case_rows import CaseDelegate, CaseModel
from ui.base import keys
from ui.base.buttons import tool_button
from ui.base.keyed_button import KeyedButton
from ui.base.panel_parts import MARGIN, EmptyState
from ui.base.plain_text import PlainLabel
from ui.base.reading_only import reads
from ui.base.row_list import RowList


class AdjudicationSheet(QWidget):
    """Shows and asks; the controller decides."""

    chosen = Signal(object)  # a Case, by hand
    entered = Signal()  # Enter was pressed on a case: to the text
    by_rule_wanted = Signal()
    names_hidden = Signal(bool)
    closed = Signal()
    menu_wanted = Signal(QPoint)  # at this place of the screen, of the case that is chosen
    case_shown = Signal()  # another one, or the same as it is by now

    def __init__(self, *, hides_names: bool) -> None:
        super().__init__()
        self.setAccessibleName(translated("Adjudication"))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(250)
        self._adjudication: Adjudication | None = None
        self._case_id = ""
        self.progress = PlainLabel()
        self.progress.setProperty("tone", "secondary")
        self.progress.setWordWrap(True)
        self.by_rule = KeyedButton(translated("Decide by a rule…"), keys.BY_RULE, self.by_rule_wanted.emit)
        self.undecided = reads(QCheckBox(translated("Undecided only")))
        self.hidden = reads(QCheckBox(translated("Hide the names")))
        self.hidden.setChecked(hides_names)
        self._rows = CaseModel()
        self.list = RowList(translated("Differences"), self._rows, CaseDelegate())
        self._nothing = EmptyState("")
        self.card = CaseCard()
        self._lay_out()
        self.undecided.toggled.connect(self._show_rows)
        self.hidden.toggled.connect(self.names_hidden)
        self.list.selectionModel().currentChanged.connect(self._take)
        self.list.row_entered.connect(self.entered)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)

    def _lay_out(self) -> None:
        heading = PlainLabel(translated("Adjudication"))
        heading.setProperty("tone", "heading")
        close = reads(tool_button("×", "quiet", translated("Close the adjudication")))
        close.clicked.connect(self.closed)
        above = QHBoxLayout()
        above.setContentsMargins(MARGIN, 0, 8, 0)
        above.addWidget(heading, 1)
        above.addWidget(close)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.setSpacing(6)
        for widget in (self.progress, self.by_rule, self.undecided, self.hidden):
            head.addWidget(widget)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.card)
        parts.setSizes([300, 300])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(head)
        column.addWidget(self._nothing, 1)
        column.addWidget(parts, 1)
        self._parts = parts

    @property
    def takes_keys(self) -> tuple[QWidget, ...]:
        """What of it may have the keyboard and takes no letters."""
        return self.list, self.by_rule, self.undecided, self.hidden

    # What is shown

    def show_adjudication(self, adjudication: Adjudication | None) -> None:
        """Show an article's cases; the one that was chosen stays so, while it is listed."""
        self._adjudication = adjudication
        coders = len(adjudication.names) if adjudication else 0
        cases = adjudication.to_look_at if adjudication else ()
        self._nothing.say(_why_nothing(adjudication))
        self._nothing.setVisible(not cases)
        self._parts.setVisible(bool(cases))
        for widget in (self.progress, self.by_rule, self.undecided, self.hidden):
            widget.setVisible(coders > 1)
        if adjudication is not None:
            self.progress.setText(_progress(adjudication))
            self.by_rule.setEnabled(bool(adjudication.undecided))
        self._show_rows()

    def _show_rows(self) -> None:
        found = self._adjudication
        listed = [case for case in found.to_look_at if self._is_listed(case)] if found else []
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        self._rows.show(found, listed)
        row = self._rows.row_of(self._case_id)
        if row is not None:
            selection.setCurrentIndex(self._rows.index(row), selection.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(self._rows.index(row))
        selection.blockSignals(False)
        self.list.viewport().update()
        self.card.show_case(self.case, found)
        self.case_shown.emit()

    def _is_listed(self, case: Case) -> bool:
        return not (self.undecided.isChecked() and case.is_decided) or case.id == self._case_id

    @property
    def case(self) -> Case | None:
        """The case that is chosen."""
        row = self._rows.row_of(self._case_id)
        return None if row is None else self._rows.cases[row]

    @property
    def cases(self) -> Sequence[Case]:
        """Those that are listed, in reading order."""
        return self._rows.cases

    def choose(self, case: Case | None) -> None:
        """Choose a case that is listed, without a word of it."""
        self._case_id = case.id if case else ""
        self._show_rows()

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._rows.cases):
            case = self._rows.cases[index.row()]
            self._case_id = case.id
            self.card.show_case(case, self._adjudication)
            self.case_shown.emit()
            self.chosen.emit(case)

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))


def _why_nothing(adjudication: Adjudication | None) -> str:
    if adjudication is None:
        return translated("No article is open.")
    if len(adjudication.names) < 2:
        return translated("Fewer than two annotators have coded this article, so there is nothing to settle.")
    return translated("All annotators have the same claims here.")


def _progress(adjudication: Adjudication) -> str:
    cases = adjudication.to_look_at
    decided = sum(case.is_decided for case in cases)
    words = translated_plural(
        "{decided} of {count} difference decided", "{decided} of {count} differences decided", len(cases),
        decided=decided,
    )  # fmt: skip
    waiting = len(adjudication.agreed_undecided)
    if not waiting:
        return words
    alike = translated_plural(
        "{count} claim that all agree on is not decided yet",
        "{count} claims that all agree on are not decided yet",
        waiting,
    )
    return f"{words} · {alike}"
