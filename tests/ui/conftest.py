"""A real window on a real library in the test's own folder."""

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.system_errors import as_known
from desktop.library import Library
from desktop.model.records import Article
from tests.making import added_article
from ui.article_view import ignored_typing
from ui.base import theme
from ui.base.settings import Settings
from ui.labelling import fields
from ui.start import error_reports
from ui.start.application import Program
from ui.window.main_window import MainWindow

LONG = 60_000  # ms that a busy machine may take

TEXT = (
    "Harbour bridge to close\n\n"
    "The bridge will close in May, Mayor Ada Lin said on Friday. "
    "“We have waited too long,” she told reporters, “and we will not wait again.”\n\n"
    "The ferry company warned that its boats were full. A spokesman said that “nobody asked us” about the plan.\n"
)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits as long as a busy machine may take, not only pytest-qt's five seconds."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=LONG)  # type: ignore[method-assign]
    qtbot.waitSignal = partial(qtbot.waitSignal, timeout=LONG)  # type: ignore[method-assign]
    return qtbot


@pytest.fixture(autouse=True)
def told_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A KnownError is told in the window that is in front, as in the program; any other fails the test."""
    fail = sys.excepthook
    reports = error_reports.ErrorReports(lambda known: front_window().session.tell_error(known))

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if as_known(error):
            reports.hear(kind, error, trace)
        else:
            fail(kind, error, trace)

    monkeypatch.setattr(sys, "excepthook", hear)


def front_window() -> MainWindow:
    """The window that is active, or else one that is shown, or one that is just being closed."""
    windows = [one for one in QApplication.allWidgets() if isinstance(one, MainWindow)]
    return max(windows, key=lambda one: (one.isActiveWindow(), one.isVisible()))


@pytest.fixture(autouse=True)
def unhurried_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine, a test types more slowly than a person does."""
    monkeypatch.setattr(ignored_typing, "_TYPED_ON", 60_000)
    monkeypatch.setattr(ignored_typing, "_NAME_TYPED_ON", 60_000)
    monkeypatch.setattr(ignored_typing, "_AT_ONCE", 60_000)
    monkeypatch.setattr(fields, "_PAUSE", 60_000)


@pytest.fixture
def program_settings() -> Settings:
    return Settings()


@pytest.fixture
def program(qapp: QApplication, program_settings: Settings) -> Iterator[Program]:
    """The program as a double click starts it, without a window yet; at the end its window is closed unasked."""
    theme.apply(qapp, "light")
    program = Program(program_settings)
    yield program
    if program.frame is not None:
        if program.window is not None:
            program.window.tasks.stop()  # else it asks whether it may
            program.window.leaving.give_up()  # nor is anybody there to say what becomes of a lost library
        program.frame.close()
        program.frame.deleteLater()
    program.finish()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def three_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library of three articles, the first of which is `TEXT`: made once, to be copied."""
    path = (folder := tmp_path_factory.mktemp("made")) / "news.ascribe"
    with pytest.MonkeyPatch.context() as before_any_test:
        before_any_test.setenv("ASCRIBE_HOME", str(folder / "home"))
        library = Library.open(path, annotator="tester")
    with library:
        added_article(library, TEXT, "Harbour bridge to close", publisher="Herald", published="2026-11-21")
        added_article(
            library, "River levels fall.\n\n“It rains no more,” he said.", "River levels fall", publisher="Agency"
        )
        added_article(library, "Exports are up.\n\nThey rose, said the ministry.", "Exports are up", publisher="Herald")
    return path


@pytest.fixture
def library(tmp_path: Path, three_articles: Path) -> Iterator[Library]:
    """A library of `three_articles`."""
    shutil.copy(three_articles, path := tmp_path / "news.ascribe")
    library = Library.open(path, annotator="tester")
    yield library
    library.close()


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Library], MainWindow]]:
    """Shows a window on a library, with its first article open."""
    windows: list[MainWindow] = []

    def opened(library: Library, *, suggests: bool = False, legend: bool = False) -> MainWindow:
        theme.apply(qapp, "light")
        settings = Settings()
        settings.suggests = suggests
        settings.shows_legend = legend  # which comes a moment after the first mark, and takes room from the text
        window = MainWindow(library, settings)
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window, timeout=LONG):
            window.show()
        window.activateWindow()
        window.open_last_article()
        qtbot.wait(20)
        return window

    yield opened
    for window in windows:
        window.tasks.stop()
        window.suggestions.stop()
        window.speakers_controller.page.close()
        window.session.stop()
        window.hide()
        window.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def window(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    return open_window(library)


@pytest.fixture
def article(library: Library) -> Article:
    return library.articles(limit=1)[0].article
