"""Undo and Redo of so much that they run beside the window."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.library import Library, undo
from desktop.model import operations
from desktop.model.records import Speaker, new_id
from tests.ui.gestures import message_of, press
from ui.base.message_bar import MessageBar
from ui.window.main_window import MainWindow

NAMES = [f"Speaker {number}" for number in range(4)]


@pytest.fixture
def many(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose last step was written in two parts, each too large to be taken back in the window."""
    monkeypatch.setattr("ui.window.undoing._MANY", 1)
    group = new_id()
    for half in (NAMES[:2], NAMES[2:]):
        with window.session.library.bulk_edit(operations.import_speakers(4), group) as edit:
            edit.add_all(Speaker(name=name) for name in half)
    return window


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Until this is set, a step waits before each of its rows."""
    go_on, kept = Event(), undo._kept

    def wait(*args):
        go_on.wait(10)
        return kept(*args)

    monkeypatch.setattr(undo, "_kept", wait)
    yield go_on
    go_on.set()


def names(library: Library) -> list[str]:
    return [speaker.name for speaker in library.speakers()]


def test_it_is_taken_back_and_done_again_as_our_own(many: MainWindow, library: Library, qtbot: QtBot) -> None:
    heard: list[bool] = []
    library.subscribe(lambda notice: heard.append(notice.ours))
    before = many.session.undo_operation
    many.undo()
    qtbot.waitUntil(lambda: many.session.undo_operation != before)
    assert names(library) == []
    assert many.session.redo_operation == before
    many.redo()
    qtbot.waitUntil(lambda: many.session.undo_operation == before)
    assert names(library) == NAMES
    assert set(heard) == {True}


def test_meanwhile_edits_are_refused_and_cancel_leaves_all_as_it_is(
    many: MainWindow, library: Library, qtbot: QtBot, held: Event
) -> None:
    before = many.session.undo_operation
    many.undo()
    assert many.progress_bar.isVisible()
    many.actions_["undo"].trigger()
    assert message_of(many) == "Wait for this, or cancel it: Undo: Import 4 speakers."
    cancel = many.progress_bar.findChild(QPushButton)
    assert cancel is not None
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    held.set()
    qtbot.waitUntil(lambda: not many.progress_bar.isVisible())
    assert not many.message.isVisible(), "there is nothing to wait for any more"
    assert names(library) == NAMES
    assert many.session.undo_operation == before
    with many.session.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Ada"))


def test_in_the_codebook_it_is_told_what_to_wait_for_until_that_has_ended(
    many: MainWindow, qtbot: QtBot, held: Event
) -> None:
    many.codebook.open()
    assert many.codebook.page is not None
    message = many.codebook.page.message
    many.undo()
    many.actions_["undo"].trigger()
    qtbot.waitUntil(message.isVisible)
    assert message.words.text() == "Wait for this, or cancel it: Undo: Import 4 speakers."
    held.set()
    qtbot.waitUntil(lambda: many.tasks.current is None)
    assert message.words.text() == "Undone: Import 4 speakers.", "there is nothing to wait for any more"


@pytest.fixture
def blocked(window: MainWindow) -> MainWindow:
    """A window in which Undo is refused: a colleague changed the speaker who was added last."""
    session = window.session
    for name in ("Ada", "Bo"):
        with session.edit(operations.add_speaker()) as edit:
            edit.add(last := Speaker(name=name))
    address = session.library.address
    with (
        Library.open(address, annotator="colleague", layer="") as theirs,
        theirs.edit(operations.edit_speaker()) as edit,
    ):
        labelling.edit_speaker(edit, edit.known_speaker(last.id), role="Mayor")
    return window


def offer(bar: MessageBar) -> QPushButton:
    """The button of a message."""
    (button,) = (one for one in bar.findChildren(QPushButton) if one.isVisible())
    return button


def test_a_step_that_is_refused_can_be_left_as_it_is(blocked: MainWindow, library: Library) -> None:
    blocked.view.setFocus()
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert message_of(blocked) == (
        "“Add speaker” cannot be undone or redone, because what it changed was changed since."
    )
    assert offer(blocked.message).text() == "Leave it as it is"
    QTest.mouseClick(offer(blocked.message), Qt.MouseButton.LeftButton)
    assert message_of(blocked) == "“Add speaker” stays as it is; Undo and Redo pass over it."
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert names(library) == ["Bo"]


def test_a_large_step_that_is_refused_can_be_left_as_it_is(
    blocked: MainWindow, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.window.undoing._MANY", 0)
    blocked.undo()
    qtbot.waitUntil(blocked.message.isVisible)
    QTest.mouseClick(offer(blocked.message), Qt.MouseButton.LeftButton)
    blocked.undo()
    qtbot.waitUntil(lambda: names(library) == ["Bo"])


def test_what_was_undone_in_another_window_meanwhile_is_not_left(blocked: MainWindow, library: Library) -> None:
    blocked.view.setFocus()
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "cannot be undone" in message_of(blocked)
    with Library.open(library.address, annotator="colleague", layer="") as theirs:
        theirs.undo()
    with Library.open(library.address, annotator=library.annotator) as other:
        other.undo()
    QTest.mouseClick(offer(blocked.message), Qt.MouseButton.LeftButton)
    assert message_of(blocked) == "Nothing was undone or redone, because you went on in another window meanwhile."
    blocked.redo()
    assert names(library) == ["Ada", "Bo"]
