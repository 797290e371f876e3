"""Puts a backup in a library's place."""

import filecmp
import hashlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop.base import files, files_open_in_sqlite
from desktop.base.errors import Busy, Damaged, KnownError
from desktop.base.library_address import FileAddress, LibraryAddress
from desktop.base.named_file import errors_naming
from desktop.base.progress import Progress, unwatched
from desktop.base.scratch import beside
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.base.window_lock import is_open_elsewhere
from desktop.library import backups
from desktop.library.database import Tell
from desktop.library.library import Library
from desktop.library.network_drives import OnNetworkDrive, network_drive
from desktop.library.other_names import refuse_if_used_by_another_name
from desktop.library.sqlite import engine
from desktop.library.sqlite.engine import companions
from desktop.library.sqlite.errors import sqlite_errors_as_known

_LONGEST_NAME = 255  # bytes, on nearly all disks

log = logging.getLogger(__name__)


def restore(
    library: LibraryAddress, source: Path, *, used_only_here: bool = False, tell: Tell = log.warning
) -> Path | None:
    """Puts a copy of the library `source`, a file, in the place of `library`, where it begins a lineage of its own.

    The one that is there is backed up first, and its backup is given; None when there is none. Both copies are opened
    and checked before anything is touched, and the new one is put in place by a rename. `tell` hears, a sentence each,
    what is wrong with the source and does not keep it from being used. `used_only_here`: as for `Library.open`.

    Raises:
        OnNetworkDrive: other computers can work in the library at the same time, and nobody said that none does.
        KnownError: the source is no sound library, is the library itself, or the library is open, here or elsewhere.
    """
    if isinstance(library, FileAddress):
        return _restore_file(library, source, used_only_here=used_only_here, tell=tell)
    return _restore_on_server(library, source, tell)


def put_on_server(library: Library, address: LibraryAddress, progress: Progress = unwatched) -> None:
    """Copies a library, its journal too, into an empty database of a server, where it is a library from then on.

    Raises:
        KnownError: somebody worked in the library that is there already.
    """
    with Library.open(address) as there:
        if there.newest_row() or there.articles(limit=1):
            raise KnownError(
                translated("There is a library in {library} already; name an empty database.", library=address)
            )
        library.copy_into(there, progress)


def _restore_on_server(library: LibraryAddress, source: Path, tell: Tell) -> Path | None:
    """Nobody may have the library open: what a window shows would be of another library."""
    if not files.is_file(source):
        raise KnownError(translated("{file} does not exist, or is not a file.", file=source))
    with Library.open(source, read_only=True) as brought, Library.open(library) as there:
        there.refuse_if_used_by_others()  # before its backup is made
        for problem in brought.check():
            tell(problem)
        saved = None
        if there.newest_row():
            saved = library.folder / f"{library.name} {datetime.now(UTC):%Y-%m-%d %H.%M.%S} UTC.ascribe"
            files.make_folder(library.folder)
            there.backup(saved, tell)
        brought.copy_into(there)
    return saved


def _restore_file(library: FileAddress, source: Path, *, used_only_here: bool, tell: Tell) -> Path | None:
    path, source = Path(os.path.realpath(library.file)), source.absolute()  # through a link: the link stays one
    if not used_only_here and (drive := network_drive(path)):
        raise OnNetworkDrive(path, drive, is_new=not files.exists(path))
    if not files.is_file(source):
        raise KnownError(translated("{file} does not exist, or is not a file.", file=source))
    if library.is_at(source):
        raise KnownError(translated("{file} is the library itself; name a backup of it.", file=source))
    for named in (library, FileAddress.at(source)):
        refuse_if_used_by_another_name(named)
    files_open_in_sqlite.refuse_open(path)  # what is damaged is copied byte by byte
    with _told_about(path), beside(path) as copy:
        _copy_checked(source, copy, tell)
        saved = _saved(path, tell)
        if files.exists(path):
            _take_out_of_use(path)
        files.put_in_place(copy, path)
    return saved


def _copy_checked(source: Path, copy: Path, tell: Tell) -> None:
    if engine.is_yet_to_be_made(source):
        raise KnownError(translated("{file} is empty; name a backup that holds a library.", file=source))
    was_not_closed = files.exists(companions(source)[0])  # then SQLite writes beside it, even to read it
    cannot_be_read_there = was_not_closed and not engine.is_writable(source)
    if cannot_be_read_there or network_drive(source) or is_open_elsewhere(FileAddress.at(source)):
        with Library.open(source, read_only=True) as read:
            read.backup(copy, tell)
    else:
        engine.version_of(source)
        opened = engine.connect(source, read_only=True)
        try:
            backups.copy_to(opened, source, copy, tell)
        finally:
            opened.dispose()
    # This brings a copy of an earlier version up to date, too. It holds what the source holds.
    with errors_naming(source, copy, Damaged), Library.open(copy, used_only_here=True) as library:
        for problem in library.check():
            tell(problem)
    new = engine.connect(copy)
    try:
        with sqlite_errors_as_known(source, into=copy), engine.writing(new) as connection:
            backups.begin_lineage(connection)
    finally:
        new.dispose()


def _saved(path: Path, tell: Tell) -> Path | None:
    """The backup of the library that is to be replaced. One that cannot be read is what a restore is for."""
    if not files.exists(path):
        return None
    try:
        with Library.open(path, used_only_here=True) as library:
            return library.backup(tell=tell)
    except Busy:
        raise
    except (KnownError, DBAPIError):  # whatever is wrong with it
        return _kept_as_it_is(path)


def _kept_as_it_is(path: Path) -> Path:
    """A copy of a library's files, byte by byte, beside it; none that was made before is touched."""
    numbers = chain([""], (f" {n}" for n in count(2)))
    kept = next(file for number in numbers if not files.exists(file := _damaged(path, number)))
    wal = companions(path)[0]
    for file, copy in ((wal, companions(kept)[0]), (path, kept)):
        if not files.exists(file):
            continue
        with beside(copy) as new:
            open(new, "xb", opener=files.private).close()
            shutil.copyfile(file, new)
            if not filecmp.cmp(file, new, shallow=False):
                raise Busy(
                    translated(
                        "The library {file} is being written by another program; try again in a moment.", file=path
                    )
                )
            files.put_in_place(new, copy)
    return kept


def _damaged(path: Path, number: str) -> Path:
    """What a damaged library is kept as: its name and a bit more, where a name so long can be with what lies beside."""
    kept = path.with_name(f"{path.name}.damaged{number}")
    if len(os.fsencode(companions(kept)[2].name)) <= _LONGEST_NAME:
        return kept
    return path.with_name(f"damaged library {hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]}{number}")


def _take_out_of_use(path: Path) -> None:
    """Folds the -wal file into the library and removes it with the -shm file, which the new one must not inherit.

    Leaving WAL needs the library for oneself alone, so this is also how others who have it open are noticed.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter of Python, which is told a damaged name
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy(
                translated("The library {file} is open in another program; close it there first.", file=path)
            ) from error
        # Otherwise it is so damaged that it has nothing to write into it.
    with _told_about(path):
        for file in companions(path):
            file.unlink(missing_ok=True)


@contextmanager
def _told_about(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(translated("{file} cannot be written: {reason}.", file=path, reason=reason(error))) from error
