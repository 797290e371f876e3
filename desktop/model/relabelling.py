"""What an annotation answers, carried from one label to another: where that asks the same, and offers the same."""

from desktop.model.codebook import Attribute, Label
from desktop.model.folding import folded
from desktop.model.records import Attributes, AttributeValue


def carried_over(answers: Attributes, former: Label, other: Label) -> tuple[Attributes, list[str]]:
    """The answers that the other label can have, with its defaults; and the names of the attributes that lose theirs.

    Attributes and options are the same by their ids, or else by their names.
    """
    kept: dict[str, AttributeValue] = {}
    lost = []
    for id, said in answers.items():
        asked = former.attribute(id)
        there = other.attribute(id) or _named(other, asked)
        value = _as_answer(said, asked, there) if there else None
        if there is not None and value is not None:
            kept[there.id] = value
        if value is None or (isinstance(said, tuple) and isinstance(value, tuple) and len(value) < len(said)):
            lost.append(asked.name if asked else id)
    return {**other.defaults, **kept}, lost


def _named(label: Label, asked: Attribute | None) -> Attribute | None:
    name = folded(asked.name) if asked else None
    return next((one for one in label.asked if folded(one.name) == name), None)


def _as_answer(said: AttributeValue, asked: Attribute | None, there: Attribute) -> AttributeValue | None:
    """The same answer to another attribute; of several options, those that it has. None where there is none."""
    if asked is not None and asked.kind != there.kind:
        return None
    if not there.has_options:
        return said
    found = (_option_like(one, asked, there) for one in (said if isinstance(said, tuple) else (said,)))
    ids = tuple(id for id in found if id is not None)
    return (ids or None) if isinstance(said, tuple) else next(iter(ids), None)


def _option_like(said: AttributeValue, asked: Attribute | None, there: Attribute) -> str | None:
    id = str(said)
    if there.option(id):
        return id
    option = there.option_named(str(asked.in_words(id)) if asked else id)
    return option.id if option else None
