"""What may only be read: fields show what there is and take nothing, buttons are grey and say why.

What changes nothing (a filter, a button that leads somewhere or closes) is marked by `reads`, and goes on working.
"""

from typing import Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QWidget

from desktop.base.translation import Message, translated
from ui.base.plain_text import tip

READ_ONLY: Final = Message("You may only read this library.")
_MARK: Final = "reads"

Reads = TypeVar("Reads", bound=QObject)


def reads(one: Reads) -> Reads:
    """Mark a field, a button or an entry of a menu as one that changes nothing."""
    one.setProperty(_MARK, True)
    return one


def keep_from_writing(root: QWidget, *, where: bool) -> None:
    """Let what is in here be read and copied, and nothing be changed, `where` a library may only be read."""
    if not where:
        return
    for one in (root, *root.findChildren(QWidget), *root.findChildren(QAction)):
        if not one.property(_MARK):
            _keep(one)


def _keep(one: QObject) -> None:
    if isinstance(one, QAction):
        one.setEnabled(one.menu() is not None)  # what leads to further entries is no entry itself
    elif isinstance(one, QAbstractButton):
        one.setEnabled(False)
        one.setToolTip(tip(translated(READ_ONLY)))
    elif isinstance(one, QAbstractSlider | QComboBox):
        one.setEnabled(False)
        _say_why(one)
    elif isinstance(one, QWidget) and one.property("readOnly") is not None:  # it takes text
        one.setProperty("readOnly", True)
        one.setProperty("placeholderText", "")  # which asks for words
        _say_why(one)


def _say_why(field: QWidget) -> None:
    if not field.toolTip():  # else it is a guideline, or words that have no room
        field.setToolTip(tip(translated(READ_ONLY)))
