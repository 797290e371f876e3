"""How long work is shown: a bar with its progress, which cancels it, and what it has written so far."""

from PySide6.QtCore import QObject, QTimer

from ui.base.message_bar import ProgressBar
from ui.session.session import Session

_LOOK_FOR_BATCHES = 400  # ms between two looks at what a running import has added


class LongWork(QObject):
    """Shows the session's tasks."""

    def __init__(self, session: Session, bar: ProgressBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self._batches = QTimer(self, interval=_LOOK_FOR_BATCHES)
        self._batches.timeout.connect(session.others.look)
        tasks = session.tasks
        tasks.started.connect(self._start)
        tasks.progressed.connect(bar.show_progress)
        tasks.ended.connect(self._end)
        tasks.failed.connect(session.tell_error)
        bar.cancelled.connect(tasks.cancel)

    def _start(self, title: str) -> None:
        self._bar.start(title)
        self._batches.start()

    def _end(self) -> None:
        self._batches.stop()
        self._bar.go()
        self._session.catch_up()
