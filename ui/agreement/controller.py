"""Opens the comparison of annotators with each other, with suggestions and with gold."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.base.one_dialog import OneDialog
from ui.base.settings import Settings
from ui.session.session import Session

if TYPE_CHECKING:
    from ui.agreement.dialog import AgreementDialog


class AgreementController(QObject):
    """Between the session and the one comparison that may be open beside the window."""

    place_chosen = Signal(str, object)  # the id of an article, and the Fragments to show there
    closed = Signal()

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self._window = window
        self.dialog: OneDialog[AgreementDialog] = OneDialog()

    def open(self, *, suggestions: bool = False) -> None:
        """Open the comparison, or bring it to the front; with `suggestions`, these are chosen to be compared."""
        if self.dialog.shown is None:
            self.dialog.show(self._make(suggestions=suggestions))
        else:
            self.dialog.bring_forward()

    def _make(self, *, suggestions: bool) -> "AgreementDialog":
        from desktop.agreement.sides import has_learnt, to_compare
        from ui.agreement.dialog import AgreementDialog

        library = self.session.library
        others = [one for one in library.layers_of_work() if one.id != library.layer]
        dialog = AgreementDialog(
            self._window,
            library.again,
            library.layer,
            others,
            self._settings,
            in_order=[
                attribute.name
                for label in library.codebook.labels
                for attribute in label.attributes
                if label.role == "claim" and attribute.kind == "choice"
            ],
            learnt=has_learnt(library),
            suggestions=suggestions,
            compared=to_compare(library),
            hidden=library.hidden_words(len(library.hidden_articles(*(one.id for one in others)))),
        )
        dialog.place_chosen.connect(self.place_chosen)
        dialog.finished.connect(self.closed)
        return dialog
