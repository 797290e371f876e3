"""The layers of a library, each with what is in it and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from desktop.base.text_direction import isolated
from desktop.base.translation import translated, translated_plural
from ui.base.dialog import Dialog
from ui.base.plain_text import PlainLabel

_MOST_HEIGHT = 320


@dataclass(frozen=True, slots=True)
class Layer:
    """A row of the dialog."""

    id: str
    name: str
    annotations: int  # accepted ones
    articles: int  # in which these are
    is_worked_in: bool
    is_beside: bool  # the text
    may_be_worked_in: bool


@dataclass(frozen=True, slots=True)
class Blindness:
    """Whether others' work is hidden until an article is done."""

    is_on: bool
    hidden: str  # what is hidden, as a sentence; that nothing is from who may only read
    owner: str  # who alone may change it; none where one may oneself
    can_change: bool  # anything here


class LayersDialog(Dialog):
    """Says whose work the library holds, and asks which is shown beside the text, worked in or copied."""

    beside_wanted = Signal(object)  # the layers of these ids, at once
    work_wanted = Signal(str)  # in the layer of this id
    copy_wanted = Signal(str)  # of the layer of this id, into the one that is worked in
    blind_wanted = Signal(bool)  # coding, or not

    def __init__(self, parent: QWidget | None, layers: Sequence[Layer], most_beside: int, blindness: Blindness) -> None:
        super().__init__(parent, translated("Layers"), 780)
        self.add_words(
            translated(
                "Each annotator's work is a layer of its own. The text, the lists and all counts show the one you work "
                "in. Others can be looked at beside the text, {count} at most.",
                count=most_beside,
            )
        )
        self._most = most_beside
        self._boxes: dict[str, QCheckBox] = {}  # by layer
        self._list = area = QScrollArea()
        area.setAccessibleName(translated("Layers"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(area)
        words = translated("&Blind coding: others' work on an article is hidden until one has marked it as done")
        self.blind = QCheckBox(words)
        self.blind.clicked.connect(self.blind_wanted)
        self.column.addWidget(self.blind)
        self._told = self.add_words("", "secondary")
        self.show_layers(layers, blindness)
        self.add_buttons(reject=translated("Close"))

    def show_layers(self, layers: Sequence[Layer], blindness: Blindness) -> None:
        """Show these, in the place of what was shown before."""
        grid = QWidget()
        self._rows = QGridLayout(grid)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(0, 1)
        self._boxes.clear()
        for row, layer in enumerate(layers):
            self._add(row, layer)
        self._allow()
        self._list.setWidget(grid)
        self._list.setFixedHeight(min(grid.sizeHint().height() + 4, _MOST_HEIGHT))
        self._show_blindness(blindness)
        self.fit_height()

    def _add(self, row: int, layer: Layer) -> None:
        count = translated_plural(
            "{count} annotation {in_articles}",
            "{count} annotations {in_articles}",
            layer.annotations,
            in_articles=translated_plural("in {count} article", "in {count} articles", layer.articles),
        )
        counted = PlainLabel(count)
        counted.setProperty("tone", "secondary")
        name = PlainLabel(layer.name)
        name.setWordWrap(True)
        self._rows.addWidget(name, row, 0)
        self._rows.addWidget(counted, row, 1)
        if layer.is_worked_in:
            self._rows.addWidget(PlainLabel(translated("You work here")), row, 2, 1, 3)
            return
        self._boxes[layer.id] = box = QCheckBox(translated("Beside the text"))
        box.setAccessibleName(translated("Show the layer of {name} beside the text", name=layer.name))
        box.setChecked(layer.is_beside)
        box.toggled.connect(self._choose_beside)
        self._rows.addWidget(box, row, 2)
        work = self._button(translated("Work in it"), translated("Work in the layer of {name}", name=layer.name))
        work.setEnabled(layer.may_be_worked_in)
        work.clicked.connect(lambda: self._finish(self.work_wanted, layer.id))
        self._rows.addWidget(work, row, 3)
        copy = self._button(translated("Copy into mine"), translated("Copy the layer of {name}", name=layer.name))
        copy.setEnabled(layer.annotations > 0)
        copy.clicked.connect(lambda: self._finish(self.copy_wanted, layer.id))
        self._rows.addWidget(copy, row, 4)

    def _show_blindness(self, blindness: Blindness) -> None:
        self.blind.setChecked(blindness.is_on)
        self.blind.setEnabled(blindness.can_change and not blindness.owner)
        told = [blindness.hidden]
        if blindness.owner:
            told.append(translated("Only {owner} turns blind coding on and off.", owner=isolated(blindness.owner)))
        self._told.setText(" ".join(filter(None, told)))
        self._told.setVisible(any(told))

    def _choose_beside(self) -> None:
        self._allow()
        self.beside_wanted.emit([id for id, box in self._boxes.items() if box.isChecked()])

    def _allow(self) -> None:
        """Let no more be chosen than there is room for."""
        is_full = sum(box.isChecked() for box in self._boxes.values()) >= self._most
        for box in self._boxes.values():
            box.setEnabled(box.isChecked() or not is_full)

    def _button(self, words: str, accessible: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(accessible)
        return button

    def _finish(self, signal: object, layer: str) -> None:
        self.accept()
        signal.emit(layer)  # type: ignore[attr-defined]
