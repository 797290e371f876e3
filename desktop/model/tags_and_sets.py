"""The tags and sets of articles: names that a person types, each written the same way in all of a library."""

from collections.abc import Iterable

from desktop.model.folding import folded


def typed_names(typed: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in what a person typed, with commas between them, each once.

    One that differs from a `known` one by case, accents or blanks alone is that.
    """
    spelled = {folded(name): name for name in known}
    names: dict[str, str] = {}
    for part in typed.split(","):
        if name := " ".join(part.split()):
            names.setdefault(folded(name), spelled.get(folded(name), name))
    return tuple(names.values())


def regrouped(names: Iterable[str], add: Iterable[str] = (), take: Iterable[str] = ()) -> tuple[str, ...]:
    """An article's names with some more and without others, in their order, each once."""
    gone = set(take)
    return tuple(dict.fromkeys(name for name in (*names, *add) if name not in gone))
