"""Reads files within a size limit, and writes them whole or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

from desktop.base import files_open_in_sqlite, scratch
from desktop.base.errors import KnownError
from desktop.base.system_errors import reason
from desktop.base.translation import translated

SIZE_LIMIT = 50_000_000  # bytes of one article's file; no news item comes near it


def status(path: Path) -> os.stat_result | None:
    """What the system tells of a file or folder, by whichever links; None when there is nothing at `path`.

    Raises:
        KnownError: that cannot be found out: the name is too long, a link leads to itself, a folder may not be entered.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:  # a ValueError for a NUL
        raise unreadable(path, error) from error


def exists(path: Path) -> bool:
    """Whether a file or folder is at `path`; a KnownError as for `status`."""
    return status(path) is not None


def is_folder(path: Path) -> bool:
    """Whether a folder is at `path`; a KnownError as for `status`."""
    found = status(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def is_file(path: Path) -> bool:
    """Whether a file, and no device, is at `path`; a KnownError as for `status`."""
    found = status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def readable_size(path: Path) -> int:
    """The bytes of a file that has something in it; nothing of it is read.

    Raises:
        KnownError: there is none, or it is empty.
    """
    found = status(path)
    if found is None:
        raise KnownError(translated("{file} does not exist.", file=path))
    if not stat.S_ISREG(found.st_mode):
        raise KnownError(translated("{file} is not a file that can be read.", file=path))
    if found.st_size == 0:
        raise KnownError(translated("{file} is empty.", file=path))
    return found.st_size


def opened(path: Path) -> BinaryIO:
    """A file that has something in it, to be read. No pipe, device or socket, which may keep who reads it for ever.

    Raises:
        KnownError: there is none, or it is empty or cannot be read.
    """
    files_open_in_sqlite.refuse_open(path)
    readable_size(path)
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def contents(path: Path, limit: int) -> bytes:
    """The bytes of a file; a KnownError as for `opened`, or when it has more than `limit` bytes."""
    refuse_larger(path, limit)
    with opened(path) as stream:
        try:
            return stream.read(limit)
        except OSError as error:
            raise unreadable(path, error) from error


def refuse_larger(path: Path, limit: int) -> None:
    """Raises a KnownError as for `opened`, or when a file has more than `limit` bytes. Nothing of it is read."""
    size = readable_size(path)
    if size > limit:
        raise KnownError(
            translated(
                "{file} is too large: it has {size} MB, and the limit is {limit} MB.",
                file=path,
                size=round(size / 1_000_000),
                limit=round(limit / 1_000_000),
            )
        )


def unreadable(path: Path, error: OSError | ValueError) -> KnownError:
    """The sentence for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return KnownError(translated("{file} does not exist.", file=path))
    return KnownError(translated("{file} cannot be read: {reason}.", file=path, reason=reason(error)))


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `target` once all of it is on the disk, and not before.

    It is written beside the target, flushed, synced, then renamed over it; when anything fails, the target stays
    as it was. A device or a pipe, which must not be replaced, is written straight.

    Raises:
        KnownError: the target cannot be written.
    """
    target = Path(os.path.realpath(target))  # through a symbolic link: the link stays one
    try:
        if is_folder(target):
            raise KnownError(translated("{file} is a folder; name a file to write.", file=target))
        if exists(target) and not is_file(target):
            with target.open("wb") as stream:
                yield stream
            return
        with _beside(target) as stream:
            yield stream
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise KnownError(
            translated("{file} cannot be written: {reason}. Nothing was changed.", file=target, reason=reason(error))
        ) from error


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    with scratch.beside(target) as new:
        with new.open("xb") as stream:
            yield stream
        put_in_place(new, target)


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it that are missing, for the user alone; nothing where it is there.

    They are on the disk when this returns, so that what is put into them is, too.

    Raises:
        OSError: it cannot be made.
    """
    missing = list(takewhile(lambda one: not one.exists(), (folder, *folder.parents)))
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
        sync_folder(one.parent)


def private(name: str, flags: int) -> int:
    """An opener for `open`: a file that it makes is for the user alone, as all is that tells what somebody works on."""
    return os.open(name, flags, 0o600)


def put_in_place(new: Path, target: Path) -> None:
    """Renames the file `new` to `target`, on the same disk, whose mode it takes; on the disk when this returns.

    Raises:
        OSError: it cannot be done, and `target` is what it was.
    """
    with new.open("rb+") as stream:
        os.fsync(stream.fileno())
    if former := status(target):
        new.chmod(stat.S_IMODE(former.st_mode))
    new.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Has the disk know which files are in the folder by now."""
    if os.name != "posix":
        return  # Windows has no handle on a folder, and its rename is journalled
    with suppress(OSError):  # some network file systems know no sync of a folder, and some folders may not be read
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
