"""Help > About Ascribe, and the licences of all that it is made of."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.licences import licences
from ui.help.about import AboutDialog
from ui.help.licences import LicencesDialog
from ui.window.main_window import MainWindow


def test_about_leads_to_every_licence(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["about"].trigger()
    (about,) = window.findChildren(AboutDialog)
    button = next(one for one in about.findChildren(QPushButton) if one.text() == "Licences…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = about.findChildren(LicencesDialog)
    assert dialog.components.count() == len(licences())
    shown = dialog.components.item(0)
    assert shown is not None
    assert shown.text() == "Ascribe"
    assert "MIT" in dialog.text.toPlainText()
    dialog.components.setFocus()
    QTest.keyClick(dialog.components, Qt.Key.Key_Down)
    assert dialog.text.toPlainText().startswith(licences()[1].component)
    dialog.close()
    about.close()
