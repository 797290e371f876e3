"""The program as a whole: first start, restart, second start, libraries that cannot be opened, errors of ours."""

import logging
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.progress import Progress
from desktop.library import Library
from desktop.model.text import Fragment
from tests.making import added_article
from tests.ui.gestures import claim, message_of
from ui.base.file_dialogs import FileDialog
from ui.base.settings import Settings
from ui.files.new_library_dialog import NewLibraryDialog
from ui.start import error_reports, program_log
from ui.start.application import Program
from ui.start.bug_dialog import BugDialog
from ui.start.single_window import SingleWindow
from ui.start.start_problem_dialog import StartProblem
from ui.window.main_window import MainWindow
from ui.work.tasks import Tasks


def window_of(program: Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: program.window is not None and program.window.session.state is not None)
    assert program.window is not None
    assert program.frame is not None
    program.frame.activateWindow()
    qtbot.wait(50)
    program.window.view.setFocus()
    return program.window


def test_the_first_start_opens_the_sample_article(program: Program, qtbot: QtBot) -> None:
    assert program.start(LibraryAddress.of(paths.default_library()), [])
    window = window_of(program, qtbot)
    assert window.session.library.count_articles() == (1, 0)
    assert paths.default_library().is_file()


def test_files_that_the_system_asks_to_open(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    library, article = tmp_path / "news.ascribe", tmp_path / "note.txt"
    with Library.open(library) as made:
        added_article(made, "The bridge will close, Ada Lin said.", "Bridge")
    article.write_text("A note\n\nIt rained, she said.\n", encoding="utf-8")
    assert program.start(LibraryAddress.of(paths.default_library()), [])
    program.open_file(str(library))  # while the window is still on its way
    qtbot.waitUntil(lambda: program.window is not None and program.window.session.library.address.is_at(library))
    program.open_file(str(article))
    window = window_of(program, qtbot)
    qtbot.waitUntil(lambda: window.session.library.count_articles() == (2, 0))


def test_the_system_names_a_file_by_an_event() -> None:
    script = """
        from PySide6.QtGui import QFileOpenEvent
        from ui.start import qt
        app = qt.started()
        app.file_wanted.connect(print)
        app.postEvent(app, QFileOpenEvent("/news.ascribe"))
        app.processEvents()
        assert qt.started() is app
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], env=environment, capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("/news.ascribe\n", 0)


def test_a_restart_keeps_everything_and_quitting_backs_up(
    program: Program, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "news.ascribe"
    with Library.open(path) as library:
        added_article(library, "The bridge will close, Ada Lin said.", "Bridge")
    assert program.start(LibraryAddress.of(path), [])
    window = window_of(program, qtbot)
    claim(window, "The bridge will close", "Ada Lin")
    window.close()
    program.finish()
    (backup,) = (tmp_path / "news backups").glob("*.ascribe")
    for kept in (path, backup):
        with Library.open(kept) as library:
            assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]

    again = Program(Settings())
    assert again.start(LibraryAddress.of(path), [])
    second = window_of(again, qtbot)
    assert second.claims.model.rowCount() == 1
    second.close()
    again.finish()
    assert len(list((tmp_path / "news backups").glob("*.ascribe"))) == 1, "nothing was changed, nothing is backed up"


def test_articles_named_at_the_start_are_opened(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    article = tmp_path / "storm.txt"
    article.write_text("Storm\n\nIt blows, she said.", encoding="utf-8")
    assert program.start(LibraryAddress.of(tmp_path / "new.ascribe"), [article])
    assert window_of(program, qtbot).session.article.title == "Storm"  # type: ignore[union-attr]


def test_another_library_takes_the_windows_place(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("one", "two"):
        with Library.open(tmp_path / f"{name}.ascribe") as library:
            added_article(library, f"Text of {name}.", name)
    assert program.start(LibraryAddress.of(tmp_path / "one.ascribe"), [])
    first = window_of(program, qtbot)
    first.files.library_wanted.emit(LibraryAddress.of(tmp_path / "two.ascribe"))
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    second = window_of(program, qtbot)
    assert second is not first
    assert program.frame is not None
    assert program.frame.windowTitle() == "two — two — Ascribe"
    (tmp_path / "broken.ascribe").write_text("no database", encoding="utf-8")
    second.files.library_wanted.emit(LibraryAddress.of(tmp_path / "broken.ascribe"))
    assert str(tmp_path / "broken.ascribe") in message_of(second)
    assert program.window is second


def test_a_new_library_starts_with_the_codebook_that_is_chosen(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "one.ascribe") as library:
        added_article(library, "Text of one.", "one")
    assert program.start(LibraryAddress.of(tmp_path / "one.ascribe"), [])
    first = window_of(program, qtbot)

    def choose(dialog: NewLibraryDialog) -> int:
        dialog.ready.list.setCurrentRow(4)
        assert dialog.ready.about.text().startswith("The elements of a frame")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(NewLibraryDialog, "exec", choose)
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "frames"), ""))
    first.files.new_library()
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    assert program.window is not None
    library = program.window.session.library
    assert (library.address.file.name, library.codebook.name) == ("frames.ascribe", "Framing")
    assert library.undo_operation is None


def test_a_library_that_cannot_be_opened_is_told_and_another_is_offered(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.ascribe"
    path.write_text("This is no database at all, however long one looks at it.", encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr(StartProblem, "exec", lambda problem: told.append(problem.sentence.text()) or 0)
    assert program.start(LibraryAddress.of(path), [])
    assert program.frame is not None
    frame = program.frame
    qtbot.waitUntil(lambda: bool(told) and not frame.isVisible())
    assert program.status == 1
    assert len(told) == 1
    assert str(path) in told[0]
    program.frame = None
    frame.deleteLater()

    def choose(problem: StartProblem) -> int:
        problem.chosen = LibraryAddress.of(tmp_path / "other.ascribe")
        return 1

    monkeypatch.setattr(StartProblem, "exec", choose)
    assert program.start(LibraryAddress.of(path), [])
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    assert program.window.session.library.name == "other"


def test_a_read_only_library_is_shown_and_says_so(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    library._database.read_only = True  # type: ignore[misc]
    window = open_window(library)
    assert window.status.saved.text() == "Read-only: nothing can be changed"
    claim_words = window.session.state.text[:20]  # type: ignore[union-attr]
    window.view.label_chosen.emit("Claim", (Fragment(0, len(claim_words)),))
    assert "read-only" in message_of(window)
    assert library.annotations(window.session.article.id) == []  # type: ignore[union-attr]


def test_a_busy_library_gives_a_sentence(window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.base.errors import Busy

    def busy(name: str) -> None:
        raise Busy(f"Another program is writing into {library.address.file}; try again when it is done.")

    monkeypatch.setattr(library, "edit", busy)
    window.view.page.setFocus()
    window.view.label_chosen.emit("Claim", (Fragment(0, 7),))
    assert "Another program is writing" in message_of(window)


def test_a_second_start_raises_the_first_and_hands_its_articles_over(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "news.ascribe"
    article = tmp_path / "storm.txt"
    article.write_text("Storm\n\nIt blows, she said.", encoding="utf-8")
    assert program.start(LibraryAddress.of(path), [])
    qtbot.waitUntil(lambda: program.window is not None)
    first = program.window
    assert first is not None
    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from desktop.base.library_address import LibraryAddress
        from ui.start.application import run
        sys.exit(run(LibraryAddress.of({str(path)!r}), [Path({str(article)!r})]))
    """)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    second = subprocess.Popen([sys.executable, "-c", script], env=environment)
    qtbot.waitUntil(lambda: first.session.article is not None)
    assert second.wait(60) == 0
    assert first.session.article is not None
    assert first.session.article.title == "Storm"


