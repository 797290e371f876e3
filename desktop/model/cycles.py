"""Cycles: claims nested in one another, and options that belong to one another, so that one is nested in itself."""

from collections.abc import Mapping


def in_cycles(around: Mapping[str, str | None]) -> set[str]:
    """The ids of all that are nested in themselves. `around` maps each id to its parent's, or to None."""
    found: set[str] = set()
    seen: set[str] = set()
    for id in around:
        way: dict[str, None] = {}
        at: str | None = id
        while at is not None and at in around and at not in seen:
            seen.add(at)
            way[at] = None
            at = around[at]
        if at in way:
            ids = list(way)
            found.update(ids[ids.index(at) :])
    return found
