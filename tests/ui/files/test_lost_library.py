"""The library's file is taken away under the open window: it says so, keeps what it has, and nothing is made there."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from tests.making import added_article
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, message_of
from ui.base import theme
from ui.base.settings import Settings
from ui.start.application import Program
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    theme.apply(qapp, "light")
    settings = Settings()
    settings.suggests = False
    program = Program(settings)
    yield program
    if program.frame is not None:
        program.frame.close()
        program.frame.deleteLater()
    program.finish()


def window_of(program: Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: program.window is not None and program.window.session.state is not None)
    assert program.window is not None
    assert program.frame is not None
    program.frame.activateWindow()
    qtbot.wait(50)
    return program.window


def test_a_library_that_is_deleted_can_be_saved_and_worked_on(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, saved = tmp_path / "news.ascribe", tmp_path / "saved.ascribe"
    with Library.open(path) as library:
        added_article(library, TEXT, "Bridge")
    assert program.start(LibraryAddress.of(path), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close in May", "Ada Lin")

    path.unlink()
    began = time.monotonic()
    qtbot.waitUntil(lambda: window.message.isVisible() and "deleted, moved or replaced" in window.message.words.text())
    assert time.monotonic() - began < 2.5  # seconds: 1.5, and what a busy machine adds
    assert window.message._more.text() == "Save a copy…"

    window.message.hide()
    window.tasks.run("Working", lambda library, progress: None, lambda _: None)
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert "deleted, moved or replaced" in message_of(window)
    window.message.hide()
    window.actions_["delete"].trigger()
    assert "deleted, moved or replaced" in message_of(window)
    assert window.session.selected_claim is not None, "nothing is shown as done that is in no file"
    assert window.message._more.text() == "Save a copy…"
    assert not path.exists()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.message._more.click()
    assert "name another file to write" in message_of(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    window.files.save_copy()
    window = window_of(program, qtbot)
    assert window.session.library.address.file == saved
    claim(window, "We have waited too long", "Bo Berg")
    assert not path.exists()
    with Library.open(saved) as library:
        assert sorted(speaker.name for speaker in library.speakers()) == ["Ada Lin", "Bo Berg"]
        assert library.check() == []


def test_a_library_that_comes_back_is_worked_on(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    away = library.address.file.with_name("away")
    os.rename(library.address.file, away)
    window.session.catch_up()
    assert "deleted, moved or replaced" in window.message.words.text()
    os.rename(away, library.address.file)
    window.session.catch_up()
    claim(window, "The bridge will close in May", "Ada Lin")
    assert len(library.speakers()) == 1
