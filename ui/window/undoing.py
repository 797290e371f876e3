"""Undo and Redo: in the window, or beside it where so much was changed that it would be held up.

Either way a step is one transaction: it is taken whole or not at all. While one is taken beside the window nothing else
can be written, so edits are refused in words and not kept waiting.
"""

from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.base.translation import translated
from desktop.library import Notice
from ui.session.session import Session

_MANY: Final = 400  # changed records, beyond which the window would be held up


class Undoing(QObject):
    """What Undo and Redo do."""

    undone = Signal(object)  # the Notice of what was taken back

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def undo(self) -> None:
        """Take the last edit back."""
        library, operation = self._session.library, self._session.undo_operation
        if operation is not None and self._is_long(library.size_of_undo):
            title = translated("Undo: {edit}", edit=operation.words())
            self._session.write_beside(
                title, lambda other, progress: other.undo(progress, seen_by=library), self._tell_undone
            )
        else:
            self.undone.emit(self._session.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        library, operation = self._session.library, self._session.redo_operation
        if operation is not None and self._is_long(library.size_of_redo):
            title = translated("Redo: {edit}", edit=operation.words())
            self._session.write_beside(
                title, lambda other, progress: other.redo(progress, seen_by=library), self._session.follow
            )
        else:
            self._session.redo()

    def _is_long(self, size: int) -> bool:
        """Whether it is better done beside the window; what runs there already is not waited for."""
        return size > _MANY and self._session.tasks.current is None

    def _tell_undone(self, notice: Notice | None) -> None:
        self._session.follow(notice)
        self.undone.emit(notice)
