"""Which parts of a codebook have one name in one place, where nobody tells them apart: two columns of a table, say.

What has been so (in a file, in an older library) may stay so, and be renamed apart; no change makes it so anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Final

from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated
from desktop.model import nested_options
from desktop.model.codebook import Codebook, Option, Part, PartPath
from desktop.model.folding import folded

Place = PartPath | None  # the path of what is directly around a part; None: among what all speakers are asked

# By whether the part is added, and whether the one that has its name is retired.
_OPTION_IS_THERE: Final[Mapping[tuple[bool, bool], Message]] = {
    (True, False): Message("“{around}” has an option “{name}” already: choose another name."),
    (True, True): Message(
        "“{around}” has an option “{name}” already, which is retired: offer it again, or choose another name."
    ),
    (False, False): Message(
        "“{around}” has an option “{name}” already: choose another name for one of the two, or merge them."
    ),
    (False, True): Message(
        "“{around}” has an option “{name}” already, which is retired: choose another name for one of the two, "
        "or merge them."
    ),
}


def refuse_new(before: Codebook, after: Codebook) -> None:
    """Lets no change of a codebook give a part the name that another one has in its place.

    Raises:
        KnownError: it would; the sentence says which has the name, and what to do.
    """
    were = {(place, part.id): part.name for place, part in _standing(before)}
    standing = list(_standing(after))
    come = [(place, part) for place, part in standing if _is_other(part.name, were.get((place, part.id)))]
    changed = {place for place, _ in come}  # of a thousand options, only those are compared that may be concerned
    named: dict[tuple[Place, str], list[Part]] = defaultdict(list)
    for place, part in standing:
        if place in changed:
            named[place, _compared(part.name)].append(part)
    known = {id for _, id in were}
    for place, part in come:
        has_it = next((one for one in named[place, _compared(part.name)] if one.id != part.id), None)
        if has_it is not None:
            raise KnownError(_there_already(after, place, has_it, is_new=part.id not in known))


def free_name(codebook: Codebook, place: PartPath, name: str) -> str:
    """This name, or else with the first number behind it, that no part has in a place."""
    taken = {_compared(part.name) for where, part in _standing(codebook) if where == place}
    numbered = (f"{name} {number}" if number > 1 else name for number in count(1))
    return next(one for one in numbered if _compared(one) not in taken)


def _standing(codebook: Codebook) -> Iterator[tuple[Place, Part]]:
    """All parts, each with its place; what speakers are asked has two."""
    for label in codebook.labels:
        yield (), label
        for attribute in label.attributes:
            path = (label.id, attribute.id)
            yield path[:1], attribute
            for parent, options in nested_options.inside(attribute.options).items():
                yield from ((path if parent is None else (*path, parent), option) for option in options)
        if label.role == "speaker":
            yield from ((None, attribute) for attribute in label.attributes if attribute.of_speaker)


def _is_other(name: str, former: str | None) -> bool:
    return name != former and (former is None or _compared(name) != _compared(former))


def _compared(name: str) -> str:
    return " ".join(folded(name).split())


def _there_already(codebook: Codebook, place: Place, has_it: Part, *, is_new: bool) -> str:
    if place is None:
        label = codebook.label(codebook.label_of_speaker_attribute(has_it.id))
        return translated(
            "Speakers are asked for “{name}” already, by the label “{label}”: choose another name.",
            name=has_it.name,
            label=label.name,
        )
    around = codebook.at(place) if place else None
    if around is None:
        return translated("There is a label “{name}” already: choose another name.", name=has_it.name)
    if isinstance(has_it, Option):
        return translated(_OPTION_IS_THERE[is_new, has_it.retired], around=around.name, name=has_it.name)
    return translated(
        "“{label}” has an attribute “{name}” already: choose another name.", label=around.name, name=has_it.name
    )
