"""A list to choose one from, by a few letters or by the arrows, with the keyboard in the field above it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.base.translation import translated
from desktop.model.folding import folded, has_words
from ui.base.keys import rows_stepped
from ui.base.plain_text import shortened
from ui.base.row_list import RowModel

_PAGE = 8  # rows of a page key
_HEIGHT = 220


class ChoiceList(QWidget):
    """Chosen is the likely one, then what is typed or pointed at; nothing before that, where nothing is likely."""

    changed = Signal()  # another one is chosen, or none
    entered = Signal()  # one was, by a double click

    def __init__(
        self, name: str, list_name: str, choices: Sequence[tuple[str, str]], likely: str | None = None
    ) -> None:
        """`choices` are ids and words; `name` and `list_name` are what field and list are called."""
        super().__init__()
        self._likely = likely
        self.model = _Choices(choices)
        self.filter = _Field(self)
        self.filter.setAccessibleName(name)
        self.list = QListView()
        self.list.setAccessibleName(list_name)
        self.list.setProperty("kind", "choices")
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.model)
        self.list.setMinimumHeight(_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        self.setFocusProxy(self.filter)
        self.filter.textChanged.connect(self._narrow)
        self.list.doubleClicked.connect(lambda _: self.entered.emit())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.changed.emit())
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        self.model.narrow(typed)
        self._choose(0 if typed.strip() else self.model.row_of(self._likely))
        self.changed.emit()

    def _choose(self, row: int | None) -> None:
        selection = self.list.selectionModel()
        if row is None or not 0 <= row < self.model.rowCount():
            selection.clear()
        else:
            index = self.model.index(row, 0)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)

    def step(self, by: int) -> None:
        """Choose one so many rows further down."""
        here = self.list.currentIndex().row()
        self._choose(min(max(here + by, 0), self.model.rowCount() - 1))

    @property
    def chosen(self) -> str | None:
        """The id of the one that is chosen."""
        rows = self.list.selectionModel().selectedIndexes()
        return self.model.id_of(rows[0].row()) if rows else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.doItemsLayout()  # as high as the style sheet wants them, which is in force by now
        if (index := self.list.currentIndex()).isValid():
            self.list.scrollTo(index)


class _Field(QLineEdit):
    """The arrows go through the list."""

    def __init__(self, choices: ChoiceList) -> None:
        super().__init__(placeholderText=translated("Type a name…"))
        self._choices = choices

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if by := rows_stepped(event, _PAGE):
            self._choices.step(by)
        else:
            super().keyPressEvent(event)


class _Choices(RowModel):
    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._all = [(id, words, folded(words)) for id, words in choices]
        self._shown = self._all

    def narrow(self, typed: str) -> None:
        fits = has_words(typed)
        self._shown = [one for one in self._all if fits(one[2])]
        self.set_count(len(self._shown))

    def row_of(self, id: str | None) -> int | None:
        return next((row for row, one in enumerate(self._shown) if one[0] == id), None)

    def id_of(self, row: int) -> str:
        return self._shown[row][0]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        said = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return shortened(self._shown[index.row()][1]) if role in said and index.row() < len(self._shown) else None
