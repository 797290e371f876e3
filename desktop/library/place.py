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
        self._set_aside: dict[Path, Path] = {}  # those of them that were, by where they were

    def is_kept(self) -> bool:
        """Whether the file that was opened is there."""
        if not self._is_the_one_that_was_opened():
            self._set_companions_aside()
            return False
        if self._set_aside and not self._are_put_back():
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

    def _set_companions_aside(self) -> None:
        for file, seen in self._beside.items():
            now = files.status(file)
            if now and os.path.samestat(now, seen):
                aside = file.with_name(f"{file.name} of a lost library")
                try:
                    file.replace(aside)
                except OSError as error:
                    log.warning("%s cannot be set aside: %s", file, error)
                else:
                    self._set_aside[file] = aside
        self._beside.clear()

    def _are_put_back(self) -> bool:
        for file, aside in list(self._set_aside.items()):
            if files.exists(file):
                return False
            try:
                aside.rename(file)
            except OSError as error:
                log.warning("%s cannot be put back: %s", aside, error)
                return False
            del self._set_aside[file]
        return True
