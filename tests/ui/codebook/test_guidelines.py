"""Guidelines beside the text: found, read, written, and shown by accepted annotations."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolTip
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from tests.ui.gestures import child, claim, click_row, press, type_words
from ui.codebook.examples import ExampleRow
from ui.codebook.guideline_sheet import GuidelineSheet
from ui.window.main_window import MainWindow

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def guided(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    with library.edit(operations.edit_part("Claim")) as edit:
        first, *others = edit.codebook.labels
        quotation = first.attributes[0]
        direct, *rest = quotation.options
        told = replace(direct, guideline="In **marks**.")
        asked = replace(quotation, options=(told, *rest))
        edit.set_codebook(replace(edit.codebook, labels=(replace(first, attributes=(asked,)), *others)))
    return open_window(library)


def sheet(window: MainWindow) -> GuidelineSheet:
    assert window.guidelines.sheet is not None
    return window.guidelines.sheet


def test_the_sheet_shows_the_guideline_of_what_is_selected_with_examples_that_lead_there(
    guided: MainWindow, qtbot: QtBot
) -> None:
    made = claim(guided, "“We have waited too long,”", "Ada Lin")
    guided.session.select(None)
    press(KEY.Key_F8)
    guided.session.select(made)
    shown = sheet(guided)
    assert shown.path == ("Claim",)
    shown.filter.setFocus()
    type_words("direct")
    click_row(shown.list, 0)
    assert shown.guideline.toPlainText() == "In marks."  # set, not typed
    guided.session.select(None)
    qtbot.waitUntil(lambda: len(examples(shown)) == 1)
    assert "Ada Lin" in examples(shown)[0].accessibleName()
    QTest.mouseClick(examples(shown)[0], Qt.MouseButton.LeftButton)
    assert guided.session.selected == made
    assert shown.path is not None
    assert len(shown.path) == 3  # and the guideline stays
    press(KEY.Key_F8)
    assert not shown.isVisible()
    assert guided.view.page.hasFocus()


def examples(shown: GuidelineSheet) -> list[ExampleRow]:
    return [one for one in shown.findChildren(ExampleRow) if one.isVisible()]


def test_the_sheet_is_searched_by_keys(guided: MainWindow) -> None:
    press(KEY.Key_F8)
    shown = sheet(guided)
    shown.filter.setFocus()
    type_words("direct")
    press(KEY.Key_Down)
    assert shown.list.hasFocus()
    assert shown.guideline.toPlainText() == "In marks."


def test_a_guideline_is_written_in_one_edit_and_undone(guided: MainWindow, library: Library) -> None:
    press(KEY.Key_F8)
    shown = sheet(guided)
    shown.guideline.setFocus()
    press(KEY.Key_A, modifier=CTRL)
    type_words("What was *said*.")
    press(KEY.Key_Return, modifier=CTRL)
    assert library.codebook.labels[0].guideline == "What was *said*."
    assert shown.guideline.toPlainText() == "What was said."
    assert guided.session.undo_operation == operations.edit_part("Claim")
    guided.undo()
    assert shown.guideline.toPlainText() == library.codebook.labels[0].guideline != "What was *said*."


def test_an_options_guideline_is_a_tip_where_it_is_chosen(guided: MainWindow) -> None:
    claim(guided, "“We have waited too long,”", "Ada Lin")
    field = child(guided.details, QComboBox, "Quotation")
    field.showPopup()  # type: ignore[attr-defined]
    view = field.view()  # type: ignore[attr-defined]
    at = view.visualRect(view.model().index(1, 0)).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at)))
    assert "In **marks**." in QToolTip.text()
    field.hidePopup()  # type: ignore[attr-defined]
    QToolTip.showText(QPoint(), "")


def test_the_columns_are_as_before_once_it_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    before = window._layout.columns.sizes()
    for _ in range(3):
        for opened in (True, False):
            press(Qt.Key.Key_F8)
            qtbot.wait(20)
            assert window.guidelines.is_open == opened
    assert window._layout.columns.sizes()[:3] == before[:3]
