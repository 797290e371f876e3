"""Opens the pages of help, the log's folder and the hints of the first minute; looks for a newer version."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.base import files, paths
from ui.base.settings import Settings
from ui.session.session import Session

if TYPE_CHECKING:
    from ui.help.hints import HintCard


class HelpController(QObject):
    """Each page is imported when it is wanted."""

    hints_made = Signal(QWidget)  # to be put below the text

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self.hints: HintCard | None = None  # from when they are wanted
        self._settings = settings
        self._window = window
        self._is_asked_for = False  # on whatever article
        session.article_opened.connect(self._show_hints)

    def show_hints_again(self) -> None:
        """Show the hints from the first one, on the article that is open and on the sample."""
        self._settings.shows_hints = self._is_asked_for = True
        if self.hints:
            self.hints.begin()
        self._show_hints()

    def _show_hints(self) -> None:
        wanted = self._settings.shows_hints and self._are_hints_due()
        if wanted and self.hints is None:
            from ui.help.hints import HintCard

            self.hints = HintCard()
            self.hints.ended.connect(self._end_hints)
            self.hints_made.emit(self.hints)
        if self.hints is not None:
            self.hints.setVisible(wanted)

    def _are_hints_due(self) -> bool:
        state = self.session.state
        return state is not None and (self._is_asked_for or _is_sample(state.text))

    def _end_hints(self) -> None:
        self._settings.shows_hints = self._is_asked_for = False
        self._show_hints()

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


def _is_sample(text: str) -> bool:
    """Whether this is the text of the sample article."""
    return any(file.read_text("utf-8").strip() == text.strip() for file in paths.resource("sample").glob("*.txt"))
