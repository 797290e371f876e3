"""Starts Qt, shows the window, opens the library; and, after the window is closed, backs up what was changed."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.base import files, garbage_collection, paths, time_limits, translation
from desktop.base.errors import AtWork, KnownError
from desktop.base.library_address import LibraryAddress, ServerAddress, is_named_like_a_library
from desktop.base.tracebacks import place_of
from desktop.base.translation import translated
from ui.base import theme
from ui.base.settings import Settings
from ui.start import error_reports, program_log, qt
from ui.start.ending import Ending
from ui.start.frame import Frame
from ui.start.library_opening import Declined, Opening
from ui.start.single_window import SingleWindow

if TYPE_CHECKING:
    from desktop.library import Library
    from desktop.model.codebook import Codebook
    from ui.window.main_window import MainWindow

_AFTERWARDS = 100  # ms after which the window is painted, and what a start can do without may take its time

log = logging.getLogger(__name__)


def run(library: LibraryAddress | None, articles: list[Path]) -> int:
    """Open the window on a library, and these articles in it; gives the exit status when it is closed."""
    app = qt.started()
    app.setApplicationName("ascribe")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("io.github.ascribe.Ascribe")
    program_log.write()
    settings = Settings()
    translation.speak([settings.language] if settings.language else QLocale.system().uiLanguages())
    qt.speak(app, translation.language())
    theme.apply(app, settings.appearance)
    time_limits.limit_questions_here()
    program = Program(settings)
    error_reports.show_what_nobody_caught(program.tell_error)
    ending = Ending()
    ending.asked.connect(program.end)
    if isinstance(app, qt.Application):
        app.file_wanted.connect(program.open_file)
    if program.start(library or settings.library or LibraryAddress.of(paths.default_library()), articles):
        app.exec()
    program.finish()
    return program.status


class Program(QObject):
    """The one window, the library in it, and what is to be done when it has gone."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.status = 0
        self.frame: Frame | None = None
        self._settings = settings
        self._single: SingleWindow | None = None
        self._changed: list[Library] = []  # libraries to back up before the program ends

    @property
    def window(self) -> "MainWindow | None":
        """The content of the frame, once there is one."""
        return self.frame.content if self.frame else None

    def start(self, address: LibraryAddress, articles: list[Path], content: Path | None = None) -> bool:
        """Show the window, and open this library in it; not so, when another process has this library's window.

        These articles are added to it, and the `content` of another library's file.
        """
        opening = Opening(address, self._settings)
        try:
            if not opening.claim(articles, self.frame):
                return False
        except KnownError as error:
            return self._ask_for_another(address, error, articles)
        if self.frame is None:
            self.frame = Frame(self._settings)
            # What the first paint does not need comes after it: the library alone takes longer than all before.
            self.frame.painted.connect(lambda: self._open_first(opening, articles, content))
            self.frame.show()
        else:
            self._open_first(opening, articles, content)
        return True

    def _open_first(self, opening: Opening, articles: list[Path], content: Path | None) -> None:
        try:
            self._open(opening, articles)
            if content is not None and self.window is not None:
                self.window.files.import_content(content)
        except KnownError as error:
            opening.release()
            if not self._ask_for_another(opening.address, error, articles) and self.frame:
                self.frame.close()
        finally:
            garbage_collection.freeze()
            garbage_collection.collect_old_objects_when_idle()
            garbage_collection.resume()

    def _ask_for_another(self, address: LibraryAddress, error: KnownError, articles: list[Path]) -> bool:
        from ui.start.start_problem_dialog import StartProblem

        log.error("%s cannot be opened: %s", address, place_of(error))
        problem = StartProblem(error, address, self.frame)
        if problem.exec() and problem.chosen is not None:
            return self.start(problem.chosen, articles, problem.content)
        self.status = 1
        return False

    def _open(self, opening: Opening, articles: list[Path]) -> None:
        default = paths.default_library()
        first_start = opening.address.is_at(default) and not files.exists(default)
        library = opening.open(self.frame)
        self._settings.library = opening.address
        if isinstance(opening.address, ServerAddress):
            self._settings.keep_server(opening.address)
        self._show(library, opening.single, [paths.resource("sample")] if first_start and not articles else articles)
        if library.is_of_one_moment and self.window is not None:
            self.window.session.messages.tell_briefly(
                translated("This is the library as it was when you opened it. Open it again to see later changes.")
            )
        elif library.read_only and self.window is not None:
            self.window.session.messages.tell_in_all_articles(
                translated("You may read this library, and change nothing in it; its owner can let you work in it.")
            )

    def _show(self, library: "Library", single: SingleWindow, articles: list[Path]) -> None:
        from ui.window.main_window import MainWindow

        assert self.frame is not None
        window = MainWindow(library, self._settings)
        window.files.library_wanted.connect(self.change_library)
        window.files.new_library_wanted.connect(self.change_library)
        window.closed.connect(lambda: self._end_window(window, single))
        if not articles:
            window.open_last_article()  # while nothing is shown yet: so all is laid out and painted once
        self.frame.hold(window)
        if articles:
            window.files.import_paths(articles)
        QTimer.singleShot(_AFTERWARDS, window, lambda: self._do_what_can_wait(window, single))

    def _do_what_can_wait(self, window: "MainWindow", single: SingleWindow) -> None:
        from desktop.library import backups
        from desktop.library.private_copy import remove_left_behind

        if single.is_ours:
            single.listen(window.come_forward)
        window.window().setWindowIcon(QIcon(str(paths.resource("icons/ascribe.svg"))))
        remove_left_behind()
        backups.remove_left_behind(window.session.library.address)
        window.help.look_for_newer_version()

    def change_library(self, address: LibraryAddress, codebook: "Codebook | None" = None) -> None:
        """Show another library in place of this one; where it cannot be opened, this window says so.

        One that is made starts with this codebook.
        """
        window = self.window
        if window is None:
            return
        library = window.session.library
        if library.address.is_same(address) and not library.is_of_one_moment:
            return
        if task := window.tasks.current:
            raise AtWork(
                translated("{task} is not finished. Cancel it, or wait, to open another library.", task=task.title)
            )
        if not window.leaving.may_leave():
            return
        opening = Opening(address, self._settings, codebook)
        try:
            if opening.claim([], self.frame):
                self._open(opening, [])
            else:
                words = translated("{library} is open in another window, which is in front now.", library=address.name)
                window.session.messages.tell_briefly(words)
        except Declined:
            opening.release()
        except KnownError:
            opening.release()
            raise

    def open_file(self, file: str) -> None:
        """Show this library, or add this article to the one that is shown: the system asks for it while we run."""
        if self.window is None or self.window.tasks.current:  # still on its way, or at work: when that is done
            QTimer.singleShot(_AFTERWARDS, self, lambda: self.open_file(file))
        elif is_named_like_a_library(file):
            self.change_library(LibraryAddress.of(file))
        else:
            self.window.files.import_paths([Path(file)])

    def tell_error(self, error: KnownError) -> None:
        """Tell this in the window; in one of its own, while there is none."""
        if self.window is not None:
            self.window.session.tell_error(error)
        else:
            from ui.base.message_boxes import inform

            inform(QApplication.activeWindow(), str(error))

    def _end_window(self, window: "MainWindow", single: SingleWindow) -> None:
        window.session.stop()
        library, is_given_up = window.session.library, window.leaving.is_given_up
        if window.session.changed and library.keeps_backups and not library.read_only and not is_given_up:
            self._changed.append(library)
        else:
            library.close()
        single.release()

    def end(self) -> None:
        """End like a quit, but ask nothing: nobody may be there to answer."""
        if self.window is not None:
            self.window.wind_up()
            self.window.session.keep_open_article()
        if self.frame is not None:
            self.frame.close()
        QApplication.exit(self.status)  # also where a dialog is open

    def finish(self) -> None:
        """Back up what was changed: the window is closed, so nobody waits for it, but it is done before we end."""
        if self.window is not None:  # the event loop was ended from outside, and nobody closed the window
            self.window.wind_up()
            self.window.closed.emit()
        for library in self._changed:
            try:
                library.backup()
            except KnownError as error:
                # The library itself is whole, and there is no window left to tell it in.
                log.error("no backup was made: %s", place_of(error))
            library.close()
        self._changed.clear()
