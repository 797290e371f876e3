"""Where a library's file lies: whether the file that was opened is still there, and what becomes of its -wal file."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.library.file_content import Content, JournalRow, NotReadable, content_of
from desktop.library.network_drives import network_drive
from desktop.library.sqlite import engine

log = logging.getLogger(__name__)


class FileLocation:
    """Where a library was opened.

    SQLite reads what is ahead of a library from the -wal file beside it, whichever library that was written for. So
    where the file was taken away or replaced, its -wal and -shm files are set aside, or they would damage what comes
    there next. They go on being used by whoever has them open, and are put back if the file comes back.
    """

    def __init__(self, file: Path, has_row: Callable[[JournalRow], bool] | None = None) -> None:
        """`has_row` tells whether the library, as it is read and written by SQLite, has this row of the journal."""
        self._file = file
        self._has_row = has_row
        self._opened = files.status(file)  # which tells it from any other that takes its place
        self._beside: dict[Path, os.stat_result] = {}  # its -wal and -shm files, when it was last there
        self._looked_at: tuple[int, int] | None = None  # size and time of the file when its content was last seen
        self._content: Content | None = None
        self.is_written_over = False  # another program wrote into the file: nothing of the library can be read any more
        self._check_content()

    def is_in_place(self) -> bool:
        """Whether the file that was opened is there, and no other program wrote into it."""
        if not self._is_the_one_that_was_opened() or self._check_content():
            for file, seen in self._beside.items():
                _moved(file, _aside(file, seen), seen)
            return False
        if not all(_moved(_aside(file, seen), file, seen) for file, seen in self._beside.items()):
            return False
        # SQLite keeps to the -wal file that it has open; what goes into one that lost its name is in no file.
        wal = engine.companions(self._file)[0]
        if wal in self._beside and not _is_the_same(files.status(wal), self._beside[wal]):
            return False
        companions = engine.companions(self._file)[:2]
        self._beside = {file: found for file in companions if (found := files.status(file))}
        return True

    def discard_wal(self) -> None:
        """To be called before a library that was written over is closed: nothing of it goes into what lies there now.

        The last to close a library has SQLite write the -wal file into it, whatever is there.
        """
        if not self.is_written_over:
            return
        for file, seen in self._beside.items():
            for name in (_aside(file, seen), file):
                if _is_the_same(files.status(name), seen):
                    with suppress(OSError):  # another handle may have been first
                        if file.name.endswith("-wal"):  # the -shm file is in memory, which would be gone
                            os.truncate(name, 0)
                        name.unlink()

    def remove_set_aside(self) -> None:
        """To be called when the library was closed: what was set aside goes, unless it holds what is nowhere else."""
        aside = [_aside(file, seen) for file, seen in self._beside.items()]
        if any(file.name.endswith("-wal") and (now := files.status(file)) and now.st_size for file in aside):
            return
        for file in aside:
            with suppress(OSError):  # another handle may have been first
                file.unlink(missing_ok=True)

    def _is_the_one_that_was_opened(self) -> bool:
        now = files.status(self._file)
        if now is None or self._opened is None:
            return False
        # On a network drive a file may change its number.
        return os.path.samestat(now, self._opened) or network_drive(self._file) is not None

    def _check_content(self) -> bool:
        """Looks again at what was written to since; whether another program wrote there, which stays so."""
        now = files.status(self._file)
        if self.is_written_over or now is None or (now.st_size, now.st_mtime_ns) == self._looked_at:
            return self.is_written_over
        before = self._content
        try:
            content = content_of(self._file, now.st_size, before)
            # Before the row is asked for: the file may be opened once more for that, which asks whether it is kept.
            self._looked_at, self._content = (now.st_size, now.st_mtime_ns), content
            if before is not None:
                newest = content.newest if content else None
                has_more = newest is not None and self._has_row is not None and not self._has_row(newest)
                self.is_written_over = content is None or has_more
        except (NotReadable, KnownError) as error:
            log.info("%s is looked at again later: %s", self._file, error)
            self._looked_at = None
        return self.is_written_over


def _is_the_same(now: os.stat_result | None, seen: os.stat_result) -> bool:
    return now is not None and os.path.samestat(now, seen)


def _aside(file: Path, seen: os.stat_result) -> Path:
    """Where a file goes: a name of its own, and a short one, since a library's may be as long as names can be."""
    return file.with_name(f"lost library {seen.st_ino}{file.name[-4:]}")


def _moved(file: Path, target: Path, seen: os.stat_result) -> bool:
    """Moves a file if it is the one that was seen, whoever had moved it; False where it cannot go to the target."""
    if not _is_the_same(files.status(file), seen):
        return True
    if files.exists(target):
        return False
    try:
        file.rename(target)
    except OSError as error:
        log.warning("%s cannot be moved to %s: %s", file, target, error)
        return False
    return True
