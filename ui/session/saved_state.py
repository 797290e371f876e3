"""Whether the last change is saved, whether the library is still there, and what the user is told where it is not."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import KnownError, Lost, Unwritable
from desktop.base.tracebacks import place_of
from desktop.base.translation import translated
from desktop.library import Library
from ui.session.messages import Messages

log = logging.getLogger(__name__)


class SavedState(QObject):
    """Of one library.

    Its server is `away` where it does not answer, its file `lost` where it is no longer at its place.
    """

    changed = Signal(str)  # `why_not`
    saving = Signal(bool)  # a change is on its way to a server; False: it is saved there, or was refused
    copy_offered = Signal(str)  # a sentence: nothing can be saved in the library, but perhaps in a copy

    def __init__(self, library: Library, messages: Messages, catch_up: Callable[[], object], parent: QObject) -> None:
        """`catch_up` takes others' work over, where the library is within reach."""
        super().__init__(parent)
        self._library = library
        self._messages = messages
        self._catch_up = catch_up
        self.why_not = ""  # why the last change is not saved, as a sentence; "" when all changes are
        self.away = ""  # why the library's server cannot be asked, as a sentence
        self._was_lost = False  # when the library's file was last looked for

    @contextmanager
    def while_saving(self) -> Iterator[None]:
        """Says that a change is being saved, where that takes a while."""
        if not self._library.is_far:
            yield
            return
        self.saving.emit(True)
        try:
            yield
        finally:
            self.saving.emit(False)

    def mark_saved(self) -> None:
        """Something was saved, so the library is within reach, too."""
        self.mark_unsaved("")
        self.mark_within_reach()

    def mark_unsaved(self, sentence: str) -> None:
        """The last change is not saved, as this sentence says."""
        if sentence == self.why_not:
            return
        self.why_not = sentence
        self.changed.emit(sentence)
        if not sentence:
            self._messages.clear()

    def offer_copy(self, error: Lost | Unwritable) -> None:
        """Nothing can be saved in the library any more."""
        log.error("nothing can be saved: %s", place_of(error))
        self.copy_offered.emit(str(error))

    def offer_copy_again(self) -> None:
        """Say once more why the last change is not saved, if it isn't."""
        if self.why_not:
            self.copy_offered.emit(self.why_not)

    # A server that does not answer

    def mark_away(self, sentence: str) -> None:
        """The library's server cannot be asked, as this sentence says."""
        if sentence != self.away:
            self.away = sentence
            self._messages.tell_until_cleared(sentence, translated("Try again"), self.try_again)

    def mark_within_reach(self) -> None:
        """The library could be asked."""
        if not self.away:
            return
        self.away = ""
        self._messages.clear()
        if self.why_not:
            self._messages.tell_until_done(
                translated("The server answers again. The last change is not saved: do it again.")
            )

    def try_again(self) -> None:
        """Ask a server that was away whether it answers by now."""
        self.away = ""
        self._catch_up()

    # A file that is no longer at its place

    @property
    def lost(self) -> Lost | None:
        """What is to be said of a library whose file is no longer at its place; None of one that is."""
        try:
            self._library.refuse_if_lost()
        except Lost as error:
            return error
        except KnownError as error:  # its disk is out of reach just now
            log.warning("it cannot be told whether the library is there: %s", error)
        return None

    def look_for_file(self) -> bool:
        """Say so where the library's file was lost since it was last looked for, or came back.

        Returns: whether it is there.
        """
        was_lost, lost = self._was_lost, self.lost
        self._was_lost = lost is not None
        if lost and not was_lost:
            self.mark_unsaved(str(lost))
            self.offer_copy(lost)
        if was_lost and not lost:
            self.mark_unsaved("")
        return lost is None
