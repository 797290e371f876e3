"""Opening a library where other computers could get in the way, answered with the mouse; and who has its window."""

import os
import platform
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QSysInfo, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.errors import KnownError
from desktop.base.window_lock import OpenElsewhere, holder, lock_file, refuse_if_open_elsewhere
from desktop.library import Library
from desktop.model.text import Fragment
from tests.making import added_article, held_by, mounted
from tests.ui.gestures import claim
from ui.base import theme
from ui.base.settings import Settings
from ui.start import single_window
from ui.start.application import Program
from ui.start.shared_library import SharedLibrary
from ui.start.single_window import SingleWindow
from ui.start.start_problem import StartProblem
from ui.window.main_window import MainWindow

TEXT = "The bridge will close, Ada Lin said."


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    theme.apply(qapp, "light")
    monkeypatch.setattr(StartProblem, "exec", lambda problem: pytest.fail(problem.sentence.text()))
    program = Program(Settings())
    yield program
    if program.frame is not None:
        program.frame.close()
        program.frame.deleteLater()
    program.finish()


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
    assert program.start(shared, [])
    window = window_of(program, qtbot)
    assert told == [
        f"The library {shared} lies on a network drive (cifs), "
        "where it is damaged when two computers work in it at once."
    ]
    assert window.status.saved.text() == "Read-only: nothing can be changed"
    window.labelling.label("Claim", (Fragment(0, 10),))
    assert "read-only" in window.message.words.text()
    window.suggestions.suggest_everywhere()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    window.learning.learn()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert "read-only" in window.message.words.text()
    assert files_of(shared) == before
    with Library.open(shared, used_only_here=True) as colleague:
        added_article(colleague, "Rivers fall.", "Rivers")
    assert window.session.library.count_articles() == (1, 0)
    window.files.library_wanted.emit(shared)  # it is opened again, to see what others did
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
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(here.with_suffix("")), ""))
    press("Work on a copy on this computer…")
    assert program.start(shared, [])
    window = window_of(program, qtbot)
    assert window.session.library.path == here
    claim(window, "The bridge will close", "Ada Lin")
    window.close()
    program.finish()
    assert files_of(shared) == before
    with Library.open(here) as library:
        assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]
    assert not lock_file(here).exists()
    assert Settings().library == here


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
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / name), ""))
    press("Work on a copy on this computer…")
    assert program.start(shared, [])
    qtbot.waitUntil(lambda: bool(problems))
    assert problems == [f"{tmp_path / name} is there already; choose another name."]
    assert (files_of(shared), files_of(tmp_path / "other.ascribe")) == before


def test_who_says_that_nobody_else_works_in_it_is_not_asked_again(
    program: Program, qtbot: QtBot, shared: Path, press: Callable[..., list[str]]
) -> None:
    told = press("No other computer works in it")
    assert program.start(shared, [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close", "Ada Lin")
    window.suggestions.suggest_everywhere()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert window.message.words.text() == "" or "network" not in window.message.words.text()
    window.close()
    program.finish()

    again = Program(Settings())
    assert again.start(shared, [])
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
    assert program.start(shared, [])
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
    assert program.start(here, [])
    window = window_of(program, qtbot)
    told = press("Cancel", "Make it on this computer…")
    window.files.library_wanted.emit(shared.with_name("new.ascribe"))
    assert "new.ascribe would lie on a network drive" in told[0]
    assert program.window is window
    assert list(files_of(shared)) == ["news.ascribe"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "new.ascribe"), ""))
    window.files.library_wanted.emit(shared.with_name("new.ascribe"))
    assert program.window is not None
    assert program.window.session.library.path == tmp_path / "new.ascribe"
    assert list(files_of(shared)) == ["news.ascribe"]


# In another computer's window


