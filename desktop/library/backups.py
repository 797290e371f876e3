"""Backups: copies of a library that were checked, and the folder of a library's own ones, of which few are kept.

A backup is told by what it holds. In one lineage the journal's number only grows; a restore begins a new lineage, since
the numbers after it mean other edits than before. Both stand in the name of a backup. A copy by hand begins no lineage,
so a backup counts as one of this state only if its journal is the same, too.
"""

import hashlib
import logging
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, select, text

from desktop.base import files, window_lock
from desktop.base.errors import Damaged, KnownError
from desktop.base.library_address import FileAddress, LibraryAddress
from desktop.base.scratch import beside, remove_left_beside
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.library import checks, journal
from desktop.library.database import Tell
from desktop.library.sql import tables
from desktop.library.sql.row_checks import within_most_rows
from desktop.library.sqlite.engine import companions, connect, driver
from desktop.library.sqlite.errors import sqlite_errors_as_known
from desktop.model.records import new_id

OF_TODAY, DAYS, WEEKS = 5, 7, 4  # how many backups of today, of the days before, and of the weeks before are kept
_SHORT = re.compile("[0-9a-f]{8}")  # what a name has of a lineage's id
_AT = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?P<utc> UTC)? #(?P<number>\d+)(?: (?P<lineage>[0-9a-f]{8}))?\.ascribe"
)

log = logging.getLogger(__name__)


class Backup(NamedTuple):
    """One of a library's own backups, as its name tells."""

    at: datetime  # by the clock of the computer that made it, in UTC
    number: int  # of the last row in its journal
    lineage: str  # empty for a library that was made by Ascribe 0.1.0, and never restored
    path: Path


class _State(NamedTuple):
    """What tells a library's content from any other that it had."""

    number: int
    lineage: str
    journal: str  # a digest of its rows


def remove_left_behind(library: LibraryAddress) -> None:
    """Removes what killed processes of this computer left beside the library, or among its backups."""
    window_lock.remove_left_behind(library)
    if isinstance(library, FileAddress):
        for target in (library.file, _new_backup(library)):
            remove_left_beside(target)


def refuse_if_emptied(library: FileAddress) -> None:
    """Raises Damaged where an empty file stands for a library that was worked in: a new one would hide that."""
    wal = files.status(companions(library.file)[0])
    if files.exists(library.file) and (are_there(library) or (wal and wal.st_size)):
        raise Damaged(
            translated("The library {file} is damaged: nothing is in it any more. Restore a backup.", file=library)
        )


def are_there(library: FileAddress) -> bool:
    """Whether the library has backups of its own."""
    return bool(_backups(library.backups))


def begin_lineage(connection: Connection) -> None:
    """Notes that what is done from now on in this library is done in no other with its past."""
    row = {"key": tables.LINEAGE, "value": new_id()}
    connection.execute(delete(tables.meta).where(tables.meta.c.key == tables.LINEAGE))
    connection.execute(insert(tables.meta), row)


def copy_to(engine: Engine, path: Path, target: Path, tell: Tell) -> None:
    """Writes a sound copy of the library at `path` in the place of `target`; hears what had to be repaired in it.

    Raises:
        KnownError: the library is damaged, or the target cannot be written.
    """
    with _told_about(target), _sound_copy(engine, path, target, tell) as copy:
        files.put_in_place(copy, target)


def rotated_backup(engine: Engine, library: FileAddress, tell: Tell) -> Path:
    """Backs the library up into its own folder and removes the backups that are no longer needed.

    When there is a sound backup with all that it holds, that one is given and none is made.
    """
    folder = library.backups
    with engine.connect() as connection:
        state = _state(connection)
    for held in _backups(folder):
        if (held.number, held.lineage) == (state.number, state.lineage) and _holds(held.path, state):
            return held.path
    with _told_about(folder), _removed_if_empty(folder):
        folder.mkdir(mode=0o700, exist_ok=True)  # and not the library's own folder, which may have been taken away
        files.sync_folder(folder.parent)  # a backup is on the disk only if its folder is
        with _sound_copy(engine, library.file, _new_backup(library), tell) as copy:
            made = _new_name(folder, _state_of(copy))
            files.put_in_place(copy, made.path)
    for old in superfluous(_backups(folder), made):
        try:
            old.path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("the backup %s cannot be removed: %s", old.path, error)
    return made.path


def superfluous(backups: Collection[Backup], made: Backup) -> list[Backup]:
    """The backups to remove once `made`, one of them, was made.

    Kept are it and some others of its day, the last one of each day before and of each week before, and the last one of
    each lineage, since what was there before a restore may be nowhere else.
    """
    kept = {made.path}
    of_lineages = _by_lineage(backups)
    kept |= {of_lineage[-1].path for of_lineage in of_lineages}
    # Where the numbers tell that a clock went back, it was ahead before or is behind now: what either would keep stays.
    for clock_was_right in (True, False):
        dated: dict[Path, datetime] = {}
        for of_lineage in of_lineages:
            times = [backup.at for backup in of_lineage]
            if clock_was_right:
                times = list(accumulate(times, max))
            else:
                times = list(accumulate([made.at, *reversed(times)], min))[:0:-1]
            dated |= zip((backup.path for backup in of_lineage), times, strict=True)
        kept |= _kept_by_age(dated, dated[made.path].date())
    return [backup for backup in backups if backup.path not in kept]


