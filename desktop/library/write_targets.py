"""Where a backup or an export of a library may be written."""

from collections.abc import Callable
from pathlib import Path

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.library_address import FileAddress, LibraryAddress, is_named_like_a_library
from desktop.base.translation import translated
from desktop.library.sqlite.engine import companions

_DATABASE = b"SQLite format 3\0"
_KEPT_BESIDE = ("-wal", "-shm", "-journal", "-lock")  # a library of whatever name


def refuse_as_target(
    library: LibraryAddress, target: Path, *, is_copy: Callable[[Path], bool] = lambda _: False
) -> None:
    """Raises a KnownError when no file can be written to `target`, or one that is needed would be lost by it.

    Files are told by what they are, not by their names: a link to the library is the library. Another library is
    somebody's work, but `is_copy` tells of a database whether it holds nothing that this library does not.
    """
    target = target.absolute()
    if files.is_folder(target):
        raise KnownError(translated("{file} is a folder; name a file to write.", file=target))
    if not files.is_folder(target.parent):
        raise KnownError(
            translated("{file} cannot be written: there is no folder {parent}.", file=target, parent=target.parent)
        )
    if library.is_at(target):
        raise KnownError(translated("{file} is the library itself; name another file to write.", file=target))
    if _belongs_to_a_library(target, library):
        raise KnownError(translated("{file} is a file that a library needs; name another file to write.", file=target))
    backups = library.backups.glob("*") if isinstance(library, FileAddress) else ()
    if any(_is_one_file(target, backup) for backup in backups):
        raise KnownError(
            translated("{file} is one of the library's own backups; name another file to write.", file=target)
        )
    if files.exists(companions(target.resolve())[0]):  # written over, it would be read with what is in the -wal file
        raise KnownError(
            translated("{file} is a library that is open, or was not closed; name another file to write.", file=target)
        )
    if _is_a_database(target) and not is_copy(target):
        raise KnownError(translated("{file} is another library; name another file to write.", file=target))


def _is_a_database(file: Path) -> bool:
    try:
        if not file.is_file():  # a pipe would be waited for
            return False
        with file.open("rb") as stream:
            return stream.read(len(_DATABASE)) == _DATABASE
    except OSError:  # there is none, or whoever writes there tells what is wrong with it
        return False


def _belongs_to_a_library(target: Path, library: LibraryAddress) -> bool:
    """Whether it is, or would be, a file that SQLite or Ascribe keeps beside this or any other library."""
    kept_beside = [library.lock]
    if isinstance(library, FileAddress):
        kept_beside += companions(library.file.resolve())
    if any(_is_one_file(target, kept) for kept in kept_beside):
        return True
    for suffix in _KEPT_BESIDE:
        if target.name.lower().endswith(suffix):
            owner = target.with_name(target.name[: -len(suffix)])
            if is_named_like_a_library(owner) or library.is_at(owner):
                return True
    return False


def _is_one_file(one: Path, other: Path) -> bool:
    return files.exists(one) and files.exists(other) and one.samefile(other)
