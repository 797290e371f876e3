"""Undo and Redo: in the window, or beside it where so much was changed that it would be held up.

Either way a step is one transaction: it is taken whole or not at all. While one is taken beside the window nothing else
can be written, so edits are refused in words and not kept waiting.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.base.translation import translated
from desktop.library import Notice
from ui.session.session import Session
from ui.window.unseen_steps import in_words, is_in_view

_MANY: Final = 400  # changed records, beyond which the window would be held up


class Undoing(QObject):
    """What Undo and Redo do."""

    undone = Signal(object)  # the Notice of what was taken back

    def __init__(self, session: Session, shows_codebook: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shows_codebook = shows_codebook  # in the place of the text

    def undo(self) -> None:
        """Take the last edit back."""
        library, operation = self._session.library, self._session.undo_operation
        if operation is not None and self._is_long(library.size_of_undo):
            title = translated("Undo: {edit}", edit=operation.words())
            self._session.write_beside(
                title, lambda other, progress: other.undo(progress, seen_by=library), self._follow
            )
        else:
            self._tell(self._session.undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        library, operation = self._session.library, self._session.redo_operation
        if operation is not None and self._is_long(library.size_of_redo):
            title = translated("Redo: {edit}", edit=operation.words())
            self._session.write_beside(
                title, lambda other, progress: other.redo(progress, seen_by=library), self._follow
            )
        else:
            self._tell(self._session.redo())

    def _is_long(self, size: int) -> bool:
        """Whether it is better done beside the window; what runs there already is not waited for."""
        return size > _MANY and self._session.tasks.current is None

    def _follow(self, notice: Notice | None) -> None:
        self._session.follow(notice)
        self._tell(notice)

    def _tell(self, notice: Notice | None) -> None:
        """Tell the parts of the window what was taken back, and the person what is not in view of it."""
        if notice is None:
            return
        if notice.kind == "undo":
            self.undone.emit(notice)
        if not is_in_view(self._session, notice, shows_codebook=self._shows_codebook()):
            self._session.messages.tell_of_step(in_words(self._session, notice))
