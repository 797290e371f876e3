"""A library that one may only read: what would write is grey, and says why; what reads works."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.library import Library
from tests.ui.commands.test_refusals import WRITING
from tests.ui.gestures import claim, drag, press
from ui.base.plain_text import tip
from ui.commands.menus import commands
from ui.commands.palette import BESIDE, Palette
from ui.window.main_window import MainWindow

WHY = "You may only read this library."


@pytest.fixture
def reader(window: MainWindow, library: Library) -> MainWindow:
    """A window with a claim, of somebody who may write no more."""
    claim(window, "The bridge will close in May", "Ada Lin")
    library._database.read_only = True  # type: ignore[misc]
    window.session.saved.changed.emit("")
    window.actions_.refresh()
    return window


def test_what_would_write_is_grey_and_says_why(reader: MainWindow, qtbot: QtBot) -> None:
    writes = {command.id for _, command in commands() if command.writes}
    assert WRITING.keys() - {"article-details"} <= writes  # which also shows
    assert reader.session.selected
    assert {id for id in writes if reader.actions_[id].isEnabled()} == set()
    assert all(
        reader.actions_[id].isEnabled() for id in ("export", "find", "details", "search", "proofread", "back-up")
    )
    reader.actions_.show_palette()
    (palette,) = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Palette))
    for row in range(palette.list.model().rowCount()):
        index = palette.list.model().index(row, 0)
        if index.data() in ("New speaker…", "Delete", "Paste an article…"):
            assert index.data(BESIDE) == WHY
            assert not index.flags() & Qt.ItemFlag.ItemIsEnabled
    palette.close()
    palette.deleteLater()


def test_no_label_can_be_chosen(reader: MainWindow, library: Library, qtbot: QtBot) -> None:
    before = library.newest_row()
    drag(reader, "its boats were full")
    (bar,) = (one for one in reader.findChildren(QWidget) if one.accessibleName() == "Labels")
    assert bar.isVisible()
    buttons = bar.findChildren(QPushButton)
    assert buttons
    assert {(button.isEnabled(), button.toolTip()) for button in buttons} == {(False, tip(WHY))}
    press(Qt.Key.Key_C)
    press(Qt.Key.Key_Delete)
    assert library.newest_row() == before
