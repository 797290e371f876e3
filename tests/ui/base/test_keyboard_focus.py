"""The keyboard is always somewhere: at the start, after each dialog, and when what had it goes away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from tests.making import added_article
from tests.ui.gestures import claim, click_row, drag, press, type_words
from ui.start.application import Program
from ui.window.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
LONG_TEXT = "The bridge will close, Ada Lin said.\n\n" * 200


def shown(program: Program, qtbot: QtBot, title: str) -> MainWindow:
    """The window, once it shows this article; nobody has clicked into it."""

    def is_shown() -> bool:
        article = program.window.session.article if program.window else None
        return article is not None and article.title == title

    qtbot.waitUntil(is_shown)
    assert program.window is not None
    assert program.frame is not None
    program.frame.activateWindow()
    qtbot.wait(50)
    return program.window


def where() -> QWidget:
    QTest.qWait(1)
    widget = QApplication.focusWidget()
    assert widget is not None, "the keyboard is nowhere"
    return widget


def test_at_the_start_and_in_another_library_it_is_in_the_text(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("one", "two"):
        with Library.open(tmp_path / f"{name}.ascribe") as library:
            added_article(library, LONG_TEXT, name)
    assert program.start(LibraryAddress.of(tmp_path / "one.ascribe"), [])
    window = shown(program, qtbot, "one")
    assert where() is window.view.page
    press(Qt.Key.Key_PageDown)
    assert window.view.page.verticalScrollBar().value() > 0
    window.files.library_wanted.emit(LibraryAddress.of(tmp_path / "two.ascribe"))
    other = shown(program, qtbot, "two")
    assert where() is other.view.page


def test_in_an_empty_library_it_is_on_what_opens_articles(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    Library.open(tmp_path / "none.ascribe").close()
    assert program.start(LibraryAddress.of(tmp_path / "none.ascribe"), [])
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.frame is not None
    program.frame.activateWindow()
    qtbot.wait(50)
    button = where()
    assert isinstance(button, QPushButton)
    assert button.text() == "Open articles…"


def test_when_the_last_article_goes_and_when_it_comes_back(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    window = open_window(library)
    for _ in range(3):
        window.actions_["delete-article"].trigger()
    assert window.session.article is None
    assert isinstance(where(), QPushButton)
    window.actions_["undo"].trigger()
    click_row(window.articles.list, 0)
    where()


DIALOGS = ("paste", "preferences", "guide", "shortcuts", "about", "article-details", "agreement", "evaluate", "palette")


@pytest.mark.parametrize("command_id", DIALOGS)
def test_after_a_dialog_it_is_where_it_was(window: MainWindow, qtbot: QtBot, command_id: str) -> None:
    def leave() -> None:
        open_dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        for dialog in open_dialogs:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        if not open_dialogs:
            QTimer.singleShot(10, leave)

    for before in (window.view.page, window.articles.list, window.articles.filter):
        before.setFocus()
        QTimer.singleShot(10, leave)
        window.actions_[command_id].trigger()
        qtbot.waitUntil(
            lambda: not any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.allWidgets())
        )
        window.activateWindow()
        qtbot.wait(20)
        assert where() is before


def test_after_find_picker_and_search_it_is_in_the_text(window: MainWindow, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    press(Qt.Key.Key_F, modifier=_CTRL)
    type_words("the")
    press(Qt.Key.Key_Escape)
    assert where() is window.view.page
    drag(window, "nobody asked us")
    press(Qt.Key.Key_C)
    press(Qt.Key.Key_Escape)
    assert where() is window.view.page
    window.search.start()
    type_words("rains no")
    qtbot.waitUntil(lambda: window.search.is_open)
    press(Qt.Key.Key_Return)
    assert where() is window.view.page


def test_a_panel_that_is_hidden_gives_it_to_the_text(window: MainWindow) -> None:
    claim(window, "nobody asked us", "A spokesman")
    for command, widgets in (
        ("articles-panel", (window.articles.list, window.articles.filter)),
        ("side-panel", (window.claims.list, window.speakers.list)),
    ):
        for widget in widgets:
            widget.setFocus()
            window.actions_[command].trigger()
            assert where() is window.view.page
            window.actions_[command].trigger()


def test_what_is_deleted_or_disabled_with_it_gives_it_to_the_text(window: MainWindow) -> None:
    field = QPushButton(window.articles)
    field.show()
    field.setFocus()
    field.setEnabled(False)
    assert where() is window.view.page
    field.setEnabled(True)
    field.setFocus()
    field.deleteLater()
    QTest.qWait(5)
    assert where() is window.view.page


def test_when_the_selected_claim_goes_its_details_give_it_to_the_text(window: MainWindow) -> None:
    claim(window, "nobody asked us", "A spokesman")
    window.actions_["details"].trigger()
    assert window.details.isAncestorOf(where())
    window.actions_["delete"].trigger()
    assert where() is window.view.page
