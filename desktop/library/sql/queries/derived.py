"""What was worked out from the library, and may be lost (what was learnt): content by name, in the table `kept`."""

from sqlalchemy import Connection, delete, insert, select

from desktop.library.sql import tables
from desktop.library.sql.row_checks import fetched


def derived(connection: Connection, name: str) -> bytes | None:
    """What was saved under a name."""
    columns = (tables.kept.c.content,)
    rows = fetched(connection, select(*columns).where(tables.kept.c.name == name), columns)
    return rows[0].content if rows else None


def save_derived(connection: Connection, name: str, content: bytes | None) -> None:
    """Saves this under a name, in place of what was there; None saves nothing."""
    connection.execute(delete(tables.kept).where(tables.kept.c.name == name))
    if content is not None:
        connection.execute(insert(tables.kept), {"name": name, "content": content})
