"""Which colours the answer of an annotation has, where colour is to say what was answered."""

from dataclasses import dataclass

from desktop.model.codebook import QUOTATION, Attribute, Label, Option
from desktop.model.nested_options import around
from desktop.model.records import Annotation


@dataclass(frozen=True, slots=True)
class AnswerColour:
    """What one option is shown in."""

    color: str  # as #RRGGBB; empty: that of its place
    place: int  # among the options that lie in none: of the outermost one around it


def colouring(label: Label) -> Attribute | None:
    """The attribute whose answers are shown: the label's first choice; the kind of quotation where that is all."""
    choices = [one for one in label.asked if one.has_options]
    return next((one for one in choices if one.id != QUOTATION), choices[0] if choices else None)


def answer_colours(label: Label, annotation: Annotation) -> tuple[AnswerColour, ...]:
    """The colours of what was answered, each once; none where nothing was."""
    attribute = colouring(label)
    answer = annotation.attributes.get(attribute.id) if attribute else None
    ids = answer if isinstance(answer, tuple) else (answer,)
    options = (attribute.option(id) for id in ids if attribute and isinstance(id, str))
    return tuple(dict.fromkeys(_colour(attribute, one) for one in options if attribute and one))


def _colour(attribute: Attribute, option: Option) -> AnswerColour:
    path = around(attribute, option.id)
    outermost = (one for one in attribute.options if one.parent is None)
    place = next((place for place, one in enumerate(outermost) if one.id == path[0].id), 0)
    return AnswerColour(next((one.color for one in reversed(path) if one.color), ""), place)
