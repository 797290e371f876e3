"""Long work off the window's thread: on a library connection of its own, with progress, cancel and an end.

    tasks.run("Importing", lambda library, progress: import_paths(library, paths, progress), done=self.report)

`work` runs in the worker thread. `progress(done, total)` may be called from it as often as it likes; it raises
Cancelled when the user asked to stop. `done(result)` runs in the window's thread.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from desktop.base import garbage_collection, time_limits
from desktop.base.errors import Cancelled, KnownError
from desktop.base.progress import Progress
from desktop.base.system_errors import as_known, reason, try_handles
from desktop.base.translation import translated
from desktop.library import Library

Result = TypeVar("Result")

_HANDLES = 4  # that a thread takes, or has to spare: without one, Qt aborts
_COLLECT_EVERY = 200  # ms between two looks at what is to be collected while a worker is at work
_REPORT_EVERY = 0.05  # seconds between two reports to the window


def _nothing() -> None:
    """What follows work that was cancelled before it began."""


class Task(QThread):
    """One piece of work. `outcome` is what is to be done in the window's thread when it has ended."""

    progressed = Signal(int, int)

    def __init__(
        self,
        title: str,
        open_library: Callable[[], Library],
        work: Callable[[Library, Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[KnownError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.outcome: Callable[[], object] = _nothing
        self._open_library = open_library
        self._work = work
        self._done = done
        self._failed = failed
        self._reported = 0.0

    def run(self) -> None:
        try:
            with time_limits.cancellable(self.isInterruptionRequested), self._open_library() as library:
                self.outcome = partial(self._done, self._work(library, self._report))
        except Cancelled:
            self.outcome = _nothing
        except Exception as error:  # noqa: BLE001 - a bug is raised again in the window's thread, with its trace
            known = as_known(error)
            self.outcome = partial(self._failed, known) if known else partial(_raise, error)

    def refuse(self, error: OSError) -> None:
        """The thread could not be started: what failed is the outcome."""
        told = translated("{task} could not be started: {reason}.", task=self.title, reason=reason(error))
        self.outcome = partial(self._failed, KnownError(told))

    def _report(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        moment = time.monotonic()
        if moment - self._reported >= _REPORT_EVERY or done == total:
            self._reported = moment
            self.progressed.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next report, or within a question to the library that takes long."""
        self.requestInterruption()


class Tasks(QObject):
    """Runs one task at a time; a second one waits for its turn."""

    started = Signal(str)  # the title
    progressed = Signal(int, int)
    ended = Signal()
    failed = Signal(object)  # a KnownError

    def __init__(self, open_library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_library = open_library
        self._waiting: list[Task] = []
        self.current: Task | None = None
        self._is_stopped = False
        self._collecting = QTimer(self, interval=_COLLECT_EVERY)
        self._collecting.timeout.connect(garbage_collection.collect_due)

    def run(self, title: str, work: Callable[[Library, Progress], Result], done: Callable[[Result], object]) -> None:
        """Do this work, now or after what is running, and then `done(result)`; nothing, once all is stopped."""
        if self._is_stopped:
            return
        task = Task(title, self._open_library, work, done, self.failed.emit, self)
        task.progressed.connect(self.progressed)
        task.finished.connect(self._end)
        self._waiting.append(task)
        self._next()

    def _next(self) -> None:
        if self.current is None and self._waiting:
            self.current = self._waiting.pop(0)
            self.started.emit(self.current.title)
            self._collect_here()
            try:
                try_handles(_HANDLES)
            except OSError as error:
                self.current.refuse(error)
                self._end()
            else:
                self.current.start()

    def _end(self) -> None:
        task, self.current = self.current, None
        self._collect_anywhere()
        self.ended.emit()
        self._next()
        if task is not None:
            task.deleteLater()
            task.outcome()

    def _collect_here(self) -> None:
        # A widget that is garbage must not be destroyed in a worker's thread: see `desktop/base/garbage_collection.py`.
        if not self._collecting.isActive():
            garbage_collection.pause()
            self._collecting.start()

    def _collect_anywhere(self) -> None:
        if self._collecting.isActive():
            self._collecting.stop()
            garbage_collection.resume()

    def cancel(self) -> None:
        """Stop what is running and forget what waits."""
        self._waiting.clear()
        if self.current is not None:
            self.current.cancel()

    def stop(self) -> None:
        """Cancel, wait until the worker has closed the library, and begin nothing any more."""
        self._is_stopped = True
        self.cancel()
        if self.current is not None:
            self.current.wait()
            self._collect_anywhere()


def _raise(error: Exception) -> None:
    raise error
