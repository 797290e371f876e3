"""What faults are done to: one module a job, all of one shape.

    NAME = "import"                     as --only names it
    WHAT = "importing a folder"         as the table does
    def prepare(folder): ...            what is there before; gives what `verify` has to know
    def work(folder, chance): ...       in a child process, which may end at any moment; gives an exit status, if any
    def verify(folder, said, known): ...
                                        what must hold then, whatever came of it; raises Broken

`said` are the lines that the work wrote on standard output before it was cut off: what it told a person.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, Protocol

from tests.faults.jobs import (
    accepting,
    backing_up,
    exporting,
    importing,
    labelling,
    learning,
    making,
    migrating,
    restoring,
)


class Job(Protocol):
    """The shape of a job's module."""

    NAME: str
    WHAT: str

    def prepare(self, folder: Path, /) -> Any: ...

    def work(self, folder: Path, chance: Random, /) -> int | None: ...

    def verify(self, folder: Path, said: Sequence[str], known: Any, /) -> None: ...


JOBS: tuple[Job, ...] = (
    labelling,
    importing,
    exporting,
    migrating,
    restoring,
    backing_up,
    accepting,
    learning,
    making,
)


class Prepared(NamedTuple):
    """A job that can be done, to a copy of a folder."""

    folder: Path
    known: Any


@cache
def prepared(job: Job, folder: Path) -> Prepared:
    """What a job needs, made once in a process, in a folder of its own in this one."""
    place = folder / "prepared" / job.NAME
    place.mkdir(parents=True)
    return Prepared(place, job.prepare(place))
