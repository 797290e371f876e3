"""Opens the windows that ask or tell one thing about the program itself; each is imported when it is wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.base import paths
from ui.commands.menus import commands
from ui.work.tasks import Tasks

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


class DialogsController(QObject):
    """The palette, the preferences, the comparison with gold, and the pages of help."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.session = window.session
        self._window = window

    def preferences(self) -> None:
        from ui.window.preferences import PreferencesDialog

        window = self._window
        dialog = PreferencesDialog(window, window.settings, window.session.library.annotator, window.learning.state())
        if dialog.exec():
            window.looks.dress(dialog.appearance.currentData())
            window.looks.set_text_size(dialog.text_size.currentData())
            window.looks.snap(dialog.snap.isChecked())
            window.suggestions.suggest_when_opened(dialog.suggests.isChecked())
            window.settings.annotator = dialog.annotator.text().strip()
            self.session.work_as(window.settings.annotator or None)

    def palette(self) -> None:
        """All commands that can be used now, by a few letters."""
        from ui.commands.palette import Entry, Palette

        window = self._window
        window.actions_.refresh()
        entries = [
            Entry(
                menu.title.replace("&", ""),
                command.title(window).replace("&", ""),
                command.keys[0] if command.keys else "",
                window.actions_[command.id].trigger,
            )
            for menu, command in commands()
            if command.enabled(window) and command.id != "palette"
        ]
        palette = Palette(window, entries)
        top = window.mapToGlobal(window.rect().topLeft())
        palette.move(top.x() + (window.width() - palette.width()) // 2, top.y() + 96)
        palette.open()
        palette.field.setFocus()

    def evaluation(self) -> None:
        """Compare suggestions or annotators with gold, beside the window; one such comparison is open at a time."""
        from desktop.suggest.evaluation.comparing import annotators, has_learnt
        from ui.suggestions.evaluation_dialog import EvaluationDialog

        window, library = self._window, self.session.library
        dialog = window.findChild(EvaluationDialog)
        if dialog is None:
            tasks = Tasks(library.again)
            dialog = EvaluationDialog(window, tasks, annotators(library), window.settings, learnt=has_learnt(library))
            dialog.entry_chosen.connect(lambda article_id, words: window.open_at(article_id, words, words[0]))
            dialog.finished.connect(lambda _: window.view.mark_search(()))
            window.closed.connect(dialog.reject)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def guide(self) -> None:
        from ui.help.guide import GuideDialog

        GuideDialog(self._window).show()

    def shortcuts(self) -> None:
        from ui.commands.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window, self._window.session.library.codebook).open()

    def about(self) -> None:
        from ui.help.about import AboutDialog

        AboutDialog(self._window, self._window.session.library.path, paths.log_folder()).open()

    def log_folder(self) -> None:
        paths.log_folder().mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_folder())))
