"""Ascribe's own commands in processes of their own, each followed by a worker thread.

For work that would hold Python's lock so long, or so often, that the window felt it. The command says how far it is
and, in the end, what it came to, as lines of JSON; where the work is cancelled, its process is ended.
"""

import json
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QProcess, QProcessEnvironment

import desktop
from desktop.base import translation
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.progress import Progress
from desktop.base.translation import translated

_LOOK = 0.05  # seconds between two looks at how far it is, and whether it is to be cancelled
_TELLS = "ascribe: "  # how a command begins a sentence on standard error

log = logging.getLogger(__name__)


def run(what: str, library: LibraryAddress, command: Sequence[str], progress: Progress) -> dict[str, Any]:
    """Run this command on a library, to its end or until `progress` says Cancelled; gives its last report.

    `what` is the work as a sentence begins with it: "Learning".
    """
    with TemporaryDirectory(prefix="ascribe-") as scratch:  # what it leaves there when it is cancelled goes, too
        process = _started(what, [*command, "--json", "--used-only-here", "--library", str(library)], scratch)
        try:
            return _followed(what, process, progress)
        finally:
            process.kill()
            process.waitForFinished()


def _started(what: str, command: list[str], scratch: str) -> QProcess:
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    for name in ("TMPDIR", "TEMP", "TMP"):
        environment.insert(name, scratch)
    environment.insert("LANGUAGE", translation.language())  # what it tells is shown here
    process.setProcessEnvironment(environment)
    if not getattr(sys, "frozen", False):  # a packaged program is its own door
        command = ["-m", "desktop", *command]
        process.setWorkingDirectory(str(Path(desktop.__file__).parent.parent))
    process.start(sys.executable, command)
    if not process.waitForStarted():
        raise KnownError(translated("{task} could not be started: {reason}.", task=what, reason=process.errorString()))
    return process


def _followed(what: str, process: QProcess, progress: Progress) -> dict[str, Any]:
    report: dict[str, Any] = {"done": 0, "total": 0}
    while process.state() != QProcess.ProcessState.NotRunning or process.canReadLine():
        while process.canReadLine():
            report = json.loads(process.readLine().toStdString())
        if "done" in report and (report["done"] < report["total"] or not report["total"]):
            progress(report["done"], report["total"])  # what it came to is being written after that: not to be cut off
        process.waitForReadyRead(0)  # it keeps Python's lock while it waits, so the waiting is done by
        time.sleep(_LOOK)
    if "done" not in report:
        if said := process.readAllStandardError().toStdString().strip():
            log.error("%s went on after this: %s", what, said)
        return report
    raise _why(what, process)


def _why(what: str, process: QProcess) -> Exception:
    said = process.readAllStandardError().toStdString().strip()
    last = said.rpartition("\n")[2]
    if process.exitCode() == 1 and last.startswith(_TELLS):
        return KnownError(last.removeprefix(_TELLS))
    if process.exitStatus() == QProcess.ExitStatus.CrashExit:
        return KnownError(translated("{task} was ended from outside before it was done.", task=what))
    return RuntimeError(f"{what} failed with status {process.exitCode()}: {said}")
