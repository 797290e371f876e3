"""Letters that mean nothing: somebody types on, a name or an answer, when nothing asks for it any more."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ui.base import keys

_TYPED_ON = 700  # ms within which a letter may belong to an answer that was found by the letters before
_AT_ONCE = 400  # ms within which whoever types on does so
_NAME_TYPED_ON = 1500  # ms after a letter of a name, within which the next one belongs to it


class IgnoredTyping:
    """Says which keys are to be ignored."""

    def __init__(self) -> None:
        self._time = QTimer(singleShot=True)  # runs while what is typed means nothing
        self._only: str | None = None  # the letters of which it is so; None: all
        self._tell: Callable[[], object] | None = None  # is called when the first one is ignored

    @property
    def is_on(self) -> bool:
        """Whether letters are ignored now."""
        return self._time.isActive()

    def begin(self, only: str | None = None) -> None:
        """Let letters mean nothing until they pause, or Enter ends them.

        With `only`, these letters, one after the other: any other key counts at once.
        """
        self._only, self._tell = only, None
        self._time.start(_NAME_TYPED_ON if only is None else _TYPED_ON)

    def begin_if_typed_on(self, tell: Callable[[], object]) -> None:
        """Let letters mean nothing until they pause, if the first one comes at once: then `tell` that it does."""
        self._only, self._tell = None, tell
        self._time.start(_AT_ONCE)

    def stop(self) -> None:
        """Let letters mean something again."""
        self._time.stop()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether this key is ignored."""
        if not self.is_on:
            return False
        if self._only is not None:
            is_next = event.text() != "" and event.text().casefold() == self._only[:1].casefold()
            return is_next and keys.may_type(event)
        is_word = keys.may_type(event) and event.text().isprintable() and event.text() != ""
        return is_word or keys.is_enter(event) or event.key() == Qt.Key.Key_Backspace

    def key(self, event: QKeyEvent) -> bool:
        """A key was pressed: whether it was ignored. Another that types something ends the ignoring."""
        if not self.takes(event):
            if event.text():
                self.stop()
            return False
        self._time.start()
        self._only = self._only and self._only[1:]
        if self._tell is not None:
            self._tell()
            self._tell = None
        if keys.is_enter(event):
            self.stop()
        return True
