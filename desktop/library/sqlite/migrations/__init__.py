"""Leads a library from an earlier version to this one, by Alembic, after a backup.

A new migration is a file in versions/, named after its revision, that also sets `HEAD` and `VERSION` in tables.py; it
comes with a library of the version before it in tests/desktop/library/sqlite/fixtures/.
"""

import logging
from pathlib import Path

from sqlalchemy import Connection, select, text

from desktop.base.errors import KnownError
from desktop.base.library_address import FileAddress
from desktop.base.translation import translated
from desktop.library import backups, checks
from desktop.library.sql import tables
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sqlite.engine import connect, driver
from desktop.library.sqlite.errors import sqlite_errors_as_known

log = logging.getLogger(__name__)


def migrate(path: Path) -> Path:
    """Brings the library at `path` up to date and gives the backup that was made of it before.

    Raises:
        KnownError: the library is damaged; nothing was changed.
    """
    checks.refuse_if_damaged(path)
    engine = connect(path)
    try:
        with sqlite_errors_as_known(path):
            backup = backups.rotated_backup(engine, FileAddress.at(path), log.warning)
            with engine.connect() as connection:
                # Outside of the transaction, where alone it has an effect: rebuilding a table drops it for a moment.
                driver(connection).execute("PRAGMA foreign_keys = OFF")
                with connection.execution_options(writes=True).begin():
                    _refuse_unless_stamped(connection)
                    connection.execute(text("REINDEX"))  # the backup's indexes were repaired, if they had to be
                    wrong_before = _wrong_references(connection)
                    upgrade(connection)
                    _refuse_if_unsound(connection, path, wrong_before)
                driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()
    return backup


def upgrade(connection: Connection) -> None:
    """Runs the migrations that the library lacks; all of them on an empty file."""
    # Imported here: nearly every start finds its library up to date.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.execute(text(f"PRAGMA user_version = {tables.VERSION}"))


def _refuse_unless_stamped(connection: Connection) -> None:
    """Raises NotAsWritten where Alembic would begin elsewhere than the library's version says."""
    version = connection.execute(text("PRAGMA user_version")).scalar_one()
    stamps = connection.scalars(select(tables.alembic_version.c.version_num)).all()
    if stamps != [f"{version // 100:04}"]:
        raise NotAsWritten(f"a library of version {version} is at {stamps}")


def _refuse_if_unsound(connection: Connection, path: Path, wrong_before: int) -> None:
    sound = connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    if not sound or _wrong_references(connection) > wrong_before:
        raise KnownError(
            translated(
                "The library {file} could not be brought up to date and was left as it was; report this.", file=path
            )
        )


def _wrong_references(connection: Connection) -> int:
    """How many rows refer to one that is not there, which `check` tells; a library with some is used all the same."""
    return len(connection.execute(text("PRAGMA foreign_key_check")).all())
