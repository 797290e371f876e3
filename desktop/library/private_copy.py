"""A copy of a library that other computers may write to: this program reads the copy.

SQLite is not let at a library on a network drive, not even to read it: it would write its -shm file there, which the
other computer has in memory, and read pages that the other one is writing over. So the files are copied as they are,
and SQLite reads the copy. Nothing in the library's folder is touched.

A library that is open in this process is refused: POSIX drops all locks that a process has on a file when it closes any
handle on it.
"""

import shutil
import time
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from desktop.base import files_open_in_sqlite, scratch
from desktop.base.errors import Busy, KnownError
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.library.sqlite.engine import companions

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
        KnownError: it is open in this process, cannot be read, there is no room for it, or it is written to all the
            time.
    """

    def __init__(self, path: Path) -> None:
        files_open_in_sqlite.refuse_open(path)
        try:
            self._folder = scratch.ScratchFolder(Path(gettempdir()), _PREFIX)
            try:
                self.file = self._folder.path / path.name
                _copy(path, self.file)
            except BaseException:
                self.remove()
                raise
        except OSError as error:
            raise KnownError(
                translated(
                    "The library {file} cannot be copied to the folder {folder} to be read: {reason}.",
                    file=path,
                    folder=gettempdir(),
                    reason=reason(error),
                )
            ) from error

    def remove(self) -> None:
        self._folder.remove()


def remove_left_behind() -> None:
    """Removes the copies of this user's processes that were killed. On Windows they stay."""
    scratch.remove_left_behind(Path(gettempdir()), _PREFIX)


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
