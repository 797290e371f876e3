"""The status line says who works here, or in whose layer, and leads to where that is chosen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED
from tests.making import over
from tests.ui.conftest import TEXT
from ui.layers.dialog import LayersDialog
from ui.window.main_window import MainWindow
from ui.window.preferences import PreferencesDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """Of an annotator who has worked here."""
    article = library.article_ids()[0]
    with library.edit(operations.label("Claim")) as edit:
        labelling.annotate(edit, article, TEXT, over(TEXT, "close"), edit.codebook.label("Claim"))
    return open_window(library)


def test_a_click_on_the_name_leads_to_its_field_and_a_new_name_is_shown(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = window.status.who
    assert who.text() == "tester"
    assert who.accessibleName() == "You work as tester. Change the name."

    def rename(dialog: PreferencesDialog) -> int:
        dialog.show()
        assert dialog.focusWidget() is dialog.annotator
        dialog.annotator.selectAll()
        qtbot.keyClicks(dialog.annotator, "Anna & Co")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(PreferencesDialog, "exec", rename)
    monkeypatch.setattr("ui.base.message_boxes.chosen_of_three", lambda *words: words[3])  # the work here takes it on
    qtbot.mouseClick(who, LEFT)
    assert window.session.library.annotator == "Anna & Co"
    assert who.text() == "Anna && Co"
    window.actions_["undo"].trigger()
    assert who.text() == "tester"


def test_in_another_layer_it_names_that_and_leads_to_the_layers(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        Library.open(window.session.library.address, annotator="Ben") as ben,
        ben.edit(operations.label("Claim")) as edit,
    ):
        labelling.annotate(edit, ben.article_ids()[0], TEXT, over(TEXT, "bridge"), edit.codebook.label("Claim"))
    window.session.work_in(ADJUDICATED)
    who = window.status.who
    assert who.accessibleDescription() == "in the layer “Adjudicated”"
    assert who.accessibleName() == "You are tester, and work in the layer “Adjudicated”. Choose another layer."
    opened: list[LayersDialog] = []
    monkeypatch.setattr(LayersDialog, "exec", lambda dialog: opened.append(dialog) or 0)
    qtbot.mouseClick(who, LEFT)
    assert len(opened) == 1
    window.session.work_in(window.session.library.layer_called("tester"))
    assert who.text() == "tester"


def test_a_long_name_is_cut_with_an_ellipsis_and_whole_in_its_tool_tip(window: MainWindow, qtbot: QtBot) -> None:
    name = "Johanna Wertheimer-Schmidt zu Hohenlohe-Langenburg"
    window.session.work_as(name)
    who = window.status.who
    assert who.text().endswith("…")
    assert name in who.toolTip()
    window.resize(1024, 640)
    qtbot.wait(20)
    assert who.isVisible()
    assert who.geometry().right() <= window.status.width()
