"""One's work is sent, and a colleague's taken, by mouse and by keys."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.exchange.sending import send
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Speaker
from tests.making import over
from tests.ui.gestures import press
from ui.base.file_dialogs import FileDialog
from ui.layers.taking_dialog import TakingDialog
from ui.window.main_window import MainWindow

Ask = Callable[[TakingDialog], None]


def label(library: Library, words: str, speaker: str) -> None:
    """Mark words of the first article as a claim of somebody."""
    (article, *_) = library.article_ids()
    text = library.text(article)
    with library.edit(operations.label("Claim")) as edit:
        labelling.start_article(edit, library.article(article))
        claim = labelling.annotate(edit, article, text, over(text, words), edit.codebook.label("Claim"))
        there = next((one for one in edit.speakers() if one.name == speaker), None)
        labelling.attribute(edit, claim, there or edit.add(Speaker(name=speaker)))  # type: ignore[arg-type]


def note(library: Library, note: str) -> None:
    with library.all_layers() as everybody:
        (one,) = (one for one in everybody.annotations(library.article_ids()[0]) if one.annotator == "colleague")
    with library.edit(operations.edit_note()) as edit:
        edit.change(one, note=note)


@pytest.fixture
def sent(tmp_path: Path, three_articles: Path) -> Iterator[tuple[Library, Path]]:
    """A colleague's library, with a claim, and what the colleague sent."""
    shutil.copy(three_articles, path := tmp_path / "theirs.ascribe")
    with Library.open(path, annotator="colleague") as theirs:
        label(theirs, "nobody asked us", "A. Spokesman")
        send(theirs, file := tmp_path / "work.json")
        yield theirs, file


def taking(window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, ask: Ask) -> None:
    """Take a file, and do this in the dialog once it has said what it would do."""

    def choose(dialog: TakingDialog) -> int:
        dialog.show()
        qtbot.waitUntil(lambda: dialog.plan is not None and not dialog.is_working)
        ask(dialog)
        qtbot.waitUntil(lambda: not dialog.is_working)
        return dialog.result()

    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(TakingDialog, "exec", choose)
    window.actions_["take-work"].trigger()
    qtbot.waitUntil(lambda: window.tasks.current is None)


def tops(dialog: TakingDialog) -> list[QTreeWidgetItem]:
    return [item for place in range(9) if (item := dialog.both.topLevelItem(place))]


