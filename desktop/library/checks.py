"""Whether a library is sound: its file, as backup and restore ask, and all that is in it, as `check` tells."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, select, text

from desktop.base.errors import KnownError
from desktop.base.translation import translated, translated_plural
from desktop.library import journal
from desktop.library.sql import row_checks, tables
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.queries.codebook import codebook
from desktop.library.sql.stores import AnnotationStore, ArticleStore, SpeakerStore
from desktop.library.sqlite.engine import connect, driver, watch
from desktop.library.sqlite.errors import damaged, sqlite_errors_as_known

_ENTRIES_OF_INDEX = re.compile("wrong # of entries in index ")  # as SQLite's src/pragma.c has it
_TOLD = 20  # kinds of damage: where one page is gone, there is no end of them
_CACHE = 64_000  # KiB: rows are looked up in the order of an index, which a small cache reads from the disk again


def problems(connection: Connection) -> Iterator[str]:
    """Each problem of a library, as a sentence: the file, the references, texts and offsets.

    The rows of a damaged file are not looked at.
    """
    if damage := _damage(connection, "integrity_check"):
        for line in damage[:_TOLD]:
            yield translated("The database file is damaged: {problem}.", problem=" ".join(line.split()))
        if not _damage_of_rows(connection):
            yield translated("Only an index is damaged, and no row; a backup repairs it, and can be restored.")
        return
    for table, _, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield translated(
            "A row of the table {table} refers to one of {parent} that is not there.", table=table, parent=parent
        )
    yield from problems_of_content(connection)


def problems_of_content(connection: Connection) -> Iterator[str]:
    """What of all that a library holds is not as Ascribe writes it, as sentences: texts, offsets, the journal."""
    yield from _odd_rows(connection)
    columns = tables.article.c
    known = (columns.id, columns.title, columns.sha256, columns.length)
    texts = select(*known, tables.article_text.c.text).join_from(tables.article, tables.article_text, isouter=True)
    lengths: dict[str, int] = {}
    for row in connection.execute(texts.execution_options(yield_per=50)):
        if not row_checks.are_as_written([row], known):
            continue
        id, title, sha256, length, content = row
        lengths[id] = length
        if not isinstance(content, str):
            yield translated("The article “{title}” ({id}) has no text.", title=title, id=id)
        elif len(content) != length or hashlib.sha256(content.encode()).hexdigest() != sha256:
            yield translated(
                "The text of the article “{title}” ({id}) is not the one that was imported.", title=title, id=id
            )
    columns = tables.annotation.c
    places = (columns.id, columns.article, columns.fragments)
    for place in connection.execute(select(*places).execution_options(yield_per=1000)):
        with suppress(NotAsWritten):  # which is a problem listed above
            row_checks.check([place], places)
            if row_checks.fragments(row_checks.unpacked(place.fragments))[-1][1] > lengths.get(place.article, 0):
                yield translated(
                    "The annotation {annotation} has fragments that do not fit into its article {article}.",
                    annotation=place.id,
                    article=place.article,
                )


def _odd_rows(connection: Connection) -> Iterator[str]:
    """A sentence for the codebook, the journal and each table of records that hold what Ascribe never writes."""
    try:
        codebook(connection, translated("The codebook in the library"))
    except (KnownError, NotAsWritten) as error:
        yield str(error) if isinstance(error, KnownError) else translated("The library has no codebook.")
    for store in (SpeakerStore(), ArticleStore(), AnnotationStore()):
        odd = 0
        rows = connection.execute(select(*store.columns).execution_options(yield_per=1000))
        for row in rows.mappings():
            try:
                store.check(store.to_data(row))
            except NotAsWritten:
                odd += 1
        if odd:
            yield translated_plural(
                "{count} row of the table {table} holds what Ascribe never writes.",
                "{count} rows of the table {table} hold what Ascribe never writes.",
                odd,
                table=store.table.name,
            )
    if odd := journal.odd_rows(connection):
        yield translated_plural(
            "{count} row of the journal cannot be read, so what it did cannot be undone.",
            "{count} rows of the journal cannot be read, so what they did cannot be undone.",
            odd,
        )


def has_wrong_references(connection: Connection) -> bool:
    """Whether a row refers to one that is not there."""
    return connection.execute(text("PRAGMA foreign_key_check")).first() is not None


def refuse_if_damaged(path: Path, copy: Path | None = None) -> None:
    """Raises a KnownError when rows of the library at `path`, or in the `copy` of it, cannot be relied on.

    Its indexes are not compared with the rows: these can be made anew from them (`check_and_repair`).
    """
    engine = connect(copy or path, read_only=True)
    try:
        with sqlite_errors_as_known(path), engine.connect() as connection:
            refuse_damaged_rows(connection, path)
    finally:
        engine.dispose()


def refuse_damaged_rows(connection: Connection, path: Path) -> None:
    """The same of a library that is open."""
    if _damage_of_rows(connection):
        raise damaged(path)


def check_and_repair(copy: Path, of: Path) -> bool:
    """Checks the whole file of a copy, and repairs its indexes if they need it; says whether they did.

    Raises:
        KnownError: the copy is damaged, and with it the library that it is `of`.
    """
    with sqlite_errors_as_known(of), closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        watch(connection)
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


def _damage_of_rows(connection: Connection) -> list[str]:
    # From SQLite 3.46 on, it counts the entries of indexes, too, which can be made anew.
    return [line for line in _damage(connection, "quick_check") if not _ENTRIES_OF_INDEX.match(line)]


def _damage(connection: Connection, check: str) -> list[str]:
    # Past SQLAlchemy, which would begin a transaction, and in one SQLite doesn't VACUUM.
    return [line for (line,) in driver(connection).execute(f"PRAGMA {check}") if line != "ok"]
