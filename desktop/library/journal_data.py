"""What a row of the journal keeps: what was done, and each record before and after; also as earlier versions did."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from desktop.library import codebook_parts
from desktop.library.codebook_parts import difference, keyed
from desktop.library.sql.errors import NotAsWritten
from desktop.library.sql.record_data import Data
from desktop.library.sql.row_checks import unpacked
from desktop.library.sql.stores import CODEBOOK, STORES
from desktop.model import legacy, operations
from desktop.model.operations import Operation
from desktop.model.records import FIRST

IN_LIBRARY = True  # the after of a change whose data only the library holds


class Change(NamedTuple):
    """One record before and after an edit. `after` is `IN_LIBRARY` where the journal does not hold it."""

    kind: str
    id: str
    before: Data | None
    after: Data | bool | None


def as_json(kept: Iterable[Any]) -> str:
    """Changes, or the data of an operation, as a row keeps them."""
    return json.dumps(list(kept), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def operation_in(kept: str) -> Operation:
    """What was done, as a row keeps it."""
    try:
        return operations.from_data(unpacked(kept))
    except ValueError as error:
        raise NotAsWritten(str(error)) from error


def lacks_layer(change: Change) -> bool:
    """Whether it is an annotation's, of when there were no layers."""
    kept = (change.before, change.after)
    return change.kind == "annotation" and any(isinstance(data, dict) and "layer" not in data for data in kept)


def has_other_status(change: Change) -> bool:
    """Whether an article is further or less far than before; that is the first layer's, others have standings."""
    before, after = change.before, change.after
    if change.kind != "article" or before is None or after is None or isinstance(after, bool):
        return False
    return bool(before["status"] != after["status"])


def changes_in(kept: str) -> Iterator[Change]:
    """The changes that a row keeps. What it keeps of each record is yet to be looked at."""
    rows = unpacked(kept)
    for row in rows if isinstance(rows, list) else [rows]:
        match row:
            case [str(kind), str(id), before, after] if kind in STORES:
                yield Change(kind, id, before, after)
            case _:
                raise NotAsWritten(f"{row} is no change")


def as_now(change: Change, of_others: Collection[str] = ()) -> Change:
    """The change with data as it is kept now; `of_others` are the layers but the first."""
    kind, id, before, after = change
    if kind == CODEBOOK:
        return _codebook_step(change)
    now = after if after is IN_LIBRARY else _data_now(kind, after, of_others)
    return Change(kind, id, _data_now(kind, before, of_others), now)


def _data_now(kind: str, data: Any, of_others: Collection[str]) -> Data | None:
    if data is None:
        return None
    if kind == "annotation" and isinstance(data, dict) and "evidence" not in data:
        STORES[kind].check({"layer": FIRST, **data, "evidence": {}})
        data = legacy.with_evidence(data)
    if kind == "annotation" and isinstance(data, dict):
        data = legacy.with_layer(data, of_others)
    if kind == "article" and isinstance(data, dict):
        data = legacy.with_groups(data)
    if kind == "speaker" and isinstance(data, dict):
        data = legacy.with_facts(data)
    return STORES[kind].check(data)


def _codebook_step(change: Change) -> Change:
    """What was changed of the codebook. Ascribe 0.2.0 and before kept all of it, before and after."""
    _, id, before, after = change
    if id != CODEBOOK:
        raise NotAsWritten(f"a library has no codebook {id}")
    if isinstance(before, dict) and isinstance(before.get("labels"), list):
        before, after = difference(*(keyed(STORES[CODEBOOK].check(whole)) for whole in (before, after)))
        return change._replace(before=before, after=after)
    return change._replace(before=codebook_parts.from_json(before), after=codebook_parts.from_json(after))
