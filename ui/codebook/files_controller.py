"""Codebooks that come from elsewhere, and the library's as a file: ready ones, imported and exported ones."""

from collections.abc import Set
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from desktop.model.codebook import Codebook
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import files_of
from ui.base.settings import Settings
from ui.session.session import Session


class CodebookFilesController(QObject):
    """Between the dialogs for these and the library."""

    def __init__(self, session: Session, settings: Settings, letters: Set[str], window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._letters = letters  # the keys of commands, which no label gets by itself
        self._settings = settings
        self._window = window

    def take_ready(self) -> None:
        """Ask for one of the codebooks that come along, to be added or to take the place of the library's."""
        from ui.codebook.dialogs import ReadyDialog

        dialog = ReadyDialog(self._window)
        if dialog.exec():
            self._take(dialog.ready.chosen, replaces=dialog.replaces.isChecked())

    def import_file(self) -> None:
        """Ask for a file with a codebook, and whether it is to be added."""
        from desktop.exchange import codebook_files
        from ui.base.message_boxes import chosen_of_three

        file, _ = FileDialog.getOpenFileName(
            self._window, translated("Import a codebook"), self._settings.folder, _codebook_files()
        )
        if not file:
            return
        self._settings.folder = str(Path(file).parent)
        codebook = codebook_files.read(Path(file))
        add, replace, cancel = translated("Add it"), translated("Replace the codebook"), translated("Cancel")
        answer = chosen_of_three(
            self._window,
            translated("Add “{codebook}” to the codebook, or replace the codebook with it?", codebook=codebook.name),
            translated("Annotations keep their labels and answers either way. Undo reverses it."),
            add,
            replace,
            cancel,
        )
        if answer != cancel:
            self._take(codebook, replaces=answer == replace)

    def _take(self, codebook: Codebook, *, replaces: bool) -> None:
        from desktop.exchange import codebooks

        take = codebooks.put_in_place if replaces else codebooks.join
        take(self._session.library, codebook, self._letters)

    def export_file(self) -> None:
        """Ask where to, tell what the file will be without, and write the codebook there."""
        from desktop.exchange import codebook_files, codebooks
        from ui.base.message_boxes import agreed

        title = translated("Export the codebook")
        folder = Path(self._settings.folder)
        codebook = self._session.library.codebook
        name = "".join(sign for sign in codebook.name if sign.isalnum() or sign in " -_") or "codebook"
        file, _ = FileDialog.getSaveFileName(self._window, title, str(folder / f"{name}.toml"), _codebook_files())
        if not file:
            return
        target = Path(file)
        self._settings.folder = str(target.parent)
        format = codebook_files.format_of(target)
        lost = codebook_files.losses(codebook, format)
        if lost and not agreed(self._window, title, lost, "", translated("Export"), translated("Cancel")):
            return
        codebooks.export(self._session.library, format, target)
        self._session.messages.tell_briefly(translated("Exported to {file}.", file=target))


def _codebook_files() -> str:
    from desktop.exchange.codebook_files import FORMATS

    patterns = [files_of(translated(format.title), [format.extension]) for format in FORMATS]
    return ";;".join([files_of(translated("Codebooks"), [format.extension for format in FORMATS]), *patterns])
