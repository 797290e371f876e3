"""What a new library starts with."""

from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from desktop.model.codebook import Codebook
from ui.base.dialog import Dialog
from ui.base.ready_codebook_list import ReadyList


class NewLibraryDialog(Dialog):
    """Asks for the codebook; where the library is to be is asked next."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, translated("New library"), 560)
        self.add_words(translated("What is to be marked in it? The codebook can be changed at any time."))
        self.ready = ReadyList()
        self.column.addWidget(self.ready)
        self.add_buttons(translated("Go on…"))
        self.ready.entered.connect(self.accept)

    @property
    def codebook(self) -> Codebook:
        """The codebook that was chosen."""
        return self.ready.chosen
