"""Every command is in a menu, can be reached, does something, and no two share a key."""

import getpass
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop.base.errors import KnownError
from desktop.base.paths import resource
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import PROGRAM
from desktop.suggest.proposing import propose
from tests.desktop.adjudication.making import code
from tests.ui.gestures import claim, click_row, drag, message_of, press, type_words
from ui.base.file_dialogs import FileDialog
from ui.commands.command import Command, always
from ui.commands.menus import commands
from ui.commands.menus.adjudication import ADJUDICATION
from ui.commands.palette import Palette
from ui.commands.palette_delegate import BESIDE
from ui.window.main_window import MainWindow

ALL = [command for _, command in commands()]


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Dialogs answer Cancel at once; gives the list of what was asked."""
    asked: list[str] = []

    def cancel(dialog: QDialog) -> int:
        asked.append(dialog.windowTitle())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", cancel)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(FileDialog, name, lambda *words: (asked.append(words[1]), ("", ""))[1])
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *words: (asked.append(words[1]), ([], ""))[1])
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *words: (asked.append(words[1]), "")[1])
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    return asked


@pytest.fixture
def busy_window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window in which everything can be done: something to undo, to redo, selected, found."""
    claim(window, "The bridge will close in May", "Ada Lin")
    lacking = claim(window, "“We have waited too long,”")
    with window.session.edit(operations.edit_note()) as edit:
        edit.change(window.session.state.annotations[lacking], note="x")  # type: ignore[union-attr]
    window.undo()
    assert window.session.article is not None
    with Library.open(window.session.library.address, annotator=PROGRAM) as programs:
        propose(programs, window.session.article.id)
    window.session.catch_up()
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 1)
    click_row(window.speakers.list, 0)
    window.find_bar.start(window.session.state.text, "the")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.without_speaker and window.progress.suggestions))
    window.actions_.refresh()
    return window


# Each of these needs a window of its own: after it, others of the menus cannot be used.
ENDING = ("undo", "redo", "delete", "delete-article", "delete-speaker", "next-article", "previous-article", "quit")
ENDING += ("next-suggested-article", "previous-suggested-article")
IN_PLACE = (
    "palette",
    "set-speaker",
    "evaluate",
    "agreement",
    "print",
    "reject-for-a-reason",
    "label-all",
    "name-everywhere",
)  # which ask without a dialog that waits
WITH_WORDS = ("copy", "add-part")
OF_SEVERAL_ARTICLES = ("accept-in-articles", "reject-in-articles")
OF_A_CLAIM = ("add-joint-speaker", "attributes", "relabel")
SETTLING = ("accept-suggestion", "adjust-suggestion", "reject-suggestion", "accept-sure-suggestions")
SETTLING += ("reject-unsure-suggestions", "reject-for-a-reason")
ADJUDICATING = tuple(command.id for _, command in commands((ADJUDICATION,)))


def run(command: Command, window: MainWindow, quiet: list[str], qtbot: QtBot) -> None:
    asked = len(quiet)
    action = window.actions_[command.id]
    assert action.isEnabled(), command.id
    action.trigger()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.close()
    if command.plain_text.endswith("…") and command.id not in {*IN_PLACE, *OF_A_CLAIM}:
        assert len(quiet) > asked, f"{command.id} has an ellipsis, so it asks something first"


def test_every_lasting_command_runs(busy_window: MainWindow, quiet: list[str], qtbot: QtBot) -> None:
    for command in ALL:
        if not busy_window.speakers.chosen:  # what steps through the text has ended it
            click_row(busy_window.speakers.list, 0)
        if command.id not in {*ENDING, *SETTLING, *WITH_WORDS, *OF_A_CLAIM, *OF_SEVERAL_ARTICLES, *ADJUDICATING}:
            run(command, busy_window, quiet, qtbot)


def test_every_command_that_settles_differences_runs(
    library: Library, open_window: Callable[[Library], MainWindow], quiet: list[str], qtbot: QtBot
) -> None:
    for annotator, words in (("Ann", "will close"), ("Ben", "will close in"), ("Eve", "close in"), ("Max", "close")):
        code(library, annotator, words)
    for annotator in ("Nia", "Ola", "Pia", "Rio", "Sam"):  # as many as there are keys
        code(library, annotator, "bridge")
    library.work_as("Judge")
    window = open_window(library)
    for command_id in ADJUDICATING:
        (command,) = (command for command in ALL if command.id == command_id)
        run(command, window, quiet, qtbot)


