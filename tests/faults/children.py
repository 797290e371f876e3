"""Work that is done in a child process, which may be killed, hang, or take too much.

The child is forked: all that is imported is there at once. So the process that forks has one thread and no library
open, since SQLite's handles and locks do not outlive a fork (https://www.sqlite.org/howtocorrupt.html).
"""

import os
import resource
import select
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from typing import IO, Literal, NamedTuple, NoReturn

from desktop.base.errors import KnownError
from tests.faults.campaign import Broken

SECONDS = 2  # of CPU, which one command may take of a small library
MEGABYTES = 500
_PATIENCE = 120  # seconds by the clock, since others may use the machine
_TOLD, _TRACE = 1, 70  # exit statuses
_A_MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10  # in what the system counts memory by

Ended = Literal["done", "told", "trace", "killed", "hung"]


class Outcome(NamedTuple):
    """How a child's work ended."""

    ended: Ended
    said: list[str]  # lines on standard output
    complained: str  # on standard error: a sentence, or a trace
    megabytes: float  # at most, at a time

    def must_be_sound(self, what: str) -> None:
        """Raises Broken unless the work was done, or a sentence says why not, in time and little memory."""
        if self.ended not in ("done", "told"):
            raise Broken(f"{what}: {self.ended}\n{self.complained}".rstrip())
        if "Traceback" in self.complained:
            raise Broken(f"{what} tells a trace\n{self.complained}")
        if self.ended == "told" and not self.complained.strip():
            raise Broken(f"{what} fails and does not say why")
        if self.megabytes > MEGABYTES:
            raise Broken(f"{what} takes {self.megabytes:.0f} MB")


class Child:
    """Work that was begun in a child process."""

    def __init__(self, work: Callable[[], int | None], *, seconds: int | None = None) -> None:
        """`work` gives its exit status, if any but 0. It is ended after so many `seconds` of CPU, if any."""
        assert threading.active_count() == 1, "a thread does not outlive a fork"
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115
        self._alive, alive = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            _be_the_child(work, self._out.fileno(), self._err.fileno(), seconds)
        os.close(alive)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def ends_within(self, seconds: float) -> bool:
        """Whether it ends in that time, by the clock."""
        return bool(select.select([self._alive], [], [], seconds)[0])

    def outcome(self, time_limits: float = _PATIENCE) -> Outcome:
        """Waits for its end, and kills it when that does not come."""
        hung = not self.ends_within(time_limits)
        if hung:
            self.kill()
        _, status, used = os.wait4(self.pid, 0)
        os.close(self._alive)
        said, complained = (_content(file) for file in (self._out, self._err))
        return Outcome(_ended(status, hung), said.split("\n")[:-1], complained, used.ru_maxrss / _A_MEGABYTE)


def tried(work: Callable[[], int | None]) -> Outcome:
    """Does this work in a child, with as much time and memory as a command may take."""
    return Child(work, seconds=SECONDS).outcome()


def _be_the_child(work: Callable[[], int | None], out: int, err: int, seconds: int | None) -> NoReturn:
    status = _TRACE
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            # More than any may take, so that it is told how much, and less than the machine has.
            resource.setrlimit(resource.RLIMIT_DATA, (4 * MEGABYTES * 10**6,) * 2)
        status = work() or 0
        sys.stdout.flush()
    except KnownError as error:
        sys.stderr.write(f"{error}\n")
        status = _TOLD
    except BaseException:  # noqa: BLE001 - the parent is told
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _content(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode(errors="replace")


def _ended(status: int, hung: bool) -> Ended:
    if hung or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return "hung"
    if os.WIFSIGNALED(status):
        return "killed"
    code = os.WEXITSTATUS(status)
    return "done" if code == 0 else "told" if code == _TOLD else "trace"


def killed_after(work: Callable[[], int | None], seconds: float) -> Outcome:
    """Does this work in a child that is killed after so many seconds, if it is not at its end before."""
    child = Child(work)
    time.sleep(seconds)
    child.kill()  # one that has ended is still to be waited for
    return child.outcome()
