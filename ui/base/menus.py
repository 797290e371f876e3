"""Menus that come up where they are asked for, and go when they are left."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.translation import translated_plural
from ui.base.plain_text import on_button

MOST_LISTED: Final = 40  # entries that a menu has room for


def passing_menu(parent: QWidget, title: str = "") -> QMenu:
    """A menu that is there until it is left; its actions may have tool tips."""
    menu = QMenu(title, parent)
    menu.setToolTipsVisible(True)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def below(widget: QWidget) -> QPoint:
    """The place on the screen where a menu of this widget comes up, whether a key or the mouse asks for it."""
    return widget.mapToGlobal(widget.rect().bottomLeft())


def pop_up_below(menu: QMenu, widget: QWidget) -> None:
    """Show a menu below the widget that asks for it."""
    menu.aboutToHide.connect(partial(_look_as_before, widget), Qt.ConnectionType.SingleShotConnection)
    menu.popup(below(widget))


def _look_as_before(widget: QWidget) -> None:
    """The mouse still rests where it asked; what it was pressed for is done, until it comes again."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    widget.update()


def list_in(menu: QMenu, entries: Sequence[tuple[str, Callable[[], object]]], count: int = 0) -> None:
    """Add the entries (words, and what is done then) that there is room for, and how many more of `count` there are."""
    for words, then in entries[:MOST_LISTED]:
        menu.addAction(on_button(words)).triggered.connect(lambda _=False, then=then: then())
    left = max(count, len(entries)) - min(len(entries), MOST_LISTED)
    if left:
        menu.addAction(translated_plural("and {count} more", "and {count} more", left)).setEnabled(False)
