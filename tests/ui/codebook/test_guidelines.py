"""Guidelines beside the text: found, read, written, and shown by accepted annotations."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from tests.ui.gestures import child, claim, click_row, press, type_words
from ui.codebook.examples import ExampleRow
from ui.codebook.guideline_sheet import GuidelineSheet
from ui.commands.context_menus import LABELS
from ui.labelling.claim_rows import ClaimDelegate
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
    assert "In marks." in QToolTip.text()  # set, not typed
    field.hidePopup()  # type: ignore[attr-defined]
    QToolTip.showText(QPoint(), "")


def tip_at(view: QAbstractItemView, at: QPoint) -> str:
    """What is shown where the mouse rests in a list."""
    QToolTip.showText(QPoint(), "")
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at)))
    return QToolTip.text()


def test_guidelines_are_shown_in_the_claims_list(guided: MainWindow, library: Library) -> None:
    topic = Attribute(
        id="topic", name="topic", kind="choice", options=(Option(id="eco", name="Economy", guideline="*Money*."),)
    )
    with library.edit(operations.add_attribute("topic")) as edit:
        labelling.add_part(edit, ("Claim",), topic)
    made = claim(guided, "“We have waited too long,”", "Ada Lin")
    with library.edit(operations.answer("topic")) as edit:
        labelling.answer(edit, edit.annotations_by_id([made])[made], topic, "eco")
    panel = guided.claims
    row = panel.list.visualRect(panel.model.index(0))
    delegate = panel.list.itemDelegate()
    assert isinstance(delegate, ClaimDelegate)
    words = tip_at(panel.list, row.topLeft() + QPoint(60, 10))
    assert "We have waited too long" in words
    assert f"Claim: {library.codebook.labels[0].guideline}" in words
    annotation = library.annotation(made)
    assert annotation is not None
    ((_, chip),) = delegate._chips(annotation, row)
    assert "topic: Economy\n\nMoney." in tip_at(panel.list, chip.center())


def test_a_label_without_a_guideline_says_so(guided: MainWindow, library: Library) -> None:
    with library.edit(operations.edit_part("Claim")) as edit:
        first, *others = edit.codebook.labels
        edit.set_codebook(replace(edit.codebook, labels=(replace(first, guideline=""), *others)))
    press(KEY.Key_F8)
    assert sheet(guided).guideline.placeholderText().startswith("No guideline yet.")


def test_menus_of_labels_show_their_guidelines(guided: MainWindow) -> None:
    claim(guided, "“We have waited too long,”", "Ada Lin")
    menus = [guided.actions_.menu(LABELS), guided.actions_.relabelling_menu()]
    menus += [
        menu for one in guided.menuBar().actions() if one.text() == "&Label" and isinstance(menu := one.menu(), QMenu)
    ]
    assert [menu.toolTipsVisible() for menu in menus] == [True] * 3


def test_the_columns_are_as_before_once_it_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    before = window._layout.columns.sizes()
    for _ in range(3):
        for opened in (True, False):
            press(Qt.Key.Key_F8)
            qtbot.wait(20)
            assert window.guidelines.is_open == opened
    assert window._layout.columns.sizes()[:3] == before[:3]
