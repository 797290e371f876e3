"""The tests of libraries on PostgreSQL: `make test-postgres` sets ASCRIBE_TESTS_ON=postgresql.

Then a library that a test names by a file is a database of a server, and the same tests say what holds of both.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop.base.library_address import LibraryAddress, ServerAddress
from desktop.library import Library, database
from desktop.library.database import Database
from desktop.model.codebook import Codebook

if TYPE_CHECKING:
    from tests.postgres_server import Server

_TEMPLATE = "template_of_a_library"

Opened = Callable[..., Database]


class Databases:
    """Databases of a server, made as they are asked for."""

    def __init__(self, server: "Server") -> None:
        self.server = server
        self.opened_really = database.opened
        self._count = 0
        server.do(f"CREATE DATABASE {_TEMPLATE}")
        with Library.open(server.url(_TEMPLATE)):
            pass

    def in_place_of_files(self) -> Opened:
        """What opens a database where a file is named: the same one each time, for one test."""
        known: dict[str, ServerAddress] = {}

        def opened(
            address: LibraryAddress, *, read_only: bool, used_only_here: bool, make: bool, codebook: Codebook | None
        ) -> Database:
            if not isinstance(address, ServerAddress):
                if address.identity not in known:
                    known[address.identity] = self.new(empty=codebook is not None or read_only or not make)
                address = known[address.identity]
            return self.opened_really(
                address, read_only=read_only, used_only_here=used_only_here, make=make, codebook=codebook
            )

        return opened

    def new(self, *, empty: bool = False) -> ServerAddress:
        """A database with a new library in it, or with nothing."""
        self._count += 1
        name = f"library{self._count}"
        template = "" if empty else f" TEMPLATE {_TEMPLATE}"  # quicker than to make each one's tables
        self.server.do(f"CREATE DATABASE {name}{template}")
        return ServerAddress(self.server.url(name))


@contextmanager
def databases() -> Iterator[Databases | None]:
    """Databases for a run whose libraries are on a server; None for any other."""
    if os.environ.get("ASCRIBE_TESTS_ON") != "postgresql":
        yield None
        return
    from tests.postgres_server import running  # whose driver need not be there otherwise

    with running() as server:
        yield Databases(server)
