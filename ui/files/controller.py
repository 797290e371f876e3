"""Files in and files out: articles opened, dropped and pasted, libraries, exports and backups."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.base import files, paths
from desktop.base.library_address import LibraryAddress, is_named_like_a_library
from desktop.base.progress import Progress
from desktop.base.translation import translated
from desktop.library import Library
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import all_files, files_of, library_files, new_library_files
from ui.base.settings import Settings
from ui.session.session import Session

if TYPE_CHECKING:  # the formats are loaded when something is exported
    from desktop.exchange.marked.article import MarkedArticle
    from desktop.exchange.source import Choices as HowToRead
    from ui.files.export_dialog import ExportDialog


class FilesController(QObject):
    """Asks for files, and has the work done off the window's thread."""

    opened = Signal()  # an article that was asked for: it is to be worked in
    library_wanted = Signal(object)  # the LibraryAddress of another library, to be opened in this window's place
    new_library_wanted = Signal(object, object)  # that of one that is to be made, and the Codebook it starts with
    copy_saved = Signal()  # of a library in which nothing can be saved any more: what is open is needed no longer
    exported = Signal(object)  # the Path of the file that was written

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self._window = window
        self._waits_at: tuple[str | None, str | None] | None = None  # for articles that are being added
        session.done.connect(self._stay_here)

    # Articles in

    def open_files(self) -> None:
        """Ask for article files and add them."""
        chosen, _ = FileDialog.getOpenFileNames(
            self._window, translated("Open articles"), self._settings.folder, _article_files()
        )
        if chosen:
            self._settings.folder = str(Path(chosen[0]).parent)
            self.import_paths([Path(file) for file in chosen])

    def open_folder(self) -> None:
        """Ask for a folder and add all articles in it."""
        folder = FileDialog.getExistingDirectory(
            self._window, translated("Open a folder of articles"), self._settings.folder
        )
        if folder:
            self._settings.folder = folder
            self.import_paths([Path(folder)])

    def preview_folder(self) -> None:
        """Ask for a folder, and how what is in it is to be read."""
        folder = FileDialog.getExistingDirectory(
            self._window, translated("Open a folder with a preview"), self._settings.folder
        )
        if folder:
            self._settings.folder = folder
            self._import([Path(folder)], preview=True)

    def import_paths(self, paths: list[Path]) -> None:
        """Add these files and folders; a library among them is opened instead."""
        libraries = [path for path in paths if is_named_like_a_library(path)]
        articles = [path for path in paths if not is_named_like_a_library(path)]
        if articles:
            self._import(articles)
        elif libraries:
            self.library_wanted.emit(LibraryAddress.of(libraries[0]))

    def import_library(self) -> None:
        """Ask for another library's file and add what is in it, whatever else that file declares."""
        file, _ = FileDialog.getOpenFileName(
            self._window, translated("Add the content of a library"), self._settings.folder, library_files()
        )
        if file:
            self.import_content(Path(file))

    def import_content(self, library: Path) -> None:
        """Add what is in another library's file."""
        self._import([library])

    def _import(self, paths: list[Path], *, preview: bool = False) -> None:
        """Add what is in these files; with `preview`, or where they hold many articles, ask how they are read."""
        self._waits_at = self._place
        self._run(
            translated("Adding articles"),
            lambda library, progress: _preview_or_import(library, paths, progress, preview=preview),
            lambda came: self._report_or_ask(came, paths),
        )

    def _report_or_ask(self, came: object, paths: list[Path]) -> None:
        """Show what files of many articles would bring, and add it when the person says so; or what was added."""
        from desktop.exchange.previewing import Preview

        if not isinstance(came, Preview):
            self._report(came)
            return
        from ui.files.import_preview import ImportPreviewDialog

        dialog = ImportPreviewDialog(self._window, self.session.library.again, paths, came)
        if dialog.exec():
            choices = dialog.choices
            self._run(
                translated("Adding articles"),
                lambda library, progress: _import(library, paths, progress, choices),
                self._report,
            )

    def _report(self, report: object) -> None:
        from desktop.exchange.import_report import ImportReport

        assert isinstance(report, ImportReport)
        self.session.catch_up()
        article = next(iter((*report.added, *(known.article for known in report.known))), None)
        nobody_works = self.session.state is None or self._waits_at == self._place
        if article is not None and (len(report.added) <= 1 or nobody_works):
            self.session.open_article(article)
            self.opened.emit()
        if len(report.refused) == 1 and not report.added:
            self.session.messages.tell(report.refused[0].reason)
        elif report.refused or (report.remarks and len(report.added) > 1):
            from ui.files.import_report import ImportReportDialog

            dialog = ImportReportDialog(self._window, report)
            dialog.open()
        elif report.remarks and report.added:
            self.session.messages.tell(" ".join(remark.words for remark in report.remarks))
        elif len(report.known) == 1 and not report.added:
            self.session.messages.tell_briefly(translated("This article is in the library already; it is open now."))
        elif report.known or report.left_out or report.unsound or report.cancelled or len(report.added) > 1:
            self.session.messages.tell_briefly(str(report))

    @property
    def _place(self) -> tuple[str | None, str | None]:
        """The ids of what is open and of what is selected in it: the same, while somebody only waits."""
        article = self.session.article
        return article.id if article else None, self.session.selected

    def _stay_here(self) -> None:
        """Somebody works on while articles are added, and is to be left there."""
        self._waits_at = None

    def open_sample(self) -> None:
        """Add the sample article."""
        self.import_paths([paths.resource("sample")])

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
        file, _ = FileDialog.getOpenFileName(
            self._window, translated("Open library"), str(self.session.library.address.folder), library_files()
        )
        if file:
            self.library_wanted.emit(LibraryAddress.of(file))

    def open_server(self) -> None:
        """Ask for the address of a library on a server."""
        from ui.files.server_dialog import ServerDialog

        title, known = translated("Open a library on a server"), self._settings.servers
        dialog = ServerDialog(self._window, title, translated("Open"), known)
        if dialog.exec() and dialog.address is not None:
            self.library_wanted.emit(dialog.address)

    def put_on_server(self) -> None:
        """Ask for an empty database of a server, and copy the library into it."""
        from ui.files.server_dialog import ServerDialog

        dialog = ServerDialog(self._window, translated("Copy the library to a server"), translated("Copy"))
        address = dialog.address if dialog.exec() else None
        if address is None:
            return

        def copy(library: Library, progress: Progress) -> None:
            from desktop.library.restore import put_on_server

            put_on_server(library, address, progress)

        def done(_: object) -> None:
            words = translated("The library is in {address} now, too.", address=address)
            self.session.messages.tell(words, translated("Open it"), lambda: self.library_wanted.emit(address))

        self._run(translated("Copying the library"), copy, done)

    def new_library(self) -> None:
        """Ask with which codebook a new library is to start, and where it is to be."""
        from ui.files.new_library_dialog import NewLibraryDialog

        dialog = NewLibraryDialog(self._window)
        if not dialog.exec():
            return
        beside = self.session.library.address.folder / (translated("New library") + ".ascribe")
        file = self._ask_target(translated("New library"), beside, new_library_files())
        if file:
            self.new_library_wanted.emit(LibraryAddress.of_new(file), dialog.codebook)

    def back_up(self) -> None:
        """Ask where to, and copy the library there."""
        address = self.session.library.address
        target = self._ask_target(
            translated("Back up the library"),
            address.folder / (translated("{library} copy", library=address.name) + ".ascribe"),
            new_library_files(),
        )
        if target is None:
            return
        repaired: list[str] = []

        def done(file: Path) -> None:
            self.session.messages.tell_briefly(translated("The library is backed up in {file}.", file=file))
            for sentence in repaired:
                self.session.messages.tell(sentence)

        self._run(translated("Backing up"), lambda library, progress: library.backup(target, repaired.append), done)

    def save_copy(self) -> None:
        """Ask where to, write there what only the open file still holds, and go on in that."""
        library = self.session.library
        target = self._ask_target(
            translated("Save a copy of the library"),
            library.address.folder / (translated("{library} saved", library=library.name) + ".ascribe"),
            new_library_files(),
        )
        if target is None:
            self.session.saved.offer_copy_again()
            return
        if library.is_written_over:
            self.session.save_open_article(target)
        else:
            library.backup(target, self.session.messages.tell)  # here, since a worker would open the file anew
        if self.session.saved.lost:
            self.copy_saved.emit()
        self.library_wanted.emit(LibraryAddress.of(target))

    def check(self) -> None:
        """Look through the whole library for damage."""
        self._run(translated("Checking the library"), lambda library, progress: library.check(), self._tell_problems)

    def _tell_problems(self, problems: list[str]) -> None:
        if problems:
            self.session.messages.tell("\n".join(problems[:5]))
        else:
            self.session.messages.tell_briefly(translated("The library is sound."))

    # Articles out

    def export(self, chosen: Sequence[str] = (), speakers: Sequence[str] = ()) -> None:
        """Ask what is to be exported, all or these articles, all or what these speakers said, how, and where to."""
        from desktop.exchange import exporting
        from desktop.exchange.registry import WRITABLE
        from ui.files.export_dialog import Choices, ExportDialog

        library, wanted = self.session.library, self.session.filter
        choices = Choices(
            total=library.count_articles()[0],
            chosen=tuple(chosen),
            shown=wanted,
            found=library.count_articles(wanted)[0] if wanted.narrows else 0,
            speakers=tuple(self.session.speakers[id] for id in speakers if id in self.session.speakers),
            layers=tuple(library.annotators()),
            layer=library.layer,
        )
        dialog = ExportDialog(self._window, WRITABLE, library.codebook, choices, self._settings.export)
        dialog.asked.connect(lambda: self._look_ahead(dialog))
        self._look_ahead(dialog)
        if not dialog.exec():
            return
        format, selection, whose = dialog.format, dialog.selection, dialog.layers.in_words
        self._settings.export = dialog.chosen
        folder = Path(self._settings.folder)
        suggested = folder / f"{self.session.library.name}{format.extensions[0]}"
        pattern = files_of(translated(format.title), format.extensions)
        target = self._ask_target(translated("Export"), suggested, pattern)
        if target is None:
            return
        self._settings.folder = str(target.parent)

        def work(library: Library, progress: Progress) -> Path:
            exporting.export(library, format, selection, target, progress)
            return target

        self._run(translated("Exporting"), work, lambda target: self._tell_exported(target, whose))

    def print_articles(self, chosen: Sequence[str]) -> None:
        """Show these articles, with what is marked in them, as pages that can be printed."""
        from desktop.exchange import exporting

        def show(articles: "list[MarkedArticle]") -> None:
            from ui.files.print_dialog import PrintDialog

            PrintDialog(self._window, articles, self._save_pdf).open()

        selection = exporting.Selection(articles=tuple(chosen))
        self._run(
            translated("Preparing pages"),
            lambda library, progress: exporting.to_read(library, selection, progress),
            show,
        )

    def _save_pdf(self, data: bytes) -> None:
        """Ask where to, and write the file there."""
        from desktop.library.write_targets import refuse_as_target

        folder = Path(self._settings.folder) if self._settings.folder else self.session.library.address.folder
        pattern = files_of(translated("PDF document"), (".pdf",))
        target = self._ask_target(translated("Save as PDF"), folder / f"{self.session.library.name}.pdf", pattern)
        if target is None:
            return
        self._settings.folder = str(target.parent)
        refuse_as_target(self.session.library.address, target)
        with files.replacing(target) as stream:
            stream.write(data)
        self._tell_exported(target)

    def _look_ahead(self, dialog: "ExportDialog") -> None:
        """Show the dialog what a file would be without and a table's first rows; at once where there is neither."""
        from desktop.exchange import exporting
        from ui.files.table_form import PREVIEWED

        format, selection = dialog.format, dialog.selection
        hides = self.session.library.is_blind  # of how many articles, the preview counts
        if format.write_table is None and not format.loses(selection.layout) and not hides:
            dialog.show_preview(exporting.Preview([], None))
            return

        def show(seen: exporting.Preview) -> None:
            if (dialog.format, dialog.selection) == (format, selection):  # nothing else was asked meanwhile
                dialog.show_preview(seen)

        self._run(
            translated("Counting"),
            lambda library, progress: exporting.preview(library, format, selection, PREVIEWED, progress),
            show,
        )

    def _tell_exported(self, target: Path, whose: str = "") -> None:
        """Say so, and `whose` work it is where several have some."""
        words = translated("Exported to {file}.", file=target)
        if whose:
            words = translated("Exported to {file}, with the work of {annotators}.", file=target, annotators=whose)
        self.session.messages.tell_briefly(words)
        self.exported.emit(target)

    def _ask_target(self, title: str, suggested: Path, pattern: str) -> Path | None:
        file, _ = FileDialog.getSaveFileName(self._window, title, str(suggested), pattern)
        return Path(file) if file else None

    def _run(self, title: str, work: Callable[[Library, Progress], object], done: Callable[..., None]) -> None:
        self.session.tasks.run(title, work, done)


def _preview_or_import(library: Library, paths: list[Path], progress: Progress, *, preview: bool) -> object:
    from desktop.exchange import previewing

    if preview or previewing.wanted(paths):
        return previewing.preview(library, paths, progress)
    return _import(library, paths, progress)


def _import(library: Library, paths: list[Path], progress: Progress, choices: "HowToRead | None" = None) -> object:
    from desktop.exchange.importing import import_paths
    from desktop.exchange.source import FOUND

    return import_paths(library, paths, progress, choices=choices or FOUND)


def _article_files() -> str:
    from desktop.exchange import archives
    from desktop.exchange.registry import OF_ARTICLES

    every = [extension for format in OF_ARTICLES for extension in format.extensions]
    patterns = [files_of(translated(format.title), format.extensions) for format in OF_ARTICLES]
    patterns.append(files_of(translated("Archives"), archives.EXTENSIONS))
    return ";;".join([files_of(translated("Articles"), [*every, *archives.EXTENSIONS]), *patterns, all_files()])
