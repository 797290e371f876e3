"""Learning from the analyst's work, started, followed and cancelled in the window; and what is best done next.

The training itself holds Python's lock for half a second at a time, which a thread would make the window feel. So it
is done by `ascribe learn` in a process of its own, which a worker thread follows.
"""

import json
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

import desktop
from desktop.errors import KnownError
from desktop.library import Library
from ui.desk import Desk, told
from ui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LOOK = 0.05  # seconds between two looks at how far it is, and whether it is to be cancelled
_TELLS = "ascribe: "  # how the command begins a sentence on standard error


class LearningController(QObject):
    """Between the window and what learns."""

    def __init__(self, desk: Desk, tasks: Tasks, window: "MainWindow") -> None:
        super().__init__(window)
        self.desk = desk
        self._tasks = tasks
        self._window = window

    def learn(self) -> None:
        """Learn from the articles that were worked through, and say what it came to."""
        self._tasks.run("Learning from your work", _learn, self._tell)

    def _tell(self, learned: "Learned") -> None:
        if learned.in_use:
            suggestions = self._window.suggestions
            suggestions.start_afresh()
            self._window.message.say(learned.sentence, "Suggest for all articles", suggestions.suggest_everywhere)
        else:
            self._window.message.say(learned.sentence)

    def state(self) -> str:
        """A sentence on what suggestions go by."""
        from desktop.suggest.lessons import learnt_from

        try:
            learnt = learnt_from(self.desk.library)
        except KnownError as error:
            return str(error)
        if learnt is None:
            return "Suggestions go by rules. “Learn from my work” in the menu Suggestions teaches them what you accept."
        figures = learnt.figures
        return (
            f"Suggestions go by what was learnt from {figures['articles']:,.0f} articles: "
            f"{figures['learnt']:.0f}\N{NO-BREAK SPACE}% found, was {figures['rules']:.0f}\N{NO-BREAK SPACE}%."
        )

    def open_most_telling(self) -> None:
        """Open the article that most would be learnt from: the one with the most doubtful suggestions."""
        self._tasks.run("Looking for the article to learn most from", _most_telling, self._open)

    @told
    def _open(self, article_id: str | None) -> None:
        if article_id is None:
            self.desk.mention("No article has open suggestions; let Ascribe suggest for all articles first.")
        elif self.desk.article is not None and self.desk.article.id == article_id:
            self.desk.mention("Most would be learnt from the article that is open.")
        else:
            self.desk.open_article(article_id)
            self._window.view.setFocus()


class Learned(NamedTuple):
    """What came of it."""

    sentence: str
    in_use: bool  # better than the rules, and used from now on


def _most_telling(library: Library, progress: Progress) -> str | None:
    from desktop.suggest.lessons import next_to_annotate

    return next(iter(next_to_annotate(library, 1)), None)


def _learn(library: Library, progress: Progress) -> Learned:
    """Follow `ascribe learn` on this library, in the worker's thread, to the end or until `progress` says Cancelled."""
    with TemporaryDirectory(prefix="ascribe-") as scratch:  # what it leaves there when it is cancelled goes, too
        process = _started(library.path, scratch)
        try:
            return _followed(process, progress)
        finally:
            process.kill()
            process.waitForFinished()


def _started(library: Path, scratch: str) -> QProcess:
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    for name in ("TMPDIR", "TEMP", "TMP"):
        environment.insert(name, scratch)
    process.setProcessEnvironment(environment)
    command = ["learn", "--json", "--library", os.path.abspath(library)]
    if not getattr(sys, "frozen", False):  # a packaged program is its own door
        command = ["-m", "desktop", *command]
        process.setWorkingDirectory(str(Path(desktop.__file__).parent.parent))
    process.start(sys.executable, command)
    if not process.waitForStarted():
        raise KnownError(f"Learning could not be started: {process.errorString()}.")
    return process


def _followed(process: QProcess, progress: Progress) -> Learned:
    done, total = 0, 0
    told: dict[str, object] = {}
    while process.state() != QProcess.ProcessState.NotRunning or process.canReadLine():
        while process.canReadLine():
            told = json.loads(process.readLine().toStdString())
            done, total = int(str(told.get("done", done))), int(str(told.get("total", total)))
        if done < total or not total:  # what is learnt is being written after that, and is not to be cut off
            progress(done, total)
        process.waitForReadyRead(0)  # it keeps Python's lock while it waits, so the waiting is done by
        time.sleep(_LOOK)
    if "outcome" in told:
        return Learned(str(told["outcome"]), bool(told["in_use"]))
    raise _why(process)


def _why(process: QProcess) -> Exception:
    said = process.readAllStandardError().toStdString().strip()
    last = said.rpartition("\n")[2]
    if last.startswith(_TELLS):
        return KnownError(last.removeprefix(_TELLS))
    if process.exitStatus() == QProcess.ExitStatus.CrashExit:
        return KnownError("Learning was ended from outside before it was done; nothing was changed.")
    return RuntimeError(f"learning failed with status {process.exitCode()}: {said}")
