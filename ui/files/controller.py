"""Files in and files out: articles opened, dropped and pasted, libraries, exports and backups."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.errors import KnownError
from desktop.library import Library
from ui.base.file_filters import LIBRARY_FILES
from ui.base.settings import Settings
from ui.session import Session, told
from ui.work.tasks import Progress, Tasks


class FilesController(QObject):
    """Asks for files, and has the work done off the window's thread."""

    opened = Signal()  # an article that was asked for: it is to be worked in
    library_wanted = Signal(object)  # the Path of another library, to be opened in this window's place
    exported = Signal(object)  # the Path of the file that was written

    def __init__(self, session: Session, tasks: Tasks, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._tasks = tasks
        self._settings = settings
        self._window = window

    # Articles in

    def open_files(self) -> None:
        """Ask for article files and add them."""
        files, _ = QFileDialog.getOpenFileNames(self._window, "Open articles", self._settings.folder, _article_files())
        if files:
            self._settings.folder = str(Path(files[0]).parent)
            self.import_paths([Path(file) for file in files])

    def open_folder(self) -> None:
        """Ask for a folder and add all articles in it."""
        folder = QFileDialog.getExistingDirectory(self._window, "Open a folder of articles", self._settings.folder)
        if folder:
            self._settings.folder = folder
            self.import_paths([Path(folder)])

    def import_paths(self, paths: list[Path]) -> None:
        """Add these files and folders; a library among them is opened instead."""
        libraries = [path for path in paths if path.suffix == ".ascribe"]
        articles = [path for path in paths if path.suffix != ".ascribe"]
        if articles:
            self._run("Adding articles", lambda library, progress: _import(library, articles, progress), self._report)
        elif libraries:
            self.library_wanted.emit(libraries[0])

    @told
    def _report(self, report: object) -> None:
        from desktop.exchange.importing import ImportReport

        assert isinstance(report, ImportReport)
        self.session.catch_up()
        article = next(iter((*report.added, *(known.article for known in report.known))), None)
        if article is not None and (len(report.added) <= 1 or self.session.state is None):
            self.session.open_article(article)
            self.opened.emit()
        if len(report.refused) == 1 and not report.added:
            self.session.tell(report.refused[0].reason)
        elif report.refused:
            from ui.files.import_report import ImportReportDialog

            dialog = ImportReportDialog(self._window, report)
            dialog.open()
        elif len(report.known) == 1 and not report.added:
            self.session.mention("This article is in the library already; it is open now.")
        elif report.known or report.cancelled or len(report.added) > 1:
            self.session.mention(str(report))

    @told
    def paste_article(self) -> None:
        """Take the clipboard's text as a new article."""
        from desktop.exchange.importing import paste
        from ui.files.paste_dialog import PasteDialog

        dialog = PasteDialog(self._window)
        if dialog.exec():
            self._report(
                paste(
                    self.session.library,
                    dialog.words,
                    title=dialog.title.text().strip(),
                    publisher=dialog.publisher.text().strip(),
                    published=dialog.published.text().strip(),
                    url=dialog.url.text().strip(),
                )
            )

    # Libraries

    def open_library(self) -> None:
        """Ask for another library."""
        file, _ = QFileDialog.getOpenFileName(
            self._window, "Open library", str(self.session.library.path.parent), LIBRARY_FILES
        )
        if file:
            self.library_wanted.emit(Path(file))

    def new_library(self) -> None:
        """Ask where a new library is to be."""
        beside = self.session.library.path.with_name("New library.ascribe")
        file = self._ask_target("New library", beside, LIBRARY_FILES)
        if file:
            self.library_wanted.emit(file if file.suffix == ".ascribe" else file.with_name(f"{file.name}.ascribe"))

    def back_up(self) -> None:
        """Ask where to, and copy the library there."""
        path = self.session.library.path
        target = self._ask_target("Back up the library", path.with_name(f"{path.stem} copy.ascribe"), LIBRARY_FILES)
        if target is None:
            return
        repaired: list[str] = []

        def done(path: Path) -> None:
            self.session.mention(f"The library is backed up in {path}.")
            for sentence in repaired:
                self.session.tell(sentence)

        self._run("Backing up", lambda library, progress: library.backup(target, repaired.append), done)

    @told
    def save_copy(self) -> None:
        """Ask where to, write there what only the open file still holds, and go on in that."""
        library = self.session.library
        suggested = library.path.with_name(f"{library.name} saved.ascribe")
        target = self._ask_target("Save a copy of the library", suggested, LIBRARY_FILES)
        if target is None:
            self.session.tell_if_lost()
        elif target == library.path:
            raise KnownError(f"{target} is where the library was; choose another name.")
        else:
            library.backup(target, self.session.tell)  # here, since a worker would open the file anew
            self.library_wanted.emit(target)

    def check(self) -> None:
        """Look through the whole library for damage."""
        self._run("Checking the library", lambda library, progress: library.check(), self._tell_problems)

    def _tell_problems(self, problems: list[str]) -> None:
        if problems:
            self.session.tell("\n".join(problems[:5]))
        else:
            self.session.mention("The library is sound.")

    # Articles out

    def export(self, chosen: Sequence[str] = ()) -> None:
        """Ask what is to be exported, all or these articles, how, and where to."""
        from desktop.exchange.registry import WRITABLE
        from ui.files.export_dialog import ExportDialog

        total, _ = self.session.library.count_articles()
        dialog = ExportDialog(self._window, WRITABLE, total, chosen)
        if not dialog.exec():
            return
        format, selection = WRITABLE[dialog.format_name], dialog.selection
        folder = Path(self._settings.folder) if self._settings.folder else self.session.library.path.parent
        suggested = folder / f"{self.session.library.name}{format.extensions[0]}"
        pattern = f"{format.title} ({' '.join('*' + extension for extension in format.extensions)})"
        target = self._ask_target("Export", suggested, pattern)
        if target is None:
            return
        self._settings.folder = str(target.parent)
        write = format.write
        assert write is not None

        def work(library: Library, progress: Progress) -> Path:
            from desktop.base.files import replacing
            from desktop.library.targets import refuse_as_target

            refuse_as_target(library.path, target)
            with replacing(target) as stream:
                write(library, stream, selection, progress)
            return target

        self._run("Exporting", work, self._tell_exported)

    def _tell_exported(self, target: Path) -> None:
        self.session.mention(f"Exported to {target}.")
        self.exported.emit(target)

    def _ask_target(self, title: str, suggested: Path, pattern: str) -> Path | None:
        file, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), pattern)
        return Path(file) if file else None

    def _run(self, title: str, work: Callable[[Library, Progress], object], done: Callable[..., None]) -> None:
        self._tasks.run(title, work, done)


def _import(library: Library, paths: list[Path], progress: Progress) -> object:
    from desktop.exchange.importing import import_paths

    return import_paths(library, paths, progress)


def _article_files() -> str:
    from desktop.exchange.registry import FORMATS

    readable = [format for format in FORMATS if format.read or format.bring_in]
    patterns = [
        f"{format.title} ({' '.join('*' + extension for extension in format.extensions)})" for format in readable
    ]
    every = " ".join("*" + extension for format in readable for extension in format.extensions)
    return ";;".join([f"Articles ({every})", *patterns, "All files (*)"])
