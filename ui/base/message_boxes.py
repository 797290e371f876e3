"""Boxes that tell or ask something in plain text. Imported when one is shown: Qt's class takes a millisecond."""

from typing import NamedTuple

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QMessageBox, QPushButton, QWidget

from ui.base.plain_text import shortened
from ui.base.typed_on import TypedOn


def inform(parent: QWidget | None, sentence: str) -> None:
    """Tell this in a box of its own, until it is read."""
    _box(parent, "Ascribe", sentence).exec()


def agreed(parent: QWidget, title: str, sentence: str, what_follows: str, yes: str, no: str) -> bool:
    """Whether the user says yes to this; who only presses Enter says no."""
    box, agreeing, leaving = _asking(parent, title, sentence, what_follows, yes, no)
    box.setDefaultButton(leaving)
    box.exec()
    return box.clickedButton() is agreeing


def agreed_by_default(
    parent: QWidget, title: str, sentence: str, what_follows: str, yes: str, no: str, ask_no_more: str
) -> tuple[bool, bool]:
    """Whether the user says yes to this, as Enter does, and whether to be asked no more."""
    box, agreeing, _ = _asking(parent, title, sentence, what_follows, yes, no)
    box.setDefaultButton(agreeing)
    check = QCheckBox(ask_no_more)
    box.setCheckBox(check)
    box.exec()
    return box.clickedButton() is agreeing, check.isChecked()


class Question(NamedTuple):
    """What a box asks, and the words of its two buttons."""

    sentence: str
    what_follows: str
    yes: str
    no: str


def agreed_while(parent: QWidget, asked: Question, over: SignalInstance, then: Question) -> tuple[bool, bool]:
    """Whether the user says yes to this, or from when it is `over` on to what is asked then; and whether it is over.

    Who only presses Enter says no.
    """
    box, agreeing, leaving = _asking(parent, "Ascribe", *asked)
    box.setDefaultButton(leaving)
    is_over = False

    def ask_on() -> None:
        nonlocal is_over
        is_over = True
        box.setText(shortened(then.sentence))
        box.setInformativeText(then.what_follows)
        agreeing.setText(then.yes)
        leaving.setText(then.no)

    over.connect(ask_on)
    box.exec()
    over.disconnect(ask_on)
    return box.clickedButton() is agreeing, is_over


def _asking(
    parent: QWidget, title: str, sentence: str, what_follows: str, yes: str, no: str
) -> tuple[QMessageBox, QPushButton, QPushButton]:
    box = _box(parent, title, sentence)
    box.setInformativeText(what_follows)
    agreeing = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    return box, agreeing, box.addButton(no, QMessageBox.ButtonRole.RejectRole)


def chosen_of_three(parent: QWidget, sentence: str, what_follows: str, do: str, leave: str, stay: str) -> str:
    """Which of these three the user chooses; Enter does the first, and Esc the last."""
    box = _box(parent, "Ascribe", sentence)
    box.setInformativeText(what_follows)
    doing = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    leaving = box.addButton(leave, QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(doing)
    box.exec()
    clicked = box.clickedButton()
    return do if clicked is doing else leave if clicked is leaving else stay


class _Box(QMessageBox):
    """A box that nobody answers by typing on."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._typed_on = TypedOn(self)

    def showEvent(self, event: QShowEvent) -> None:
        for button in self.buttons():  # Qt adds one where there is none
            self._typed_on.keep_from(button)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._typed_on.takes(event):  # Qt would press the button whose mnemonic it is
            super().keyPressEvent(event)


def _box(parent: QWidget | None, title: str, sentence: str) -> QMessageBox:
    box = _Box(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(shortened(sentence))
    return box
