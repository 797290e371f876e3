"""Questions to the library that the window asks: answered at once where that is quick, else beside the window.

In a small library nothing is asked twice and nothing flickers; in one of a hundred thousand articles no key waits.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from desktop.base.errors import KnownError
from desktop.base.time_limits import TooLong, at_most
from desktop.base.translation import translated
from desktop.library import Library
from ui.work.tasks import Tasks

_AT_ONCE = 0.05  # seconds that the window waits for an answer

Answer = TypeVar("Answer")


class LibraryQuestions(QObject):
    """Asks one question at a time: a later one takes the place of one that waits for its answer."""

    def __init__(self, library: Library, failed: Callable[[KnownError], object], parent: QObject | None = None) -> None:
        """`failed` gets the error of a question that is asked beside the window; asked at once, it raises."""
        super().__init__(parent)
        self._library = library
        self._tasks = Tasks(library.again, self)
        self._tasks.failed.connect(failed)
        self._number = 0

    def ask(self, question: Callable[[Library], Answer], answered: Callable[[Answer], object]) -> bool:
        """Ask this, and then `answered` with what it gives.

        Returns: whether it is answered already.
        """
        self.forget()
        try:
            with at_most(_AT_ONCE):
                answer = question(self._library)
        except TooLong:
            self._ask_beside(question, answered)
            return False
        answered(answer)
        return True

    def _ask_beside(self, question: Callable[[Library], Answer], answered: Callable[[Answer], object]) -> None:
        number = self._number

        def take(answer: Answer) -> None:
            if number == self._number:  # else it has ended, and another was asked before this was told
                answered(answer)

        self._tasks.run(translated("Asking the library"), lambda library, _: question(library), take)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is waited for."""
        return self._tasks.current is not None

    def forget(self) -> None:
        """Have no use for the answer any more."""
        self._number += 1
        self._tasks.cancel()

    def stop(self) -> None:
        """Ask nothing any more, and wait until the worker has closed the library."""
        self._number += 1
        self._tasks.stop()
