"""A library as it was at one moment, read piece by piece while others go on working in it."""

from contextlib import AbstractContextManager, nullcontext

from desktop.library.reader import Reader
from desktop.library.sql.backend import Connection
from desktop.library.sql.queries.layers import Layers


class Snapshot(Reader):
    """Made by `Library.snapshot`; all that it gives belongs together."""

    def __init__(self, connection: Connection, origin: str, layers: Layers, own: str | None) -> None:
        super().__init__(origin, layers, own)
        self._connection = connection
        _ = self.codebook  # the moment is that of the first question

    def _connected(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._connection)
