"""Opening a library of Ascribe 0.1.0, which brings it up to date."""

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from desktop.library import Library
from tests.desktop.library.sqlite.test_migrations import unpacked
from tests.faults import libraries
from tests.faults.campaign import hold

NAME = "migration"
WHAT = "bringing a library of 0.1.0 up to date"
_FIXTURE = "0.1.0-full"


class Known(NamedTuple):
    """What is in the library, as `libraries.rows` tells."""

    before: str
    after: str


def prepare(folder: Path) -> Known:
    path = folder / libraries.NAME
    before = libraries.rows(unpacked(_FIXTURE, folder).rename(path))
    with Library.open(path) as library:
        (backup,) = library.address.backups.iterdir()
    after = libraries.rows(path)
    unpacked(_FIXTURE, folder).replace(path)
    backup.unlink()
    backup.parent.rmdir()
    return Known(before, after)


def work(folder: Path, chance: Random) -> None:
    with Library.open(folder / libraries.NAME):
        os.write(1, b"finished\n")


def verify(folder: Path, said: Sequence[str], known: Known) -> None:
    path = folder / libraries.NAME
    libraries.begin_anew(folder)
    hold(libraries.rows(path) == known.after, "The library has something else in it")
    with Library.open(path) as library:
        kept = [libraries.rows(file) for file in library.address.backups.glob("*.ascribe")]
    hold(known.before in kept, "The library as it was is in no backup")
    libraries.must_be_tidy(folder)
