"""What the user is told: each sentence by how long it stays. Who shows it listens to the signals."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import KnownError
from desktop.base.translation import translated


@contextmanager
def telling_what_was_typed(words: str) -> Iterator[None]:
    """Lets a KnownError also tell what somebody typed for nothing, so that it is not lost with the edit."""
    try:
        yield
    except KnownError as error:
        if words:
            error.args = (f"{error} " + translated("Not kept: “{words}”.", words=words),)
        raise


class Messages(QObject):
    """Tells the user something, perhaps with a button: its words, and what it does."""

    told = Signal(str, str, object)
    told_briefly = Signal(str)
    told_of_step = Signal(str)
    told_in_all_articles = Signal(str)
    told_until_done = Signal(str, str, object)
    told_while_working = Signal(str)
    told_until_cleared = Signal(str, str, object)
    cleared = Signal()

    def tell(self, sentence: str, button: str = "", then: Callable[[], object] | None = None) -> None:
        """Say something until it is read, or another article is opened."""
        self.told.emit(sentence, button, then)

    def tell_briefly(self, sentence: str) -> None:
        """Say that something went well."""
        self.told_briefly.emit(sentence)

    def tell_of_step(self, sentence: str) -> None:
        """Say briefly what was done just now; it is of no more interest once something else is."""
        self.told_of_step.emit(sentence)

    def tell_in_all_articles(self, sentence: str) -> None:
        """Say something that is of no article."""
        self.told_in_all_articles.emit(sentence)

    def tell_until_done(self, sentence: str, button: str = "", then: Callable[[], object] | None = None) -> None:
        """Say what is of no more interest once something is done: why something was not, say."""
        self.told_until_done.emit(sentence, button, then)

    def tell_while_working(self, sentence: str) -> None:
        """Say which work has to end before something can be done."""
        self.told_while_working.emit(sentence)

    def tell_until_cleared(self, sentence: str, button: str, then: Callable[[], object]) -> None:
        """Say what holds until `clear`."""
        self.told_until_cleared.emit(sentence, button, then)

    def clear(self) -> None:
        """What held until now holds no more."""
        self.cleared.emit()
