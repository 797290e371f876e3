"""The library's file is taken away under the open window: it says so, keeps what it has, and nothing is made there."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from desktop.model.text import Fragment
from tests.disks import fill_up, mounted
from tests.making import added_article
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, message_of
from ui.base.file_dialogs import FileDialog
from ui.base.settings import Settings
from ui.start.application import Program
from ui.window.main_window import MainWindow
from ui.work import others_work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")


SOON = 100  # ms between two looks at the file


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is looked at more often than every 1.5 seconds."""
    monkeypatch.setattr(others_work, "_EVERY", SOON)


@pytest.fixture
def program_settings() -> Settings:
    settings = Settings()
    settings.suggests = False
    return settings


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
    qtbot.waitUntil(lambda: window.message.isVisible() and "deleted, moved or replaced" in window.message.words.text())
    assert window.message._more.text() == "Save a copy…"
    assert window.status.saved.text() == "The last change is not saved"

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

    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.message._more.click()
    assert "name another file to write" in message_of(window)
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    window.files.save_copy()
    window = window_of(program, qtbot)
    assert window.session.library.address.file == saved
    assert window.status.saved.text() == "All changes saved"
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
    assert window.status.saved.text() == "The last change is not saved"
    os.rename(away, library.address.file)
    window.session.catch_up()
    assert message_of(window) == ""
    assert window.status.saved.text() == "All changes saved"
    claim(window, "The bridge will close in May", "Ada Lin")
    assert len(library.speakers()) == 1


