"""Puts a backup in a library's place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from desktop.base import files
from desktop.base.errors import Busy, KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.translation import translated
from desktop.base.window_lock import is_open_elsewhere
from desktop.library import backups
from desktop.library.library import Library
from desktop.library.network_drives import OnNetworkDrive, network_drive
from desktop.library.sqlite import engine


def restore(library: LibraryAddress, source: Path, *, used_only_here: bool = False) -> Path | None:
    """Puts a copy of the library `source` in the place of `library`.

    The one that is there is backed up first, and its backup is given; None when there is none, or none that could be
    read. The copy is checked before anything is touched, and put in place by a rename. `used_only_here`: as for
    `Library.open`.

    Raises:
        OnNetworkDrive: other computers can work in the library at the same time, and nobody said that none does.
        KnownError: the source is no sound library, is the library itself, or the library is open elsewhere.
    """
    path, source = library.file, source.absolute()
    if not used_only_here and (drive := network_drive(path)):
        raise OnNetworkDrive(path, drive, is_new=not files.exists(path))
    if not files.is_file(source):
        raise KnownError(translated("{file} does not exist, or is not a file.", file=source))
    if library.is_at(source):
        raise KnownError(translated("{file} is the library itself; name a backup of it.", file=source))
    beside = path.with_name(f".{path.name[:100]}.restored")
    try:
        _copy_checked(source, beside)
        saved = _saved(path)
        if files.exists(path):
            _take_out_of_use(path)
        with _told_about(path):
            beside.replace(path)
        return saved
    finally:
        for file in (beside, *engine.companions(beside)):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _copy_checked(source: Path, beside: Path) -> None:
    if engine.is_yet_to_be_made(source):
        raise KnownError(translated("{file} is empty; name a backup that holds a library.", file=source))
    if network_drive(source) or is_open_elsewhere(LibraryAddress.of(source)):
        with Library.open(source, read_only=True) as read:
            read.backup(beside)
    else:
        engine.version_of(source)
        copied = engine.connect(source, read_only=True)
        try:
            backups.copy_to(copied, source, beside)
        finally:
            copied.dispose()
    with Library.open(beside, used_only_here=True) as library:  # brings a copy of an earlier version up to date, too
        problems = library.check()
    if problems:
        raise KnownError(
            translated("{file} is damaged, so it was not restored: {problem}", file=source, problem=problems[0])
        )


def _saved(path: Path) -> Path | None:
    """The backup of the library that is to be replaced. One that cannot be read is what a restore is for."""
    if not files.exists(path):
        return None
    try:
        with Library.open(path, used_only_here=True) as library:
            return library.backup()
    except Busy:
        raise
    except KnownError:
        damaged = path.with_name(f"{path.name}.damaged")
        with _told_about(damaged):
            damaged.write_bytes(path.read_bytes())
        return damaged


def _take_out_of_use(path: Path) -> None:
    """Folds the -wal file into the library and removes it with the -shm file, which the new one must not inherit.

    Leaving WAL needs the library for oneself alone, so this is also how others who have it open are noticed.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy(
                translated("The library {file} is open in another program; close it there first.", file=path)
            ) from error
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
            raise
    except sqlite3.DatabaseError:
        pass  # so damaged that it has nothing to fold
    with _told_about(path):
        for file in engine.companions(path):
            file.unlink(missing_ok=True)


@contextmanager
def _told_about(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(translated("{file} cannot be written: {reason}.", file=path, reason=error.strerror)) from error
