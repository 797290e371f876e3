"""What a right click, or the key for it, on a row of a table offers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from ui.base.menus import passing_menu

Entries = Sequence[tuple[str, Callable[[], object]]]  # words, and what is done then


def offer_menu(table: QTreeWidget, entries: Callable[[QTreeWidgetItem], Entries]) -> None:
    """Offer these entries for the row below the pointer, which is the current one then."""

    def show(at: QPoint) -> None:
        item = table.itemAt(at)
        if item is None:
            return
        table.setCurrentItem(item)
        menu = passing_menu(table)
        for words, do in entries(item):
            menu.addAction(words).triggered.connect(lambda _=False, do=do: do())
        menu.popup(table.viewport().mapToGlobal(at))

    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.customContextMenuRequested.connect(show)
