"""The library cannot be opened: says why, and offers another."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.base.errors import Foreign, KnownError, Unreachable
from desktop.base.library_address import FileAddress, LibraryAddress
from desktop.base.translation import translated
from ui.base.dialog import Dialog
from ui.base.file_dialogs import FileDialog
from ui.base.file_filters import library_files, new_library_files


class StartProblem(Dialog):
    """A sentence, and the choice of another library."""

    def __init__(self, error: KnownError, address: LibraryAddress, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Ascribe", 600)
        self.chosen: LibraryAddress | None = None
        self.content: Path | None = None  # the file whose content is to be added to the chosen library
        self._address = address
        self._folder = address.folder
        self.sentence = self.add_words(str(error), "")
        self.add_buttons(reject=translated("Quit"))
        if isinstance(error, Unreachable):
            self.add_action(translated("Try again"), lambda: self._take(address))
        self.add_action(translated("Open another library…"), self._open)
        if isinstance(error, Foreign):
            self.add_action(translated("New library with its content…"), self._make_with_content)
        else:
            self.add_action(translated("New library…"), self._make)

    def _open(self) -> None:
        file, _ = FileDialog.getOpenFileName(self, translated("Open library"), str(self._folder), library_files())
        if file:
            self._take(LibraryAddress.of(file))

    def _make_with_content(self) -> None:
        self.content = self._address.file if isinstance(self._address, FileAddress) else None
        self._make()

    def _make(self) -> None:
        file, _ = FileDialog.getSaveFileName(
            self,
            translated("New library"),
            str(self._folder / (translated("New library") + ".ascribe")),
            new_library_files(),
        )
        if file:
            self._take(LibraryAddress.of_new(file))

    def _take(self, address: LibraryAddress) -> None:
        self.chosen = address
        self.accept()
