"""Options that lie in one another: which lie in which, in which order, and where one may be moved.

An attribute's options are one row; each names the option around it. One that names an option that is not there, or one
that lies in itself (a damaged file may say so), counts as lying in none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, TypeVar

from desktop.model.codebook import Attribute, Codebook, Label, Option, Part, PartPath
from desktop.model.records import AttributeValue

_Part = TypeVar("_Part", bound=Label | Attribute | Option)
Inside = Mapping[str | None, Sequence[Option]]  # the options by the id of the one around them; None: by none


def inside(options: Sequence[Option]) -> Inside:
    """Which options lie directly in which, in their order."""
    found: dict[str | None, list[Option]] = {None: []}
    for option in _sound(options):
        found.setdefault(option.parent, []).append(option)
    return found


def _sound(options: Sequence[Option]) -> Sequence[Option]:
    by_id = {option.id: option for option in options}
    return [
        replace(option, parent=None) if option.parent is not None and not _is_sound(option, by_id.get) else option
        for option in options
    ]


def _is_sound(option: Option, of_id: Callable[[str], Option | None]) -> bool:
    """Whether the option around it is there, and this one not around that."""
    seen: set[str] = set()
    at = of_id(option.parent or "")
    if at is None:
        return False
    while at and at.id not in seen:
        seen.add(at.id)
        at = of_id(at.parent or "")
    return option.id not in seen


def in_order(options: Sequence[Option]) -> Iterator[tuple[int, Option]]:
    """Each option with its depth; the options nested in one come after it."""
    lying = inside(options)
    waiting = [(0, option) for option in reversed(lying[None])]
    while waiting:
        depth, option = waiting.pop()
        yield depth, option
        waiting += [(depth + 1, one) for one in reversed(lying.get(option.id, ()))]


def around(asked: Attribute, id: str) -> list[Option]:
    """The options around this one, the outermost first, and itself last; none where there is no such option."""
    found: list[Option] = []
    at = asked.option(id)
    while at:  # of those around it alone it is asked whether they lie in themselves: there may be a thousand others
        is_sound = at.parent is None or _is_sound(at, asked.option)
        found.append(at if is_sound else replace(at, parent=None))
        at = asked.option(at.parent or "") if is_sound else None
    return found[::-1]


def trail(asked: Attribute, id: str) -> str:
    """The name of an option, behind those of the options around it: "Economy › Taxes"."""
    return " › ".join(one.name for one in around(asked, id))


def trails(asked: Attribute, value: AttributeValue) -> AttributeValue:
    """An answer as its options' names, each behind those around it. A value that is no option's stays."""
    if isinstance(value, tuple):
        return tuple(trail(asked, one) or one for one in value)
    return (trail(asked, value) or value) if isinstance(value, str) else value


def within(options: Sequence[Option], id: str) -> Set[str]:
    """The ids of all options that are nested in this one, at any depth."""
    lying = inside(options)
    found: set[str] = set()
    waiting = [id]
    while waiting:
        fresh = [option.id for option in lying.get(waiting.pop(), ())]
        found.update(fresh)
        waiting += fresh
    return found


def color_of(asked: Attribute, id: str) -> tuple[str, Option | None]:
    """The colour of an option as #RRGGBB, "" where none is set; and the option around it that it is of, if any."""
    for option in reversed(around(asked, id)):
        if option.color:
            return option.color, option if option.id != id else None
    return "", None


def ordered(parts: Sequence[_Part], id: str, before: str | None) -> tuple[_Part, ...]:
    """The parts with this one before another; last, where that is None or not there."""
    (moved,) = (part for part in parts if part.id == id)
    others = [part for part in parts if part.id != id]
    ids = [part.id for part in others]
    place = ids.index(before) if before in ids else len(ids)
    return (*others[:place], moved, *others[place:])


def nested(options: Sequence[Option], id: str, parent: str | None, before: str | None) -> tuple[Option, ...]:
    """The options with this one, and all in it, in the option `parent` (None: in none), before another there.

    Raises:
        ValueError: it would lie in itself.
    """
    if parent == id or parent in within(options, id):
        raise ValueError(f"the option {id} would lie in itself")
    moved = tuple(replace(option, parent=parent) if option.id == id else option for option in _sound(options))
    return ordered(moved, id, before)


def without(options: Sequence[Option], id: str) -> tuple[Option, ...]:
    """The options without this one; those nested in it move to its parent."""
    gone = next(option for option in options if option.id == id)
    return tuple(
        replace(option, parent=gone.parent) if option.parent == id else option for option in options if option.id != id
    )


def neighbours(codebook: Codebook, path: PartPath) -> list[str]:
    """The ids of the parts that stand in one place with that at this path, itself among them, in their order."""
    around = codebook.at(path[:-1]) if len(path) > 1 else None
    if isinstance(around, Label):
        return [attribute.id for attribute in around.attributes]
    if isinstance(around, Attribute):
        rows = inside(around.options).values()
        return next(([one.id for one in row] for row in rows if any(one.id == path[-1] for one in row)), [])
    return [label.id for label in codebook.labels]


def after(codebook: Codebook, path: PartPath) -> str | None:
    """The id of the part that follows the one at this path in its place; None: that is the last."""
    row = neighbours(codebook, path)
    place = row.index(path[-1]) + 1
    return row[place] if place < len(row) else None


def put_before(codebook: Codebook, around: PartPath, part: Part, before: str | None) -> Codebook:
    """The codebook with this part in what is `around` it, before that of this id; last, where that is None or gone."""
    return rearranged(
        codebook.with_part(around, part), (*around, part.id), lambda parts: ordered(parts, part.id, before)
    )


def rearranged(codebook: Codebook, path: PartPath, change: Callable[[Any], Any]) -> Codebook:
    """The codebook with another row of parts where the one at this path is."""
    if len(path) == 1:
        return replace(codebook, labels=change(codebook.labels))
    around = codebook.at(path[:-1])
    if isinstance(around, Label):
        return codebook.with_part((), replace(around, attributes=change(around.attributes)))
    assert isinstance(around, Attribute)
    options = tuple(option for _, option in in_order(change(around.options)))  # the order of the tree, for all
    return codebook.with_part(path[:1], replace(around, options=options))
