"""The place of a library's file: whether the file that was opened is still there, and what it leaves there if not."""

import logging
import os
from pathlib import Path

from desktop.base import files
from desktop.library.network_drives import network_drive
from desktop.library.sqlite import engine

log = logging.getLogger(__name__)


class Place:
    """Where a library was opened.

    SQLite reads what is ahead of a library from the -wal file beside it, whichever library that was written for. So
    where the file was taken away or replaced, its -wal and -shm files are set aside, or they would damage what comes
    there next. They go on being used by whoever has them open, and are put back if the file comes back.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened = files.status(file)  # which tells it from any other that takes its place
        self._beside: dict[Path, os.stat_result] = {}  # its -wal and -shm files, when it was last there

    def is_kept(self) -> bool:
        """Whether the file that was opened is there."""
        if not self._is_the_one_that_was_opened():
            for file, seen in self._beside.items():
                _moved(file, _aside(file, seen), seen)
            return False
        if not all(_moved(_aside(file, seen), file, seen) for file, seen in self._beside.items()):
            return False
        companions = engine.companions(self._file)[:2]
        self._beside = {file: found for file in companions if (found := files.status(file))}
        return True

    def _is_the_one_that_was_opened(self) -> bool:
        now = files.status(self._file)
        if now is None or self._opened is None:
            return False
        # On a network drive a file may change its number.
        return os.path.samestat(now, self._opened) or network_drive(self._file) is not None


def _aside(file: Path, seen: os.stat_result) -> Path:
    """Where a file goes: a name of its own, and a short one, since a library's may be as long as names can be."""
    return file.with_name(f"lost library {seen.st_ino}{file.name[-4:]}")


def _moved(file: Path, target: Path, seen: os.stat_result) -> bool:
    """Moves a file if it is the one that was seen, whoever had moved it; False where it cannot go to the target."""
    now = files.status(file)
    if now is None or not os.path.samestat(now, seen):
        return True
    if files.exists(target):
        return False
    try:
        file.rename(target)
    except OSError as error:
        log.warning("%s cannot be moved to %s: %s", file, target, error)
        return False
    return True
