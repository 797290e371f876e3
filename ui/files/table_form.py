"""The part of the export's dialog that is about tables: which table, what a row is, which columns, the first rows."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.base.translation import Message, listed, translated
from desktop.exchange.formats.tables.cells import typed_in
from desktop.exchange.tables.kinds import KINDS
from desktop.exchange.tables.saved_layouts import LAYOUTS
from desktop.exchange.tables.table import Column, Counting, Kind, Layout, Rows, Table
from desktop.model.codebook import Codebook
from ui.base.panel_parts import one_line
from ui.base.plain_text import tip
from ui.files.columns_dialog import ColumnsDialog

PREVIEWED = 3  # rows
_SEEN = 200  # characters of a cell
_WIDTH = 130  # of a column, in pixels
_ROWS: dict[Rows, Message] = {
    "claim": Message("A row for each claim"),
    "source": Message("A row for each claim and source"),
}


class TableForm(QObject):
    """Rows of the dialog's form, shown for formats that are tables; `layout` is what was chosen there."""

    changed = Signal()

    def __init__(self, form: QFormLayout, codebook: Codebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._form = form
        self._codebook = codebook
        self._columns: tuple[str, ...] = ()
        self.table = _combo(translated("Table of"), [(translated(kind.title), kind.name) for kind in KINDS.values()])
        self.rows = _combo(translated("Rows"), [(translated(text), rows) for rows, text in _ROWS.items()])
        self.columns = QComboBox()
        self.columns.setAccessibleName(translated("Columns"))
        self.choose = QPushButton(translated("Choose…"))
        self.choose.setAutoDefault(False)
        self._what, self._which = _side_by_side(self.table, self.rows), _side_by_side(self.columns, self.choose)
        form.addRow(translated("Table of"), self._what)
        form.addRow(translated("Columns"), self._which)
        self.once = QCheckBox(translated("Count the same words once in articles with much the same text"))
        form.addRow("", self.once)
        self.once.toggled.connect(self.changed)
        self._fill_columns()
        self.table.currentIndexChanged.connect(self._show_table)
        self.rows.currentIndexChanged.connect(self.changed)
        self.columns.activated.connect(self._take_columns)
        self.choose.clicked.connect(self._choose)

    @property
    def kind(self) -> Kind:
        return KINDS[str(self.table.currentData())]

    @property
    def layout(self) -> Layout:
        rows: Rows = self.rows.currentData() if self.kind.of_claims else "claim"
        count: Counting = "once" if self.kind.of_claims and self.once.isChecked() else "each"
        return Layout(table=self.kind.name, rows=rows, count=count, columns=self._columns)

    @property
    def left_out(self) -> str:
        """What such a table has no place for, and which kept columns this library does not have; in sentences."""
        unknown = self.layout.unknown(self.kind.columns(self._codebook))
        words = [translated(self.kind.leaves_out)] if self.kind.leaves_out else []
        if unknown:
            words.append(
                translated("This library has no {columns}; the table leaves that out.", columns=listed(unknown))
            )
        return " ".join(words)

    def set_visible(self, visible: bool) -> None:
        """Show these rows of the form, or none of them."""
        self._form.setRowVisible(self._what, visible)
        self._form.setRowVisible(self._which, visible)
        self._form.setRowVisible(self.once, visible and self.kind.of_claims)
        self.rows.setVisible(self.kind.of_claims)

    def take(self, table: object, rows: object, columns: object, count: object) -> None:
        """Take what was chosen before; what no table has any more is left out."""
        if table not in KINDS:
            return
        self.table.setCurrentIndex(self.table.findData(table))
        self.rows.setCurrentIndex(max(self.rows.findData(rows), 0))
        self.once.setChecked(count == "once")
        known = {column.id for column in self.kind.columns(self._codebook)}
        self._columns = tuple(one for one in columns if one in known) if isinstance(columns, list) else ()
        self._fill_columns()

    def write_a_row_each(self) -> None:
        """Let a row be a claim and one of its sources."""
        self.rows.setCurrentIndex(self.rows.findData("source"))

    def _show_table(self) -> None:
        self._columns = ()
        self._fill_columns()
        self.changed.emit()

    def _fill_columns(self, name: str | None = None) -> None:
        """All columns; those that are kept for this table under a name; and, where there are, those chosen just now."""
        self.columns.clear()
        self.columns.addItem(translated("All columns"), Layout(table=self.kind.name))
        for known, layout in LAYOUTS.all().items():
            if layout.table == self.kind.name:
                self.columns.addItem(known, layout)
        if self._columns and name is None:
            self.columns.addItem(translated("The chosen columns"), self.layout)
        place = self.columns.findText(name) if name else self.columns.count() - 1
        self.columns.setCurrentIndex(place if self._columns else 0)

    def _take_columns(self) -> None:
        layout = self.columns.currentData()
        self._columns = layout.columns
        if layout.columns:
            self.rows.setCurrentIndex(self.rows.findData(layout.rows))
            self.once.setChecked(layout.count == "once")
        self.changed.emit()

    def _choose(self) -> None:
        columns: Sequence[Column] = self.kind.columns(self._codebook)
        dialog = ColumnsDialog(self._parent, columns, self._columns, LAYOUTS.all())
        if not dialog.exec():
            return
        self._columns = dialog.chosen
        name = dialog.name.text().strip()
        if name:
            LAYOUTS.save(name, replace(self.layout, columns=dialog.chosen))
        self._fill_columns(name or None)
        self.changed.emit()


class FirstRows(QTreeWidget):
    """The first rows of a table, as they will be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translated("The first rows"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setProperty("kind", "choices")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.header().setStretchLastSection(False)
        self.setFixedHeight(self.fontMetrics().height() * (PREVIEWED + 1) + 74)

    def show_table(self, table: Table) -> None:
        self.clear()
        self.setColumnCount(len(table.columns))
        self.setHeaderLabels([one_line(name) for name in table.columns])
        for row in table.rows:
            words = [typed_in(cell) for cell in row]
            item = QTreeWidgetItem(self, [one_line(word, _SEEN) for word in words])
            for place, word in enumerate(words):
                item.setToolTip(place, tip(word[: 10 * _SEEN]))
        for place in range(len(table.columns)):
            self.setColumnWidth(place, _WIDTH)


def _combo(name: str, items: Sequence[tuple[str, str]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for text, data in items:
        combo.addItem(text, data)
    return combo


def _side_by_side(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget, 0 if isinstance(widget, QPushButton) else 1)
    return row
