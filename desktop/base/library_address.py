"""The address of a library. It is in `base`, so that a start can compare addresses before it imports the library."""

import os
import re
import stat
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from desktop.base import files, paths
from desktop.base.errors import KnownError
from desktop.base.translation import translated

SUFFIX = ".ascribe"  # of a library's file
SERVER_SUFFIX = ".ascribe-server"  # of a text file that names a library on a server
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)  # two letters at least: one is a drive of Windows
_POSTGRESQL = ("postgresql", "postgres")  # as libpq reads them
_LONGEST = 10_000  # bytes of a file that names a server


class LibraryAddress(ABC):
    """Where a library is: a file of this computer, or a database of a PostgreSQL server.

    Two addresses are equal when they are written alike; `is_at` tells whether one leads to the library of a file.
    """

    @staticmethod
    def of(named: "LibraryAddress | Path | str") -> "LibraryAddress":
        """The library that a person, a setting, a script or another program names.

        Raises:
            KnownError: no library can have this name, or there is a password in it.
        """
        if isinstance(named, LibraryAddress):
            return named
        name = str(named)
        if scheme := _SCHEME.match(name):
            return ServerAddress.of_url(name, scheme[1])
        file = _path(name)
        return ServerAddress.in_file(file) if file.suffix.lower() == SERVER_SUFFIX else FileAddress(file)

    @staticmethod
    def of_new(named: Path | str) -> "FileAddress":
        """The same for a file that is to be made: it gets the suffix of libraries, unless it has it."""
        has_it = Path(named).suffix.lower() == SUFFIX
        return FileAddress.at(named if has_it else f"{named}{SUFFIX}")

    @abstractmethod
    def __str__(self) -> str:
        """As it is shown and kept in settings; `of` reads it."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What a person calls the library."""

    @property
    @abstractmethod
    def folder(self) -> Path:
        """Where what a person makes of the library is offered to be written."""

    @property
    @abstractmethod
    def lock(self) -> Path:
        """The file that tells whose window, or command, works in the library: one, by whichever name it is named."""

    @property
    @abstractmethod
    def identity(self) -> str:
        """What is the same by whichever name the library is named."""

    @property
    def has_other_names(self) -> bool:
        """Whether its file has more names than this one, by hard links; a KnownError as for `files.status`."""
        return False

    def is_at(self, file: Path) -> bool:
        """Whether this library is the file at a path, by whichever links."""
        return False

    def is_same(self, other: "LibraryAddress") -> bool:
        """Whether both lead to one library, as far as their names tell."""
        return self.is_at(other.file) if isinstance(other, FileAddress) else self == other


def _path(named: Path | str) -> Path:
    """The absolute path of a file that may be a library; a KnownError where no file can be called so."""
    if not str(named):
        raise KnownError(translated("The name of the library is empty."))
    path = Path(named).absolute()
    if not path.name:
        raise KnownError(translated("{file} is a folder, and no library.", file=path))
    files.status(path)  # which raises
    return path


@dataclass(frozen=True, slots=True)
class FileAddress(LibraryAddress):
    """A library that is a file of this computer."""

    file: Path  # absolute, by the links by which it was named

    @classmethod
    def at(cls, file: Path | str) -> "FileAddress":
        """The library at a path, whatever its name is."""
        return cls(_path(file))

    def __str__(self) -> str:
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
        return self._real.with_name(f"{self._real.name}-lock")

    @property
    def identity(self) -> str:
        return str(self._real)

    @property
    def has_other_names(self) -> bool:
        found = files.status(self.file)
        return found is not None and stat.S_ISREG(found.st_mode) and found.st_nlink > 1

    def is_at(self, file: Path) -> bool:
        try:
            return self.file.samefile(file)
        except OSError:  # one of them is not there
            return self._real == Path(os.path.realpath(file))

    @property
    def _real(self) -> Path:
        return Path(os.path.realpath(self.file))  # unlike Path.resolve, it takes a loop of links as it is


@dataclass(frozen=True, slots=True)
class ServerAddress(LibraryAddress):
    """A library that is a database of a PostgreSQL server: named as libpq does, but for a password."""

    url: str  # https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS

    @classmethod
    def of_url(cls, url: str, scheme: str) -> "ServerAddress":
        """The library that this URL names.

        Raises:
            KnownError: it is no URL of PostgreSQL, or there is a password in it, which would be shown and kept.
        """
        if scheme.lower() not in _POSTGRESQL:
            raise KnownError(  # and no more of it: there may be a password in it
                translated("{kind} libraries are not supported; name a file, or postgresql://….", kind=scheme)
            )
        try:
            parts = urlsplit(url)
            has_password = parts.password is not None or "password" in parse_qs(parts.query, keep_blank_values=True)
        except ValueError as error:
            raise KnownError(
                translated("The address of the library cannot be read: {reason}.", reason=error)
            ) from error
        if has_password:
            raise KnownError(
                translated(
                    "Leave the password out of the library's address, and write it into the file ~/.pgpass (the help "
                    "says how)."
                )
            )
        return cls(f"postgresql://{url.split('://', 1)[1]}")

    @classmethod
    def in_file(cls, file: Path) -> "ServerAddress":
        """The library that a file names, in its first line that is neither empty nor begins with #.

        Raises:
            KnownError: it cannot be read, or names none.
        """
        with files.opened(file) as stream:
            lines = [line.strip() for line in stream.read(_LONGEST).decode("utf-8-sig", "replace").splitlines()]
        url = next((line for line in lines if line and not line.startswith("#")), "")
        scheme = _SCHEME.match(url)
        if scheme is None:
            raise KnownError(
                translated("{file} names no library; write postgresql://… into its first line.", file=file)
            )
        return cls.of_url(url, scheme[1])

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        parts = urlsplit(self.url)
        asked = parse_qs(parts.query)
        named = (unquote(parts.path.strip("/")), *(asked.get(key, [""])[0] for key in ("dbname", "service")))
        return next(filter(None, named), "") or parts.hostname or "PostgreSQL"

    @property
    def folder(self) -> Path:
        return paths.data_folder()

    @property
    def lock(self) -> Path:
        import hashlib
        import platform

        # It is this user's on this computer alone: the server lets everybody in, and a home may be on many computers.
        digest = hashlib.sha256(f"{self.url} {platform.node()}".encode(errors="surrogateescape")).hexdigest()[:24]
        return paths.config_folder() / "running" / f"{digest}.server-lock"

    @property
    def identity(self) -> str:
        return self.url


def is_named_like_a_library(name: Path | str) -> bool:
    """Whether what has this name is opened as a library, where an article could be meant, too."""
    scheme = _SCHEME.match(str(name))
    if scheme is not None:
        return scheme[1].lower() in _POSTGRESQL
    return Path(name).suffix.lower() in (SUFFIX, SERVER_SUFFIX)
