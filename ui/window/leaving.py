"""What is asked before a window is left: whether its work may be stopped, and what becomes of a lost library."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.base.translation import translated

_ACCEPT, _REJECT, _DISCARD = (
    QMessageBox.ButtonRole.AcceptRole,
    QMessageBox.ButtonRole.RejectRole,
    QMessageBox.ButtonRole.DestructiveRole,
)


def may_stop(title: str, parent: QWidget) -> bool:
    """Whether the user lets the work of this title be stopped."""
    box = _box(translated("{task} is not finished.", task=title), parent)
    box.setInformativeText(translated("What is done so far stays in the library."))
    stop = box.addButton(translated("Stop it and close"), _ACCEPT)
    box.setDefaultButton(box.addButton(translated("Keep working"), _REJECT))
    box.exec()
    return box.clickedButton() is stop


def answer_to_lost(sentence: str, parent: QWidget) -> Literal["save", "leave", "stay"]:
    """What the user wants of a library that this sentence says is lost."""
    box = _box(sentence, parent)
    box.setInformativeText(translated("What you close without saving it is gone."))
    save = box.addButton(translated("Save a copy…"), _ACCEPT)
    leave = box.addButton(translated("Close without saving"), _DISCARD)
    box.addButton(translated("Keep it open"), _REJECT)
    box.setDefaultButton(save)
    box.exec()
    return "save" if box.clickedButton() is save else "leave" if box.clickedButton() is leave else "stay"


def _box(sentence: str, parent: QWidget) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Ascribe")
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file's name may look like HTML
    box.setText(sentence)
    return box
