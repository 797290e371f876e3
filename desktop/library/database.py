"""What holds a library, and all that `Library` knows of it: a file of SQLite, or a database of a PostgreSQL server."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, Self

from desktop.base.errors import Damaged, KnownError
from desktop.base.library_address import FileAddress, LibraryAddress, ServerAddress
from desktop.base.translation import translated
from desktop.library.sql.backend import Connection
from desktop.model.codebook import Codebook

Tell = Callable[[str], object]


class Database(Protocol):
    """Where a library's tables are, to be asked in the thread that opened it.

    Any method may raise a KnownError when the world is at fault.
    """

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""

    @property
    def may_be_written(self) -> bool:
        """Whether whoever opened it could write where it lies, also if it was opened to be read alone."""

    @property
    def is_of_one_moment(self) -> bool:
        """Whether this is what the library was when it was opened, without what was done in it since."""

    @property
    def is_far(self) -> bool:
        """Whether it is asked over a network, so that an edit may take as long as a person notices."""

    @property
    def is_in_place(self) -> bool:
        """Whether what is open is the library that the address leads to."""

    @property
    def is_written_over(self) -> bool:
        """Whether another program was seen to have written into the library: then no more of it can be read."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection for questions, of which all answers are of one moment."""

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction that alone writes from its start, is durable at its end, and rolled back on an error.

        Raises:
            Inconsistent: what was written breaks a rule of the tables, which others' work may be the reason for.
        """

    def listen(self) -> int | None:
        """The handle of a socket that has something to read when somebody wrote; None where nobody tells."""

    def hear(self) -> None:
        """Takes what is to be read at that socket."""

    def again(self) -> Self:
        """The same once more, for another thread; to be closed before this one is."""

    def refuse_if_read_only(self) -> None:
        """Raises a KnownError when nothing can be changed here."""

    def refuse_if_lost(self) -> None:
        """Raises Lost when what would be written would be nowhere, or in another library."""

    def has_wrong_references(self, connection: Connection) -> bool:
        """Whether a row refers to one that is not there, which no edit leaves."""

    def damaged(self) -> Damaged:
        """What is said of a library that is damaged."""

    def checkpoint(self) -> None:
        """To be called when nobody waits: writes into the file what an edit would otherwise have to write."""

    @property
    def keeps_backups(self) -> bool:
        """Whether it has backups of its own, of which few are kept."""

    def backup(self, target: Path | None, tell: Tell) -> Path:
        """Copies the library into a file; see `Library.backup`."""

    def check(self) -> list[str]:
        """The problems of the library, a sentence each."""

    def close(self) -> None:
        """Lets go of it."""


def opened(
    address: LibraryAddress, *, read_only: bool, used_only_here: bool, make: bool, codebook: Codebook | None
) -> Database:
    """The database of the library at an address; the arguments are those of `Library.open`."""
    if isinstance(address, ServerAddress):
        try:
            from desktop.library.postgres import database as server
        except ImportError as error:  # it is an extra
            if (error.name or "").partition(".")[0] != "psycopg":
                raise
            if getattr(sys, "frozen", False):
                raise KnownError(
                    translated(
                        "This packed Ascribe opens no libraries on a server; install Ascribe by Python for that (pip "
                        "install 'ascribe-news[team]')."
                    )
                ) from error
            raise KnownError(
                translated(
                    "For a library on a server, Ascribe needs the package psycopg; install it (pip install "
                    "'ascribe-news[team]')."
                )
            ) from error
        return server.opened(address, read_only=read_only, make=make, codebook=codebook)
    from desktop.library.sqlite import database as file

    assert isinstance(address, FileAddress)
    return file.opened(address, read_only=read_only, used_only_here=used_only_here, make=make, codebook=codebook)
