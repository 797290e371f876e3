"""The records that one edit read and wrote: each is read once and written at once, and what changed is noted."""

from collections.abc import Iterable, Mapping, Sequence

from desktop.base.errors import Conflict
from desktop.base.translation import translated
from desktop.library.codebook_parts import difference, keyed
from desktop.library.journal_data import IN_LIBRARY, Change
from desktop.library.sql.backend import Connection
from desktop.library.sql.record_data import Data, id_in
from desktop.library.sql.stores import CODEBOOK, STORES, Step
from desktop.model.records import FIRST

Key = tuple[str, str]  # a record's kind and id


class ChangeSet:
    """Reads and writes records as data, in the transaction of one edit.

    A record may be changed more than once: its change goes from what was before the first to what is after the last.
    """

    def __init__(self, connection: Connection, layer: str, *, bulk: bool) -> None:
        """`layer` is the id of the layer that is worked in; in a `bulk` edit the library alone holds what is added."""
        self._connection = connection
        self._layer = layer
        self._bulk = bulk
        self._changes: dict[Key, Change] = {}
        self._known: dict[Key, Data | None] = {}  # as the library has it: in here, nobody else writes
        self._work: set[Key] = set()  # what was changed that the layer alone has

    @property
    def changes(self) -> list[Change]:
        """What was done so far, one change a record, without those that came to nothing."""
        return [_as_kept(change) for change in self._changes.values() if change.before != change.after]

    @property
    def has_work(self) -> bool:
        """Whether something that the layer alone has was done: not what only waits, nor what all have in common."""
        return bool(self._work)

    # Reading

    def read(self, keys: Iterable[Key]) -> None:
        """Reads those of these records that were not read yet, in a few steps."""
        unknown: dict[str, list[str]] = {}
        for kind, id in keys:
            if (kind, id) not in self._known:
                unknown.setdefault(kind, []).append(id)
        for kind, ids in unknown.items():
            found = STORES[kind].read(self._connection, ids)
            self._known |= {(kind, id): found.get(id) for id in ids}

    def know(self, key: Key, data: Data) -> None:
        """Takes this for what the library has, where it was not read yet."""
        self._known.setdefault(key, data)

    def found(self, kind: str, id: str) -> Data | None:
        """A record as the library has it now, if it is there."""
        self.read([(kind, id)])
        return self._known[kind, id]

    def held(self, kind: str, id: str) -> Data:
        """A record as the library has it now; a Conflict when it is not there any more."""
        held = self.found(kind, id)
        if held is None:
            raise Conflict(
                translated("What was to be changed is no longer in the library: somebody removed it meanwhile.")
            )
        return held

    # Writing

    def insert(self, kind: str, rows: Sequence[Data]) -> None:
        """Adds records of one kind."""
        if not rows:
            return
        STORES[kind].insert(self._connection, rows)
        if self._layer != FIRST or not self._bulk:  # what is imported for nobody by name makes nobody the first
            for row in rows:
                self._note_work((kind, id_in(kind, row)), None, row)
        held_by_library = self._bulk or kind in {"article", "text"}
        for row in rows:
            self._note(kind, id_in(kind, row), None, IN_LIBRARY if held_by_library else row)

    def update(self, rows: Mapping[Key, Data]) -> None:
        """Gives these records this data; a Conflict when one is not there any more."""
        steps: dict[str, list[Step]] = {}
        for (kind, id), after in rows.items():
            before = self.held(kind, id)
            if before != after:
                steps.setdefault(kind, []).append((before, after))
                self._note_work((kind, id), before, after)
                self._note(kind, id, before, after)
        for kind, changed in steps.items():
            STORES[kind].update(self._connection, changed)

    def delete(self, keys: Sequence[Key]) -> None:
        """Removes these records; a Conflict when one is not there any more."""
        self.read(keys)
        gone: dict[str, list[str]] = {}
        for kind, id in keys:
            self._note(kind, id, self.held(kind, id), None)
            gone.setdefault(kind, []).append(id)
        for kind in reversed(STORES):
            if kind in gone:
                STORES[kind].delete(self._connection, gone[kind])

    def _note_work(self, key: Key, before: Data | None, after: Data) -> None:
        kind, own = key[0], False
        if kind in {"annotation", "standing"}:
            own = after["layer"] == self._layer and (kind == "standing" or after["status"] == "accepted")
        elif kind == "article" and self._layer == FIRST and before is not None:
            own = before["status"] != after["status"]
        (self._work.add if own else self._work.discard)(key)

    def _note(self, kind: str, id: str, before: Data | None, after: Data | bool | None) -> None:
        if isinstance(after, bool):
            self._known.pop((kind, id), None)  # the database has added to it: an article's number
        else:
            self._known[kind, id] = after
        earlier = self._changes.get((kind, id))
        if earlier and earlier.before is None and earlier.after is IN_LIBRARY and after is not None:
            after = IN_LIBRARY  # added in this very edit: its data is still to be found in the library
        self._changes[kind, id] = Change(kind, id, earlier.before if earlier else before, after)


def _as_kept(change: Change) -> Change:
    """The change as the journal keeps it: of the codebook, only the parts that differ."""
    if change.kind != CODEBOOK:
        return change
    assert change.before is not None
    assert isinstance(change.after, dict)
    before, after = difference(keyed(change.before), keyed(change.after))
    return change._replace(before=before, after=after)