@pytest.mark.parametrize("command_id", [*WITH_WORDS, *OF_A_CLAIM])
def test_every_command_of_words_or_a_claim_runs(
    command_id: str, library: Library, open_window: Callable[[Library], MainWindow], quiet: list[str], qtbot: QtBot
) -> None:
    claims = library.codebook.labels[0]
    with library.edit(operations.import_articles()) as edit:  # a second label of claims
        other = replace(claims, id="Opinion", name="Opinion", shortcut="")
        edit.set_codebook(replace(library.codebook, labels=(*library.codebook.labels, other)))
    window = open_window(library)
    claim(window, "The bridge will close in May", "Ada Lin")
    if command_id in WITH_WORDS:
        drag(window, "she told reporters")
    window.actions_.refresh()
    (command,) = (command for command in ALL if command.id == command_id)
    run(command, window, quiet, qtbot)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMenu):
            widget.close()


@pytest.mark.parametrize("command_id", OF_SEVERAL_ARTICLES)
def test_every_command_of_several_articles_runs(
    command_id: str, busy_window: MainWindow, quiet: list[str], qtbot: QtBot
) -> None:
    busy_window.articles.list.selectAll()
    (command,) = (command for command in ALL if command.id == command_id)
    run(command, busy_window, quiet, qtbot)


@pytest.mark.parametrize("command_id", SETTLING)
def test_every_settling_command_runs(command_id: str, busy_window: MainWindow, quiet: list[str], qtbot: QtBot) -> None:
    busy_window.actions_["next-suggestion"].trigger()
    if command_id == "reject-unsure-suggestions":
        busy_window.sure_suggestions.slider.setValue(busy_window.sure_suggestions.slider.maximum())
    (command,) = (command for command in ALL if command.id == command_id)
    run(command, busy_window, quiet, qtbot)


@pytest.mark.parametrize("command_id", ENDING)
def test_every_ending_command_runs(command_id: str, busy_window: MainWindow, quiet: list[str], qtbot: QtBot) -> None:
    (command,) = (command for command in ALL if command.id == command_id)
    run(command, busy_window, quiet, qtbot)


def test_every_command_stands_in_a_menu(window: MainWindow) -> None:
    def actions_in(menu: QMenu) -> list[str]:
        found = []
        for action in menu.actions():
            inner = action.menu()
            found += actions_in(inner) if isinstance(inner, QMenu) else [action.objectName()]
        return found

    in_menus: list[str] = []
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        in_menus += actions_in(menu)
    assert sorted(name for name in in_menus if name) == sorted(command.id for command in ALL)


def test_no_two_commands_share_a_key_and_none_takes_a_labels(library: Library) -> None:
    keys = Counter(QKeySequence(key).toString() for command in ALL for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    assert not {label.shortcut for label in library.codebook.labels} & set(keys)


def test_a_label_key_of_the_codebook_is_not_taken_by_a_command(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    from desktop.model.codebook import Codebook

    first, *others = library.codebook.labels
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(Codebook(name="j", labels=(replace(first, shortcut="J"), *others)))
    window = open_window(library)
    assert [keys.toString() for keys in window.actions_["next-article"].shortcuts()] == ["Alt+Down"]


def test_the_label_menu_marks_the_selected_words(window: MainWindow, library: Library) -> None:
    window.view.page.setFocus()
    drag(window, "nobody asked us")
    (menu,) = (action.menu() for action in window.menuBar().actions() if action.text() == "&Label")
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    (other,) = (action for action in menu.actions() if action.text() == "Other\tO")
    other.trigger()
    assert [annotation.label for annotation in library.annotations(window.session.article.id)] == ["Other"]  # type: ignore[union-attr]


def test_a_known_error_is_told_in_a_sentence(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise KnownError("The disk is full; make room and try again.")

    monkeypatch.setattr(window.session.library, "undo", fail)
    claim(window, "The bridge will close in May")
    window.actions_["undo"].trigger()
    assert message_of(window) == "The disk is full; make room and try again."


def test_the_palette_runs_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    (palette,) = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Palette))
    palette.field.setFocus()
    type_words("mark done")
    press(Qt.Key.Key_Return)
    assert window.session.article is not None
    assert window.session.article.status == "done"
    palette.deleteLater()


def test_the_palette_shows_what_cannot_be_used_and_why(window: MainWindow) -> None:
    press(Qt.Key.Key_Escape)
    window.actions_.show_palette()
    (palette,) = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Palette))
    available = [bool(palette.list.model().flags(palette.list.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)
                 for row in range(palette.list.model().rowCount())]  # fmt: skip
    assert len(available) == len(ALL) - 1, "all but the palette itself"
    assert available == sorted(available, reverse=True), "what can be used comes first"
    type_words("add a joint")
    index = palette.list.currentIndex()
    assert (index.data(), index.data(BESIDE)) == ("Add a joint speaker…", "No accepted claim is selected.")
    press(Qt.Key.Key_Return)
    assert palette.isVisible(), "Enter does nothing there"
    palette.close()
    palette.deleteLater()


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.id)
def test_what_can_be_unavailable_says_why(command: Command) -> None:
    assert bool(command.enabled.otherwise.text) == (command.enabled is not always)


