"""Opens the pages of help: the guide, what Ascribe is, and the folder of its log."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.base import files, paths
from ui.session import Session


class HelpController(QObject):
    """Each page is imported when it is wanted."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._window = window

    def guide(self) -> None:
        from ui.help.guide import GuideDialog

        GuideDialog(self._window).show()

    def about(self) -> None:
        from ui.help.about import AboutDialog

        AboutDialog(self._window, self.session.library.address, paths.log_folder()).open()

    def log_folder(self) -> None:
        files.make_folder(paths.log_folder())
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_folder())))
