"""What Ascribe is, its version, where the library lives, and the way to the licences."""

from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import __version__
from desktop.base.library_address import LibraryAddress
from desktop.base.translation import translated
from ui.base.dialog import Dialog


class AboutDialog(Dialog):
    """A few lines."""

    def __init__(self, parent: QWidget | None, library: LibraryAddress, log_folder: Path) -> None:
        super().__init__(parent, translated("About Ascribe"), 520)
        self.add_words(f"Ascribe {__version__}", "heading")
        self.add_words(translated("Mark who said what in the news. MIT licence, without any warranty."), "")
        words = self.add_words(
            translated(
                "Library: {library}\nLog: {log_folder}\nQt for Python {version}",
                library=library,
                log_folder=log_folder,
                version=qt_version,
            )
        )
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_buttons(reject=translated("Close"))
        self.add_action(translated("Licences…"), self._show_licences)

    def _show_licences(self) -> None:
        from ui.help.licences import LicencesDialog

        LicencesDialog(self).open()
