"""The lists of the panels: rows of one height, painted by a delegate; and a model whose rows are counted in C++."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.base import keys
from ui.base.panel_parts import saved

Index = QModelIndex | QPersistentModelIndex


class RowModel(QStringListModel):
    """A list of so many rows; what they show is said by `data` alone.

    A list view asks the model how many rows there are with each row that it lays out. With ten thousand rows that
    would be ten thousand calls into Python, longer than a frame. The strings of the model stay empty.
    """

    def set_count(self, rows: int) -> None:
        """Show so many rows, all of them new."""
        self.setStringList([""] * rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        raise NotImplementedError

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class RowDelegate(QStyledItemDelegate):
    """Paints a row, and gives the list its painter back as it was, whatever the row raises."""

    _faces: tuple[QFont, QFont, QFont] | None = None  # the list's own, and made of it: for names, for what is small

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        with saved(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_row(painter, option, index)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        raise NotImplementedError

    def faces(self, font: QFont) -> tuple[QFont, QFont]:
        """The faces of names and of small words, made of the list's own.

        They are the same objects each time: Qt looks for the face of a new one, which takes as long as to draw words.
        """
        if self._faces is None or self._faces[0] != font:
            names, small = QFont(font), QFont(font)
            names.setWeight(QFont.Weight.Medium)
            small.setPixelSize(12)
            self._faces = QFont(font), names, small
        return self._faces[1:]


class RowList(QListView):
    """A list of rows. A letter is a command of the window (D marks as done), never a search among the rows."""

    row_entered = Signal()  # Enter was pressed on the current row

    def __init__(self, name: str, model: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self.setAccessibleName(name)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)  # last: a list that has no delegate yet measures its rows by reading one
        self._chosen: list[range] | None = None  # until somebody asks
        self.selectionModel().selectionChanged.connect(self._forget_chosen)
        model.modelReset.connect(self._forget_chosen)
        model.rowsRemoved.connect(self._forget_chosen)
        model.rowsInserted.connect(self._forget_chosen)

    @property
    def chosen_places(self) -> list[range]:
        """The selected rows: few ranges, however many rows they are. Each command asks, after each step."""
        if self._chosen is None:
            parts = self.selectionModel().selection().toList()
            self._chosen = [range(part.top(), part.bottom() + 1) for part in parts]
        return self._chosen

    @property
    def chosen_count(self) -> int:
        """How many rows are selected."""
        return sum(map(len, self.chosen_places))

    def _forget_chosen(self) -> None:
        self._chosen = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A row that is current and was seen stays in view, as where the details open below."""
        current, rect = self.currentIndex(), self.visualRect(self.currentIndex())
        was_seen = current.isValid() and rect.bottom() >= 0 and rect.top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if keys.is_enter(event) and not is_editing:
            self.row_entered.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
