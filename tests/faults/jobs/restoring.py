"""Restoring a backup in the place of a library with later work, by the command."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from tests.faults import libraries
from tests.faults.campaign import hold
from tests.faults.children import tried

NAME = "restore"
WHAT = "restoring a backup"
_BACKUP = "Backup.ascribe"


class Known(NamedTuple):
    """What is in the library, as `libraries.rows` tells."""

    before: str
    after: str


def prepare(folder: Path) -> Known:
    path = folder / libraries.NAME
    libraries.make_small(path)
    with Library.open(path, annotator=libraries.ANNOTATOR) as library:
        library.backup(folder / _BACKUP)
        while library.undo():
            pass
    return Known(libraries.rows(path), libraries.rows(folder / _BACKUP))


def work(folder: Path, chance: Random) -> int:
    return libraries.command("restore", "--library", folder / libraries.NAME, folder / _BACKUP)


def verify(folder: Path, said: Sequence[str], known: Known) -> None:
    path = folder / libraries.NAME
    hold(path.exists(), "There is no library any more")
    libraries.begin_anew(folder)
    found = libraries.rows(path)
    hold(found in known, "The library is neither what it was nor the backup")
    hold(found == known.after or "finished" not in said, "The library is what it was before")
    if found == known.after:
        kept = [libraries.rows(file) for file in LibraryAddress.of(path).backups.glob("*.ascribe")]
        hold(known.before in kept, "The library as it was is in no backup")
    tried(lambda: work(folder, Random())).must_be_sound("the restore, done again")
    hold(libraries.rows(path) == known.after, "The restore, done again, comes to something else")
    libraries.must_be_tidy(folder)
