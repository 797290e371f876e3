"""A library on a PostgreSQL server, in which many people work at once."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.base import time_limits
from desktop.base.errors import Damaged, KnownError, Lost, Unreachable
from desktop.base.library_address import ServerAddress
from desktop.base.translation import translated
from desktop.library import checks, journal
from desktop.library.copying import is_copy, to_file
from desktop.library.database import Tell
from desktop.library.file_content import JournalRow
from desktop.library.postgres import engine, schema
from desktop.library.postgres.errors import damaged, is_cut, postgres_errors_as_known, unreachable
from desktop.library.postgres.schema import Found
from desktop.library.write_targets import refuse_as_target
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook

_ASKED_FOR = 10.0  # seconds in which it is found out whether a commit came through before the connection was cut
_PAUSE = 0.2  # seconds between two tries

log = logging.getLogger(__name__)


class _Pool:
    """Connections that a library and what is opened `again` share; the last to let go closes them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.users = 1


class ServerDatabase:
    """See `database.Database`."""

    is_of_one_moment = False
    is_far = True
    is_in_place = True  # if it were another one, the connection would have been cut
    is_written_over = False

    def __init__(self, address: ServerAddress, pool: _Pool, *, read_only: bool) -> None:
        self._address = address
        self._pool = pool
        self.read_only = read_only
        self.may_be_written = True
        self._is_open = False  # from then on, what cannot be connected to was there before
        self._ear: psycopg.Connection[Any] | None = None  # by which the server tells of others' work

    def listen(self) -> int | None:
        if self._ear is None:
            try:
                self._ear = engine.listen(self._address)
            except (KnownError, psycopg.Error) as error:
                log.info("nobody tells of others' work: %s", error)
        return None if self._ear is None else self._ear.fileno()

    def hear(self) -> None:
        try:
            if self._ear is not None:
                for _ in self._ear.notifies(timeout=0):
                    pass
        except psycopg.Error as error:  # the connection was cut: at the next look there is another one
            log.info("nobody tells of others' work any more: %s", error)
            self._stop_listening()

    def _stop_listening(self) -> None:
        if self._ear is not None:
            self._ear.close()
        self._ear = None

    def again(self) -> "ServerDatabase":
        self._pool.users += 1
        other = ServerDatabase(self._address, self._pool, read_only=self.read_only)
        other.may_be_written = self.may_be_written
        other.was_opened()
        return other

    def was_opened(self) -> None:
        """Says that the library was there."""
        self._is_open = True

    @contextmanager
    def _errors_as_known(self, *, writes: bool = False) -> Iterator[None]:
        try:
            with postgres_errors_as_known(self._address, writes=writes):
                yield
        except Unreachable as error:
            if not self._is_open:
                raise
            raise unreachable(self._address, writes=writes) from error

    def close(self) -> None:
        self._stop_listening()
        self._pool.users -= 1
        if self._pool.users == 0:
            self._pool.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with (
            time_limits.question(),
            self._errors_as_known(),
            self._pool.engine.connect() as connection,
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        row: Mapping[str, Any] | None = None
        is_done = False
        with self._errors_as_known(writes=True):
            try:
                with engine.writing(self._pool.engine) as connection:
                    journal.written_by(connection)  # of an earlier edit
                    yield connection
                    row, is_done = journal.written_by(connection), True
            except DBAPIError as error:
                if not (is_done and is_cut(error)):
                    raise
                if row is None:
                    raise
                uncertain = error
            else:
                return
        if not self._was_committed(row):
            raise unreachable(self._address, writes=True) from uncertain

    def _was_committed(self, row: Mapping[str, Any]) -> bool:
        """Whether an edit was whose commit was not confirmed: whether its row is in the journal.

        The number of the transaction would not tell: after a crash the server may give it to another one.

        Raises:
            KnownError: the server does not answer.
        """
        until = time.monotonic() + _ASKED_FOR
        while True:
            try:
                # Who wrote had the journal for itself, so this waits until that one ended, if it still goes on.
                with postgres_errors_as_known(self._address), engine.writing(self._pool.engine) as connection:
                    is_there = journal.has_written(connection, row)
                log.warning("the connection was cut at a commit, which came through: %s", is_there)
                return is_there
            except KnownError as error:
                if time.monotonic() > until:
                    raise Unreachable(
                        translated(
                            "The connection to the library {library} was lost while the last change was being saved; "
                            "look whether it is there when the server answers.",
                            library=self._address,
                        ),
                        says_not_saved=True,
                    ) from error
            time.sleep(_PAUSE)

    # Care

    keeps_backups = False

    def refuse_if_read_only(self) -> None:
        if self.read_only:
            raise KnownError(
                translated("You may only read the library {library}; ask its owner.", library=self._address)
            )

    def refuse_if_lost(self) -> None:
        pass

    def has_wrong_references(self, connection: Connection) -> bool:
        return False  # the server lets none come about

    def damaged(self) -> Damaged:
        return damaged(self._address)

    def checkpoint(self) -> None:
        pass

    def backup(self, target: Path | None, tell: Tell) -> Path:
        if target is None:
            raise KnownError(
                translated(
                    "The library {library} is on a server, which has backups of its own; name a file to copy it to.",
                    library=self._address,
                )
            )
        refuse_as_target(self._address, target, is_copy=lambda file: is_copy(file, self._has_row))
        to_file(self.reading, target)
        return target

    def _has_row(self, row: JournalRow) -> bool:
        with self.reading() as connection:
            return journal.has_row(connection, row)

    def check(self) -> list[str]:
        with self.reading() as connection:
            return list(checks.problems_of_content(connection))


def opened(address: ServerAddress, *, read_only: bool, make: bool, codebook: Codebook | None) -> ServerDatabase:
    """The library in a database of a server: made there if it is empty (and `make`).

    Raises:
        KnownError: the server is out of reach, or does not let this user in; or what is there is no library of this
            version.
    """
    pool = _Pool(engine.connect(address))
    database = ServerDatabase(address, pool, read_only=read_only)
    try:
        with database.reading() as connection:
            there = schema.found(connection, address)
            if there is Found.LIBRARY:
                database.may_be_written = schema.may_write(connection)
                database.read_only = read_only or not database.may_be_written
                database.was_opened()
                return database
        if read_only or not make:
            raise Lost(translated("There is no library {library} yet.", library=address))
        with (
            postgres_errors_as_known(address, writes=True),
            engine.writing(pool.engine, alone=False) as connection,
        ):
            schema.make(connection, codebook or codebooks.default())
        database.was_opened()
    except BaseException:
        database.close()
        raise
    return database
