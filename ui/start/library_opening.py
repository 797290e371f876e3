"""From an address to an open library; the user is asked where other computers could get in its way."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.base import files
from desktop.base.errors import KnownError, MaybeUsedElsewhere
from desktop.base.library_address import FileAddress, LibraryAddress
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.base.window_lock import OpenElsewhere
from ui.base.settings import Settings
from ui.start.single_window import SingleWindow

if TYPE_CHECKING:
    from desktop.library import Library
    from desktop.model.codebook import Codebook


class Declined(KnownError):
    """The user was asked, and would rather leave the library alone."""


class Opening:
    """A library on its way into the window. What the user answers can lead to another `address`."""

    def __init__(self, address: LibraryAddress, settings: Settings, codebook: "Codebook | None" = None) -> None:
        """`codebook` is what the library starts with, if it is made."""
        self.address = address
        self._codebook = codebook
        self.single = SingleWindow(address)
        self._settings = settings
        self._read_only = False

    def claim(self, articles: list[Path], parent: QWidget | None) -> bool:
        """Whether the library's window is to be opened here; otherwise the one that is has been given the articles.

        Raises:
            Declined: the user was asked, and leaves it.
            KnownError: it is in another window that does not answer, or its folder cannot be made.
        """
        _make_folder(self.address)
        while not self._read_only:
            try:
                return self.single.is_first(articles)
            except OpenElsewhere as error:
                if self._is_to_go_on(error, translated("It is not open there any more"), parent):
                    self.single.take_over(error.holder)  # by now another may have it: then that one is asked about
        return True

    def open(self, parent: QWidget | None) -> "Library":
        """The library, after `claim`.

        Raises:
            Declined: the user was asked, and leaves it.
            KnownError: it cannot be opened, or not be copied.
        """
        from desktop.library import Library, login_name

        while True:
            try:
                return Library.open(
                    self.address,
                    annotator=self._settings.annotator or login_name(),
                    read_only=self._read_only,
                    used_only_here=self._settings.is_used_only_here(self.address),
                    codebook=self._codebook,
                )
            except MaybeUsedElsewhere as error:
                go_on = (
                    translated("Make it there: no other computer uses it")
                    if error.is_new
                    else translated("Nobody else works in it")
                )
                if self._is_to_go_on(error, go_on, parent, is_new=error.is_new):
                    self._settings.keep_used_only_here(self.address)

    def release(self) -> None:
        """It is not opened after all, or closed again."""
        self.single.release()

    def _is_to_go_on(self, error: KnownError, go_on: str, parent: QWidget | None, *, is_new: bool = False) -> bool:
        """Ask; do what is answered, and say whether the library itself is to be worked in."""
        from ui.start.shared_library_dialog import SharedLibrary

        dialog = SharedLibrary(str(error), self.address, go_on, is_new=is_new, parent=parent)
        dialog.exec()
        answer, target = dialog.answer, dialog.target
        dialog.deleteLater()
        if answer == "leave":
            raise Declined(str(error)) from error
        if answer == "read":
            self.single.release()  # who only reads keeps nobody out
            self._read_only = True
        if answer == "copy" and target is not None:
            self._go_to(target, copied=not is_new)
        return answer == "go on"

    def _go_to(self, target: FileAddress, *, copied: bool) -> None:
        from desktop.library import Library

        if files.exists(target.file):
            raise KnownError(translated("{file} exists already. Choose another name.", file=target))
        _make_folder(target)
        single = SingleWindow(target)
        if not single.is_first([]):
            raise KnownError(translated("{file} is open in another window. Choose another name.", file=target))
        try:
            if copied:
                with Library.open(self.address, read_only=True) as library:
                    library.backup(target.file)
        except KnownError:
            single.release()
            raise
        self.single.release()
        self.single, self.address = single, target


def _make_folder(address: LibraryAddress) -> None:
    try:
        files.make_folder(address.folder)
        if not isinstance(address, FileAddress):  # whose lock is the user's own
            files.make_folder(address.lock.parent)
    except OSError as error:
        raise KnownError(
            translated("The library {file} cannot be made: {reason}.", file=address, reason=reason(error))
        ) from error
