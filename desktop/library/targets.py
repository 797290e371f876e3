"""Where a backup or an export of a library may be written."""

from pathlib import Path

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.window_lock import lock_file
from desktop.library.backups import backup_folder
from desktop.library.sqlite.engine import companions

_LIBRARY = ".ascribe"


def refuse_as_target(library: Path, target: Path) -> None:
    """Raises a KnownError when no file can be written to `target`, or one that is needed would be lost by it.

    Files are told by what they are, not by their names: a link to the library is the library.
    """
    target = target.absolute()
    if files.is_folder(target):
        raise KnownError(f"{target} is a folder; name a file to write.")
    if not files.is_folder(target.parent):
        raise KnownError(f"{target} cannot be written: there is no folder {target.parent}.")
    if _is_one_file(target, library):
        raise KnownError(f"{target} is the library itself; name another file to write.")
    if _belongs_to_a_library(target, library):
        raise KnownError(f"{target} is a file that a library needs; name another file to write.")
    if any(_is_one_file(target, backup) for backup in backup_folder(library).glob("*")):
        raise KnownError(f"{target} is one of the library's own backups; name another file to write.")
    if files.exists(companions(target.resolve())[0]):  # written over, it would be read with what is in the -wal file
        raise KnownError(f"{target} is a library that is open, or was not closed; name another file to write.")


def _belongs_to_a_library(target: Path, library: Path) -> bool:
    """Whether it is, or would be, a file that SQLite or Ascribe keeps beside this or any other library."""
    kept_beside = (*companions(library.resolve()), lock_file(library))
    if any(_is_one_file(target, file) for file in kept_beside):
        return True
    for file in kept_beside:
        suffix = file.name.removeprefix(library.resolve().name)
        if target.name.lower().endswith(suffix):
            owner = target.with_name(target.name[: -len(suffix)])
            if owner.suffix.lower() == _LIBRARY or _is_one_file(owner, library):
                return True
    return False


def _is_one_file(one: Path, other: Path) -> bool:
    return files.exists(one) and files.exists(other) and one.samefile(other)