def test_an_owner_that_does_not_answer_gives_a_sentence(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.start import single_window

    monkeypatch.setattr(single_window, "_PATIENCE", 0.3)
    address = LibraryAddress.of(tmp_path / "a.ascribe")
    owner, second = SingleWindow(address), SingleWindow(address)
    assert owner.is_first([])
    with pytest.raises(KnownError, match="does not answer"):
        second.is_first([])
    owner.release()
    assert second.is_first([])
    second.release()


def test_settings_that_cannot_be_written_do_not_keep_the_window_from_opening(
    program: Program, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    shutil.rmtree(home / "config")
    (home / "config").write_text("a file where a folder should be", encoding="utf-8")
    with Library.open(tmp_path / "news.ascribe") as library:
        added_article(library, "The bridge will close.", "Bridge")
    assert program.start(LibraryAddress.of(tmp_path / "news.ascribe"), [])
    window_of(program, qtbot)


def shown_bugs() -> list[BugDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, BugDialog) and one.isVisible()]


def test_an_error_of_ours_is_logged_and_shown_with_its_trace(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()) or 0)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    error_reports.show_what_nobody_caught(Program(Settings()).tell_error)
    with caplog.at_level(logging.ERROR):
        try:
            raise ZeroDivisionError("of ours")
        except ZeroDivisionError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        try:
            raise KnownError("The disk is full.")
        except KnownError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        assert not shown_bugs()  # what went wrong is still under way: a dialog would be shown in the middle of it
        assert told == []
        QApplication.processEvents()
    (dialog,) = shown_bugs()
    assert "ZeroDivisionError: of ours" in dialog.trace.toPlainText()
    assert "ZeroDivisionError: of ours" in caplog.text
    dialog.copy_button.click()
    assert "ZeroDivisionError: of ours" in QGuiApplication.clipboard().text()
    assert told == ["The disk is full."]
    dialog.close()


