"""Which steps are not undone or redone where a library is coded blind: what was done in a layer that is hidden by now.

What is done to the work of all (speakers merged, an article deleted) is not hidden: it is everybody's, in whatever
layers it changed something. Nor is what a file brought, nor what was decided between the annotators.
"""

from collections.abc import Iterable, Iterator, Mapping

from desktop.base.errors import Conflict
from desktop.base.translation import translated
from desktop.library import journal
from desktop.library.journal_data import IN_LIBRARY, Change, has_other_status
from desktop.library.record_history import BRINGING
from desktop.library.sql.backend import Connection
from desktop.library.sql.queries import layers
from desktop.library.sql.queries.layers import Blinded
from desktop.library.sql.record_data import Data
from desktop.library.sql.stores import STORES
from desktop.model.layers import where
from desktop.model.records import ADJUDICATED, FIRST

_Place = tuple[str, str]  # a layer, and an article


def refuse_if_hidden(connection: Connection, own: str, row: journal.Row) -> None:
    """Raises a Conflict where all that a row did is hidden from the layer `own`, which is worked in."""
    readable = layers.readable(connection, None, own)
    if not isinstance(readable, Blinded) or row.operation.id in BRINGING:
        return
    changes = journal.changes_of(connection, row.seq)
    if any(map(_is_of_all, changes)):
        return
    places = set(_places(connection, changes))
    if places and all(_is_hidden(connection, readable, *place) for place in places):
        layer = next(layer for layer, _ in places)
        whose = next((where(one) for one in layers.annotators(connection) if one.id == layer), "")
        raise Conflict(
            translated(
                "“{words}” is {in_layer}, which is hidden from you until you mark the article as done.",
                words=row.operation.words(),
                in_layer=whose,
            )
        )


def _is_hidden(connection: Connection, readable: Blinded, layer: str, article: str) -> bool:
    return layer not in (readable.own, ADJUDICATED) and layers.is_hidden(connection, readable, article)


def _is_of_all(change: Change) -> bool:
    """Whether it changed what was everybody's: not a speaker who came along with a claim."""
    is_in_a_layer = change.kind in ("annotation", "attribution", "standing") or has_other_status(change)
    return not is_in_a_layer and change.before is not None


def _places(connection: Connection, changes: Iterable[Change]) -> Iterator[_Place]:
    """In which layers of which articles something was changed."""
    to_read: dict[str, list[str]] = {"annotation": [], "standing": []}
    for change in changes:
        data = change.before if change.after is None else change.after
        if change.kind == "attribution":
            to_read["annotation"].append(change.id)
        elif change.kind in to_read and data is IN_LIBRARY:
            to_read[change.kind].append(change.id)
        elif change.kind in to_read and isinstance(data, Mapping):
            yield _place(data)
        elif has_other_status(change):
            yield FIRST, change.id
    for kind, ids in to_read.items():
        yield from map(_place, STORES[kind].read(connection, ids).values())


def _place(data: Data) -> _Place:
    return data["layer"], data["article"]
