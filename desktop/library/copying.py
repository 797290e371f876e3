"""All that a library holds, its journal too, copied row by row from one database to another, of whichever kinds.

So a library is put on a server, taken home, backed up from there and restored there by one way.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.progress import Progress, unwatched
from desktop.base.scratch import beside
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.library import checks
from desktop.library.file_content import JournalRow, NotReadable, content_of
from desktop.library.sql import backend, tables
from desktop.library.sqlite import engine
from desktop.library.sqlite.errors import sqlite_errors_as_known
from desktop.model import codebook

_AT_ONCE = 500  # rows
_INDEXED_AT_ONCE = 100  # articles, whose texts are in memory
# What stays as it is: which version the tables have, and what each computer learnt for itself.
_LEFT_OUT = {tables.alembic_version, tables.kept}


def copy_all(source: Connection, target: Connection, progress: Progress = unwatched) -> None:
    """Copies all rows in place of those that the target has, within the transactions of both.

    `progress` is told how many rows are copied, of how many.
    """
    copied_tables = [table for table in tables.metadata.sorted_tables if table not in _LEFT_OUT]
    for table in reversed(copied_tables):
        target.execute(delete(table))
    backend.of(target).search_index.clear(target)
    total = sum(source.execute(select(func.count()).select_from(table)).scalar_one() for table in copied_tables)
    copied = 0
    for table in copied_tables:
        ordered = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
        for rows in source.execute(ordered).mappings().partitions():
            progress(copied, total)
            target.execute(insert(table), [dict(row) for row in rows])
            copied += len(rows)
    ids = list(target.scalars(select(tables.article.c.id).order_by(tables.article.c.number)))
    for at in range(0, len(ids), _INDEXED_AT_ONCE):
        backend.of(target).search_index.add(target, ids[at : at + _INDEXED_AT_ONCE])
    backend.of(target).go_on_counting(target, tables.article.c.number)


def to_file(
    reading: Callable[[], AbstractContextManager[Connection]], target: Path, progress: Progress = unwatched
) -> None:
    """Writes a library file with all that can be read by a connection, in the place of `target`, and checks it.

    Raises:
        KnownError: it cannot be written.
    """
    try:
        with beside(target) as new:
            engine.create(new, codebook.default())
            made = engine.connect(new)
            try:
                with reading() as source, sqlite_errors_as_known(target), engine.writing(made) as connection:
                    copy_all(source, connection, progress)
            finally:
                made.dispose()
            checks.check_and_repair(new, target)
            files.put_in_place(new, target)
    except OSError as error:
        raise KnownError(
            translated("The backup {file} cannot be written: {reason}.", file=target, reason=reason(error))
        ) from error


def is_copy(file: Path, has_row: Callable[[JournalRow], bool]) -> bool:
    """Whether all edits of a library's file are in the library of which `has_row` tells, or it has none."""
    try:
        content = content_of(file, file.stat().st_size, None)
    except (OSError, NotReadable):
        return False
    return content is not None and (content.newest is None or has_row(content.newest))
