"""A dialog that stays open beside the window: one of its kind."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.base.one_dialog import OneDialog


def test_a_new_dialog_takes_the_place_of_the_open_one_and_a_closed_one_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QDialog(window), QDialog(window)
    one: OneDialog[QDialog] = OneDialog()
    one.close()  # where none is open, nothing happens
    one.bring_forward()
    one.show(first)
    one.show(second)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
    assert one.shown is second
    assert second.isVisible()
    one.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert one.shown is None
    assert not isValid(second)
