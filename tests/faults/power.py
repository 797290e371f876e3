"""Power that goes at any moment of a job: only what was synced is there afterwards, and some of what was not."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.faults import shim
from tests.faults.campaign import Broken, Campaign, Case
from tests.faults.children import Child
from tests.faults.jobs import JOBS, prepared
from tests.faults.recorded_disk import RecordedDisk, steps


@contextmanager
def _opened(folder: Path) -> Iterator[Case]:
    def case(number: int, chance: Random, place: Path) -> str:
        job = JOBS[number % len(JOBS)]
        ready = prepared(job, folder)
        work = shutil.copytree(ready.folder, place / "work")
        disk = RecordedDisk(work)
        with tempfile.TemporaryFile() as record:

            def recorded() -> int | None:
                shim.record(work, record.fileno())
                return job.work(work, chance)

            outcome = Child(recorded).outcome()
            if outcome.ended != "done":
                raise Broken(f"{job.WHAT}, with power: {outcome.ended}\n{outcome.complained}")
            record.seek(0)
            done = list(steps(record.read()))
        cut = chance.randint(0, len(done))
        for step in done[:cut]:
            disk.take(step)
        said = b"".join(step.first for step in done[:cut] if step.what == "said").decode().split("\n")[:-1]
        # To the place where it was, since what was said names it.
        shutil.rmtree(work)
        disk.after_a_power_cut(chance, work)
        try:
            job.verify(work, said, ready.known)
        except Broken as error:
            raise Broken(f"{job.WHAT}, without power after step {cut} of {len(done)}: {error}") from error
        return f"while {job.WHAT}"

    yield case


CAMPAIGN = Campaign(
    name="power",
    what="Power cuts",
    cases=216,
    quick=2,
    opened=_opened,
    obstacle=shim.obstacle,
)
