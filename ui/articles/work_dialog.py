"""How far those are who are to code articles: a line for each annotator, a row for each article to be opened."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.base.text_direction import isolated
from desktop.base.translation import translated
from desktop.model.work_plan import WorkPlan, WorkRow, progress_lines, unasked_words
from ui.articles.words import STATUS
from ui.base.dialog import Dialog
from ui.base.panel_parts import one_line
from ui.base.plain_text import tip
from ui.base.row_menu import offer_menu

_ID: Final = Qt.ItemDataRole.UserRole
_LEAST_HEIGHT: Final = 260
_TITLE_WIDTH: Final = 320


class WorkDialog(Dialog):
    """Shows who codes what; the article of a row is opened by Enter or a double click."""

    def __init__(self, parent: QWidget | None, plan: WorkPlan, names: Mapping[str, str]) -> None:
        """`names` are those of the layers, by their ids."""
        super().__init__(parent, translated("Who codes what"), 760)
        self._plan = plan
        self.chosen = ""  # the id of an article that is to be opened
        layers = plan.layers
        self.progress = self.add_words(
            "\n".join(progress_lines(plan, {id: isolated(name) for id, name in names.items()}))
            or translated("Nobody is to code anything: select articles in the list, and choose “Assign to…”."),
            "",
        )
        self.open_only = QCheckBox(translated("Only what is &not done"))
        self.open_only.toggled.connect(self._show)
        self.column.addWidget(self.open_only)
        self.table = QTreeWidget()
        self.table.setAccessibleName(translated("Articles and their annotators"))
        self.table.setProperty("kind", "choices")
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHeaderLabels([translated("Article"), *(names.get(layer, layer) for layer in layers)])
        self.table.header().setStretchLastSection(False)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self.table.setMinimumWidth(_TITLE_WIDTH)
        self.table.itemActivated.connect(self._open)
        offer_menu(self.table, lambda item: [(translated("Open the article"), lambda: self._open(item))])
        self.column.addWidget(self.table, 1)
        self._layers = layers
        self._show()
        for widget in (self.open_only, self.table):
            widget.setVisible(bool(plan.rows))
        self.add_buttons(translated("Open the article") if plan.rows else "", translated("Close"))
        if plan.rows:
            self.accept_button.clicked.connect(self._take_current)
            self.table.setFocus()

    def _show(self) -> None:
        self.table.clear()
        for row in self._plan.rows:
            if self.open_only.isChecked() and row.is_done:
                continue
            item = QTreeWidgetItem(self.table, [one_line(row.title), *(_cell(row, layer) for layer in self._layers)])
            item.setData(0, _ID, row.id)
            item.setToolTip(0, tip(row.title))
        for column in range(1, self.table.columnCount()):
            self.table.resizeColumnToContents(column)
        if first := self.table.topLevelItem(0):
            self.table.setCurrentItem(first)

    def _open(self, item: QTreeWidgetItem) -> None:
        self.chosen = item.data(0, _ID)
        self.accept()

    def _take_current(self) -> None:
        item = self.table.currentItem()
        self.chosen = item.data(0, _ID) if item else ""


def _cell(row: WorkRow, layer: str) -> str:
    """How far somebody is in an article; nothing where they are not to code it, and did not."""
    if layer in row.statuses:
        return translated(STATUS[row.statuses[layer]])
    return unasked_words(translated(STATUS[row.unasked[layer]])) if layer in row.unasked else ""
