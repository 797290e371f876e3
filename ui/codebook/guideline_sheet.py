"""The sheet of guidelines beside the text: every part of the codebook, its guideline to read and write, examples."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.base.translation import translated
from desktop.model import nested_options
from desktop.model.codebook import Codebook, Label, Part, PartPath
from desktop.model.folding import folded, has_words
from ui.base import theme
from ui.base.buttons import tool_button
from ui.base.filter_field import FilterField
from ui.base.panel_parts import MARGIN, paint_line, paint_row_ground
from ui.base.plain_text import PlainLabel, guideline_tip
from ui.base.reading_only import reads
from ui.base.row_list import RowDelegate, RowList, RowModel
from ui.codebook.examples import Example, ExampleRow
from ui.codebook.guideline_field import GuidelineField

Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _STEP = 26, 14


class _PartModel(RowModel):
    """The codebook's parts, each below its parent."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[PartPath, Part, int]] = []

    def show(self, codebook: Codebook, matching: str) -> None:
        fits = has_words(matching)
        self.parts = [one for one in _walked(codebook) if fits(folded(one[1].name))]
        self.set_count(len(self.parts))

    def row_of(self, path: PartPath | None) -> int | None:
        return next((row for row, (one, _, _) in enumerate(self.parts) if one == path), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.parts):
            return None
        _, part, _ = self.parts[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return guideline_tip(part.guideline)
        return part.name if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None


def _walked(codebook: Codebook) -> list[tuple[PartPath, Part, int]]:
    found: list[tuple[PartPath, Part, int]] = []
    for label in codebook.labels:
        found.append(((label.id,), label, 0))
        for attribute in label.attributes:
            found.append(((label.id, attribute.id), attribute, 1))
            for depth, option in nested_options.in_order(attribute.options):
                found.append(((label.id, attribute.id, option.id), option, 2 + depth))
    return found


class _PartRow(RowDelegate):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._label = QFont(theme.interface_font()), QFont(theme.interface_font())
        self._label.setWeight(QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, look = index.model(), theme.current()
        if isinstance(model, _PartModel) and index.row() < len(model.parts):
            _, part, depth = model.parts[index.row()]
            paint_row_ground(painter, option)
            room = option.rect.adjusted(MARGIN + _STEP * depth, 0, -MARGIN, 0)
            face = self._label if isinstance(part, Label) else self._name
            paint_line(painter, room, part.name, face, look.ink if part.guideline else look.secondary)


class GuidelineSheet(QWidget):
    """Shows and asks; the controller does it."""

    chosen = Signal()  # another part, by hand
    written = Signal(object, str, str)  # the path of a part, its guideline, and what that was when writing began
    example_wanted = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translated("Guidelines"))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self._codebook: Codebook | None = None
        self.path: PartPath | None = None
        self._rows = _PartModel()
        self.list = RowList(translated("Labels, attributes and options"), self._rows, _PartRow())
        self.filter = FilterField(
            translated("Find a label, attribute or option"), translated("Find a label, attribute or option…")
        )
        self.filter.textChanged.connect(self._show_rows)
        self.filter.entered.connect(self._enter_list)
        self._name = PlainLabel()
        self._name.setProperty("tone", "heading")
        self._name.setWordWrap(True)
        self.guideline = GuidelineField()
        self.guideline.changed.connect(lambda words, seen: self.written.emit(self.path, words, seen))
        self.guideline.left.connect(self.list.setFocus)
        self._examples = QVBoxLayout()
        self._examples.setSpacing(2)
        self._of_examples = PlainLabel(translated("Examples"))
        self._of_examples.setProperty("tone", "secondary")
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda index, _: self._take(index.row()))

    def _lay_out(self) -> None:
        heading = PlainLabel(translated("Guidelines"))
        heading.setProperty("tone", "heading")
        close = reads(tool_button("×", "quiet", translated("Close the guidelines")))
        close.clicked.connect(self.closed)
        above = QHBoxLayout()
        above.addWidget(heading, 1)
        above.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(8)
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, 0)
        below.setSpacing(6)
        above.setContentsMargins(MARGIN, 0, 8, 0)
        for widget in (self._name, self.guideline, self._of_examples):
            below.addWidget(widget)
        below.setStretch(1, 1)
        below.addLayout(self._examples)
        search = QHBoxLayout()
        search.setContentsMargins(MARGIN, 0, MARGIN, 0)
        search.addWidget(self.filter)
        column.addLayout(above)
        column.addLayout(search)
        column.addWidget(self.list, 2)
        column.addLayout(below, 3)

    def show_codebook(self, codebook: Codebook) -> None:
        """Show this codebook; what is chosen and what is being written stay."""
        self._codebook = codebook
        self._show_rows()

    def _show_rows(self) -> None:
        if self._codebook is not None:
            self._rows.show(self._codebook, self.filter.text())
            self.choose(self.path)

    def _enter_list(self) -> None:
        if self._rows.parts:
            self.list.setFocus()
            if self._rows.row_of(self.path) is None:
                self.list.setCurrentIndex(self._rows.index(0))

    def choose(self, path: PartPath | None) -> None:
        """Show the guideline of the part at this path; where it is gone, of what was around it."""
        while path and self._codebook is not None and self._codebook.at(path) is None:
            path = path[:-1]
        if not path and self._codebook is not None:
            path = (self._codebook.labels[0].id,)
        self.path = path or None
        row, selection = self._rows.row_of(self.path), self.list.selectionModel()
        selection.blockSignals(True)
        if row is None:
            selection.clear()
        else:
            index = self._rows.index(row)
            selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        selection.blockSignals(False)
        self.list.viewport().update()
        self._show_part()

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._rows.parts):
            self.path = self._rows.parts[row][0]
            self._show_part()
            self.chosen.emit()

    def _show_part(self) -> None:
        part = self._codebook.at(self.path) if self._codebook and self.path else None
        self._name.setText(part.name if part else "")
        self.guideline.show_words(part.guideline if part else "")
        self.guideline.setEnabled(part is not None)

    def show_examples(self, examples: Sequence[Example]) -> None:
        """Show these annotations that have the chosen part."""
        while (item := self._examples.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for example in examples:
            row = ExampleRow(example)
            row.wanted.connect(self.example_wanted)
            self._examples.addWidget(row)
        self._of_examples.setVisible(bool(examples))