def test_the_log_is_written_into_its_folder(qapp: QApplication) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    program_log.write()
    logging.getLogger("ui").warning("a line")
    added = [handler for handler in root.handlers if handler not in before]
    for handler in added:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(None)
    assert "a line" in (paths.log_folder() / "ascribe.log").read_text(encoding="utf-8")


def test_tasks_tell_of_their_end(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "tasks.ascribe"
    Library.open(path).close()
    tasks = Tasks(lambda: Library.open(path))
    told: list[str] = []
    done: list[int] = []
    tasks.failed.connect(lambda error: told.append(str(error)))

    def refuse(library: Library, progress: Progress) -> int:
        raise KnownError("Not this one.")

    def count(library: Library, progress: Progress) -> int:
        for number in range(5):
            progress(number, 5)
        return library.count_articles()[0]

    tasks.run("One", refuse, done.append)
    tasks.run("Two", count, done.append)
    qtbot.waitUntil(lambda: tasks.current is None)
    assert (told, done) == (["Not this one."], [0])


def test_a_bug_in_a_task_is_raised_in_the_windows_thread(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "tasks.ascribe"
    tasks = Tasks(lambda: Library.open(path))

    def fail(library: Library, progress: Progress) -> None:
        raise ZeroDivisionError("of ours")

    with qtbot.captureExceptions() as caught:
        tasks.run("Fail", fail, lambda _: None)
        qtbot.waitUntil(lambda: tasks.current is None)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_run_starts_shows_and_ends(qapp: QApplication, home: Path) -> None:
    """The whole program in a process of its own: it ends by itself, with nothing on its standard error."""
    script = textwrap.dedent("""
        import sys
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication
        from ui.start import application
        app = QApplication([])
        def close():
            window = next((w for w in app.allWidgets() if w.objectName() == "window"), None)
            if window is None or window.session.state is None:
                return
            print(window.windowTitle())
            window.close()
        timer = QTimer(interval=50)
        timer.timeout.connect(close)
        timer.start()
        sys.exit(application.run(None, []))
    """)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "— Library — Ascribe" in ended.stdout
    assert list((home / "Library backups").glob("*.ascribe"))
