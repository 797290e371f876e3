"""What a table of metadata would change, before it is taken in. It is worked out off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.base.progress import Progress
from desktop.base.translation import listed, translated, translated_plural
from desktop.exchange import metadata
from desktop.exchange.metadata import Matches, MetadataTable, Plan
from desktop.library import Library
from ui.base.panel_parts import one_line
from ui.base.plain_text import tip
from ui.base.working_dialog import WorkingDialog

_SHOWN = 200  # changes
_SEEN = 200  # characters of a cell
_WIDTHS = (230, 90, 180)


class MetadataDialog(WorkingDialog):
    """Asks whether a table is to be taken in, and whether only what is empty is to be filled in."""

    def __init__(self, parent: QWidget | None, open_library: Callable[[], Library], file: Path) -> None:
        super().__init__(parent, translated("Article details from a table"), 760, open_library)
        self._file = file
        self.table: MetadataTable | None = None
        self.matches = Matches()
        self.add_words(translated("From {file}", file=file.name))
        self.add_report(tone="")
        self.list = QTreeWidget()
        self.list.setAccessibleName(translated("What changes"))
        self.list.setProperty("kind", "choices")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHeaderLabels(
            [translated("Article"), translated("What"), translated("Now"), translated("In the table")]
        )
        for place, width in enumerate(_WIDTHS):
            self.list.setColumnWidth(place, width)
        self.list.setMinimumHeight(self.fontMetrics().height() * 7 + 40)
        self.column.addWidget(self.list, 1)
        self.only_empty = QCheckBox(translated("Fill in empty details only"))
        self.only_empty.toggled.connect(self._plan)
        self.column.addWidget(self.only_empty)
        self.add_left_out(84)
        self.add_buttons(translated("Change the articles"))
        self.accept_button.setEnabled(False)

    def look(self) -> None:
        """Read the table, and find its articles."""
        file = self._file

        def work(library: Library, progress: Progress) -> tuple[MetadataTable, Matches]:
            table = metadata.read(file)
            return table, metadata.matched(library, table, progress)

        self.run(translated("Looking for the articles"), work, self._take)

    def _take(self, found: tuple[MetadataTable, Matches]) -> None:
        self.table, self.matches = found
        self._plan()

    def _plan(self) -> None:
        self.accept_button.setEnabled(False)
        if self.table is None:
            return
        table, matches, only_empty = self.table, self.matches, self.only_empty.isChecked()

        def work(library: Library, progress: Progress) -> Plan:
            return metadata.plan(library, table, matches, only_empty=only_empty)

        self.run(translated("Looking for the articles"), work, self._show)

    def _show(self, made: Plan) -> None:
        self.words.setText("\n".join(metadata.sentences(self.matches, made)))
        self.list.clear()
        changes = [(article, name, value) for article, fields in made.changed for name, value in fields.items()]
        for article, name, value in changes[:_SHOWN]:
            before = getattr(article, name)
            cells = [article.title, translated(metadata.CHANGED[name]), _words(before), _words(value)]
            item = QTreeWidgetItem(self.list, [one_line(cell, _SEEN) for cell in cells])
            for place, cell in enumerate(cells):
                item.setToolTip(place, tip(cell))
        remarks = [*self.matches.left_out, *made.left_out]
        if len(changes) > _SHOWN:
            remarks.append(translated("The first {count} changes are shown.", count=_SHOWN))
        self.show_left_out(remarks)
        count = len(made.changed)
        self.accept_button.setText(translated_plural("Change {count} article", "Change {count} articles", count))
        self.accept_button.setEnabled(count > 0)


def _words(value: Any) -> str:
    return listed(value) if isinstance(value, tuple) else str(value)
