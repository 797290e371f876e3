"""A library that one may only read: what would write is grey, and says why; what reads works."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from tests.desktop.adjudication.making import CLOSE, code
from tests.making import added
from tests.ui.commands.test_refusals import WRITING
from tests.ui.conftest import TEXT
from tests.ui.gestures import child, drag, press
from ui.base.plain_text import tip
from ui.commands.menus import commands
from ui.commands.palette import BESIDE, Palette
from ui.window.main_window import MainWindow

WHY = "You may only read this library."


@pytest.fixture
def reader(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """A window in which a claim is selected, of somebody who may write no more; a suggestion waits."""
    claim = code(library, "tester", CLOSE, "Ada Lin", mention="Mayor Ada Lin", cue="said")
    article = library.article(claim.article)
    with library.edit(operations.label("Claim")) as edit:
        edit.change(added(edit, article, TEXT, "Claim", "nobody asked us"), status="suggested", confidence=0.99)
    library._database.read_only = True  # type: ignore[misc]
    window = open_window(library)
    window.session.select(claim.id)
    return window


def writable(widget: QWidget) -> list[str]:
    """The names of the showing fields and buttons in here that take something."""
    texts = [one for one in widget.findChildren(QWidget) if one.property("readOnly") is False]
    fields = [one for one in texts if not isinstance(one.parent(), QComboBox)]
    pressed = [one for kind in (QAbstractButton, QComboBox) for one in widget.findChildren(kind)]
    shown = [one for one in (*fields, *pressed) if one.isVisible() and one.isEnabled()]
    return sorted(one.accessibleName() or one.text() for one in shown)


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


def test_details_are_shown_and_cannot_be_changed(reader: MainWindow, library: Library, qtbot: QtBot) -> None:
    before = library.newest_row()
    assert writable(reader.details) == ["Parts", "Shown by"]  # which show what there is
    note = child(reader.details, QLineEdit, "Note")
    assert note.placeholderText() == ""
    QTest.keyClicks(note, "doubtful")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert note.text() == ""
    speaker = next(one for one in reader.details.findChildren(QPushButton) if one.text().strip() == "Ada Lin")
    assert (speaker.isEnabled(), speaker.toolTip()) == (False, tip(WHY))
    assert library.newest_row() == before


def test_what_shows_a_claim_leads_to_its_place_and_stays_in_the_claim(reader: MainWindow, qtbot: QtBot) -> None:
    evidence = child(reader.details, QPushButton, "Shown by")
    (menu,) = evidence.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    QTest.mouseClick(evidence, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(menu.isVisible)
    entries = [(entry.text(), entry.isEnabled()) for mention in menu.actions() for entry in mention.menu().actions()]
    menu.close()
    assert entries == [("Show in the text", True), ("Take out of this claim", False)] * 2


def test_details_of_an_article_are_shown_and_cannot_be_saved(
    reader: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.articles.article_dialog import ArticleDialog

    before, seen = library.newest_row(), []

    def look(dialog: ArticleDialog) -> int:
        dialog.show()
        QTest.keyClicks(dialog.line("publisher"), " Tribune")
        seen.append((dialog.line("publisher").text(), writable(dialog)))
        dialog.reject()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(ArticleDialog, "exec", look)
    reader.actions_["article-details"].trigger()
    assert seen == [("Herald", ["Cancel"])]
    assert library.newest_row() == before


def test_suggestions_cannot_be_settled_nor_anything_undone(reader: MainWindow, qtbot: QtBot) -> None:
    assert writable(reader.sure_suggestions) == []
    assert reader.sure_suggestions.button.isVisible()
    assert reader.status.undo.isVisible()
    assert (reader.status.undo.isEnabled(), reader.status.undo.toolTip()) == (False, tip(WHY))
    suggestion = next(one for one in reader.session.state.annotations.values() if one.status == "suggested")  # type: ignore[union-attr]
    reader.session.select(suggestion.id)
    buttons = writable(reader.details)
    assert "Why this?" in buttons
    assert not {"Accept", "Adjust", "Reject"} & set(buttons)
    QTest.mouseClick(reader.status.suggestions, Qt.MouseButton.LeftButton)  # which leads to one
    assert reader.session.selected == suggestion.id


def test_the_codebook_and_its_guidelines_are_read(reader: MainWindow, library: Library, qtbot: QtBot) -> None:
    reader.actions_["guidelines"].trigger()
    sheet = reader.guidelines.sheet
    assert sheet is not None
    assert writable(sheet) == ["Close the guidelines", "Find a label, attribute or option"]
    reader.actions_["edit-codebook"].trigger()
    page = reader.codebook.page
    assert page is not None
    qtbot.waitUntil(lambda: page.isVisible() and reader.codebook._about is not None)
    reads = {"Back to the text", "Export…", "Find a label, attribute or option"}
    examples = {
        one.accessibleName() for one in page.form.findChildren(QAbstractButton) if "Go to" in one.accessibleName()
    }
    assert set(writable(page)) - examples == reads
    assert {one.isEnabled() for one in page.findChildren(QToolButton) if one.text() == "Export…"} == {True}
    assert examples
