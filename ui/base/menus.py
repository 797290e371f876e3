"""Menus that come up where they are asked for, and go when they are left."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget


def passing_menu(parent: QWidget, title: str = "") -> QMenu:
    """A menu that is there until it is left."""
    menu = QMenu(title, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def below(widget: QWidget) -> QPoint:
    """The place on the screen where a menu of this widget comes up, whether a key or the mouse asks for it."""
    return widget.mapToGlobal(widget.rect().bottomLeft())