def test_a_library_that_is_open_elsewhere_can_be_read(
    program: Program, qtbot: QtBot, news: Path, press: Callable[..., list[str]]
) -> None:
    held_by(news, "archive-pc")
    before = files_of(news)
    told = press("Open read-only")
    assert program.start(news, [])
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
    assert program.start(news, [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close", "Ada Lin")
    found = holder(news)
    assert found is not None
    assert found.computer == platform.node()
    window.close()
    program.finish()
    assert not lock_file(news).exists()


def test_the_window_of_another_home_folder_is_noticed(
    program: Program, qtbot: QtBot, news: Path, tmp_path: Path
) -> None:
    assert program.start(news, [])
    first = window_of(program, qtbot)
    qtbot.waitUntil(lambda: lock_file(news).exists())
    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from ui.start.application import run
        sys.exit(run(Path({str(news)!r}), [Path({str(tmp_path / "storm.txt")!r})]))
    """)
    (tmp_path / "storm.txt").write_text("Storm\n\nIt blows, she said.", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "ASCRIBE_HOME": str(tmp_path / "other home")}
    second = subprocess.Popen([sys.executable, "-c", script], env=environment)
    qtbot.waitUntil(lambda: first.session.library.count_articles()[0] == 2)
    assert second.wait(60) == 0


# The lock


def test_the_lock_lies_beside_the_library_as_long_as_the_window_is_open(news: Path, qapp: QApplication) -> None:
    single = SingleWindow(news)
    assert single.is_first([])
    assert single.is_first([]), "as before"
    assert sorted(files_of(news)) == ["news.ascribe", "news.ascribe-lock"]
    single.let_go()
    assert sorted(files_of(news)) == ["news.ascribe"]


def test_another_computer_is_not_waited_for(news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_window.time, "sleep", lambda _: pytest.fail("it waits"))
    held_by(news, "archive-pc")
    with pytest.raises(OpenElsewhere):
        SingleWindow(news).is_first([])


def test_who_took_the_library_while_the_question_was_open_keeps_it(news: Path, qapp: QApplication) -> None:
    held_by(news, "archive-pc", "id of archive-pc")
    single = SingleWindow(news)
    with pytest.raises(OpenElsewhere) as asked:
        single.is_first([])
    held_by(news, "another-pc", "id of another-pc")
    single.take_over(asked.value.holder)
    with pytest.raises(OpenElsewhere, match="another-pc"):
        single.is_first([])


def test_a_computer_that_was_given_another_name_knows_its_own_lock(news: Path, qapp: QApplication) -> None:
    machine = bytes(QSysInfo.machineUniqueId().data()).decode()
    if not machine:
        pytest.skip("this system has no id")
    held_by(news, "my-old-name", machine)
    refuse_if_open_elsewhere(news, machine)
    with pytest.raises(OpenElsewhere):
        refuse_if_open_elsewhere(news, "id of another")


def test_a_killed_windows_lock_goes_also_where_qt_cannot_remove_it(news: Path, qapp: QApplication) -> None:
    """Qt makes a file of its own beside the lock to remove it; on a full disk it can't."""
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    lock_file(news).write_text(f"{ended.stdout.strip()}\npython\n{platform.node()}\n", encoding="utf-8")
    in_the_way = QLockFile(f"{lock_file(news)}.rmlock")
    assert in_the_way.tryLock(100)
    single = SingleWindow(news)
    began = time.monotonic()
    assert single.is_first([])
    assert time.monotonic() - began < 10
    single.let_go()
    in_the_way.unlock()


@pytest.mark.parametrize("content", ["", "\n", "garbage", "x\ny\n"])
def test_a_lock_that_names_nobody_is_taken_over(
    content: str, news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window, "_NAMELESS", 0.1)
    lock_file(news).write_text(content, encoding="utf-8")
    single = SingleWindow(news)
    assert single.is_first([])
    single.let_go()


def test_what_a_killed_window_of_this_computer_left_is_taken_over(news: Path, qapp: QApplication) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    lock_file(news).write_text(f"{ended.stdout.strip()}\npython\n{platform.node()}\n", encoding="utf-8")
    single = SingleWindow(news)
    assert single.is_first([])
    single.let_go()


def test_where_no_lock_can_lie_beside_the_library_it_lies_in_the_users_folder(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_window, "_PATIENCE", 0.3)
    monkeypatch.setattr(single_window, "lock_file", lambda library: library.parent / "not there" / "lock")
    first, second = SingleWindow(news), SingleWindow(news)
    assert first.is_first([])
    with pytest.raises(KnownError, match="does not answer"):
        second.is_first([])
    first.let_go()
    assert second.is_first([])
    second.let_go()


def test_where_no_lock_can_be_made_at_all_the_window_opens(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(single_window, "lock_file", lambda library: tmp_path / "not there" / "lock")
    monkeypatch.setattr(single_window, "_own_folder", lambda: tmp_path / "not there")
    assert SingleWindow(news).is_first([])


def test_a_lock_that_cannot_be_written_whole_is_no_lock(
    news: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt says so of a full disk: it has made the file, and taken it away again."""

    class OnAFullDisk(QLockFile):
        def tryLock(self, timeout: int = 0) -> bool:
            return "news.ascribe-lock" not in self.fileName() and super().tryLock(timeout)

        def error(self) -> QLockFile.LockError:
            full = "news.ascribe-lock" in self.fileName()
            return QLockFile.LockError.UnknownError if full else super().error()

    monkeypatch.setattr(single_window, "QLockFile", OnAFullDisk)
    single = SingleWindow(news)
    assert single.is_first([])
    single.let_go()
