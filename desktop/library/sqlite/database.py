"""A library that is a file: what was opened at its place, or a copy of it that is read."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.base import ending_signals, files, files_open_in_sqlite, time_limits
from desktop.base.errors import Damaged, KnownError, Lost
from desktop.base.library_address import FileAddress
from desktop.base.named_file import errors_naming
from desktop.base.translation import translated
from desktop.library import backups, checks, journal
from desktop.library.copying import is_copy
from desktop.library.database import Tell
from desktop.library.file_content import JournalRow
from desktop.library.file_location import FileLocation
from desktop.library.network_drives import OnNetworkDrive, network_drive
from desktop.library.other_names import refuse_if_named_elsewhere, refuse_if_used_by_another_name
from desktop.library.private_copy import PrivateCopy
from desktop.library.sql.backend import Connection
from desktop.library.sql.tables import VERSION
from desktop.library.sqlite import engine
from desktop.library.sqlite.errors import damaged, sqlite_errors_as_known
from desktop.library.write_targets import refuse_as_target
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook

_CHECKPOINT_AFTER = 24  # edits: of some ten pages each, well before SQLite would do it within the next one

log = logging.getLogger(__name__)


class FileDatabase:
    """See `database.Database`."""

    def __init__(self, address: FileAddress, *, read_only: bool, copy: Path | None = None) -> None:
        """`copy` is what is read in the library's place."""
        self._address = address
        self.read_only = read_only
        self._copy = copy
        self._own_copy: PrivateCopy | None = None  # to be removed at the end
        self._file = copy or address.file  # the one that is open
        # One that is only read is read as it was when it was opened.
        self._location = FileLocation(self._file, None if read_only else self._has_row)
        self._engine = engine.connect(self._file, read_only=read_only and copy is None, before=self.refuse_if_lost)
        self._was_in_place = True  # when it was last looked
        self._opened_files: tuple[Path, ...] = (self._file, *engine.companions(self._file))
        files_open_in_sqlite.note_opened(self._opened_files)
        self._since_checkpoint = 0  # edits

    @classmethod
    def of_copy(cls, address: FileAddress) -> "FileDatabase":
        """The library as it is now, read from a private copy that is removed when it is closed."""
        path = address.file
        if engine.is_yet_to_be_made(path):
            raise KnownError(translated("There is no library {file}.", file=path))
        copy = PrivateCopy(path)
        try:
            version = engine.version_of(path, copy.file)
            checks.refuse_if_damaged(path, copy.file)
            if version < VERSION:
                with errors_naming(path, copy.file):
                    _migrate(copy.file)
            opened = cls(address, read_only=True, copy=copy.file)
        except KnownError:
            copy.remove()
            raise
        opened._own_copy = copy
        return opened

    is_far = False

    @property
    def may_be_written(self) -> bool:
        return engine.is_writable(self._address.file)

    @property
    def is_of_one_moment(self) -> bool:
        return self._copy is not None

    def listen(self) -> None:
        """Nobody tells: SQLite knows of no other programs."""

    def hear(self) -> None:
        pass

    def again(self) -> "FileDatabase":
        if self._copy is not None:
            return FileDatabase(self._address, read_only=True, copy=self._copy)
        self.refuse_if_lost()
        return opened(self._address, read_only=False, used_only_here=True, make=False, codebook=None)

    @ending_signals.postponed()
    def close(self) -> None:
        """Lets go of the file. The last to close it has SQLite write its -wal file into it."""
        if not self._opened_files:
            return  # it was closed
        if not self._location.is_in_place():  # then what it leaves is set aside
            self._location.discard_wal()
            if not self._location.is_written_over:
                engine.checkpoint_lost(self._engine, empties=True)
        self._engine.dispose()
        files_open_in_sqlite.note_closed(self._opened_files)
        self._opened_files = ()
        self._location.remove_set_aside()
        if self._own_copy is not None:
            self._own_copy.remove()

    # Reading and writing

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        if self._location.is_written_over:
            raise self._lost()
        try:
            with (
                time_limits.question(),
                sqlite_errors_as_known(self._address.file),
                self._engine.connect() as connection,
            ):
                yield connection
        except KnownError:  # it may be what another program wrote over it
            self.refuse_if_lost()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with sqlite_errors_as_known(self._address.file), engine.writing(self._engine) as connection:
            yield connection
        self._since_checkpoint += 1

    def _has_row(self, row: JournalRow) -> bool:
        with self.reading() as connection:
            return journal.has_row(connection, row)

    # Care

    keeps_backups = True

    def checkpoint(self) -> None:
        """Writes the -wal file into the library's every so many edits, in 10 ms."""
        if self._since_checkpoint >= _CHECKPOINT_AFTER and self.is_in_place:
            self._since_checkpoint = 0
            engine.checkpoint(self._address.file)

    def backup(self, target: Path | None, tell: Tell) -> Path:
        if self.is_written_over:
            raise self._lost()
        with time_limits.question(), sqlite_errors_as_known(self._address.file):
            if target is None:
                return backups.rotated_backup(self._engine, self._address, tell)
            refuse_as_target(self._address, target, is_copy=lambda file: is_copy(file, self._has_row))
            backups.copy_to(self._engine, self._address.file, target, tell)
            return target

    def check(self) -> list[str]:
        try:
            with self.reading() as connection:
                return list(checks.problems(connection))
        except Damaged as error:
            return [str(error)]

    def has_wrong_references(self, connection: Connection) -> bool:
        return checks.has_wrong_references(connection)

    def damaged(self) -> Damaged:
        return damaged(self._address.file)

    # Its place

    @property
    def is_in_place(self) -> bool:
        """Whether the file that is open is the one at its place.

        Where it is seen to be gone, all that was saved goes along with it at once: its -wal file may stay behind.
        """
        is_kept, was_in_place = self._location.is_in_place(), self._was_in_place
        self._was_in_place = is_kept
        if was_in_place and not is_kept and not self.read_only and not self._location.is_written_over:
            engine.checkpoint_lost(self._engine, empties=False)
        return is_kept

    @property
    def is_written_over(self) -> bool:
        return self._location.is_written_over

    def refuse_if_lost(self) -> None:
        if not self.is_in_place:
            raise self._lost()

    def _lost(self) -> Lost:
        if self._location.is_written_over:
            told = translated(
                "Another program wrote over the library {address} while it is open here. Only the open article can "
                "still be saved.",
                address=self._address,
            )
            if backups.are_there(self._address):
                folder = self._address.backups
                told += " " + translated("Look for everything else in the backups in {folder}.", folder=folder)
            return Lost(told)
        return Lost(
            translated(
                "The library {address}, or its -wal file, was deleted, moved or replaced while it is open here; "
                "save a copy of it, and go on with that.",
                address=self._address,
            )
        )

    def refuse_if_read_only(self) -> None:
        if self.read_only:
            raise KnownError(
                translated(
                    "The library {address} is read-only; copy it to a folder you may write to.", address=self._address
                )
            )


