"""A list model whose rows are counted in C++."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

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
