"""How a server is connected to, and how a transaction there begins."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import Connection, Engine, QueuePool, SelectBase, create_engine, event
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.sql.compiler import SQLCompiler

from desktop.base.library_address import ServerAddress
from desktop.library.postgres.backend import BACKEND
from desktop.library.postgres.connection import ServerConnection, driver
from desktop.library.postgres.errors import not_connected
from desktop.library.sql.backend import set_backend

CHANNEL = "ascribe"  # on which a library tells its programs that there is something new
_PATIENCE = "10s"  # for others who write: an import writes some seconds at a time
_SILENCE = "60s"  # of a program that writes and is heard of no more: then the others may write again
# Who writes is alone from here to the end. Otherwise a row with a lower number could become visible after one with a
# higher one, and whoever looks for what is new since the highest would never see it.
_BEGIN_WRITING = (
    "BEGIN ISOLATION LEVEL READ COMMITTED",
    f"SET LOCAL idle_in_transaction_session_timeout = '{_SILENCE}'",
)
_BE_ALONE = (
    f"SET LOCAL lock_timeout = '{_PATIENCE}'",
    "LOCK TABLE journal IN EXCLUSIVE MODE",
    "SET LOCAL lock_timeout = DEFAULT",
)
_NEWEST = "SELECT coalesce(max(seq), 0) FROM journal"
_BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_PARAMETERS = {
    "application_name": "Ascribe",
    "client_encoding": "UTF8",
    "connect_timeout": "10",  # seconds
    "keepalives_idle": "30",  # seconds, after which it is asked whether the server is still there
    "tcp_user_timeout": "20000",  # milliseconds
}


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
        match connection.get_execution_options().get("writes"):
            case "alone":
                driver(connection).begin(*_BEGIN_WRITING, *_BE_ALONE, asks_newest=_NEWEST)
            case "anyhow":
                driver(connection).begin(*_BEGIN_WRITING)
            case _:
                driver(connection).begin(_BEGIN_READING)

    @event.listens_for(engine, "do_execute")
    def execute(
        cursor: "psycopg.Cursor[Any]", statement: str, parameters: Any, context: DefaultExecutionContext
    ) -> bool:
        return _is_sent(cursor, statement, parameters, context, cursor.execute)

    @event.listens_for(engine, "do_execute_no_params")
    def execute_plainly(cursor: "psycopg.Cursor[Any]", statement: str, context: DefaultExecutionContext) -> bool:
        return _is_sent(cursor, statement, None, context, cursor.execute)

    @event.listens_for(engine, "do_executemany")
    def execute_many(
        cursor: "psycopg.Cursor[Any]", statement: str, rows: Any, context: DefaultExecutionContext
    ) -> bool:
        return _is_sent(cursor, statement, rows, context, cursor.executemany)

    return engine


def _is_sent(
    cursor: "psycopg.Cursor[Any]",
    statement: str,
    parameters: Any,
    context: DefaultExecutionContext,
    execute: Callable[..., Any],
) -> bool:
    """Sends a statement with what goes along, or keeps it to go along with the next; or it is SQLAlchemy's to send."""
    own = cast(ServerConnection, cursor.connection)
    compiled = context.compiled
    if own.rehearses(statement, parameters):
        context.cursor = cast(Any, _NoRows(context))
        return True
    if (answer := own.answered(statement, parameters)) is not None:
        context.cursor = cast(Any, answer)
        return True
    if isinstance(compiled, SQLCompiler) and (context.isinsert or context.isupdate or context.isdelete):
        rows = parameters if context.executemany else [parameters]
        if not compiled.effective_returning and own.write_later(statement, rows):
            return True
    if not own.has_to_send:
        return False
    with own.going_along():
        if not isinstance(cursor, psycopg.ServerCursor):  # which cannot go along
            execute(statement, *([] if parameters is None else [parameters]))
            return True
    return False


_DOUBLE = 701  # of a column with numbers that are not whole: the server's number for their type


class _NoRows:
    """What a question finds that is not asked yet."""

    def __init__(self, context: DefaultExecutionContext) -> None:
        asked = cast(SelectBase, cast(SQLCompiler, context.compiled).statement)
        self.description = [("", _DOUBLE, *[None] * 5) for _ in asked.selected_columns]

    def fetchone(self) -> None:
        return None

    def fetchmany(self, _size: int = 0) -> list[Any]:
        return []

    def fetchall(self) -> list[Any]:
        return []

    def close(self) -> None:
        """There is nothing to close."""


def _connected(address: ServerAddress) -> ServerConnection:
    try:
        asked = conninfo_to_dict(address.url)
        ours = {name: value for name, value in _PARAMETERS.items() if name not in asked}
        return ServerConnection.connect(make_conninfo(address.url, **ours), autocommit=True, prepare_threshold=3)
    except psycopg.Error as error:
        raise not_connected(address, error) from error


def listen(address: ServerAddress) -> psycopg.Connection[Any]:
    """A connection to which the server tells when something was written in the library."""
    connection = _connected(address)
    try:
        connection.execute(f"LISTEN {CHANNEL}")
    except psycopg.Error:
        connection.close()
        raise
    return connection


@contextmanager
def writing(engine: Engine, *, alone: bool = True) -> Iterator[Connection]:
    """One transaction that writes; `alone` from its first question on, unless there are no tables yet."""
    how = "alone" if alone else "anyhow"
    with engine.connect() as connection, connection.execution_options(writes=how).begin():
        yield connection
