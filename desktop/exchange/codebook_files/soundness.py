"""What a codebook from a file must keep to, so that a library and its export can hold it."""

import re
from collections.abc import Iterator
from typing import Final

from desktop.base.errors import Unfit
from desktop.base.translation import translated
from desktop.exchange.codebook_files.format import attributes_of
from desktop.model.codebook import Attribute, Codebook, Part
from desktop.model.dates import is_date

_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")


def refuse_unsound(codebook: Codebook) -> None:
    """Raises Unfit, with the first thing that is wrong."""
    for part in _parts(codebook):
        if not part.name.strip():
            raise Unfit(translated("A label, an attribute or an option has no name."))
        color = getattr(part, "color", "")
        if color and not _COLOR.fullmatch(color):
            raise Unfit(
                translated("“{name}” has the colour {color}, which is none like #2F5FD0.", name=part.name, color=color)
            )
    for attribute in attributes_of(codebook):
        _refuse_attribute(attribute)


def _parts(codebook: Codebook) -> Iterator[Part]:
    for label in codebook.labels:
        yield label
        for attribute in label.attributes:
            yield attribute
            yield from attribute.options


def _refuse_attribute(attribute: Attribute) -> None:
    for option in attribute.options:
        at, passed = option, {option.id}
        while at.parent is not None:
            around = attribute.option(at.parent)
            if around is None or around.id in passed:
                raise Unfit(translated("“{name}” lies in an option that is not there, or in itself.", name=option.name))
            at = around
            passed.add(at.id)
    if attribute.default is not None and not _answers(attribute):
        raise Unfit(translated("The default of “{name}” is no answer to it.", name=attribute.name))


def _answers(attribute: Attribute) -> bool:
    value = attribute.default
    match attribute.kind:
        case "choice":
            return isinstance(value, str) and attribute.option(value) is not None
        case "choices":
            return isinstance(value, tuple) and all(attribute.option(one) for one in value)
        case "yes/no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "date":
            return isinstance(value, str) and is_date(value)
        case _:
            return isinstance(value, str)
