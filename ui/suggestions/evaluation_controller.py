"""Opens the comparison of suggestions, or of an annotator's work, with gold."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.base.settings import Settings
from ui.session import Session
from ui.work.tasks import Tasks

if TYPE_CHECKING:
    from ui.suggestions.evaluation_dialog import EvaluationDialog


class EvaluationController(QObject):
    """Between the session and the one comparison that may be open beside the window."""

    entry_chosen = Signal(str, object)  # the id of an article, and the Fragments to show there
    closed = Signal()

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self._window = window
        self._dialog: EvaluationDialog | None = None

    def open(self) -> None:
        """Open the comparison, or bring it to the front."""
        dialog = self._dialog = self._dialog or self._make()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def close(self) -> None:
        """Close it, if it is open."""
        if self._dialog is not None:
            self._dialog.reject()

    def _make(self) -> "EvaluationDialog":
        from desktop.suggest.evaluation.comparing import annotators, has_learnt
        from ui.suggestions.evaluation_dialog import EvaluationDialog

        library = self.session.library
        tasks = Tasks(library.again)
        dialog = EvaluationDialog(self._window, tasks, annotators(library), self._settings, learnt=has_learnt(library))
        dialog.entry_chosen.connect(self.entry_chosen)
        dialog.finished.connect(self._forget)
        return dialog

    def _forget(self) -> None:
        self._dialog = None
        self.closed.emit()
