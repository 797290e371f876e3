"""Connections to a server: transactions of our own, and questions that can be ended."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import psycopg
from psycopg import IsolationLevel
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from desktop.base import time_limits
from desktop.base.library_address import ServerAddress
from desktop.library.postgres.backend import BACKEND
from desktop.library.postgres.errors import not_connected
from desktop.library.sql.backend import set_backend

CHANNEL = "ascribe"  # on which a library tells its programs that there is something new
_PATIENCE = "10s"  # for others who write: an import writes some seconds at a time
_SILENCE = "60s"  # of a program that writes and is heard of no more: then the others may write again
# Who writes is alone from here to the end. Otherwise a row with a lower number could become visible after one with a
# higher one, and whoever looks for what is new since the highest would never see it.
_BEGIN_WRITING = (
    f"SET LOCAL idle_in_transaction_session_timeout = '{_SILENCE}'; SET LOCAL lock_timeout = '{_PATIENCE}'; "
    "LOCK TABLE journal IN EXCLUSIVE MODE; SET LOCAL lock_timeout = DEFAULT"
)
_PARAMETERS = {
    "application_name": "Ascribe",
    "client_encoding": "UTF8",
    "connect_timeout": "10",  # seconds
    "keepalives_idle": "30",  # seconds, after which it is asked whether the server is still there
    "tcp_user_timeout": "20000",  # milliseconds
}

_T = TypeVar("_T")


class _Connection(psycopg.Connection[Any]):
    """A connection whose questions end when `time_limits` says so."""

    def wait(self, gen: Generator[Any, Any, _T], *arguments: Any, **options: Any) -> _T:
        return super().wait(self._ended_in_time(gen), *arguments, **options)

    def _ended_in_time(self, gen: Generator[Any, Any, _T]) -> Generator[Any, Any, _T]:
        is_ended = False
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and not is_ended and time_limits.is_to_end():
                    is_ended = True
                    self.cancel_safe(timeout=5)
                wanted = gen.send(ready)
        except StopIteration as end:
            return cast(_T, end.value)


def connect(address: ServerAddress) -> Engine:
    """An engine for the database at an address; a connection that cannot be made raises a KnownError."""
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: _connected(address),
        poolclass=QueuePool,
        hide_parameters=True,  # an error's words go into the log, and what they would quote is what the user reads
        pool_size=4,
        max_overflow=20,
        pool_reset_on_return="rollback",
        use_native_hstore=False,  # which would be asked of the server
    )
    set_backend(engine, BACKEND)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        own = driver(connection)
        own.isolation_level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
        own.read_only = not writes

    return engine


def _connected(address: ServerAddress) -> _Connection:
    try:
        asked = conninfo_to_dict(address.url)
        ours = {name: value for name, value in _PARAMETERS.items() if name not in asked}
        return _Connection.connect(make_conninfo(address.url, **ours), prepare_threshold=3)
    except psycopg.Error as error:
        raise not_connected(address, error) from error


def listen(address: ServerAddress) -> psycopg.Connection[Any]:
    """A connection to which the server tells when something was written in the library."""
    connection = _connected(address)
    try:
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
    except psycopg.Error:
        connection.close()
        raise
    return connection


@contextmanager
def writing(engine: Engine, *, alone: bool = True) -> Iterator[Connection]:
    """One transaction that writes; `alone` from its start, unless there are no tables yet."""
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        if alone:
            connection.exec_driver_sql(_BEGIN_WRITING)
        yield connection


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """The connection below SQLAlchemy's."""
    return cast("psycopg.Connection[Any]", connection.connection.dbapi_connection)
