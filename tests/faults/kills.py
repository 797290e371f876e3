"""SIGKILL at any moment of a job: after so much time, or in front of one of the operations that write to the disk.

A chance gives the same operation again, but not the same moment: of two cases, the even one can be replayed exactly.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.faults import shim
from tests.faults.campaign import Broken, Campaign, Case
from tests.faults.children import Child, killed_after
from tests.faults.jobs import JOBS, Job, prepared, window

_CASES = {"window": 110, "learn": 60}
_MOST_CASES = 140


@contextmanager
def _opened(job: Job, folder: Path) -> Iterator[Case]:
    ready = prepared(job, folder)
    seconds, operations = _measured(job, ready.folder, folder / "measured")

    def case(number: int, chance: Random, place: Path) -> str:
        place = shutil.copytree(ready.folder, place / "killed")
        if number % 2 == 0 and operations:
            fault = shim.Fault(kinds=shim.WRITES, first=chance.randrange(operations), dies=True)
            outcome = Child(partial(_struck, job, place, chance, fault)).outcome()
        else:
            outcome = killed_after(partial(job.work, place, chance), chance.uniform(0, seconds))
        if outcome.ended not in ("killed", "done"):
            raise Broken(f"{job.WHAT}, before a kill: {outcome.ended}\n{outcome.complained}")
        job.verify(place, outcome.said, ready.known)
        return "killed" if outcome.ended == "killed" else "done before"

    yield case


def _measured(job: Job, before: Path, place: Path) -> tuple[float, int]:
    """The seconds that a job takes, and how often it writes to the disk (0: that cannot be told here)."""
    counts = not shim.obstacle()

    def work() -> int:
        if counts:
            shim.count(place)
        status = job.work(place, Random(1)) or 0
        print("operations", shim.counted() if counts else 0)
        return status

    shutil.copytree(before, place)
    began = time.monotonic()
    outcome = Child(work).outcome()
    took = time.monotonic() - began
    shutil.rmtree(place)
    if outcome.ended != "done":
        raise Broken(f"{job.WHAT}, without a kill: {outcome.ended}\n{outcome.complained}")
    return took, int(outcome.said[-1].removeprefix("operations "))


def _struck(job: Job, place: Path, chance: Random, fault: shim.Fault) -> int | None:
    fault.strike(place)
    return job.work(place, chance)


CAMPAIGNS = tuple(
    Campaign(
        name=f"kill-{job.NAME}",
        what=f"Killed while {job.WHAT}",
        cases=_CASES.get(job.NAME, _MOST_CASES),
        quick=1,
        opened=partial(_opened, job),
    )
    for job in (*JOBS, window)
)
