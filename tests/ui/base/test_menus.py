"""Menus that come up where they are asked for."""

from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ui.base.menus import pop_up_below


def test_a_menu_that_comes_up_again_hears_of_its_end_once(qtbot: QtBot) -> None:
    button = QPushButton("Shown by")
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("Show in the text")
    button.show()
    for _ in range(3):
        pop_up_below(menu, button)
        assert menu.receivers(SIGNAL("aboutToHide()")) == 1
        menu.hide()
    assert menu.receivers(SIGNAL("aboutToHide()")) == 0
