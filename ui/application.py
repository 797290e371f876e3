"""Starts Qt, opens the library, shows the window; and, after the last window, backs up what was changed."""

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop import places
from desktop.errors import KnownError
from desktop.library import Library
from ui import faults, theme
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.single_window import SingleWindow

log = logging.getLogger(__name__)


def run(library_path: Path | None, articles: list[Path]) -> int:
    """Open the window on a library, and these articles in it; gives the exit status when it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("ascribe")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("io.github.ascribe.Ascribe")
    faults.log_to_file()
    faults.show_what_nobody_caught()
    settings = Settings()
    theme.apply(app, settings.appearance)
    program = Program(settings)
    path = library_path or settings.library or places.default_library()
    if not program.start(path, articles):
        return program.status
    app.exec()
    program.finish()
    return program.status


class Program(QObject):
    """The window that stands, and what is to be done when it has gone."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.status = 0
        self.window: MainWindow | None = None
        self._settings = settings
        self._single: SingleWindow | None = None
        self._changed: list[Library] = []  # libraries to back up before the program ends

    def start(self, path: Path, articles: list[Path]) -> bool:
        """Show the first window. Not so, when another process has this library's window, or none can be opened."""
        try:
            self._open(path, articles)
        except KnownError as error:
            return self._ask_for_another(path, str(error), articles)
        return self.window is not None

    def _ask_for_another(self, path: Path, sentence: str, articles: list[Path]) -> bool:
        from ui.dialogs.start_problem import StartProblem

        log.error("%s", sentence)
        problem = StartProblem(sentence, path)
        if problem.exec() and problem.chosen is not None:
            return self.start(problem.chosen, articles)
        self.status = 1
        return False

    def _open(self, path: Path, articles: list[Path]) -> None:
        single = SingleWindow(path)
        if not single.is_first(articles):
            return
        try:
            first_start = path == places.default_library() and not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            library = Library.open(path, annotator=self._settings.annotator or None)
        except OSError as error:
            single.let_go()
            raise KnownError(f"The library {path} cannot be opened: {error.strerror}.") from error
        except KnownError:
            single.let_go()
            raise
        self._settings.library = path
        self._show(library, single, articles, first_start=first_start)

    def _show(self, library: Library, single: SingleWindow, articles: list[Path], *, first_start: bool) -> None:
        former, former_single = self.window, self._single
        window = MainWindow(library, self._settings)
        window.files.library_wanted.connect(self.change_library)
        self.window, self._single = window, single
        if former is not None and former_single is not None:
            former.close()
            former_single.let_go()
        window.closed.connect(lambda: self._let_go(window))
        window.show()
        # What the first paint does not need comes after it.
        QTimer.singleShot(0, lambda: self._complete(window, single, articles, first_start))

    def _complete(self, window: MainWindow, single: SingleWindow, articles: list[Path], first_start: bool) -> None:
        single.listen(window.come_forward)
        if first_start:
            articles = [places.resource("sample"), *articles]
        if articles:
            window.files.import_paths(articles)
        else:
            window.open_last_article()

    def change_library(self, path: Path) -> None:
        """Show another library in the window's place; a library that cannot be opened is told in the window that is."""
        window = self.window
        if window is None or path == window.desk.library.path:
            return
        try:
            self._open(path, [])
        except KnownError as error:
            window.desk.tell(str(error))

    def _let_go(self, window: MainWindow) -> None:
        if window.desk.changed and not window.desk.library.read_only:
            self._changed.append(window.desk.library)
        window.desk.stop()
        if window is not self.window:
            window.deleteLater()

    def finish(self) -> None:
        """Back up what was changed: the window is closed, so nobody waits for it, but it is done before we end."""
        for library in self._changed:
            try:
                library.backup()
            except KnownError as error:
                log.error("%s", error)  # the library itself is whole; there is no window left to tell it in
        for library in self._changed:
            library.close()
        self._changed.clear()
        if self._single is not None:
            self._single.let_go()
