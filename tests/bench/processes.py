"""Fresh processes: what is to be measured from its start, or for its memory, runs in one of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

# Without a plan, Qt's offscreen screen has 800 x 600 points.
_SCREEN = {
    "name": "desk", "x": 0, "y": 0, "width": 1440, "height": 900, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip


_BYTECODE = Path(".bench/bytecode")
ANNOTATOR = "bench"  # who made the libraries, and whose layer the window shows; or it would show bare texts


def told_by(module: str, *arguments: str | Path, home: Path) -> Mapping[str, Any]:
    """What a module of this package, run with these arguments, says on its last line.

    With it comes `started`: the moment of its start by `time.monotonic`.
    """
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "ascribe.ini").write_text(f"[General]\nannotator={ANNOTATOR}\n", encoding="utf-8")
    plan = home / "screens.json"
    plan.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    platform = f"offscreen:configfile={plan.absolute()}"
    environment = os.environ | {
        "ASCRIBE_HOME": str(home),
        "QT_QPA_PLATFORM": platform,
        "QT_ACCESSIBILITY": "0",
        # As on a machine where the program was started before: its bytecode is at hand, whatever is set here.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(_BYTECODE.absolute()),
    }
    command = [sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)]
    started = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return {"started": started, **json.loads(done.stdout.splitlines()[-1])}


def say(**what: Any) -> None:
    """The last line of a process: this, and the memory it has and has had at most, in MB."""
    print(json.dumps({**what, "memory": _memory("VmRSS"), "peak": _memory("VmHWM")}), flush=True)


def _memory(which: str) -> float:
    # Not from getrusage: there the peak of whoever started the process counts too.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(which))) / 1024


class Taken(NamedTuple):
    """Seconds of the wall's time and of the process's own."""

    wall: float
    cpu: float


class Clock:
    """Runs since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    @property
    def wall(self) -> float:
        return time.perf_counter() - self._wall

    def taken(self) -> Taken:
        return Taken(self.wall, time.process_time() - self._cpu)
