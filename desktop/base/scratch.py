"""Folders to write in for a while. A later run removes those that a killed process left.

A folder is marked as in use by a lock (`flock`), which goes with the process that holds it, however that ends. Windows
has no lock of a folder: there, what is left stays.
"""

import hashlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from desktop.base.named_file import errors_naming
from desktop.base.this_computer import machine_id

if sys.platform != "win32":
    import fcntl


class ScratchFolder:
    """A new folder in `parent`, for this process alone; `remove` it in the end.

    Raises:
        OSError: it cannot be made.
    """

    def __init__(self, parent: Path, prefix: str) -> None:
        while True:
            self.path = Path(mkdtemp(prefix=prefix, dir=parent))
            self._in_use = _marked_as_in_use(self.path)
            if self.path.exists():
                return
            self._unlock()  # before it was marked, another run took it for left behind

    def remove(self) -> None:
        """Remove it with all that is in it. What cannot be removed is left to a later run."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._unlock()

    def _unlock(self) -> None:
        if self._in_use is not None:
            os.close(self._in_use)
            self._in_use = None


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Where to write what shall take the place of `target` by a rename: a name on the same disk, in a new folder.

    What SQLite keeps beside a file is in that folder, too. All that is left in it goes when the block ends. What killed
    processes left beside `target` goes before. A KnownError of the block names `target`.

    Raises:
        OSError: nothing can be made there.
    """
    remove_left_beside(target)
    folder = ScratchFolder(target.parent, _prefix())
    new = folder.path / "new"
    try:
        with errors_naming(target, new):
            yield new
    finally:
        folder.remove()


def remove_left_beside(target: Path) -> None:
    """Removes what killed processes of this computer were about to put in the place of `target`, or of files there."""
    remove_left_behind(target.parent, _prefix())


def remove_left_behind(parent: Path, prefix: str) -> None:
    """Removes the scratch folders in `parent` that this user's killed processes left, as far as its disk allows it."""
    if sys.platform == "win32":
        return
    left: list[Path] = []
    with suppress(OSError):  # whoever does something there next tells of a disk that is away
        left = list(parent.glob(f"{prefix}*"))
    for folder in left:
        with suppress(OSError), _opened(folder) as handle:  # another user's, in use, or gone by now
            if os.fstat(handle).st_uid == os.getuid():
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)


def _prefix() -> str:
    # With the computer in it: on a network drive, another one's lock may not be seen.
    computer = hashlib.sha256(f"{machine_id()} {platform.node()}".encode()).hexdigest()
    return f".ascribe-{computer[:8]}-"


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
