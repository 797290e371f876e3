"""Whose work is whose: what a layer is called, and others' layers of the article that is open."""

from dataclasses import dataclass

from desktop.base.translation import translated
from desktop.model.article import OpenArticle
from desktop.model.records import ADJUDICATED, Annotator


@dataclass(frozen=True, slots=True)
class Beside:
    """Another's layer of the open article, to be looked at beside one's own."""

    annotator: Annotator
    article: OpenArticle  # with what is accepted in the layer


def name_of(annotator: Annotator) -> str:
    """What a layer is called where a person reads it; files and commands name it by `annotator.name`."""
    return translated("Adjudicated") if annotator.id == ADJUDICATED else annotator.name


def where(annotator: Annotator) -> str:
    """In whose layer, as a part of a sentence."""
    if annotator.id == ADJUDICATED:
        return translated("in the layer “Adjudicated”")
    return translated("in the layer of {name}", name=annotator.name)
