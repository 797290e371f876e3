"""Details of articles that are there, taken in from a table as one edit."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.base.progress import Progress
from desktop.base.translation import translated
from desktop.library import Library
from desktop.model import operations
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import all_files, files_of
from ui.base.settings import Settings
from ui.session.session import Session


class MetadataController(QObject):
    """Between the dialog and the library."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self._window = window

    def take_in(self) -> None:
        """Ask for a table, show what it would change, and change that."""
        from desktop.exchange import metadata
        from ui.articles.metadata_dialog import MetadataDialog

        file, _ = FileDialog.getOpenFileName(
            self._window, translated("Article details from a table"), self._settings.folder, _tables()
        )
        if not file:
            return
        self._settings.folder = str(Path(file).parent)
        dialog = MetadataDialog(self._window, self.session.library.again, Path(file))
        dialog.look()
        if not dialog.exec() or dialog.table is None:
            return
        table, matches, only_empty = dialog.table, dialog.matches, dialog.only_empty.isChecked()

        def work(library: Library, progress: Progress) -> int:
            count = len(metadata.plan(library, table, matches, only_empty=only_empty).changed)
            with library.edit(operations.edit_articles(count)) as edit:
                return len(metadata.take_in(edit, table, matches, only_empty=only_empty).changed)

        self.session.tasks.run(translated("Changing articles"), work, lambda _: self.session.catch_up())


def _tables() -> str:
    from desktop.exchange.registry import READABLE

    formats = [format for format in READABLE if format.table]
    every = [extension for format in formats for extension in format.extensions]
    kinds = [files_of(translated(format.title), format.extensions) for format in formats]
    return ";;".join([files_of(translated("Tables"), every), *kinds, all_files()])
