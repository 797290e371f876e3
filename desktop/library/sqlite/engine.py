"""Opens a library's file: the pragmas of a connection, transactions of our own, and what may be opened at all."""

import logging
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, insert
from sqlalchemy.exc import SQLAlchemyError

from desktop.base import files, files_open_in_sqlite, time_limits
from desktop.base.errors import KnownError
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.library.sql import tables
from desktop.library.sql.backend import set_backend
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sqlite import schema
from desktop.library.sqlite.backend import BACKEND
from desktop.library.sqlite.errors import NotOurs, damaged, newer, sqlite_errors_as_known
from desktop.model.codebook import Codebook
from desktop.model.folding import folded
from desktop.model.records import new_id
from desktop.model.search_query import index_words

BUSY_TIMEOUT = 3000  # milliseconds: a person waits that long without doubting the program
_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY")
_DISTRUST = ("trusted_schema = OFF", "cell_size_check = ON")  # https://www.sqlite.org/security.html
_LONGEST = 1 << 28  # bytes of a value: twice as many as the longest text has, written into the journal
_STEPS = 100_000  # of SQLite between two looks at whether it is to end: some milliseconds
_PAUSE = 0.01  # seconds between two tries
_HEADER = b"SQLite format 3\0"
_NUMBERS = ("application_id", "user_version")

log = logging.getLogger(__name__)


def connect(
    path: Path, *, read_only: bool = False, writes_ahead: bool = True, before: Callable[[], None] = lambda: None
) -> Engine:
    """An engine for the library file at `path`, which is there. Nothing is read or written yet.

    To connect raises NotOurs where the file declares other tables than Ascribe makes. `before` is called before each
    time that the file is opened.
    """
    # An immutable file needs no -shm beside it, so it opens on a read-only medium too.
    is_at_rest = read_only and not files.exists(companions(path)[0])
    address = path.absolute().as_uri() + ("?mode=ro" if read_only else "?mode=rw") + "&immutable=1" * is_at_rest

    def open_file() -> sqlite3.Connection:
        before()
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=open_file,
        poolclass=QueuePool,
        hide_parameters=True,  # an error's words go into the log, and what they would quote is what the user reads
        pool_size=2,
        pool_reset_on_return="rollback",
    )

    set_backend(engine, BACKEND)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        try:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            watch(connection)
            for pragma in _DISTRUST:
                connection.execute(f"PRAGMA {pragma}")
            schema.refuse_foreign(connection)
            if writes_ahead and not read_only:
                _write_ahead(connection)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            for function in (folded, index_words):
                connection.create_function(function.__name__, 1, _of_a_text(function), deterministic=True)
        except (sqlite3.Error, NotOurs):
            connection.close()
            raise
        except UnicodeDecodeError as error:  # SQLite complains of the schema and quotes what is no text any more
            connection.close()
            raise NotAsWritten(str(error)) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another has written in between.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def watch(connection: sqlite3.Connection) -> None:
    """Lets `time_limits` end what is asked by this connection."""
    connection.set_progress_handler(time_limits.is_to_end, _STEPS)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Begins write-ahead logging. It is kept in the file, but a new one and a backup (VACUUM INTO) have it not yet.

    Only that change needs the file for itself, and SQLite does not wait for others who make it at the same time:
    sqlite3BtreeSetVersion asks for the lock within a read transaction, where no busy handler is called.
    """
    until = time.monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)


def _of_a_text(function: Callable[[str], str]) -> Callable[[Any], Any]:
    """The function as queries call it: in a damaged file there may be something else than a text."""

    def called(value: Any) -> Any:
        try:
            return function(value) if isinstance(value, str) else value
        except Exception:
            log.exception("%s failed", function.__name__)  # SQLite says only that it did
            raise

    return called


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds the write lock from its start, on the disk at its end, rolled back on an error."""
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        yield connection


def checkpoint(path: Path) -> None:
    """Takes what was written ahead over into the library file, as far as nobody is held up by it.

    SQLite does it by itself within the edit that makes 1,000 pages of it, which then takes many times as long.
    """
    try:
        connection = sqlite3.connect(path.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            connection.close()
    except sqlite3.Error as error:  # then SQLite does it within an edit, and that edit tells
        log.warning("what is ahead of %s could not be written into it: %s", path, error)


def checkpoint_lost(engine: Engine, *, empties: bool) -> None:
    """Writes all that is ahead of a lost library into its file, wherever that is now; `empties` the -wal file, too.

    Then it waits for other handles that read it. Nothing is written where no connection is open.
    """
    try:
        with engine.connect() as connection:
            driver(connection).execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if empties else 'PASSIVE'})")
    except (KnownError, SQLAlchemyError, sqlite3.Error) as error:
        log.warning("what was written ahead of a lost library stays in its -wal file: %s", error)


