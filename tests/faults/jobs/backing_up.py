"""Backing a library up among its own backups, and onto an earlier copy, by the command."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from desktop.base.library_address import LibraryAddress
from tests.faults import libraries
from tests.faults.campaign import hold
from tests.faults.children import tried

NAME = "backup"
WHAT = "backing up"
_COPY = "Copy.ascribe"


class Known(NamedTuple):
    """What is in the library, and in the copy before, as `libraries.rows` tells."""

    library: str
    copy: str


def prepare(folder: Path) -> Known:
    libraries.make_small(folder / _COPY)
    libraries.make_small(folder / libraries.NAME)
    libraries.work_on(folder / libraries.NAME)
    return Known(libraries.rows(folder / libraries.NAME), libraries.rows(folder / _COPY))


def work(folder: Path, chance: Random) -> int:
    command = ("backup", "--library", folder / libraries.NAME)
    return libraries.command(*command) or libraries.command(*command, folder / _COPY)


def verify(folder: Path, said: Sequence[str], known: Known) -> None:
    path, copy = folder / libraries.NAME, folder / _COPY
    libraries.begin_anew(folder, (libraries.NAME, _COPY))
    hold(libraries.rows(path) == known.library, "The library has something else in it")
    hold(libraries.rows(copy) in known, "The copy is neither what it was nor the library")
    made = list(LibraryAddress.of(path).backups.glob("*.ascribe"))
    hold(all(libraries.rows(file) == known.library for file in made), "A backup does not hold the library")
    finished = said.count("finished")
    hold(made or finished < 1, "The backup is not there")
    hold(libraries.rows(copy) == known.library or finished < 2, "The copy is not there")
    tried(lambda: work(folder, Random())).must_be_sound("the backup, done again")
    libraries.must_be_tidy(folder)
