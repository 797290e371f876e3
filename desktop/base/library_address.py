"""The address of a library. It is in `base`, so that a start can compare addresses before it imports the library."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.translation import translated

SUFFIX = ".ascribe"  # of a library's file
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)  # two letters at least: one is a drive of Windows


@dataclass(frozen=True, slots=True)
class LibraryAddress:
    """Where a library is: a file of this computer. A URL (of a PostgreSQL database) is told, and not opened yet.

    Two addresses are equal when they are written alike; `is_at` tells whether they lead to one library.
    """

    file: Path  # absolute, by the links by which it was named

    @classmethod
    def of(cls, named: "LibraryAddress | Path | str") -> Self:
        """The library that a person, a setting, a script or another program names.

        Raises:
            KnownError: it is a URL, or no file can have this name.
        """
        if isinstance(named, cls):
            return named
        name = str(named)
        if scheme := _SCHEME.match(name):  # and no more of it: there may be a password in it
            raise KnownError(translated("{kind} libraries are not supported yet; name a file.", kind=scheme[1]))
        file = Path(name).absolute()
        files.status(file)  # which raises
        return cls(file)

    @classmethod
    def of_new(cls, named: Path | str) -> Self:
        """The same for a library that is to be made: its file gets the suffix of libraries, unless it has it."""
        return cls.of(named if is_named_like_a_library(named) else f"{named}{SUFFIX}")

    def __str__(self) -> str:
        """As it is shown and kept in settings; `of` reads it."""
        return str(self.file)

    @property
    def name(self) -> str:
        return self.file.stem

    @property
    def folder(self) -> Path:
        return self.file.parent

    @property
    def backups(self) -> Path:
        """The folder of the library's own backups, beside it."""
        return self.file.with_name(f"{self.name} backups")

    @property
    def lock(self) -> Path:
        """The file that tells which computer works in the library: one, by whichever link the library is named."""
        return self._real.with_name(f"{self._real.name}-lock")

    @property
    def identity(self) -> str:
        """What is the same by whichever link the library is named."""
        return str(self._real)

    @property
    def has_other_names(self) -> bool:
        """Whether its file has more names than this one, by hard links; a KnownError as for `files.status`."""
        found = files.status(self.file)
        return found is not None and stat.S_ISREG(found.st_mode) and found.st_nlink > 1

    def is_at(self, file: Path) -> bool:
        """Whether this library is the file at a path, by whichever links."""
        try:
            return self.file.samefile(file)
        except OSError:  # one of them is not there
            return self._real == Path(os.path.realpath(file))

    @property
    def _real(self) -> Path:
        return Path(os.path.realpath(self.file))  # unlike Path.resolve, it takes a loop of links as it is


def is_named_like_a_library(name: Path | str) -> bool:
    """Whether a file of this name is opened as a library, where an article could be meant, too."""
    return Path(name).suffix.lower() == SUFFIX
