"""While a dialog cannot be accepted, Enter in one of its fields throws nothing away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gestures import press
from tests.ui.walking import look_at_dialogs
from ui.articles.article_dialog import ArticlesDialog
from ui.window.main_window import MainWindow


def test_enter_in_a_field_closes_no_dialog_that_cannot_be_accepted(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: set[str] = set()
    closed: list[str] = []
    not_pressed: list[str] = []

    def look(where: str, dialog: QWidget) -> None:
        roles = {one: box.buttonRole(one) for box in dialog.findChildren(QDialogButtonBox) for one in box.buttons()}
        accepting = [one for one, role in roles.items() if role == QDialogButtonBox.ButtonRole.AcceptRole]
        buttons = dialog.findChildren(QPushButton)
        blue = [one for one in buttons if one.property("kind") == "primary" and one.isVisible()]
        not_pressed.extend(f"{where}: {one.text()}" for one in blue if not one.isDefault())
        fields = [one for one in dialog.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]
        if not accepting or not fields:
            return
        assert isinstance(dialog, QDialog)
        dialog.activateWindow()
        for field in fields:
            for button in accepting:
                button.setEnabled(False)
            for button in roles:
                button.setFocus(Qt.FocusReason.TabFocusReason)  # Qt may take it as the default button from then on
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_Return)
            if not dialog.isVisible():
                closed.append(f"{where}: {field.accessibleName()}")
                break
        tried.add(where)

    look_at_dialogs(window, look, qtbot, monkeypatch)
    assert closed == []
    assert not_pressed == []
    assert {"new-speaker", "paste", "article-details"} <= tried


@pytest.mark.parametrize("button", ["Cancel", "Save in 5 articles"])
def test_enter_presses_the_button_that_has_the_keyboard(qapp: QApplication, qtbot: QtBot, button: str) -> None:
    dialog = ArticlesDialog(None, 5)
    qtbot.addWidget(dialog)
    dialog.show()
    assert QTest.qWaitForWindowActive(dialog)
    next(one for one in dialog.findChildren(QPushButton) if one.text() == button).setFocus(
        Qt.FocusReason.TabFocusReason
    )
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.result() == (QDialog.DialogCode.Rejected if button == "Cancel" else QDialog.DialogCode.Accepted)
