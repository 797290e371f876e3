"""A library that has several names by hard links.

SQLite keeps what is written ahead of a library beside the name by which it was opened. By another name it shows the
library without that, and writes into what that is ahead of (https://www.sqlite.org/howtocorrupt.html, "Multiple links
to the same file"). So the names are found by the file that they lead to, and one is used at a time. Symbolic links do
no harm: SQLite follows them first.
"""

import os
from contextlib import suppress
from pathlib import Path

from desktop.base import files
from desktop.base.errors import KnownError, MaybeUsedElsewhere
from desktop.base.library_address import FileAddress
from desktop.base.translation import translated
from desktop.library.sqlite.engine import companions


class NamedElsewhere(MaybeUsedElsewhere):
    """A library may not be worked in while it may be in use by a name in another folder, where nobody can look."""

    def __init__(self, library: FileAddress) -> None:
        super().__init__(
            translated(
                "The library {file} has another name, in another folder; under two names at once, each hides the "
                "other's work.",
                file=library,
            )
        )


def refuse_if_used_by_another_name(library: FileAddress) -> None:
    """Raises a KnownError when a library is open, or was not closed, by another name in its folder."""
    if not library.has_other_names:  # as nearly always: then the folder is not looked through
        return
    path = Path(os.path.realpath(library.file))
    used = next(filter(_is_in_use, _others(path)), None)
    if used is None:
        return
    if _is_in_use(path):
        raise KnownError(
            translated(
                "{file} and {other} are one library, and are used under both names; close both, and delete the name "
                "whose last work you can do without.",
                file=path,
                other=used,
            )
        )
    raise KnownError(
        translated(
            "{file} is another name of the library {other}, which is in use; open {other}.", file=path, other=used
        )
    )


def refuse_if_named_elsewhere(library: FileAddress) -> None:
    """Raises NamedElsewhere when a library has names that are not in its folder."""
    if library.has_other_names:
        path = Path(os.path.realpath(library.file))
        if path.stat().st_nlink > 1 + len(_others(path)):
            raise NamedElsewhere(library)


def _others(path: Path) -> list[Path]:
    """The other names of a file in its folder."""
    number = path.stat().st_ino
    with suppress(OSError), os.scandir(path.parent) as entries:  # a folder that may be entered, but not read
        alike = [Path(entry.path) for entry in entries if entry.inode() == number and entry.name != path.name]
        return [other for other in sorted(alike) if other.samefile(path)]
    return []


def _is_in_use(path: Path) -> bool:
    wal, _, journal = companions(path)
    return files.exists(wal) or files.exists(journal)
