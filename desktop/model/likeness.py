"""How like two names are, as they are typed."""

from collections.abc import Mapping
from typing import Final

from desktop.model.folding import folded

_LEAST: Final = 70  # per cent, from which a name may be meant by another


def alike(one: str, other: str, least: int) -> int:
    """How like two names are, whatever the order of their words, in per cent; 0 where that is less than `least`."""
    from rapidfuzz import fuzz  # only here: it is needed when somebody looks for what is alike

    return int(fuzz.token_sort_ratio(one, other, score_cutoff=least))


def likest(name: str, others: Mapping[str, str]) -> str | None:
    """The key of the name that is the likest to this one; None where none is like it."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, others, scorer=fuzz.token_sort_ratio, processor=folded, score_cutoff=_LEAST)
    return found[2] if found and folded(name).strip() else None