def test_a_colleague_s_work_is_taken_and_taken_back(
    library: Library, window: MainWindow, sent: tuple[Library, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(library, "its boats were full", "The ferry company")
    window.session.catch_up()
    said: list[str] = []

    def press(dialog: TakingDialog) -> None:
        said.append(dialog.words.text())
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    taking(window, sent[1], monkeypatch, qtbot, press)
    assert said[0].splitlines()[:2] == ["The file has the work of colleague.", "1 article is in the library already."]
    assert window.message.words.text().startswith("The work of colleague was taken. 1 annotation is new")
    assert set(library.work_by_layer()) == {"", "colleague"}
    assert window.session.state is not None
    assert window.session.state.progress().claims == 1  # one's own
    window.actions_["undo"].trigger()
    assert set(library.work_by_layer()) == {""}


@pytest.fixture
def changed_by_both(
    library: Library, window: MainWindow, sent: tuple[Library, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A file with a claim that was taken from an earlier one, and has had another note here and there since."""
    theirs, file = sent
    taking(window, file, monkeypatch, qtbot, lambda dialog: dialog.accept())
    note(library, "here")
    note(theirs, "there")
    send(theirs, file)
    window.session.catch_up()
    return file


def test_what_both_changed_is_chosen_by_keys(
    library: Library, window: MainWindow, changed_by_both: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:

    def choose(dialog: TakingDialog) -> None:
        (top,) = tops(dialog)
        (side,) = (top.child(place) for place in range(top.childCount()))
        assert [side.text(column) for column in range(3)] == ["Note", "here", "there"]
        assert not dialog.accept_button.isEnabled()
        dialog.both.setCurrentItem(top)
        dialog.both.setFocus()
        qtbot.keyClick(dialog.both, Qt.Key.Key_Space)
        assert dialog.accept_button.isEnabled()
        qtbot.keyClick(dialog.both, Qt.Key.Key_Return)

    taking(window, changed_by_both, monkeypatch, qtbot, choose)
    with library.all_layers() as everybody:
        assert [one.note for one in everybody.annotations(library.article_ids()[0])] == ["there"]


def test_who_may_be_the_same_is_asked(
    library: Library, window: MainWindow, sent: tuple[Library, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(library, "its boats were full", "Ann Spokesman")
    window.session.catch_up()

    def choose(dialog: TakingDialog) -> None:
        item = dialog.alike.topLevelItem(0)
        assert item is not None
        assert [item.text(column) for column in range(3)] == [
            "A. Spokesman",
            "Ann Spokesman",
            "the same but for initials",
        ]
        assert item.checkState(0) == Qt.CheckState.Unchecked
        item.setCheckState(0, Qt.CheckState.Checked)
        qtbot.waitUntil(lambda: not dialog.is_working)
        dialog.accept()

    taking(window, sent[1], monkeypatch, qtbot, choose)
    assert [(one.name, one.aliases) for one in library.speakers()] == [("Ann Spokesman", ("A. Spokesman",))]


def test_my_work_is_sent(
    library: Library, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.actions_["send-work"].trigger()
    qtbot.waitUntil(lambda: "nothing to send" in window.message.words.text())
    label(library, "its boats were full", "The ferry company")
    window.actions_["send-work"].trigger()
    qtbot.waitUntil(lambda: window.message.words.text().startswith("Your work in 1 article is in "))
    assert "whole_layers" in file.read_text(encoding="utf-8")


def test_another_s_layer_that_is_looked_at_is_sent_by_its_name(
    library: Library,
    window: MainWindow,
    sent: tuple[Library, Path],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taking(window, sent[1], monkeypatch, qtbot, lambda dialog: dialog.accept())
    window.session.work_in(library.layer_called("colleague"))
    asked: list[str] = []

    def ask(_: object, title: str, *__: object) -> tuple[str, str]:
        asked.append(title)
        return str(tmp_path / "theirs.json"), ""

    monkeypatch.setattr(FileDialog, "getSaveFileName", ask)
    window.actions_["send-work"].trigger()
    qtbot.waitUntil(lambda: window.message.words.text().startswith("The layer “colleague” of 1 article is in "))
    assert asked == ["Send the layer “colleague”"]


def test_enter_takes_the_work_and_cancels_nothing(
    library: Library, window: MainWindow, sent: tuple[Library, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: TakingDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        press(Qt.Key.Key_Return)
        assert dialog.result() == TakingDialog.DialogCode.Accepted

    taking(window, sent[1], monkeypatch, qtbot, choose)
    assert set(library.work_by_layer()) == {"colleague"}


def test_enter_does_not_cancel_what_is_under_way(library: Library, sent: tuple[Library, Path], qtbot: QtBot) -> None:
    dialog = TakingDialog(None, library.again, sent[1])
    qtbot.addWidget(dialog)
    cancelled: list[bool] = []
    dialog.progress.cancelled.connect(lambda: cancelled.append(True))
    dialog.progress.start("Reading")
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not cancelled
    dialog.setFocus()
    dialog.progress.cancel.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    assert cancelled


def test_a_right_click_takes_what_is_there(
    window: MainWindow, changed_by_both: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:

    def choose(dialog: TakingDialog) -> None:
        (top,) = tops(dialog)
        dialog.both.customContextMenuRequested.emit(dialog.both.visualItemRect(top).center())
        (menu,) = dialog.both.findChildren(QMenu)
        assert [one.text() for one in menu.actions()] == ["As there", "As here", "All as there", "All as here"]
        menu.actions()[0].trigger()
        assert top.checkState(0) == Qt.CheckState.Checked
        menu.close()
        dialog.reject()

    taking(window, changed_by_both, monkeypatch, qtbot, choose)


def test_long_words_of_what_both_changed_are_read_whole(
    library: Library,
    window: MainWindow,
    changed_by_both: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note(library, "so long a note that it needs several lines of a third of the dialog, and is read whole all the same")
    window.session.catch_up()

    def look(dialog: TakingDialog) -> None:
        (top,) = tops(dialog)
        dialog.show()
        high = dialog.both.visualItemRect(top.child(0)).height()
        assert high > 2 * dialog.fontMetrics().height()
        dialog.reject()

    taking(window, changed_by_both, monkeypatch, qtbot, look)
