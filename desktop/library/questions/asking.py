"""How a library is asked: over which connection, and in whose layers."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager

from desktop.library.sql.backend import Connection
from desktop.library.sql.queries import codebook, layers
from desktop.library.sql.queries.layers import Layers
from desktop.library.sql.record_data import from_data
from desktop.library.sql.stores import STORES
from desktop.model.codebook import Codebook
from desktop.model.records import FIRST, Record


class Asking(ABC):
    """A library that can be asked."""

    def __init__(self, origin: str, layers: Layers = (FIRST,), own: str | None = None) -> None:
        """Made for these layers.

        Args:
            origin: names the library where something is wrong with it.
            layers: whose work is read, None: all.
            own: the layer that is worked in; None reads all, also what is hidden from who codes blind.
        """
        self._origin = origin
        self.layers = layers
        self._own = own
        self._codebook: Codebook | None = None

    @abstractmethod
    def _connected(self) -> AbstractContextManager[Connection]:
        """The connection that one question is asked of."""

    @property
    def codebook(self) -> Codebook:
        """The labels in use."""
        if self._codebook is None:
            with self._connected() as connection:
                self._codebook = codebook.codebook(connection, self._origin)
        return self._codebook

    def _readable(self, connection: Connection, *asked: Layers) -> Layers:
        """The layers that are asked for, else those that are read, as far as they may be: all questions ask here."""
        return layers.readable(connection, asked[0] if asked else self.layers, self._own)

    def _record(self, kind: str, id: str) -> Record | None:
        return self._records(kind, [id]).get(id)

    def _records(self, kind: str, ids: Iterable[str]) -> dict[str, Record]:
        """Those of these records that there are, in this order."""
        wanted = list(ids)
        with self._connected() as connection:
            found = STORES[kind].read(connection, wanted)
        return {id: from_data(kind, found[id]) for id in wanted if id in found}
