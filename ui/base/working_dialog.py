"""A dialog whose work is done off the window's thread: it shows how far that is, and what came of it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.base.errors import KnownError
from desktop.base.progress import Progress
from desktop.base.translation import translated
from desktop.library import Library
from ui.base.dialog import Dialog
from ui.base.message_bar import ProgressBar
from ui.work.stream import Stream
from ui.work.tasks import Tasks

Result = TypeVar("Result")


class WorkingDialog(Dialog):
    """Works on a connection of its own, one thing at a time. What is under way ends with the dialog.

    The `progress` and the `words` on what came of it stand where `add_report` is called.
    """

    def __init__(self, parent: QWidget | None, title: str, width: int, open_library: Callable[[], Library]) -> None:
        """`open_library` gives the library of the window once more, in whatever thread calls it."""
        super().__init__(parent, title, width)
        self._tasks = Tasks(open_library, self)
        self.progress = ProgressBar()
        self.progress.cancel.setAutoDefault(False)
        self._typed_on.keep_from(self.progress.cancel)
        self._tasks.started.connect(self._begin)
        self._tasks.progressed.connect(self.progress.show_progress)
        self._tasks.ended.connect(self._end)
        self._tasks.failed.connect(self._fail)
        self.progress.cancelled.connect(self._tasks.cancel)
        self.finished.connect(self._tasks.stop)

    def add_report(self, tone: str = "secondary") -> None:
        """The progress, and below it a sentence on what came of the work, or why it failed."""
        self.column.addWidget(self.progress)
        self.words = self.add_words("", tone)

    def add_left_out(self, height: int) -> None:
        """Room of this height, in pixels, for sentences on what cannot be taken; none where there are none."""
        self.left_out = QPlainTextEdit(readOnly=True)
        self.left_out.setAccessibleName(translated("What is not used"))
        self.left_out.setProperty("kind", "field")
        self.left_out.setTabChangesFocus(True)
        self.left_out.setFixedHeight(height)
        self.left_out.hide()
        self.column.addWidget(self.left_out)

    def show_left_out(self, sentences: Iterable[str]) -> None:
        """Show what cannot be taken, a line each."""
        words = "\n".join(sentences)
        self.left_out.setPlainText(words)
        self.left_out.setVisible(bool(words))

    # Work

    def run(self, title: str, work: Callable[[Library, Progress], Result], done: Callable[[Result], object]) -> None:
        """Do this work after what is under way, and then `done` with what it gives."""
        self._tasks.run(title, work, done)

    def search(
        self,
        title: str,
        work: Callable[[Library, Progress], Iterable[Result]],
        found: Callable[[list[Result]], object],
        done: Callable[[], object],
    ) -> None:
        """Do this work in place of what is under way; `found` gets what it finds, some at a time, then comes `done`."""
        self._tasks.cancel()
        stream = Stream(self)
        stream.came.connect(found)

        def look(library: Library, progress: Progress) -> None:
            for one in work(library, progress):
                stream.add(one)
            stream.flush()

        self._tasks.run(title, look, lambda _: done())

    @property
    def is_working(self) -> bool:
        """Whether something is under way."""
        return self._tasks.current is not None

    def _begin(self, title: str) -> None:
        """Work begins. What was cancelled before may have reported something until now."""
        self.progress.start(title)

    def _end(self) -> None:
        """Work has ended, was cancelled or failed; its result comes after this."""
        here = self.focusWidget()
        if here is not None and self.progress.isAncestorOf(here):
            self.setFocus()  # else Qt goes on to the next button, as if somebody had gone there by Tab
        self.progress.hide()

    def _fail(self, error: KnownError) -> None:
        self.words.setText(str(error))
        self.fit_height()
