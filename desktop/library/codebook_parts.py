"""The parts of a codebook by their ids, and those that a step changed: so the journal keeps the step.

A codebook may have a thousand options. Kept whole, before and after, each option that is typed would cost the journal
more than all labels do; and what others changed elsewhere in it meanwhile would be in the way of an undo. In this form,
lists of parts are mappings by id, and beside each stands the order of its ids (`ORDER`), where that says more than that
new ones come last.
"""

from collections.abc import Mapping
from typing import Any, Final

from desktop.library.sql import row_checks
from desktop.library.sql.errors import NotAsWritten

Keyed = dict[str, Any]

PARTS: Final = ("labels", "attributes", "options")
ORDER: Final = "order"

_NONE = object()


def keyed(codebook: Mapping[str, Any]) -> Keyed:
    """The data of a codebook (`Codebook.as_data`), or of a part of one, by ids; `listed` is the mirror."""
    found: Keyed = {}
    for name, value in codebook.items():
        if name in PARTS:
            found[name] = {part["id"]: keyed(part) for part in value}
            found[f"{name} {ORDER}"] = tuple(part["id"] for part in value)
        else:
            found[name] = tuple(value) if isinstance(value, list) else value
    return found


def listed(by_id: Mapping[str, Any]) -> dict[str, Any]:
    """The data again: parts in their order, those that it does not name after all others."""
    data: dict[str, Any] = {}
    for name, value in by_id.items():
        if name in PARTS:
            ids = dict.fromkeys((*by_id.get(f"{name} {ORDER}", ()), *value))
            data[name] = [listed(value[id]) for id in ids if id in value]
        elif not name.endswith(f" {ORDER}"):
            data[name] = list(value) if isinstance(value, tuple) else value
    return data


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Keyed, Keyed]:
    """What of two codebooks in this form is not the same in both, as it is in each."""
    was: Keyed = {}
    became: Keyed = {}
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, _NONE), after.get(name, _NONE)
        if old == new or (name.endswith(f" {ORDER}") and _differ_in_the_last(old, new)):
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            old, new = difference(old, new)
            if not old and not new:
                continue
        if old is not _NONE:
            was[name] = old
        if new is not _NONE:
            became[name] = new
    return was, became


def _differ_in_the_last(old: Any, new: Any) -> bool:
    """Whether one of two orders is the beginning of the other."""
    return isinstance(old, tuple) and isinstance(new, tuple) and all(a == b for a, b in zip(old, new, strict=False))


def from_json(data: Any, parts: tuple[str, ...] = PARTS) -> Keyed:
    """This form, read from JSON, with tuples for lists again; `parts` are the kinds that may be within each other.

    Raises:
        NotAsWritten: it is of another form.
    """
    if not isinstance(data, dict):
        raise NotAsWritten("there are no parts of a codebook")
    found: Keyed = {}
    for name, value in data.items():
        if name in parts[:1] and isinstance(value, dict):
            found[name] = {id: from_json(part, parts[1:]) for id, part in value.items()}
        elif isinstance(value, list) and name not in PARTS:
            found[name] = tuple(row_checks.names(value))
        elif not isinstance(value, dict | list) and name not in PARTS and not name.endswith(f" {ORDER}"):
            found[name] = value
        else:
            raise NotAsWritten(f"{name} is no part of a codebook")
    return found
