"""Files that SQLite has open in this process. Nothing else here opens one.

By POSIX, closing any handle of a file ends all locks that the process has on it, SQLite's too
(https://www.sqlite.org/howtocorrupt.html, 2.2): another process then takes itself for the last user of the library,
and removes its -wal file.
"""

import os
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from desktop.base.errors import KnownError
from desktop.base.translation import translated

_open_files: Counter[Path] = Counter()  # a library is opened again for each worker
_lock = Lock()


def note_opened(paths: Iterable[Path]) -> None:
    """SQLite opens these files from now on, as they are made."""
    with _lock:
        _open_files.update(paths)


def note_closed(paths: Iterable[Path]) -> None:
    """SQLite has closed these files, once for each `note_opened`."""
    with _lock:
        _open_files.subtract(paths)
        for path in [path for path, count in _open_files.items() if count <= 0]:
            del _open_files[path]


def is_open(path: Path) -> bool:
    """Whether this is a file that SQLite has open here, by whatever name."""
    with _lock:
        opened = list(_open_files)
    if not opened:
        return False
    with suppress(OSError, ValueError):  # there is none, which whoever opens it tells
        found = os.stat(path)
        for one in opened:
            with suppress(OSError):
                if os.path.samestat(found, os.stat(one)):
                    return True
    return False


def refuse_open(path: Path) -> None:
    """Raises a KnownError where this is a file that SQLite has open here, by whatever name."""
    if is_open(path):
        raise KnownError(translated("{file} belongs to a library that is open here; choose another file.", file=path))
