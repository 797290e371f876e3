"""Opens the pages of help: the guide, what Ascribe is, and the folder of its log. Looks for a newer version."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.base import files, paths
from ui.base.settings import Settings
from ui.session import Session


class HelpController(QObject):
    """Each page is imported when it is wanted."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self._window = window

    def guide(self) -> None:
        from ui.help.guide import GuideDialog

        GuideDialog(self._window).show()

    def about(self) -> None:
        from ui.help.about import AboutDialog

        AboutDialog(self._window, self.session.library.address, paths.log_folder()).open()

    def look_for_newer_version(self) -> None:
        """Ask for one, if the user wants that and it is due. Nothing that reaches a network is imported otherwise."""
        if self._settings.asks_for_newer:
            from ui.help.newer_version import NewerVersion

            NewerVersion(self.session, self._settings, self).ask_if_due()

    def log_folder(self) -> None:
        files.make_folder(paths.log_folder())
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_folder())))
