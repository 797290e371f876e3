"""The command palette: every command by a few letters of its name."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.base.translation import listed, translated
from desktop.model.folding import folded, has_words
from ui.base.announcing import announce
from ui.base.keys import is_enter, rows_stepped, shown
from ui.commands.palette_delegate import BESIDE, KEYS, PaletteDelegate

_PAGE = 8  # rows that Page Down goes


class Entry(NamedTuple):
    """A command as the palette shows it."""

    menu: str
    text: str
    keys: str
    run: Callable[[], None]  # by a signal, as `QAction.trigger` does: see `ui/start/error_reports.py`
    why_not: str = ""  # why it cannot be used now

    @property
    def in_words(self) -> str:
        """As it is read aloud."""
        return listed(filter(None, (self.text, self.menu, shown(self.keys), self.why_not)))


class Palette(QDialog):
    """Type, choose, Enter."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName(translated("All commands"))
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(min(520, parent.width() - 32))
        self._entries = sorted(entries, key=lambda entry: bool(entry.why_not))  # what can be used comes first
        self._shown: list[int] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        self.field = QLineEdit(placeholderText=translated("What would you like to do?"))
        self.field.setAccessibleName(translated("Command"))
        self.field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setAccessibleName(translated("Commands"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(min(340, parent.height() - 160))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._narrow)
        self._narrow("")

    def _narrow(self, text: str) -> None:
        fits = has_words(text)
        self._shown = [place for place, entry in enumerate(self._entries) if fits(folded(f"{entry.menu} {entry.text}"))]
        self._model.clear()
        for place in self._shown:
            entry = self._entries[place]
            item = QStandardItem(entry.text)
            item.setEnabled(not entry.why_not)
            item.setData(entry.why_not or entry.menu, BESIDE)
            item.setData(shown(entry.keys), KEYS)
            item.setData(entry.in_words, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._choose(0)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            index = self._model.index(row, 0)
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
            words = self._entries[self._shown[row]].in_words
            self.field.setAccessibleDescription(words)
            announce(self.field, words)

    def _run(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            entry = self._entries[self._shown[row]]
            if not entry.why_not:
                self.accept()
                entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            here = self.list.currentIndex().row()
            if by := rows_stepped(event, _PAGE):
                self._choose(min(max(here + by, 0), len(self._shown) - 1))
                return True
            if is_enter(event):
                self._run(here)
                return True
        return super().eventFilter(watched, event)
