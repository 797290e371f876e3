"""A copy of a library for this program alone, to read what other computers may be writing.

SQLite is not let at a library on a network drive, not even to read it: it would write its -shm file there, which the
other computer has in memory, and read pages that the other one is writing over. So the files are copied as they are,
and SQLite reads the copy. Nothing in the library's folder is touched.

To be used only on a library that this process has not open: POSIX drops all locks that a process has on a file when it
closes any handle on it.
"""

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from desktop.base.errors import Busy, KnownError
from desktop.library.sqlite.engine import companions

_TRIES, _PAUSE = 20, 0.25  # seconds
_HEADER = 100  # bytes at the beginning of either file; https://www.sqlite.org/fileformat2.html


class _State(NamedTuple):
    """What changes when SQLite writes into a library's file, or begins its -wal file anew."""

    size: int
    written: int  # ns
    header: bytes
    wal_header: bytes  # the salts in it are others whenever the file is begun anew


class PrivateCopy:
    """A copy of the library at `path`, as it was at one moment, in a folder of its own; to be removed at the end.

    Raises:
        KnownError: it cannot be read, there is no room for it, or it is written to all the time.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._folder = TemporaryDirectory(prefix="ascribe-", ignore_cleanup_errors=True)
            try:
                self.file = Path(self._folder.name) / path.name
                _copy(path, self.file)
            except BaseException:
                self._folder.cleanup()
                raise
        except OSError as error:
            raise KnownError(f"The library {path} cannot be copied to be read: {error.strerror}.") from error

    def remove(self) -> None:
        self._folder.cleanup()


def _copy(path: Path, copy: Path) -> None:
    # What is in the -wal file and already in the library's, or halfway, does no harm: reading prefers the former. So
    # the two belong together as long as the former was not begun anew between the two copies. What another computer
    # adds to it meanwhile may be left out.
    wal, copied_wal = companions(path)[0], companions(copy)[0]
    for _ in range(_TRIES):
        before = _state(path, wal)
        shutil.copyfile(path, copy)
        copied_wal.unlink(missing_ok=True)
        if before.wal_header:
            shutil.copyfile(wal, copied_wal)
        if _state(path, wal) == before:
            return
        time.sleep(_PAUSE)
    raise Busy(f"The library {path} is being written by another computer; try again in a moment.")


def _state(path: Path, wal: Path) -> _State:
    # By opening it: a network drive asks its server then, and may answer from memory otherwise.
    with path.open("rb") as file:
        header, status = file.read(_HEADER), path.stat()
    try:
        with wal.open("rb") as file:
            wal_header = file.read(_HEADER)[:32]
    except FileNotFoundError:
        wal_header = b""
    return _State(status.st_size, status.st_mtime_ns, header, wal_header)
