"""What an empty library offers: three ways to a first article."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.library import Library
from ui.window.main_window import MainWindow


def test_an_empty_library_offers_three_ways_in_of_which_one_is_the_sample(
    tmp_path: Path, open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> None:
    with Library.open(tmp_path / "Empty.ascribe") as library:
        window = open_window(library)
        buttons = [one for one in window._welcome.findChildren(QPushButton) if one.isVisible()]
        assert [one.text() for one in buttons] == ["Open articles…", "Paste a text…", "Try the sample article"]
        assert buttons[0].hasFocus()
        QTest.mouseClick(buttons[2], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.session.article is not None)
        assert window.session.article is not None
        assert window.session.article.title == "Flood tunnel will miss its date, port chief admits"
        assert not buttons[0].isVisible()
        window.close()
