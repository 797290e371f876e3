"""A library that refuses: whatever is done, the window tells it in a sentence, and nothing is half done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import PROGRAM
from desktop.suggest.proposing import propose
from tests.making import article_of
from tests.ui.gestures import child, claim, click_row, drag, drag_end, message_of, press, type_words
from ui.articles.article_dialog import ArticleDialog
from ui.base.file_dialogs import FileDialog
from ui.commands.command import Menu
from ui.commands.menus import MENUS, commands
from ui.files.paste_dialog import PasteDialog
from ui.speakers.merge_dialog import MergeDialog
from ui.speakers.speaker_dialog import SpeakerDialog
from ui.window.main_window import MainWindow

SENTENCE = "The disk is full; make room and try again."


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets every library refuse from now on to be written."""

    def refuse(*_: object) -> NoReturn:
        raise KnownError(SENTENCE)

    @contextmanager
    def refuse_at_the_end(*_: object, **__: object) -> Iterator[NoReturn]:
        raise KnownError(SENTENCE)
        yield

    def begin() -> None:
        for name in ("undo", "redo"):
            monkeypatch.setattr(Library, name, refuse)
        monkeypatch.setattr(Library, "_editing", refuse_at_the_end)

    return begin


@pytest.fixture
def full_window(window: MainWindow, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window in which everything can be done, and whose dialogs are filled in and accepted."""
    claim(window, "The bridge will close in May", "Ada Lin")
    claim(window, "“We have waited too long,”", "The ferry company")
    with window.session.edit(operations.edit_note()) as edit:
        edit.change(window.session.selected_annotation, note="x")  # type: ignore[type-var]
    window.undo()
    with Library.open(library.address, annotator=PROGRAM) as programs:
        propose(programs, library.article_ids()[0])
    window.session.catch_up()
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 2)
    click_row(window.speakers.list, 0)
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions))

    def fill_in(dialog: QDialog) -> int:
        for kind, fill in FILL.items():
            if isinstance(dialog, kind):
                fill(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", fill_in)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(FileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_, **__: "")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    return window


FILL: dict[type[QDialog], Callable[..., None]] = {
    SpeakerDialog: lambda dialog: dialog.name.setText("Another Name"),
    MergeDialog: lambda dialog: dialog.choices.step(1),
    ArticleDialog: lambda dialog: dialog.line("publisher").setText("Another"),
    PasteDialog: lambda dialog: dialog.text.setPlainText("It rains, she said."),
}


WRITING = {  # by what is selected when they run
    "mark-done": "",
    "mark-in-progress": "",
    "mark-new": "",
    "article-details": "",
    "delete-article": "",
    "paste": "",
    "undo": "",
    "redo": "",
    "delete": "claim",
    "accept-suggestion": "suggestion",
    "reject-suggestion": "suggestion",
    "accept-sure-suggestions": "",
    "reject-unsure-suggestions": "unsure",
    "end-left": "claim",
    "end-right-by-character": "claim",
    "new-speaker": "",
    "edit-speaker": "",
    "merge-speaker": "",
    "delete-speaker": "",
}
ELSEWHERE = {  # in a process of their own, or they end the window: see the tests of theirs
    "suggest",
    "suggest-everywhere",
    "suggest-when-opened",
    "learn",
    "open-most-telling",
    "evaluate",
    "agreement",
    "quit",
    "log",
}


def selected(window: MainWindow, what: str) -> None:
    if what == "claim":
        window.view.page.setFocus()
        window.session.select(
            next(one.id for one in window.session.state.places.in_order() if one.status == "accepted")
        )  # type: ignore[union-attr]
    elif what == "suggestion":
        window.actions_["next-suggestion"].trigger()
    elif what == "unsure":
        window.sure_suggestions.slider.setValue(window.sure_suggestions.slider.maximum())
    window.actions_.refresh()


def held(library: Library, window: MainWindow) -> object:
    """What must stay as it is: the library, and what the window shows of it."""
    state = window.session.state
    assert state is not None
    shown = dict(state.annotations), dict(state.attributions), dict(window.session.speakers)
    records = [library.annotations(id) for id in library.article_ids()], list(library.speakers())
    return shown, records, [row.article for row in library.articles()], len(library.journal())


@pytest.mark.parametrize("what", sorted(set(WRITING.values())))
def test_the_commands_that_write(
    what: str, full_window: MainWindow, library: Library, refusing: Callable[[], None]
) -> None:
    """One after the other, since none of them changes anything."""
    refusing()
    for command_id in (one for one, needed in WRITING.items() if needed == what):
        selected(full_window, what)
        full_window.message.hide()
        before, chosen = held(library, full_window), full_window.session.selected
        action = full_window.actions_[command_id]
        assert action.isEnabled(), command_id
        assert message_of(full_window) == ""
        action.trigger()
        assert message_of(full_window) == SENTENCE, command_id
        assert held(library, full_window) == before, command_id
        assert full_window.session.selected == chosen, command_id


@pytest.mark.parametrize("menu", MENUS, ids=lambda menu: menu.title.text)
def test_the_other_commands_of_a_menu(
    menu: Menu, full_window: MainWindow, library: Library, refusing: Callable[[], None]
) -> None:
    """One after the other: what a setting of them changes is changed back."""
    window, first = full_window, library.article_ids()[0]
    before = held(library, window)
    refusing()
    for command in (one for _, one in commands((menu,)) if one.id not in {*WRITING, *ELSEWHERE}):
        action = window.actions_[command.id]
        for _ in range(2 if action.isCheckable() else 1):
            action.trigger()
            QApplication.processEvents()
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, QDialog):
                    dialog.close()
        if window.session.article and window.session.article.id != first:
            window.session.open_article(first)
        assert held(library, window) == before, command.id


def test_a_list_that_cannot_be_read_further(
    library: Library, open_window: Callable[[Library], MainWindow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with library.edit(operations.import_articles()) as edit:
        for number in range(100):
            edit.add_article(article_of(f"Text {number}.", f"Article {number}"), f"Text {number}.")
    window = open_window(library)

    def refuse(*_: object) -> NoReturn:
        raise KnownError(SENTENCE)

    with monkeypatch.context() as disk:
        disk.setattr(Library, "_connected", refuse)
        window.articles.list.scrollToBottom()
        qtbot.waitUntil(lambda: message_of(window) == SENTENCE)
    window.articles.list.viewport().update()
    qtbot.waitUntil(lambda: window.articles.model.index(102).data() == "Article 99")


def rename_in_its_row(window: MainWindow) -> None:
    window.actions_["rename-speaker"].trigger()
    type_words("Another Name")
    press(Qt.Key.Key_Return)


def drop_on_another(window: MainWindow) -> None:
    model = window.speakers.model
    first, second = model.index(0), model.index(1)
    model.dropMimeData(model.mimeData([first]), Qt.DropAction.LinkAction, -1, -1, second)


def label_words(window: MainWindow) -> None:
    window.view.page.setFocus()
    drag(window, "nobody asked us")
    press(Qt.Key.Key_C)


def add_part(window: MainWindow) -> None:
    drag(window, "nobody asked us", Qt.KeyboardModifier.ControlModifier)


def choose_another_speaker(window: MainWindow) -> None:
    window.actions_["set-speaker"].trigger()
    type_words("Brand New")
    press(Qt.Key.Key_Return)


def fill_note(window: MainWindow) -> None:
    child(window.details, QLineEdit, "Note").setFocus()
    type_words("typed")
    press(Qt.Key.Key_Return)


def choose_option(window: MainWindow) -> None:
    field = child(window.details, QComboBox, "Quotation")
    field.setFocus()
    press(Qt.Key.Key_Down)


def remove_source(window: MainWindow) -> None:
    buttons = window.details.findChildren(QAbstractButton)
    (away,) = (one for one in buttons if one.accessibleName().startswith("Remove "))
    QTest.mouseClick(away, Qt.MouseButton.LeftButton)


def click_status(window: MainWindow) -> None:
    row = window.articles.list.visualRect(window.articles.model.index(0))
    QTest.mouseClick(window.articles.list.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(20, 18))


def press_delete(window: MainWindow) -> None:
    window.view.page.setFocus()
    press(Qt.Key.Key_Delete)


@pytest.mark.parametrize(
    ("gesture", "typed"),
    [
        (rename_in_its_row, ""),
        (drop_on_another, ""),
        (label_words, ""),
        (add_part, ""),
        (lambda window: drag_end(window, "she told"), ""),
        (choose_another_speaker, "Brand New"),
        (fill_note, "typed"),
        (choose_option, "direct"),
        (remove_source, ""),
        (click_status, ""),
        (press_delete, ""),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_gesture(
    gesture: Callable[[MainWindow], None],
    typed: str,
    full_window: MainWindow,
    library: Library,
    refusing: Callable[[], None],
    qtbot: QtBot,
) -> None:
    state = full_window.session.state
    assert state is not None
    full_window.session.select(state.places.in_order()[1].id)
    before = held(library, full_window)
    refusing()
    gesture(full_window)
    qtbot.waitUntil(lambda: bool(message_of(full_window)))  # Qt takes what is typed in a row a moment later
    sentence = message_of(full_window)
    assert sentence.startswith(SENTENCE)
    if typed:
        assert typed in sentence.lower() if typed.islower() else typed in sentence
    assert held(library, full_window) == before
