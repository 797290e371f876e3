"""Which columns a table is to have, in which order; and a name under which that is kept."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from desktop.base.translation import translated
from desktop.exchange.tables.table import Column
from ui.base.dialog import Dialog

_ID = Qt.ItemDataRole.UserRole


class ColumnsDialog(Dialog):
    """All columns of a table with a tick each, to be dragged or moved by buttons."""

    def __init__(
        self, parent: QWidget | None, columns: Sequence[Column], chosen: Sequence[str], kept: Collection[str]
    ) -> None:
        super().__init__(parent, translated("Columns"), 420)
        self._kept = kept
        self.list = QListWidget()
        self.list.setAccessibleName(translated("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setProperty("kind", "choices")
        self.list.setMinimumHeight(260)
        self._fill(columns, chosen)
        self.column.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.up = self._add(row, translated("Move up"), lambda: self._move(-1))
        self.down = self._add(row, translated("Move down"), lambda: self._move(1))
        self.every = self._add(row, translated("Tick all"), lambda: self._tick(Qt.CheckState.Checked))
        self.none = self._add(row, translated("Tick none"), lambda: self._tick(Qt.CheckState.Unchecked))
        self.column.addLayout(row)
        self.name = QLineEdit(placeholderText=translated("A name, to use them again later"))
        self.name.setAccessibleName(translated("Keep the columns as"))
        self.column.addWidget(self.name)
        self.note = self.add_words("")
        self.add_buttons(translated("Use these columns"))
        self.list.itemChanged.connect(self._show_state)
        self.list.currentRowChanged.connect(self._show_state)
        self.name.textChanged.connect(self._show_state)
        self.list.setCurrentRow(0)
        self._show_state()

    def _fill(self, columns: Sequence[Column], chosen: Sequence[str]) -> None:
        by_id = {column.id: column for column in columns}
        wanted = [id for id in chosen if id in by_id] or list(by_id)
        for id in (*wanted, *(id for id in by_id if id not in set(wanted))):
            item = QListWidgetItem(by_id[id].name, self.list)
            item.setData(_ID, id)
            item.setCheckState(Qt.CheckState.Checked if id in wanted else Qt.CheckState.Unchecked)

    def _add(self, row: QHBoxLayout, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        row.addWidget(button)
        return button

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the columns that are ticked, in their order."""
        return tuple(item.data(_ID) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            item.setCheckState(state)

    def _show_state(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(row < self.list.count() - 1)
        self.accept_button.setEnabled(bool(self.chosen))
        is_kept = self.name.text().strip() in self._kept
        self.note.setText(translated("The columns that have this name are replaced.") if is_kept else "")
