"""What is kept that was worked out from the library, and may be lost: content by name."""

from typing import cast

from sqlalchemy import Connection, delete, insert, select

from desktop.library.sqlite import tables


def kept(connection: Connection, name: str) -> bytes | None:
    """What is kept under a name."""
    query = select(tables.kept.c.content).where(tables.kept.c.name == name)
    return cast(bytes | None, connection.execute(query).scalar())


def keep(connection: Connection, name: str, content: bytes | None) -> None:
    """Keeps this under a name, in place of what was there; None keeps nothing."""
    connection.execute(delete(tables.kept).where(tables.kept.c.name == name))
    if content is not None:
        connection.execute(insert(tables.kept), {"name": name, "content": content})
