"""Whether a library is sound: its file, as backup and restore ask, and all that is in it, as `check` tells."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select, text

from desktop.base.translation import translated
from desktop.library.sqlite import tables
from desktop.library.sqlite.engine import connect, driver
from desktop.library.sqlite.errors import damaged, told_in_a_sentence
from desktop.library.sqlite.stores import AnnotationStore

_CACHE = 64_000  # KiB: rows are looked up in the order of an index, which a small cache reads from the disk again


def problems(connection: Connection) -> Iterator[str]:
    """Each problem of a library, as a sentence: the file, the references, texts and offsets.

    The rows of a damaged file are not looked at.
    """
    if damage := _damage(connection, "integrity_check"):
        yield from (translated("The database file is damaged: {problem}.", problem=line) for line in damage)
        if not _damage(connection, "quick_check"):
            yield translated("Only an index is damaged, and no row; a backup repairs it, and can be restored.")
        return
    for table, _, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield translated(
            "A row of the table {table} refers to one of {parent} that is not there.", table=table, parent=parent
        )
    columns = tables.article.c
    texts = select(columns.id, columns.title, columns.sha256, columns.length, tables.article_text.c.text).join_from(
        tables.article, tables.article_text, isouter=True
    )
    lengths: dict[str, int] = {}
    for id, title, sha256, length, content in connection.execute(texts.execution_options(yield_per=50)):
        lengths[id] = length
        if content is None:
            yield translated("The article “{title}” ({id}) has no text.", title=title, id=id)
        elif len(content) != length or hashlib.sha256(content.encode()).hexdigest() != sha256:
            yield translated(
                "The text of the article “{title}” ({id}) is not the one that was imported.", title=title, id=id
            )
    store = AnnotationStore()
    rows = connection.execute(select(tables.annotation).execution_options(yield_per=1000)).mappings()
    for data in map(store.to_data, rows):
        flat = [offset for fragment in data["fragments"] for offset in fragment]
        if flat != sorted(set(flat)) or flat[0] < 0 or flat[-1] > lengths.get(data["article"], 0):
            yield translated(
                "The annotation {annotation} has fragments that do not fit into its article {article}.",
                annotation=data["id"],
                article=data["article"],
            )


def refuse_if_damaged(path: Path, copy: Path | None = None) -> None:
    """Raises a KnownError when rows of the library at `path`, or in the `copy` of it, cannot be relied on.

    Its indexes are not compared with the rows: these can be made anew from them (`made_sound`).
    """
    engine = connect(copy or path, read_only=True)
    try:
        with told_in_a_sentence(path), engine.connect() as connection:
            refuse_damaged_rows(connection, path)
    finally:
        engine.dispose()


def refuse_damaged_rows(connection: Connection, path: Path) -> None:
    """The same of a library that is open."""
    if _damage(connection, "quick_check"):
        raise damaged(path)


def made_sound(copy: Path, of: Path) -> bool:
    """Checks the whole file of a copy, and repairs its indexes if they need it; says whether they did.

    Raises:
        KnownError: the copy is damaged, and with it the library that it is `of`.
    """
    with told_in_a_sentence(of), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if _is_sound(connection):
            return False
        connection.execute("REINDEX")
        if not _is_sound(connection):
            raise damaged(of)
    return True


def _is_sound(connection: sqlite3.Connection) -> bool:
    found: str
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return found == "ok"


def _damage(connection: Connection, check: str) -> list[str]:
    # Past SQLAlchemy, which would begin a transaction, and in one SQLite doesn't VACUUM.
    return [line for (line,) in driver(connection).execute(f"PRAGMA {check}") if line != "ok"]
