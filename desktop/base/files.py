"""Files, read and written with care."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.base.errors import KnownError

SIZE_LIMIT = 50_000_000  # bytes of one article's file; no news item comes near it


def check_readable(path: Path) -> None:
    """That there is a file of a size that an article can have; nothing of it is read.

    Raises:
        KnownError: there is none, or it is empty or too large.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(status.st_mode):
        raise KnownError(f"{path} is not a file that can be read.")
    if status.st_size == 0:
        raise KnownError(f"{path} is empty.")
    if status.st_size > SIZE_LIMIT:
        size = status.st_size / 1_000_000
        raise KnownError(f"{path} is too large for an article: it has {size:,.0f} MB, and the limit is 50 MB.")


def contents(path: Path) -> bytes:
    """The bytes of a file that has passed `check_readable`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> KnownError:
    """The sentence for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return KnownError(f"{path} does not exist.")
    return KnownError(f"{path} cannot be read: {_reason(error)}.")


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
        if target.is_dir():
            raise KnownError(f"{target} is a folder; name a file to write.")
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        with _beside(target) as stream:
            yield stream
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise KnownError(f"{target} cannot be written: {_reason(error)}. Nothing was changed.") from error


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows has no handle on a folder, and its rename is journalled
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems know no sync of a folder
            os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
