"""What the journal knows of a record: what it was before, and how it came to be what it is."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from desktop.library import journal
from desktop.library.sql.backend import Connection
from desktop.library.sql.record_data import from_data
from desktop.model.records import Record

BRINGING: Final = frozenset({"import_articles", "take_work"})  # the operations by which records come from a file

Key = tuple[str, str]  # a record's kind and id


@dataclass(frozen=True, slots=True)
class History:
    """A record's past in this library, without what was undone. One that the journal does not name has an empty one."""

    states: tuple[Record | None, ...] = ()  # before each edit, oldest first; None: it was not there
    touched_by: str = ""  # the id of the operation that changed it last
    came: bool = False  # whether a file brought it, or a change of it
    is_removed: bool = False  # whether the last edit took it away

    @property
    def is_as_it_came(self) -> bool:
        """Whether nobody has changed it here since a file brought it, or brought a change of it."""
        return self.touched_by in BRINGING or not self.touched_by


NO_HISTORY: Final = History()


def histories(connection: Connection, keys: Collection[Key]) -> dict[Key, History]:
    """The past of each of these records that the journal names. It reads the whole journal, once."""
    found: dict[Key, History] = {}
    for operation, change in journal.edits_of(connection, keys) if keys else ():
        key = (change.kind, change.id)
        past = found.get(key, NO_HISTORY)
        before = None if change.before is None else from_data(change.kind, change.before)
        found[key] = replace(
            past,
            states=(*past.states, before),
            touched_by=operation.id,
            came=past.came or operation.id in BRINGING,
            is_removed=change.after is None,
        )
    return found
