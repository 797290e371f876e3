"""A dialog that stays open beside the window, such as a list of findings: one of its kind at a time."""

from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog

Kind = TypeVar("Kind", bound=QDialog)


class OneDialog(Generic[Kind]):
    """Shows a dialog, closes it, and forgets it when it is closed."""

    def __init__(self) -> None:
        self.shown: Kind | None = None

    def show(self, dialog: Kind) -> None:
        """Show this dialog in the place of the one that is open."""
        self.close()
        self.shown = dialog
        dialog.finished.connect(self._forget)
        self.bring_forward()

    def bring_forward(self) -> None:
        """Have the open dialog in front of the window, with the keyboard in it."""
        if self.shown is not None:
            self.shown.show()
            self.shown.raise_()
            self.shown.activateWindow()

    def close(self) -> None:
        """Close the dialog, if it is open."""
        if self.shown is not None:
            self.shown.reject()

    def _forget(self) -> None:
        if self.shown is not None:
            self.shown.deleteLater()
            self.shown = None
