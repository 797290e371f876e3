"""Who types on answers no question: D marks an article as done, and the letters after it are none of its buttons."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.model.codebook import Attribute
from tests.ui.gestures import press, type_words
from ui.base.message_boxes import Question, agreed, agreed_by_default, agreed_while, chosen_of_three, inform
from ui.codebook.dialogs import DeleteDialog

ASKED: dict[str, tuple[Callable[[QWidget], object], object]] = {  # how it is asked, and what Enter alone answers
    "agreed": (lambda parent: agreed(parent, "Export", "Some is lost.", "", "Export", "Cancel"), False),
    "agreed by default": (
        lambda parent: agreed_by_default(parent, "Done", "Some is left.", "", "Mark", "Go on", "Not again"),
        (True, False),
    ),
    "agreed while": (
        lambda parent: agreed_while(
            parent,
            Question("Work goes on.", "", "Stop it", "Wait"),
            QApplication.instance().applicationNameChanged,  # type: ignore[union-attr]
            Question("It is over.", "", "Close", "Stay"),
        ),
        (False, False),
    ),
    "three": (lambda parent: chosen_of_three(parent, "Which?", "", "&Join", "&Replace", "Cancel"), "&Join"),
    "told": (lambda parent: inform(parent, "It is done."), None),
}


def asked(how: str, parent: QWidget, doing: Callable[[QMessageBox], object]) -> object:
    """What is answered where this is done while it is asked."""

    def do() -> None:
        (box,) = (one for one in parent.findChildren(QMessageBox) if one.isVisible())
        try:
            assert QTest.qWaitForWindowActive(box)
            until = time.monotonic() + 10
            while QApplication.focusWidget() is None and time.monotonic() < until:
                QTest.qWait(5)
            doing(box)
        finally:
            box.done(0)

    QTimer.singleShot(0, parent, do)
    return ASKED[how][0](parent)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize("how", ASKED)
def test_no_letter_or_blank_answers_nor_the_enter_after_them(how: str, parent: QWidget) -> None:
    def type_on(box: QMessageBox) -> None:
        type_words("join or replace it ")
        press(Qt.Key.Key_Return)
        QTest.qWait(150)  # Qt presses by a letter a moment later
        assert box.isVisible()
        press(Qt.Key.Key_Return)
        assert not box.isVisible()

    assert asked(how, parent, type_on) == ASKED[how][1]


def test_a_blank_presses_the_button_to_which_tab_leads(parent: QWidget) -> None:
    def go_to_yes(box: QMessageBox) -> None:
        while not (button := box.focusWidget()) or button is not box.buttons()[0]:
            press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)
        assert not box.isVisible()

    assert asked("agreed", parent, go_to_yes) is True


def test_a_blank_presses_no_button_of_a_dialog_that_nobody_went_to(qtbot: QtBot) -> None:
    dialog = DeleteDialog(None, Attribute(name="Topic"), 0, "")
    qtbot.addWidget(dialog)
    dialog.show()
    assert QTest.qWaitForWindowActive(dialog)
    type_words("so it is ")
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(Qt.Key.Key_Return)
    assert (dialog.isVisible(), dialog.result()) == (False, QDialog.DialogCode.Accepted)
