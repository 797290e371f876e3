"""Claims to the clipboard, by the real menu and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.gestures import claim, drag, press
from ui.window.main_window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def pasted() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def two(window: MainWindow, qtbot: QtBot) -> None:
    claim(window, "The bridge will close in May", "Mayor Ada Lin")
    claim(window, "“nobody asked us”", "A spokesman")
    qtbot.waitUntil(lambda: window.progress is not None and window.progress.claims == 2)


def test_without_a_claim_there_is_nothing_to_copy(window: MainWindow) -> None:
    window.actions_.refresh()
    assert not window.actions_["copy-citation"].isEnabled()


@pytest.mark.usefixtures("two")
def test_the_selected_claim_is_copied_as_a_citation(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.selected_claim is not None
    window.view.page.setFocus()
    press(Qt.Key.Key_C, modifier=CTRL_SHIFT)
    qtbot.waitUntil(lambda: "nobody asked us" in pasted())
    assert pasted() == "“nobody asked us”\n— A spokesman, “Harbour bridge to close”, Herald, 2026-11-21\n"
    assert "<blockquote>“nobody asked us”</blockquote>" in QGuiApplication.clipboard().mimeData().html()


@pytest.mark.usefixtures("two")
def test_the_claims_in_the_selected_words_are_meant_first(window: MainWindow) -> None:
    drag(window, "bridge will")
    window.actions_["copy-markdown"].trigger()
    assert pasted().startswith("> The bridge will close in May\n")
    assert "nobody" not in pasted()


@pytest.mark.usefixtures("two")
def test_without_a_selection_all_claims_are_copied(window: MainWindow) -> None:
    window.session.select(None)
    window.actions_["copy-table"].trigger()
    assert len(pasted().rstrip().splitlines()) == 3
    assert window.message.isVisible()