def _by_lineage(backups: Iterable[Backup]) -> list[list[Backup]]:
    """The backups of each lineage, in the order of their making."""
    found: dict[str, list[Backup]] = defaultdict(list)
    for backup in sorted(backups, key=lambda backup: (backup.number, backup.at)):
        found[backup.lineage].append(backup)
    return list(found.values())


def _kept_by_age(dated: Mapping[Path, datetime], today: date) -> set[Path]:
    newest_first = sorted(dated, key=lambda path: dated[path], reverse=True)
    kept = [path for path in newest_first if dated[path].date() >= today][:OF_TODAY]
    for amount, form in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V")):
        last_of: dict[str, Path] = {}
        for path in newest_first:
            if dated[path].date() < today:
                last_of.setdefault(dated[path].strftime(form), path)
        kept += list(last_of.values())[:amount]
    return set(kept)


def _backups(folder: Path) -> list[Backup]:
    named = ((_NAME.fullmatch(file.name), file) for file in folder.glob("*.ascribe"))
    return [backup for match, file in named if match and (backup := _read_name(match, file))]


def _new_backup(library: FileAddress) -> Path:
    """Where one is written before it is known what it holds, and so its name."""
    return library.backups / "new"


def _read_name(match: re.Match[str], file: Path) -> Backup | None:
    try:
        at = datetime.strptime(match["at"], _AT)
        at = at.replace(tzinfo=UTC) if match["utc"] else at.astimezone(UTC)  # 0.1.0 wrote the local time
    except (ValueError, OverflowError, OSError):  # no date, or one that the system cannot reckon with
        return None
    return Backup(at, int(match["number"]), match["lineage"] or "", file)


def _new_name(folder: Path, state: _State) -> Backup:
    at = datetime.now(UTC).replace(microsecond=0)
    while True:
        name = " ".join(filter(None, (f"{at:{_AT}} UTC #{state.number}", state.lineage)))
        if not files.exists(file := folder / f"{name}.ascribe"):
            return Backup(at, state.number, state.lineage, file)
        at += timedelta(seconds=1)


@contextmanager
def _sound_copy(engine: Engine, path: Path, target: Path, tell: Tell) -> Iterator[Path]:
    """A copy of the library at `path`, on the disk of `target`, that was opened and checked.

    It is written by SQLite, because copying a live file would lose rows.
    """
    with beside(target) as copy:
        with sqlite_errors_as_known(path, into=target), engine.connect() as connection:
            checks.refuse_damaged_rows(connection, path)
            # As bytes: a name need not be UTF-8.
            driver(connection).execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(copy),))
        copy.chmod(0o600)  # SQLite makes it for all to read
        if checks.check_and_repair(copy, path):
            tell(
                translated(
                    "An index of the library {file} is damaged; it was repaired in the copy, which can be restored.",
                    file=path,
                )
            )
        yield copy


@contextmanager
def _told_about(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(
            translated("The backup {file} cannot be written: {reason}.", file=target, reason=reason(error))
        ) from error


@contextmanager
def _removed_if_empty(folder: Path) -> Iterator[None]:
    """Leaves no folder behind where nothing could be written into it."""
    try:
        yield
    except (OSError, KnownError):
        with suppress(OSError):  # there is something in it, or it was never made
            folder.rmdir()
        raise


def _state(connection: Connection) -> _State:
    lineage = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == tables.LINEAGE)).scalar() or ""
    digest = hashlib.sha256()
    # By all columns that there are: a library of an earlier version is backed up before it is brought up to date.
    rows = select(text("*")).select_from(tables.journal).order_by(tables.journal.c.seq)
    for row in within_most_rows(connection, connection.execute(rows.execution_options(yield_per=100))):
        digest.update(repr(tuple(row)).encode(errors="surrogatepass"))
    # Of a lineage that Ascribe did not write, nothing goes into a file's name.
    short = str(lineage)[:8]
    return _State(journal.latest(connection), short if _SHORT.fullmatch(short) else "", digest.hexdigest())


def _state_of(backup: Path) -> _State:
    engine = connect(backup, read_only=True)
    try:
        with sqlite_errors_as_known(backup), engine.connect() as connection:
            return _state(connection)
    finally:
        engine.dispose()


def _holds(backup: Path, state: _State) -> bool:
    """Whether a backup can be opened, is sound, and holds the library of this state."""
    try:
        checks.refuse_if_damaged(backup)
        return _state_of(backup) == state
    except KnownError as error:
        log.warning("the backup %s is not relied on: %s", backup, error)
        return False
