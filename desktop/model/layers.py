"""Whose work is whose, in the reader's words."""

from desktop.base.translation import translated
from desktop.model.records import ADJUDICATED, Annotator


def name_of(annotator: Annotator) -> str:
    """What a layer is called where a person reads it; files and commands name it by `annotator.name`."""
    return translated("Adjudicated") if annotator.id == ADJUDICATED else annotator.name


def where(annotator: Annotator) -> str:
    """In whose layer, as a part of a sentence."""
    if annotator.id == ADJUDICATED:
        return translated("in the layer “Adjudicated”")
    return translated("in the layer of {name}", name=annotator.name)
