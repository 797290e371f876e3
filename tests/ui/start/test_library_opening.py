"""Opening a library where other computers could get in the way, answered with the mouse."""

import os
import platform
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.base.window_lock import holder
from desktop.library import Library
from desktop.model.text import Fragment
from tests.making import added_article, held_by, mounted
from tests.ui.gestures import claim, message_of
from ui.base.file_dialogs import FileDialog
from ui.base.settings import Settings
from ui.start.application import Program
from ui.start.shared_library_dialog import SharedLibrary
from ui.start.start_problem_dialog import StartProblem
from ui.window.main_window import MainWindow

TEXT = "The bridge will close, Ada Lin said."


@pytest.fixture(autouse=True)
def nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StartProblem, "exec", lambda problem: pytest.fail(problem.sentence.text()))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A library with one article, in a folder of its own."""
    path = tmp_path / "share" / "news.ascribe"
    path.parent.mkdir()
    with Library.open(path) as library:
        added_article(library, TEXT, "Bridge")
    return path


@pytest.fixture
def shared(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same; the folder is a network drive."""
    mounted(monkeypatch, tmp_path, {news.parent: "cifs"})
    return news


@pytest.fixture
def press(qapp: QApplication) -> Iterator[Callable[..., list[str]]]:
    """Presses these buttons with the mouse, one in each question that comes; gives what was asked, as it comes."""
    timer = QTimer(interval=20)
    told: list[str] = []

    def pressing(*buttons: str) -> list[str]:
        waiting = list(buttons)

        def look() -> None:
            dialog = qapp.activeModalWidget()
            if isinstance(dialog, SharedLibrary) and dialog.isVisible():
                offered = {button.text(): button for button in dialog.findChildren(QPushButton)}
                told.append(dialog.sentence.text())
                button = offered[waiting.pop(0)] if waiting else offered["Cancel"]
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)

        timer.timeout.connect(look)
        timer.start()
        return told

    yield pressing
    timer.stop()


def window_of(program: Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: program.window is not None and program.window.session.state is not None)
    assert program.window is not None
    assert program.frame is not None
    program.frame.activateWindow()
    qtbot.wait(50)
    program.window.view.setFocus()
    return program.window


def files_of(library: Path) -> dict[str, bytes]:
    """What lies in the folder of a library."""
    return {file.name: file.read_bytes() for file in library.parent.iterdir() if file.is_file()}


# On a network drive


def test_reading_touches_nothing(program: Program, qtbot: QtBot, shared: Path, press: Callable[..., list[str]]) -> None:
    before = files_of(shared)
    told = press("Open read-only")
    assert program.start(LibraryAddress.of(shared), [])
    window = window_of(program, qtbot)
    assert told == [
        f"The library {shared} lies on a network drive (cifs), "
        "where it is damaged when two computers work in it at once."
    ]
    assert window.status.saved.text() == "Read-only: nothing can be changed"
    window.view.label_chosen.emit("Claim", (Fragment(0, 10),))
    assert "read-only" in message_of(window)
    window.suggestions.suggest_everywhere()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    window.learning.learn()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert "read-only" in window.message.words.text()
    assert files_of(shared) == before
    with Library.open(shared, used_only_here=True) as colleague:
        added_article(colleague, "Rivers fall.", "Rivers")
    assert window.session.library.count_articles() == (1, 0)
    window.files.library_wanted.emit(LibraryAddress.of(shared))  # it is opened again, to see what others did
    qtbot.waitUntil(lambda: len(told) == 2)
    assert window.session.library.count_articles() == (1, 0), "and that was cancelled"


def test_a_copy_on_this_computer_is_worked_in(
    program: Program,
    qtbot: QtBot,
    shared: Path,
    press: Callable[..., list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, here = files_of(shared), tmp_path / "here" / "copy.ascribe"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: (str(here.with_suffix("")), ""))
    press("Work on a copy on this computer…")
    assert program.start(LibraryAddress.of(shared), [])
    window = window_of(program, qtbot)
    assert window.session.library.address.file == here
    claim(window, "The bridge will close", "Ada Lin")
    window.close()
    program.finish()
    assert files_of(shared) == before
    with Library.open(here) as library:
        assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]
    assert not LibraryAddress.of(here).lock.exists()
    assert Settings().library == LibraryAddress.of(here)