@pytest.fixture
def press(qapp: QApplication) -> Iterator[Callable[[str], list[str]]]:
    """Presses this button with the mouse in each question that comes; gives what was asked, as it comes."""
    timer, told, wanted = QTimer(interval=20), [], []

    def look() -> None:
        box = qapp.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isVisible():
            told.append(box.text())
            (button,) = (button for button in box.buttons() if button.text() == wanted[-1])
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def pressing(button: str) -> list[str]:
        wanted.append(button)
        return told

    timer.timeout.connect(look)
    timer.start()
    yield pressing
    timer.stop()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A library in a folder of its own."""
    path = tmp_path / "share" / "news.ascribe"
    path.parent.mkdir()
    with Library.open(path) as library:
        added_article(library, TEXT, "Bridge")
        added_article(library, "Rivers fall, he said.", "Rivers")
    return path


# Written over


@pytest.mark.parametrize("emptied", [False, True])
def test_a_library_that_is_written_over_is_noticed_and_the_open_article_can_be_saved(
    emptied: bool, program: Program, qtbot: QtBot, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, saved = tmp_path / "other.ascribe", tmp_path / "saved.ascribe"
    with Library.open(other) as library:
        for number in range(40):
            added_article(library, f"Another text {number}. " * 99, f"Another {number}")
    assert program.start(LibraryAddress.of(news), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close in May", "Ada Lin")

    if emptied:
        os.truncate(news, 0)
    else:
        shutil.copyfile(other, news)
    before = news.read_bytes()
    qtbot.waitUntil(lambda: "wrote over the library" in message_of(window))
    assert window.message._more.text() == "Save a copy…"
    assert window.status.saved.text() == "The last change is not saved"
    window.view.label_chosen.emit("Claim", (Fragment(0, 10),))
    assert "wrote over the library" in message_of(window)
    assert len(window.session.state.annotations) == 1, "what is not saved is not shown"  # type: ignore[union-attr]
    window.articles.step(1)
    assert "wrote over the library" in message_of(window)
    qtbot.wait(4 * SOON)
    assert window.session.article.title == "Bridge"  # type: ignore[union-attr]

    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    window.message._more.click()
    qtbot.waitUntil(lambda: program.window is not window)
    window = window_of(program, qtbot)
    assert window.session.library.address.file == saved
    assert window.status.saved.text() == "All changes saved"
    assert [speaker.name for speaker in window.session.speakers.values()] == ["Ada Lin"]
    assert len(window.session.state.annotations) == 1  # type: ignore[union-attr]
    window.close()
    program.finish()
    assert news.read_bytes() == before


# Closed


def lose(path: Path) -> None:
    shutil.rmtree(path.parent)


def test_who_closes_a_lost_library_is_asked_and_nothing_is_made_where_it_was(
    program: Program, qtbot: QtBot, news: Path, press: Callable[[str], list[str]]
) -> None:
    assert program.start(LibraryAddress.of(news), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close in May", "Ada Lin")
    lose(news)
    told = press("Keep it open")
    assert not window.window().close()
    assert "deleted, moved or replaced" in told[0]
    press("Close without saving")
    assert window.window().close()
    program.finish()
    assert len(told) == 2
    assert not news.parent.exists()


def test_a_lost_library_is_saved_as_it_is_closed(
    program: Program, qtbot: QtBot, news: Path, press: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.start(LibraryAddress.of(news), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close in May", "Ada Lin")
    lose(news)
    saved = news.parent.parent / "saved.ascribe"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    told = press("Save a copy…")
    assert not window.window().close()
    qtbot.waitUntil(lambda: program.window is not window)
    assert window_of(program, qtbot).window().close()
    program.finish()
    assert len(told) == 1
    assert not news.parent.exists()
    with Library.open(saved) as library:
        assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]
        assert library.count_articles() == (2, 0)


def test_a_lost_library_is_closed_unasked_when_a_signal_ends_the_program(
    program: Program, qtbot: QtBot, news: Path, press: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.start(LibraryAddress.of(news), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close in May", "Ada Lin")
    news.unlink()
    told = press("Keep it open")
    monkeypatch.setattr(QApplication, "exit", lambda status: None)  # it would end the loops of the tests to come, too
    program.end()
    program.finish()
    assert told == []
    assert not news.exists()
    (backup,) = LibraryAddress.of(news).backups.iterdir()
    with Library.open(backup) as library:
        assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]


@pytest.mark.parametrize("is_noticed", [True, False])
def test_the_open_article_of_a_library_that_is_written_over_is_saved_when_a_signal_ends_the_program(
    program: Program, qtbot: QtBot, news: Path, monkeypatch: pytest.MonkeyPatch, is_noticed: bool
) -> None:
    (taken := news.with_name("news saved.ascribe")).touch()
    assert program.start(LibraryAddress.of(news), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close in May", "Ada Lin")
    os.truncate(news, 0)
    if is_noticed:
        qtbot.waitUntil(lambda: "wrote over the library" in message_of(window))
        assert "backups" not in message_of(window), "there are none"
    monkeypatch.setattr(QApplication, "exit", lambda status: None)  # it would end the loops of the tests to come, too
    program.end()
    program.finish()
    assert news.read_bytes() == taken.read_bytes() == b""
    with Library.open(news.with_name("news saved 2.ascribe")) as library:
        assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]
        assert library.count_articles() == (1, 0)


# On a full disk


def test_on_a_full_disk_a_copy_elsewhere_is_offered_and_the_message_goes_when_saving_works(
    program: Program, qtbot: QtBot, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, saved = news.read_bytes(), tmp_path / "saved.ascribe"
    with mounted(news.parent, "size=1m"):
        news.write_bytes(content)
        assert program.start(LibraryAddress.of(news), [])
        window = window_of(program, qtbot)
        claim(window, "The bridge will close in May", "Ada Lin")
        film = fill_up(news.parent)
        for number in range(40):  # SQLite has some room left in what it has written ahead
            window.view.label_chosen.emit("Claim", (Fragment(number, number + 9),))
            if "is full, so the change was not saved" in message_of(window):
                break
        held = len(window.session.library.annotations(window.session.article.id))  # type: ignore[union-attr]
        assert len(window.session.state.annotations) == held  # type: ignore[union-attr]
        assert window.status.saved.text() == "The last change is not saved"
        assert window.message._more.text() == "Save a copy…"
        window.articles.step(1)
        assert "is full" in message_of(window), "it still is"

        film.unlink()
        window.view.label_chosen.emit("Claim", (Fragment(0, 6),))
        assert message_of(window) == ""
        assert window.status.saved.text() == "All changes saved"

        fill_up(news.parent)
        for number in range(200):
            window.view.label_chosen.emit("Claim", (Fragment(number % 9, 12),))
            if "is full" in message_of(window):
                break
        monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
        window.message._more.click()
        qtbot.waitUntil(lambda: program.window is not window)
        window = window_of(program, qtbot)
        assert window.session.library.address.file == saved
        window.close()
        program.finish()
    with Library.open(saved) as library:
        assert library.check() == []
        assert library.count_articles() == (2, 0)
