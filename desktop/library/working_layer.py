"""As whom a library is worked in, and in which layer: whose work is read and changed, and what of others' is hidden."""

import getpass

from desktop.library.database import Database
from desktop.library.next_steps import NextSteps
from desktop.library.sql.queries import layers
from desktop.library.sql.queries.layers import Layers
from desktop.model.layers import hidden_words, name_of
from desktop.model.records import FIRST, PROGRAM, Annotator


class WorkingLayer(NextSteps):
    """What of a library is its annotator's."""

    _database: Database
    _may_be_first: bool  # whether the first layer is nobody's yet, and so whoever begins to work
    layer: str  # the id of the one that is worked in

    def work_as(self, annotator: str | None) -> None:
        """Makes the edits from now on this annotator's, in a layer of their own.

        The first layer is that of whoever first works in the library. Until then it is anybody's. None: those of the
        user who is logged in, who has no name here, and so works in the only layer where there is but one.
        """
        self.annotator = annotator or login_name()
        with self._connected() as connection:
            self._may_be_first = all(one.id != FIRST for one in layers.annotators(connection))
            own = layers.layer_of(connection, self.annotator, joins=annotator is None)
        self.work_in(FIRST if self.annotator == PROGRAM else own)

    @property
    def codes_nothing(self) -> bool:
        """Whether who opened it may only read it and has no layer in it: no work of theirs could be swayed by others',
        so nothing is hidden from them where it is coded blind."""
        return not self._database.may_be_written and all(one.name != self.annotator for one in self.annotators())

    def hidden_words(self, count: int) -> str:
        """That others' work on so many articles is hidden, as a sentence, and what shows it."""
        return hidden_words(count, "" if self._database.may_be_written else self.owner)

    def layer_called(self, name: str) -> str:
        """The id of the layer of an annotator of this name, who may not have begun."""
        with self._connected() as connection:
            return layers.layer_of(connection, name)

    def layers_of_work(self) -> list[Annotator]:
        """The layers that have work in them, also those that are nobody's yet."""
        known, work = {one.id: one for one in self.annotators()}, self.work_by_layer()
        nobodys = [Annotator(id=id, name=id or self.annotator, hue=0) for id in work if id not in known]
        return [*(one for id, one in known.items() if id in work), *nobodys]

    def layer_names(self) -> dict[str, str]:
        """What the layers are called where a person reads it, by their ids, also those that are nobody's yet."""
        return {one.id: name_of(one) for one in (*self.layers_to_choose(), *self.layers_of_work())}

    def as_arguments(self) -> list[str]:
        """What names the layer that is worked in to a command."""
        names = (one.name for one in self.annotators() if one.id == self.layer)
        return ["--layer", next(names, self.layer or self.annotator)]

    def read_layers(self, layers: Layers) -> None:
        """Makes these layers, by their ids, the ones that are read from now on; None: all."""
        self.layers = layers

    def work_in(self, layer: str) -> None:
        """Makes the edits from now on parts of this layer, by its id, which alone is read."""
        self.layer = layer
        self._own = None if self.codes_nothing else layer
        self.layers = (layer,)


def login_name() -> str:
    """What the system calls the user who is logged in."""
    try:
        return getpass.getuser().encode(errors="surrogateescape").decode(errors="replace")  # it may be no UTF-8
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "annotator"
