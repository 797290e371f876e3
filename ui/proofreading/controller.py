"""Opens the list of what the checks of annotations find."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.base.one_dialog import OneDialog
from ui.session.session import Session

if TYPE_CHECKING:
    from ui.proofreading.dialog import ProofreadingDialog


class ProofreadingController(QObject):
    """Between the session and the one list that may be open beside the window."""

    finding_chosen = Signal(object)  # a Finding

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._window = window
        self.dialog: OneDialog[ProofreadingDialog] = OneDialog()

    def open(self, chosen: Sequence[str]) -> None:
        """Look through the annotations; `chosen` are the articles that are selected, which may be looked in alone."""
        from ui.proofreading.dialog import ProofreadingDialog

        dialog = ProofreadingDialog(self._window, self.session.library.again, chosen)
        dialog.finding_chosen.connect(self.finding_chosen)
        self.dialog.show(dialog)
        dialog.look()
        dialog.list.setFocus()