@pytest.mark.parametrize("name", ["share/news.ascribe", "other.ascribe"])
def test_a_copy_is_written_over_nothing(
    name: str,
    program: Program,
    qtbot: QtBot,
    shared: Path,
    press: Callable[..., list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Library.open(tmp_path / "other.ascribe").close()
    before = files_of(shared), files_of(tmp_path / "other.ascribe")
    problems: list[str] = []
    monkeypatch.setattr(StartProblem, "exec", lambda problem: problems.append(problem.sentence.text()) or 0)
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / name), ""))
    press("Work on a copy on this computer…")
    assert program.start(LibraryAddress.of(shared), [])
    qtbot.waitUntil(lambda: bool(problems))
    assert problems == [f"{tmp_path / name} exists already. Choose another name."]
    assert (files_of(shared), files_of(tmp_path / "other.ascribe")) == before


def test_who_says_that_nobody_else_works_in_it_is_not_asked_again(
    program: Program, qtbot: QtBot, shared: Path, press: Callable[..., list[str]]
) -> None:
    told = press("Nobody else works in it")
    assert program.start(LibraryAddress.of(shared), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close", "Ada Lin")
    window.suggestions.suggest_everywhere()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert window.message.words.text() == "" or "network" not in window.message.words.text()
    window.close()
    program.finish()

    again = Program(Settings())
    assert again.start(LibraryAddress.of(shared), [])
    assert window_of(again, qtbot).claims.model.rowCount() >= 1
    again.window.close()  # type: ignore[union-attr]
    again.finish()
    assert len(told) == 1


def test_cancelling_touches_nothing_and_offers_another(
    program: Program, qtbot: QtBot, shared: Path, press: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(shared)
    problems: list[str] = []
    monkeypatch.setattr(StartProblem, "exec", lambda problem: problems.append(problem.sentence.text()) or 0)
    told = press("Cancel")
    assert program.start(LibraryAddress.of(shared), [])
    qtbot.waitUntil(lambda: bool(problems))
    assert problems == told
    assert files_of(shared) == before


def test_a_new_library_is_made_there_on_a_persons_word_alone(
    program: Program,
    qtbot: QtBot,
    shared: Path,
    press: Callable[..., list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = tmp_path / "here.ascribe"
    with Library.open(here) as library:
        added_article(library, TEXT, "Bridge")
    assert program.start(LibraryAddress.of(here), [])
    window = window_of(program, qtbot)
    told = press("Cancel", "Make it on this computer…")
    window.files.library_wanted.emit(LibraryAddress.of(shared.with_name("new.ascribe")))
    assert "new.ascribe would lie on a network drive" in told[0]
    assert program.window is window
    assert list(files_of(shared)) == ["news.ascribe"]
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "new.ascribe"), ""))
    window.files.library_wanted.emit(LibraryAddress.of(shared.with_name("new.ascribe")))
    assert program.window is not None
    assert program.window.session.library.address.file == tmp_path / "new.ascribe"
    assert list(files_of(shared)) == ["news.ascribe"]


# In another computer's window


def test_a_library_that_is_open_elsewhere_can_be_read(
    program: Program, qtbot: QtBot, news: Path, press: Callable[..., list[str]]
) -> None:
    held_by(news, "archive-pc")
    before = files_of(news)
    told = press("Open read-only")
    assert program.start(LibraryAddress.of(news), [])
    assert window_of(program, qtbot).session.library.read_only
    assert f"{news} is open on the computer archive-pc since" in told[0]
    program.window.close()  # type: ignore[union-attr]
    program.finish()
    assert files_of(news) == before


def test_a_computer_that_went_down_keeps_nobody_out(
    program: Program, qtbot: QtBot, news: Path, press: Callable[..., list[str]]
) -> None:
    held_by(news, "archive-pc")
    press("It is not open there any more")
    assert program.start(LibraryAddress.of(news), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close", "Ada Lin")
    found = holder(LibraryAddress.of(news))
    assert found is not None
    assert found.computer == platform.node()
    window.close()
    program.finish()
    assert not LibraryAddress.of(news).lock.exists()


@pytest.mark.parametrize("meanwhile", ["another computer", "the same one anew"])
def test_who_took_it_while_the_user_was_asked_keeps_it_and_is_asked_about(
    meanwhile: str, program: Program, qtbot: QtBot, news: Path, qapp: QApplication
) -> None:
    held_by(news, "archive-pc", since=1_000_000_000)
    newcomer = "desk-pc" if meanwhile == "another computer" else "archive-pc"
    told: list[str] = []

    def answer() -> None:
        dialog = qapp.activeModalWidget()
        if not isinstance(dialog, SharedLibrary) or not dialog.isVisible():
            return
        told.append(dialog.sentence.text())
        if len(told) == 1:
            held_by(news, newcomer, since=1_100_000_000)
        wanted = "It is not open there any more" if len(told) == 1 else "Open read-only"
        (button,) = (button for button in dialog.findChildren(QPushButton) if button.text() == wanted)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    timer = QTimer(interval=20)
    timer.timeout.connect(answer)
    timer.start()
    assert program.start(LibraryAddress.of(news), [])
    assert window_of(program, qtbot).session.library.read_only
    timer.stop()
    assert "the computer archive-pc since 2001-" in told[0]
    assert f"the computer {newcomer} since 2004-" in told[1]
    found = holder(LibraryAddress.of(news))
    assert found is not None
    assert found.computer == newcomer


def test_a_computer_that_was_given_another_name_is_this_one(
    program: Program, qtbot: QtBot, news: Path, press: Callable[..., list[str]]
) -> None:
    """What a killed window left, before the network gave the computer its new name."""
    machine = bytes(QSysInfo.machineUniqueId().data()).decode()
    if not machine:
        pytest.skip("this computer has no id")
    held_by(news, "old-name", machine)
    told = press()
    assert program.start(LibraryAddress.of(news), [])
    assert not window_of(program, qtbot).session.library.read_only
    assert told == []


def test_the_window_of_another_home_folder_is_noticed(
    program: Program, qtbot: QtBot, news: Path, tmp_path: Path
) -> None:
    assert program.start(LibraryAddress.of(news), [])
    first = window_of(program, qtbot)
    qtbot.waitUntil(lambda: LibraryAddress.of(news).lock.exists())
    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from desktop.base.library_address import LibraryAddress
        from ui.start.application import run
        sys.exit(run(LibraryAddress.of({str(news)!r}), [Path({str(tmp_path / "storm.txt")!r})]))
    """)
    (tmp_path / "storm.txt").write_text("Storm\n\nIt blows, she said.", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "ASCRIBE_HOME": str(tmp_path / "other home")}
    second = subprocess.Popen([sys.executable, "-c", script], env=environment)
    qtbot.waitUntil(lambda: first.session.library.count_articles()[0] == 2)
    assert second.wait(60) == 0


def test_a_start_removes_the_copies_that_killed_windows_left(
    program: Program, qtbot: QtBot, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("there they stay")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / "ascribe-copy-left"
    left.mkdir()
    (left / "news.ascribe").touch()
    assert program.start(LibraryAddress.of(news), [])
    window_of(program, qtbot)
    qtbot.waitUntil(lambda: not left.exists())


# By another name


def test_a_start_by_another_name_raises_the_window_that_has_the_library(
    program: Program, qtbot: QtBot, news: Path, tmp_path: Path
) -> None:
    assert program.start(LibraryAddress.of(news), [])
    first = window_of(program, qtbot)
    os.link(news, link := news.with_name("link.ascribe"))
    (tmp_path / "storm.txt").write_text("Storm\n\nIt blows, she said.", encoding="utf-8")
    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from desktop.base.library_address import LibraryAddress
        from ui.start.application import run
        sys.exit(run(LibraryAddress.of({str(link)!r}), [Path({str(tmp_path / "storm.txt")!r})]))
    """)
    second = subprocess.Popen(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    qtbot.waitUntil(lambda: first.session.library.count_articles()[0] == 2)
    assert second.wait(60) == 0
    assert not list(news.parent.glob("link.ascribe-*"))


def test_a_name_in_another_folder_is_asked_about_once(
    program: Program, qtbot: QtBot, news: Path, tmp_path: Path, press: Callable[..., list[str]]
) -> None:
    os.link(news, tmp_path / "link.ascribe")
    told = press("Nobody else works in it")
    assert program.start(LibraryAddress.of(news), [])
    assert not window_of(program, qtbot).session.library.read_only
    assert "has another name, in another folder" in told[0]
    program.window.close()  # type: ignore[union-attr]
    program.finish()
    again = Program(Settings())
    assert again.start(LibraryAddress.of(news), [])
    window_of(again, qtbot).close()
    again.finish()
    assert len(told) == 1
