"""The default of an attribute, as a person reads and types it."""

from desktop.base.numbers import number_of
from desktop.base.translation import translated
from desktop.model.codebook import Attribute
from desktop.model.dates import is_date
from desktop.model.folding import folded
from desktop.model.records import AttributeValue


def default_words(attribute: Attribute) -> str:
    """The default as it is typed."""
    value = attribute.in_words(attribute.default) if attribute.default is not None else ""
    if isinstance(value, bool):
        return translated("Yes") if value else translated("No")
    return "; ".join(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else str(value)


def default_of(attribute: Attribute, words: str) -> AttributeValue | None:
    """What is typed as an answer; a ValueError where it is none."""

    def option(name: str) -> str:
        found = attribute.option_named(name)
        if found is None:
            raise ValueError(name)
        return found.id

    if not words:
        return None
    match attribute.kind:
        case "choice":
            return option(words)
        case "choices":
            return tuple(option(name.strip()) for name in words.split(";") if name.strip()) or None
        case "yes/no":
            known = {folded(translated("Yes")): True, folded(translated("No")): False}
            if (said := folded(words)) not in known:
                raise ValueError(words)
            return known[said]
        case "number":
            return number_of(words)
        case "date" if not is_date(words):
            raise ValueError(words)
    return words
