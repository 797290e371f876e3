"""Disks that are full, read-only, slow, broken or gone, from any moment of a job on; and come back afterwards."""

import errno
import resource
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.faults import shim
from tests.faults.campaign import Broken, Campaign, Case, hold
from tests.faults.children import tried
from tests.faults.jobs import JOBS, Job, prepared

_ALL = shim.READS | shim.WRITES
_CASES = 72
_QUICK = 1

Strike = Callable[[Random, Path], None]
"""Gives this process, and the folder that it works in, a fault."""


def _from_some_moment_on(kinds: int, errors: Sequence[int], most: int = 400) -> Strike:
    """An error of the disk, from one of the first operations of these kinds on: seldom a late one."""

    def strike(chance: Random, folder: Path) -> None:
        first = int(most ** chance.random()) - 1
        shim.Fault(kinds=kinds, first=first, error=chance.choice(errors)).strike(folder)

    return strike


def _slow(chance: Random, folder: Path) -> None:
    shim.Fault(kinds=shim.WRITES, pause=chance.choice((0.0005, 0.002))).strike(folder)


def _too_large(chance: Random, folder: Path) -> None:
    largest = max(file.stat().st_size for file in [*folder.rglob("*"), folder])
    size = round(chance.uniform(0, 1.5 * largest))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def _opened(strike: Strike, must_be_done: bool, folder: Path) -> Iterator[Case]:
    def case(number: int, chance: Random, place: Path) -> str:
        job = JOBS[number % len(JOBS)]
        ready = prepared(job, folder)
        work = shutil.copytree(ready.folder, place / "work")
        outcome = tried(partial(_worked, job, strike, chance, work))
        try:
            outcome.must_be_sound("the job")
            hold(outcome.ended == "done" or not must_be_done, f"It is refused: {outcome.complained}")
            job.verify(work, outcome.said, ready.known)
        except Broken as error:
            told = f"\nIt told: {outcome.complained.strip()}" if outcome.ended == "told" else ""
            raise Broken(f"{job.WHAT}: {error}{told}") from error
        return "done all the same" if outcome.ended == "done" else outcome.ended

    yield case


def _worked(job: Job, strike: Strike, chance: Random, work: Path) -> int | None:
    strike(chance, work)
    return job.work(work, chance)


def _campaign(name: str, what: str, strike: Strike, *, must_be_done: bool = False, needs_shim: bool = True) -> Campaign:
    return Campaign(
        name=name,
        what=what,
        cases=_CASES,
        quick=_QUICK,
        opened=partial(_opened, strike, must_be_done),
        obstacle=shim.obstacle if needs_shim else lambda: "",
    )


CAMPAIGNS = (
    _campaign("full", "A disk that becomes full", _from_some_moment_on(shim.GROWS, [errno.ENOSPC, errno.EDQUOT])),
    _campaign(
        "read-only",
        "A disk that becomes read-only",
        _from_some_moment_on(shim.GROWS | shim.CHANGES, [errno.EROFS]),
    ),
    _campaign(
        "vanished",
        "A disk that is pulled out, or out of reach",
        _from_some_moment_on(_ALL, [errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ENODEV], most=2000),
    ),
    _campaign("unsynced", "A disk that cannot sync any more", _from_some_moment_on(shim.SYNCS, [errno.EIO], most=60)),
    _campaign("slow", "A slow disk", _slow, must_be_done=True),
    _campaign("too-large", "A disk that takes no large files", _too_large, needs_shim=False),
)