def driver(connection: Connection) -> sqlite3.Connection:
    """The connection below SQLAlchemy's, for what has to run outside of a transaction."""
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def is_writable(path: Path) -> bool:
    """Whether the file and its folder may be written, as WAL needs."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def is_yet_to_be_made(path: Path) -> bool:
    """Whether there is nothing at `path` yet, or an empty file.

    Raises:
        KnownError: that cannot be found out.
    """
    if files.is_file(path) and files.exists(companions(path)[2]) and is_writable(path):
        _take_back_half_written(path)
    return not files.exists(path) or _is_empty(path)


def _is_empty(path: Path) -> bool:
    found = files.status(path)
    return found is not None and stat.S_ISREG(found.st_mode) and found.st_size == 0


def _take_back_half_written(path: Path) -> None:
    """Has SQLite wait for a transaction without write-ahead log that is under way, or take back one that was killed.

    SQLite leaves a journal alone whose transaction was never written. Under the lock it is nobody's, and goes.
    """
    with sqlite_errors_as_known(path), closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT / 1000)) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN IMMEDIATE")
        with suppress(OSError):  # it harms nobody
            companions(path)[2].unlink(missing_ok=True)
        connection.execute("ROLLBACK")


def version_of(path: Path, copy: Path | None = None) -> int:
    """The `user_version` of the library at `path`, read from the `copy` if there is one.

    Raises:
        KnownError: the file is no Ascribe library, or is of a newer major version.
    """
    is_in_use = copy is None and (files.exists(companions(path)[1]) or files_open_in_sqlite.is_open(path))
    application_id, user_version = _in_use(path) if is_in_use else _at_rest(path, copy or path)
    if application_id != tables.APPLICATION_ID:
        raise KnownError(
            translated("{file} is a database, but not an Ascribe library; choose another file.", file=path)
        )
    if user_version // 100 > tables.VERSION // 100:
        raise newer(path)
    if user_version == 0:  # no library is ever made without one
        raise damaged(path)
    return user_version


def _at_rest(path: Path, file: Path) -> tuple[int, int]:
    """The application id and the version that stand in the header of a file."""
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except OSError as error:
        raise KnownError(
            translated("The library {file} cannot be opened: {reason}.", file=path, reason=reason(error))
        ) from error
    if not header.startswith(_HEADER):
        raise KnownError(translated("{file} is not an Ascribe library; choose another file.", file=path))
    # https://www.sqlite.org/fileformat2.html#the_database_header. Both numbers are written once, before the library is
    # first used, so a -wal file beside it cannot hold newer ones, but for a migration, which ends with a checkpoint.
    return int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")


def _in_use(path: Path) -> tuple[int, int]:
    """The same of a file that perhaps this very process has open, which is left to SQLite to read.

    POSIX drops all locks that a process has on a file when it closes any handle on it (sqlite.org/howtocorrupt.html).
    Another process would then take the library for closed, and remove the -wal file that is still written to here.
    """
    opened = connect(path, read_only=True)
    try:
        with sqlite_errors_as_known(path), opened.connect() as connection:
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _NUMBERS]
            return int(found[0]), int(found[1])
    finally:
        opened.dispose()


def create(path: Path, codebook: Codebook) -> None:
    """Makes a new library at `path`, in one transaction: another start at the same time waits, and then finds it made.

    Raises:
        KnownError: the folder cannot be made or written.
    """
    is_ours = False
    try:
        files.make_folder(path.parent)
        with suppress(FileExistsError):
            open(path, "xb", opener=files.private).close()
            is_ours = True
    except OSError as error:
        raise KnownError(
            translated("The library {file} cannot be made: {reason}.", file=path, reason=reason(error))
        ) from error
    try:
        with sqlite_errors_as_known(path):
            _fill(path, codebook)
        files.sync_folder(path.parent)
    except KnownError:
        if is_ours and _is_empty(path):
            with suppress(OSError):  # of an empty file a library is made the next time
                path.unlink()
        raise


def _fill(path: Path, codebook: Codebook) -> None:
    # The -wal file of a library that was deleted without it is dropped by SQLite, since an empty file has none. Writing
    # ahead begins afterwards: it would be written into the file before the transaction.
    engine = connect(path, writes_ahead=False)
    try:
        with writing(engine) as connection:
            if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
                return  # another start was first
            connection.exec_driver_sql(f"PRAGMA application_id = {tables.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {tables.VERSION}")
            for statement in tables.declarations():
                connection.exec_driver_sql(statement)
            rows = [{"key": "scheme", "value": codebook.as_json()}, {"key": tables.LINEAGE, "value": new_id()}]
            connection.execute(insert(tables.meta), rows)
            connection.execute(insert(tables.alembic_version), {"version_num": tables.HEAD})
    finally:
        engine.dispose()


def companions(path: Path) -> tuple[Path, Path, Path]:
    """The files that SQLite keeps beside a library while it is open, and after a crash: -wal, -shm and -journal."""
    wal, shm, journal = (path.with_name(f"{path.name}-{kind}") for kind in ("wal", "shm", "journal"))
    return wal, shm, journal
