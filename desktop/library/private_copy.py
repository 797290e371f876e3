"""A copy of a library for this program alone, to read what other computers may be writing.

SQLite is not let at a library on a network drive, not even to read it: it would write its -shm file there, which the
other computer has in memory, and read pages that the other one is writing over. So the files are copied as they are,
and SQLite reads the copy. Nothing in the library's folder is touched.

To be used only on a library that this process has not open: POSIX drops all locks that a process has on a file when it
closes any handle on it.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import NamedTuple

from desktop.base.errors import Busy, KnownError
from desktop.base.translation import translated
from desktop.library.sqlite.engine import companions

if sys.platform != "win32":
    import fcntl

_TRIES, _PAUSE = 20, 0.25  # seconds
_HEADER, _WAL_HEADER = 100, 32  # bytes; https://www.sqlite.org/fileformat2.html
_PREFIX = "ascribe-copy-"  # of the folders of copies, and of nothing else


class _AtRest(NamedTuple):
    """What changes when a library's file is written, or another one is put in its place."""

    size: int
    written: int  # ns
    header: bytes


class PrivateCopy:
    """A copy of the library at `path`, as it was at one moment, in a folder of its own; to be removed at the end.

    Raises:
        KnownError: it cannot be read, there is no room for it, or it is written to all the time.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._folder = TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
            self._in_use = _marked_as_in_use(Path(self._folder.name))
            try:
                self.file = Path(self._folder.name) / path.name
                _copy(path, self.file)
            except BaseException:
                self.remove()
                raise
        except OSError as error:
            raise KnownError(
                translated(
                    "The library {file} cannot be copied to be read: {reason}.", file=path, reason=error.strerror
                )
            ) from error

    def remove(self) -> None:
        self._folder.cleanup()
        if self._in_use is not None:
            os.close(self._in_use)
            self._in_use = None


def remove_left_behind() -> None:
    """Removes the copies of this user's processes that were killed. On Windows they stay."""
    if sys.platform == "win32":
        return
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), _opened(folder) as handle:  # another user's, in use, or gone by now
            if os.fstat(handle).st_uid == os.getuid():
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if any(folder.iterdir()):  # it is marked before anything is put into it
                    shutil.rmtree(folder)


def _marked_as_in_use(folder: Path) -> int | None:
    """A handle that marks a folder as in use until it is closed, or the process ends, in whatever way."""
    if sys.platform == "win32":
        return None
    with suppress(OSError), _opened(folder) as handle:  # where nothing can be locked, nothing can be found unlocked
        fcntl.flock(handle, fcntl.LOCK_EX)
        return os.dup(handle)
    return None


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def _copy(path: Path, copy: Path) -> None:
    # What is in the -wal file and already in the library's, or halfway, does no harm: reading prefers the former. So a
    # checkpoint meanwhile is no reason to copy again; that the former was begun anew is, since what it held is in the
    # library's file alone then, which was copied before. What is added to it meanwhile may be left out.
    wal, copied_wal = companions(path)[0], companions(copy)[0]
    for _ in range(_TRIES):
        before = _state(path, wal)
        shutil.copyfile(path, copy)
        copied_wal.unlink(missing_ok=True)
        with suppress(FileNotFoundError):  # it was not there, or was removed meanwhile, which the state tells
            shutil.copyfile(wal, copied_wal)
        if _state(path, wal) == before:
            return
        time.sleep(_PAUSE)
    raise Busy(translated("The library {file} is being written by another computer; try again in a moment.", file=path))


def _state(path: Path, wal: Path) -> bytes | _AtRest:
    """What is another one when the two files do not belong together any more.

    With a -wal file it is the header of that, the salts in which are others whenever it is begun anew.
    """
    # By opening them: a network drive asks its server then, and may answer from memory otherwise.
    with suppress(FileNotFoundError), wal.open("rb") as file:
        if header := file.read(_WAL_HEADER):
            return header
    with path.open("rb") as file:
        header, status = file.read(_HEADER), path.stat()
    return _AtRest(status.st_size, status.st_mtime_ns, header)