def test_the_shortcuts_page_lists_every_key(window: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel

    from ui.commands.shortcuts_dialog import ShortcutsDialog

    dialog = ShortcutsDialog(window, window.session.library.codebook)
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for command in ALL:
        for key in command.keys:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in shown
    dialog.deleteLater()


def test_the_guide_has_its_pages(window: MainWindow) -> None:
    from ui.help.guide import GuideDialog

    dialog = GuideDialog(window)
    assert dialog.pages.count() == len(list(Path(resource("help")).glob("*.md"))) + 1 >= 5  # and the file formats
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(page)
        item = dialog.pages.item(page)
        assert item is not None
        assert item.text() in dialog.text.toPlainText()
    dialog.deleteLater()


def test_settings_are_kept(window: MainWindow, library: Library, open_window: Callable[[Library], MainWindow]) -> None:
    window.actions_["larger-text"].trigger()
    window.actions_["colour-by-label"].trigger()
    window.actions_["snap"].trigger()
    window.actions_["appearance-dark"].trigger()
    window.articles.step(1)
    window.close()
    again = open_window(library)
    assert again.view.page.size_of_text == 19
    assert again.toolbar.colour_by.text() == "Colour by label"
    assert again.view.page.snaps is False
    assert again.actions_["appearance-dark"].isChecked()
    assert again.session.article is not None
    assert again.session.article.title == "River levels fall"


def test_preferences_take_effect(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.base import theme
    from ui.window.preferences import PreferencesDialog

    def choose(dialog: PreferencesDialog) -> int:
        dialog.appearance.setCurrentText("Dark")
        dialog.text_size.setCurrentText("22 px")
        dialog.snap.setChecked(False)
        dialog.annotator.setText("Ada")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PreferencesDialog, "exec", choose)
    window.actions_["preferences"].trigger()
    assert theme.current().dark
    assert window.view.page.size_of_text == 22
    assert window.view.page.snaps is False
    assert window.settings.annotator == "Ada"


def test_a_new_annotator_works_and_undoes_at_once(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.base import message_boxes
    from ui.window.preferences import PreferencesDialog

    monkeypatch.setattr(message_boxes, "chosen_of_three", lambda *words: words[4])  # a layer of one's own

    def work_as(name: str) -> None:
        def choose(dialog: PreferencesDialog) -> int:
            dialog.annotator.setText(name)
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(PreferencesDialog, "exec", choose)
        window.actions_["preferences"].trigger()

    work_as("Ada")
    assert not window.actions_["undo"].isEnabled()  # the articles were added by another
    window.articles_controller.mark("done")
    assert window.status.undo.text() == "Undo: Mark as done"
    assert library.journal(1)[0].annotator == "Ada"
    work_as("")
    assert library.annotator == getpass.getuser()
    assert window.session.undo_operation is None
    work_as("tester")
    assert window.session.undo_operation == operations.import_articles()
