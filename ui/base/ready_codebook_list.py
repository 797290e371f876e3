"""The codebooks that come along, to choose one."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from desktop.base.translation import translated
from desktop.model.codebook import Codebook
from desktop.model.ready_codebooks import READY, ready
from ui.base.plain_text import PlainLabel


class ReadyList(QWidget):
    """Their names, and what the chosen one is for."""

    entered = Signal()  # one was chosen by a double click

    def __init__(self) -> None:
        super().__init__()
        self._codebooks = {name: ready(name) for name in READY}
        self._names = list(READY)
        self.list = QListWidget()
        self.list.setAccessibleName(translated("Ready codebooks"))
        self.list.setProperty("kind", "choices")
        for offered in READY.values():
            self.list.addItem(translated(offered.name))
        self.list.setMinimumHeight(150)
        self.about = PlainLabel()
        self.about.setProperty("tone", "secondary")
        self.about.setWordWrap(True)
        self.about.setMinimumHeight(56)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.about)
        self.list.currentRowChanged.connect(lambda row: self.about.setText(translated(READY[self._names[row]].about)))
        self.list.itemDoubleClicked.connect(self.entered)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.doItemsLayout()  # as high as the style sheet wants them, which is in force by now

    @property
    def chosen(self) -> Codebook:
        return self._codebooks[self._names[self.list.currentRow()]]
