"""What two windows did to one value, put together: by name where it has named parts, by element where it is a list.

A window shows a record as it was when it last looked. What it asks for is a change of that, and is made to the record
as it is by now; where both cannot be had, nothing is done, in words.
"""

from collections.abc import Mapping
from typing import Any

from desktop.base.errors import Conflict
from desktop.base.translation import translated

_UNSAID = object()


def changed_elsewhere() -> Conflict:
    """What is said of an edit that would write over another's work, unseen."""
    return Conflict(
        translated("Nothing was done, because the same was changed elsewhere meanwhile; look at it as it is now.")
    )


def merged(seen: Any, said: Any, now: Any) -> Any:
    """What is `said` in place of what was `seen`, put together with what others made of it by `now`.

    A mapping is merged by its keys. Of a tuple, elements are taken away, added and exchanged; their order is that of
    `said`, what others added comes last. Of all else there can be but one.

    Raises:
        Conflict: others changed just what is to be changed, or took away what is to be exchanged or taken away.
    """
    if now in (seen, said):
        return said
    if isinstance(seen, Mapping) and isinstance(said, Mapping) and isinstance(now, Mapping):
        return _merged_by_name(seen, said, now)
    if isinstance(seen, tuple) and isinstance(said, tuple) and isinstance(now, tuple):
        return _merged_by_element(seen, said, now)
    raise changed_elsewhere()


def _merged_by_name(seen: Mapping[str, Any], said: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    together = {}
    for name in dict.fromkeys((*now, *said)):
        before, asked, value = (some.get(name, _UNSAID) for some in (seen, said, now))
        if asked != before:
            value = merged(before, asked, value)
        if value is not _UNSAID:
            together[name] = value
    return together


def _merged_by_element(seen: tuple[Any, ...], said: tuple[Any, ...], now: tuple[Any, ...]) -> tuple[Any, ...]:
    if any(element not in said and element not in now for element in seen):
        raise changed_elsewhere()
    left = (element for element in said if element in now or element not in seen)
    added = (element for element in now if element not in seen)
    return tuple(dict.fromkeys((*left, *added)))
