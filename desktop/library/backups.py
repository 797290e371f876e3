"""Looks after a library's file: backups, their rotation, and a check of everything that can be checked."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select, text

from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.translation import translated
from desktop.library import journal
from desktop.library.sqlite import tables
from desktop.library.sqlite.engine import connect, driver
from desktop.library.sqlite.errors import damaged, told_in_a_sentence
from desktop.library.sqlite.stores import AnnotationStore

OF_TODAY, DAYS, WEEKS = 5, 7, 4  # how many backups of today, of the days before, and of the weeks before are kept
_NAME = re.compile(r"(?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) #(?P<seq>\d+)\.ascribe")


def copy_to(engine: Engine, path: Path, target: Path) -> None:
    """Writes a sound copy of the library at `path` to `target`, beside it first.

    It is written by SQLite, because copying a live file would lose rows; and only when the library is sound, so that
    a damaged one does not take the place of a good backup.

    Raises:
        KnownError: the library is damaged, or the target cannot be written.
    """
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with told_in_a_sentence(path, into=target), engine.connect() as connection:
            if _damage(connection, "quick_check"):
                raise damaged(path)
            driver(connection).execute("VACUUM INTO ?", (str(beside),))
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise KnownError(
            translated("The backup {file} cannot be written: {reason}.", file=target, reason=error.strerror)
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def rotated_backup(engine: Engine, library: LibraryAddress) -> Path:
    """Backs the library up into its own folder and removes the backups that are no longer needed.

    When nothing was edited since the newest backup, that one is given and none is made.
    """
    folder = library.backups
    with engine.connect() as connection:
        seq = journal.latest(connection)
    held = _backups(folder)
    if held and held[-1][1] == seq:
        return held[-1][2]
    target = folder / f"{datetime.now():%Y-%m-%d %H.%M.%S} #{seq}.ascribe"
    copy_to(engine, library.file, target)
    for old in superfluous([(at, file) for at, _, file in _backups(folder)], datetime.now()):
        old.unlink(missing_ok=True)
    return target


def superfluous(backups: list[tuple[datetime, Path]], today: datetime) -> list[Path]:
    """The backups to remove: all but some of today's, the last one of each day before, and of each week before."""
    newest_first = sorted(backups, reverse=True)
    kept: set[Path] = {file for at, file in newest_first if at.date() >= today.date()}
    kept = set([file for _, file in newest_first if file in kept][:OF_TODAY])
    before = [(at, file) for at, file in newest_first if at.date() < today.date()]
    for amount, form in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V")):
        last_of: dict[str, Path] = {}
        for at, file in before:
            last_of.setdefault(at.strftime(form), file)
        kept |= set(list(last_of.values())[:amount])
    return [file for _, file in newest_first if file not in kept]


def _backups(folder: Path) -> list[tuple[datetime, int, Path]]:
    named = ((_NAME.fullmatch(file.name), file) for file in folder.glob("*.ascribe"))
    return sorted(
        (datetime.strptime(match["at"], "%Y-%m-%d %H.%M.%S"), int(match["seq"]), file) for match, file in named if match
    )


def refuse_if_damaged(path: Path, copy: Path | None = None) -> None:
    """Raises a KnownError when SQLite's quick check finds damage in the file, or in the `copy` of it."""
    engine = connect(copy or path, read_only=True)
    try:
        with told_in_a_sentence(path), engine.connect() as connection:
            if _damage(connection, "quick_check"):
                raise damaged(path)
    finally:
        engine.dispose()


def _damage(connection: Connection, check: str) -> list[str]:
    # Past SQLAlchemy, which would begin a transaction, and in one SQLite doesn't VACUUM.
    return [line for (line,) in driver(connection).execute(f"PRAGMA {check}") if line != "ok"]


def problems(connection: Connection) -> Iterator[str]:
    """Each problem of a library, as a sentence: the file, the references, texts and offsets.

    The rows of a damaged file are not looked at.
    """
    if damage := _damage(connection, "integrity_check"):
        yield from (translated("The database file is damaged: {problem}.", problem=line) for line in damage)
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