def opened(
    address: FileAddress, *, read_only: bool, used_only_here: bool, make: bool, codebook: Codebook | None
) -> FileDatabase:
    """The library in a file: made where there is none (if `make`), brought up to date from earlier versions.

    Raises:
        MaybeUsedElsewhere: it lies on a network drive, or has names in other folders; nobody said `used_only_here`.
        KnownError: the file is no library, damaged, of a newer version, busy, out of reach, or in use by another name.
    """
    refuse_if_used_by_another_name(address)
    if read_only or (network_drive(address.file) and not _is_writable(address.file)):
        return FileDatabase.of_copy(address)
    return FileDatabase(
        address,
        read_only=_brought_up_to_date(address, used_only_here=used_only_here, make=make, codebook=codebook),
    )


def _is_writable(path: Path) -> bool:
    """Whether it can be written, or made."""
    return engine.is_yet_to_be_made(path) or engine.is_writable(path)


def _brought_up_to_date(address: FileAddress, *, used_only_here: bool, make: bool, codebook: Codebook | None) -> bool:
    """Makes the library where it is yet to be made, and leads it to this version; gives whether it is read-only."""
    path = address.file
    is_new = engine.is_yet_to_be_made(path)
    writable = is_new or engine.is_writable(path)
    if (drive := network_drive(path)) and not used_only_here:
        raise OnNetworkDrive(path, drive, is_new=is_new)
    if not used_only_here:
        refuse_if_named_elsewhere(address)
    if is_new and not make:
        if files.exists(path):
            raise KnownError(translated("{file} is empty.", file=path))
        raise Lost(translated("There is no library {file} any more.", file=path))
    if is_new:
        backups.refuse_if_emptied(address)
        engine.create(path, codebook or codebooks.default())
    if engine.version_of(path) < VERSION:
        if not writable:
            raise KnownError(
                translated(
                    "The library {file} is of an earlier version and read-only; copy it to update it.", file=path
                )
            )
        _migrate(path)
    return not writable


def _migrate(path: Path) -> None:
    from desktop.library.sqlite.migrations import migrate  # nearly every start finds its library up to date

    migrate(path)
