"""Opens the list of what the checks of annotations find."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.session import Session

if TYPE_CHECKING:
    from ui.proofreading.dialog import ProofreadingDialog


class ProofreadingController(QObject):
    """Between the session and the one list that may be open beside the window."""

    finding_chosen = Signal(object)  # a Finding

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._window = window
        self._dialog: ProofreadingDialog | None = None

    def open(self, chosen: Sequence[str]) -> None:
        """Look through the annotations; `chosen` are the articles that are selected, which may be looked in alone."""
        self.close()
        from ui.proofreading.dialog import ProofreadingDialog

        self._dialog = dialog = ProofreadingDialog(self._window, self.session.library.again, chosen)
        dialog.finding_chosen.connect(self.finding_chosen)
        dialog.finished.connect(self._forget)
        dialog.show()
        dialog.look()
        dialog.list.setFocus()

    def close(self) -> None:
        """Close the list, if it is open."""
        if self._dialog is not None:
            self._dialog.reject()

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
