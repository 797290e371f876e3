"""Whether a codebook that was read from somewhere is one that Ascribe can work with, part by part."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from desktop.base.numbers import is_finite
from desktop.base.translation import translated

if TYPE_CHECKING:
    from desktop.model.codebook import Attribute, Codebook, Label, Option

_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")  # a style sheet would take other words for more than a colour
MOST_LABELS: Final = 1000  # far more than anybody can tell apart; each is a button


def refuse_odd(codebook: "Codebook") -> None:
    """Raises a ValueError, the message of which says what is odd: a type, a colour, options in a circle."""
    if len(codebook.labels) > MOST_LABELS:
        count = len(codebook.labels)
        raise ValueError(
            translated(
                "it has {count} labels, and more than {most} cannot be told apart", count=count, most=MOST_LABELS
            )
        )
    for label in codebook.labels:
        _refuse_odd_words(label, ("id", "name", "shortcut", "guideline"), needed=("id", "name"))
        _refuse_odd_colour(label)
        for attribute in label.attributes:
            _refuse_odd_attribute(attribute)


def _refuse_odd_attribute(attribute: "Attribute") -> None:
    _refuse_odd_words(attribute, ("id", "name", "guideline"), needed=("id", "name"))
    _refuse_odd_flags(attribute, ("open", "required", "of_speaker"))
    if not _is_answer(attribute.default):
        raise ValueError(translated("the default of “{name}” is not an answer to it", name=attribute.name))
    for option in attribute.options:
        _refuse_odd_words(option, ("id", "name", "guideline"), needed=("id", "name"))
        _refuse_odd_flags(option, ("retired",))
        if option.color:
            _refuse_odd_colour(option)
        if option.parent is not None and not isinstance(option.parent, str):
            raise ValueError(translated("what “{name}” belongs to is not an option", name=option.name))
    _refuse_circles({option.id: option.parent for option in attribute.options})


def _refuse_odd_words(part: "Label | Attribute | Option", names: Iterable[str], needed: Iterable[str]) -> None:
    for name in names:
        value = getattr(part, name)
        if not isinstance(value, str):
            raise ValueError(translated("“{name}” is not a text: {value}", name=name, value=_shown(value)))
        if not value and name in needed:
            raise ValueError(translated("“{name}” is empty", name=name))


def _refuse_odd_flags(part: "Attribute | Option", names: Iterable[str]) -> None:
    for name in names:
        if not isinstance(getattr(part, name), bool):
            raise ValueError(translated("“{name}” of “{part}” is neither yes nor no", name=name, part=part.name))


def _refuse_odd_colour(part: "Label | Option") -> None:
    if not isinstance(part.color, str) or not _COLOUR.fullmatch(part.color):
        raise ValueError(translated("{value} is not a colour; write it as #2F5FD0", value=_shown(part.color)))


def _is_answer(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(one, str) for one in value)
    if isinstance(value, int | float):
        return is_finite(value)
    return value is None or isinstance(value, str)


def _refuse_circles(parents: Mapping[str, str | None]) -> None:
    fine: set[str] = set()
    for option in parents:
        above: set[str] = set()
        at: str | None = option
        while at is not None and at in parents and at not in fine:
            if at in above:
                raise ValueError(translated("the option “{name}” belongs to itself", name=at))
            above.add(at)
            at = parents[at]
        fine |= above


def _shown(value: Any) -> str:
    return repr(value)[:60]
