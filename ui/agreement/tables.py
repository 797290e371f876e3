"""The tables of a comparison: rows of texts, however many, which are only read or lead to a place."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeView

from ui.base import keys
from ui.base.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_NARROW, _WIDE = 60, 320  # px of a column

ALL: Final = 1000  # columns: more than there are
PLACE = Qt.ItemDataRole.UserRole  # what a row leads to; None: nowhere

Cells = Sequence[str]


class TableModel(QAbstractTableModel):
    """Rows of cells under headings. What a row is made of is asked when it is looked at."""

    def __init__(self, parent: QObject, *, numbers: int) -> None:
        """So many columns after the first are `numbers`, which are set right."""
        super().__init__(parent)
        self._numbers = numbers
        self._headings: Cells = ()
        self._count = 0
        self._cells: Callable[[int], Cells] = lambda row: ()
        self._tip: Callable[[int], str] = lambda row: ""
        self._place: Callable[[int], Any] = lambda row: None

    def show_rows(
        self,
        headings: Cells,
        count: int,
        cells: Callable[[int], Cells],
        tip: Callable[[int], str] = lambda row: "",
        place: Callable[[int], Any] = lambda row: None,
    ) -> None:
        """Show so many rows: the cells of each, what it means, and what it leads to."""
        self.beginResetModel()
        self._headings, self._count, self._cells, self._tip, self._place = headings, count, cells, tip, place
        self.endResetModel()

    def rows(self) -> list[Cells]:
        """All of it, the headings first."""
        return [self._headings, *(self._cells(row) for row in range(self._count))]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < section <= self._numbers:
            return _RIGHT
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if 0 < index.column() <= self._numbers else None
        return self._place(index.row()) if role == PLACE else None


class Table(QTreeView):
    """A table that the keyboard reaches; Enter and a double click choose a row."""

    def __init__(self, name: str, *, numbers: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "choices")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table = TableModel(self, numbers=numbers)
        self.setModel(self.table)
        self.header().setStretchLastSection(numbers < ALL)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if keys.is_enter(event):
            event.accept()  # else it would press the default button, too

    def fit_columns(self) -> None:
        """Give each column the room that its first rows need, within bounds."""
        for column in range(self.table.columnCount()):
            wanted = max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column)) + 12
            self.setColumnWidth(column, min(max(wanted, _NARROW), _WIDE))
        if self.table.rowCount():
            self.setCurrentIndex(self.table.index(0, 0))
            self.scrollToTop()
