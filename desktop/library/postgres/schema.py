"""The tables of a library on a server: made in an empty database, and what version those are that are there.

They are made from `sql.tables`, as a file's are, so whatever is added there comes along.
"""

from enum import Enum

from sqlalchemy import Connection, insert, select, text

from desktop.base.errors import KnownError
from desktop.base.library_address import ServerAddress
from desktop.base.translation import translated
from desktop.library.postgres import folding, search_index
from desktop.library.postgres.engine import CHANNEL
from desktop.library.sql import tables
from desktop.model.codebook import Codebook
from desktop.model.records import new_id

_IS_THERE = text(
    "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('journal') IS NOT NULL AS is_ours, "
    "EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) "
    "AND relkind IN ('r', 'v', 'p', 'm', 'f')) AS has_tables, "
    "(SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()) AS encoding"
)
_MAY_WRITE = text(
    "SELECT has_table_privilege('journal', 'INSERT, UPDATE') AND has_table_privilege('annotation', 'INSERT') "
    "AND NOT pg_is_in_recovery()"
)
_ONE_AT_A_TIME = text(f"SELECT pg_advisory_xact_lock({tables.APPLICATION_ID})")
# A row of the journal is told to all programs that listen, once it is committed.
_TELL = (
    f"CREATE FUNCTION tell_of_news() RETURNS trigger LANGUAGE plpgsql AS "
    f"$tell$ BEGIN PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END $tell$",
    "CREATE TRIGGER tell_of_news AFTER INSERT ON journal FOR EACH STATEMENT EXECUTE FUNCTION tell_of_news()",
)


class Found(Enum):
    """What is in a database."""

    NOTHING = "nothing"
    LIBRARY = "a library"


def found(connection: Connection, address: ServerAddress) -> Found:
    """Whether a library is there, of this version.

    Raises:
        KnownError: there are other tables, or a library of another version; or no library can be made there.
    """
    there = connection.execute(_IS_THERE).one()
    if there.is_ours:
        _refuse_other_version(connection, address)
        return Found.LIBRARY
    if there.has_tables:
        raise KnownError(
            translated("{library} is a database, but not an Ascribe library; choose another one.", library=address)
        )
    if there.encoding != "UTF8":
        raise KnownError(
            translated(
                "No library can be made in {library}, whose texts are kept as {encoding}; make a database with the "
                "encoding UTF8.",
                library=address,
                encoding=there.encoding,
            )
        )
    return Found.NOTHING


def _refuse_other_version(connection: Connection, address: ServerAddress) -> None:
    (stamp,) = connection.execute(select(tables.alembic_version.c.version_num)).one()
    if stamp > tables.HEAD:
        raise KnownError(
            translated("The library {library} was made by a newer Ascribe; update Ascribe to open it.", library=address)
        )
    if stamp < tables.HEAD:
        raise KnownError(
            translated(
                "The library {library} was made by an earlier Ascribe: take it home with that one (ascribe backup "
                "FILE), and put it into an empty database with this one (ascribe restore FILE).",
                library=address,
            )
        )


def may_write(connection: Connection) -> bool:
    """Whether this user may work in the library that is there."""
    return bool(connection.execute(_MAY_WRITE).scalar_one())


def make(connection: Connection, codebook: Codebook) -> None:
    """Makes a library, unless another program was first."""
    connection.execute(_ONE_AT_A_TIME)
    if connection.execute(_IS_THERE).one().is_ours:
        return
    tables.metadata.create_all(connection, checkfirst=False)
    search_index.metadata.create_all(connection, checkfirst=False)
    folding.make_function(connection)
    for statement in _TELL:
        connection.exec_driver_sql(statement)
    rows = [{"key": "scheme", "value": codebook.as_json()}, {"key": tables.LINEAGE, "value": new_id()}]
    connection.execute(insert(tables.meta), rows)
    connection.execute(insert(tables.alembic_version), {"version_num": tables.HEAD})
