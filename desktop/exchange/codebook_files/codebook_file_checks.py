"""What else a codebook from a file must keep to (see `codebook_checks`), so that the window can show and edit it."""

from collections.abc import Iterator

from desktop.base.errors import Unfit
from desktop.base.translation import translated
from desktop.exchange.codebook_files.format import attributes_of
from desktop.model.codebook import Attribute, Codebook, Part
from desktop.model.dates import is_date


def refuse_unsound(codebook: Codebook) -> None:
    """Raises Unfit, with the first thing that is wrong."""
    for part in _parts(codebook):
        if not part.name.strip():
            raise Unfit(translated("A label, an attribute or an option has no name."))
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
        if option.parent is not None and attribute.option(option.parent) is None:
            raise Unfit(translated("“{name}” belongs to an option that is not there, or to itself.", name=option.name))
    if attribute.default is not None and not _answers(attribute):
        raise Unfit(translated("The default of “{name}” is not an answer to it.", name=attribute.name))


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
