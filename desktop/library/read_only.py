"""Opens a library for reading alone: nothing is made, changed, migrated or left beside it."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.base import files
from desktop.base.library_address import FileAddress, LibraryAddress
from desktop.base.window_lock import is_open_elsewhere
from desktop.library.library import Library
from desktop.library.network_drives import network_drive
from desktop.library.reader import Reader
from desktop.library.snapshot import Snapshot
from desktop.library.sql.queries import layers
from desktop.library.sql.tables import VERSION
from desktop.library.sqlite import engine
from desktop.library.sqlite.errors import sqlite_errors_as_known
from desktop.library.working_layer import login_name
from desktop.model.layers import hidden_words

log = logging.getLogger(__name__)


@contextmanager
def read(named: LibraryAddress | Path | str, *, annotator: str | None = None) -> Iterator[Reader]:
    """The library that is named as it is now, for a script; to be used in the thread that asked for it.

    Everybody's work is read. Where the library is coded blind, others' work on an article is not there until this
    annotator (without one, who is logged in) marked the article as done; `hidden_articles` tells where, and so does the
    log.

    All answers are of one moment, whatever is written meanwhile. Close it when you have them: as long as it is open,
    what the window writes gathers in the library's -wal file.

    A library that somebody works in on this computer is read in place by SQLite, at once: what SQLite needs beside it
    is there. Any other is read from a copy of its own in the folder for temporary files, which takes about a second and
    the room for a gigabyte, and is checked for damage. In place, SQLite would make a -wal and a -shm file beside a
    library at rest (`mode=ro`), or would not notice that a window begins to write (`immutable=1`); on a network drive
    neither is safe (`private_copy`); and one of an earlier version is brought up to date, in the copy.

    Raises:
        KnownError: there is no such library, or it is damaged, of a newer version, busy or out of reach.
    """
    address = LibraryAddress.of(named)
    if isinstance(address, FileAddress) and _is_in_use_here(address):
        with _read_in_place(address, annotator) as snapshot:
            _tell_hidden(snapshot)
            yield snapshot
    else:
        with (
            Library.open(address, annotator=annotator, read_only=True) as library,
            library.snapshot(layers=None) as snapshot,
        ):
            _tell_hidden(snapshot)
            yield snapshot


def _tell_hidden(snapshot: Snapshot) -> None:
    if words := hidden_words(len(snapshot.hidden_articles())):
        log.warning("%s", words)


def _is_in_use_here(address: FileAddress) -> bool:
    """Whether this computer, and no other, works in the library, by a program of this version."""
    if network_drive(address.file) or is_open_elsewhere(address):
        return False
    wal, shm, _ = engine.companions(address.file)
    in_use = files.exists(wal) and files.exists(shm)
    may_mark = os.access(shm, os.W_OK)  # a reader marks there which moment it reads
    return in_use and may_mark and engine.version_of(address.file) == VERSION


@contextmanager
def _read_in_place(address: FileAddress, annotator: str | None) -> Iterator[Snapshot]:
    had_a_window = files.exists(address.lock)
    opened = engine.connect(address.file, read_only=True)
    try:
        with sqlite_errors_as_known(address.file), opened.connect() as connection:
            own = layers.layer_of(connection, annotator or login_name(), joins=annotator is None)
            yield Snapshot(connection, str(address), None, own)
    finally:
        opened.dispose()
        if had_a_window and not files.exists(address.lock):
            engine.checkpoint(
                address.file
            )  # the window was closed meanwhile, and left that to the last who has it open
