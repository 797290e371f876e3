"""What only a library on a server has is tried where there is one: `make test-postgres`."""

from collections.abc import Iterator

import pytest

from desktop.library import Library
from tests.on_postgres import Databases
from tests.postgres_server import Server


@pytest.fixture
def server(databases: Databases | None) -> Server:
    """The server of the run."""
    if databases is None:
        pytest.skip("`make test-postgres` runs it")
    return databases.server


@pytest.fixture
def url(server: Server, databases: Databases) -> str:
    """A new library's."""
    return str(databases.new())


@pytest.fixture
def shared(url: str) -> Iterator[Library]:
    """A new library, opened by Ada."""
    with Library.open(url, annotator="ada") as opened:
        yield opened


@pytest.fixture
def colleague(shared: Library, url: str) -> Iterator[Library]:
    """The same, opened by Ben."""
    with Library.open(url, annotator="ben") as opened:
        yield opened
