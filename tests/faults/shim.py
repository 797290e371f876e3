"""A disk with faults, for one folder: what shim.c does, given to a process that was started with it.

It needs Linux and a C compiler. `environment` gives what such a process is started with; there, `Fault.strike` has the
disk of this process, and of those that it forks, meet a fault from then on. A process that does not strike is as any
other.
"""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

READS, GROWS, CHANGES, SYNCS = 1, 2, 4, 8  # kinds of operations, as in shim.c
WRITES = GROWS | CHANGES | SYNCS
_NEVER = 2**62
_SOURCE = Path(__file__).with_name("shim.c")


def obstacle() -> str:
    """Why no fault can be given to this process, in a sentence; "" when one can."""
    if hasattr(ctypes.CDLL(None), "faults_watch"):
        return ""
    return why_not_made() or "The process was started without it"


def why_not_made() -> str:
    """Why none can be made on this computer, in a sentence; "" when one can."""
    if sys.platform != "linux":
        return "Only Linux lets a program stand between another and its disk"
    if not _compiler():
        return "There is no C compiler (cc), which makes the disk with faults"
    return ""


def _compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")


def environment(folder: Path) -> Mapping[str, str]:
    """The environment of a process that faults can be given to. What that needs is made in `folder`."""
    made = folder / "shim.so"
    compiler = _compiler()
    assert compiler is not None
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", made, _SOURCE, "-ldl", "-lpthread"], check=True)
    return os.environ | {"LD_PRELOAD": str(made)}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What the operations of these kinds meet, on files in one folder, from the one of this number (from 0) on."""

    kinds: int
    first: int = 0
    error: int = 0  # a number of `errno`; 0: none
    dies: bool = False  # whether the process is killed in front of it
    pause: float = 0  # seconds that each takes longer

    def strike(self, folder: Path) -> None:
        """From now on, and in this process."""
        _watch(folder, self.kinds, self.first, self.error, int(self.dies), round(self.pause * 1e6), -1)


def count(folder: Path) -> None:
    """Counts, from now on, what is written in a folder: see `counted`."""
    _watch(folder, WRITES, _NEVER, 0, 0, 0, -1)


def counted() -> int:
    """How many operations were counted in this process."""
    return int(ctypes.CDLL(None).faults_counted())


def record(folder: Path, handle: int) -> None:
    """Records, from now on, all that is written in a folder, and on standard output: see recorded_disk.py."""
    _watch(folder, 0, 0, 0, 0, 0, handle)


def _watch(folder: Path, kinds: int, first: int, error: int, dies: int, pause: int, record: int) -> None:
    function = ctypes.CDLL(None).faults_watch
    integer, long = ctypes.c_int, ctypes.c_long
    function.argtypes = [ctypes.c_char_p, ctypes.c_uint, long, integer, integer, long, integer]
    function(os.fsencode(folder), kinds, first, error, dies, pause, record)


def named(error: int) -> str:
    """ENOSPC for 28."""
    return errno.errorcode[error]
