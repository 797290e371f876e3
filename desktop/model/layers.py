"""Whose work is whose: what a layer is called, and others' layers of the article that is open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.translation import listed, translated, translated_plural
from desktop.model.article import OpenArticle
from desktop.model.records import ADJUDICATED, PROGRAM, Annotator

LONGEST_NAME: Final = 60  # characters
_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # signs of direction, UAX 9


@dataclass(frozen=True, slots=True)
class Beside:
    """Another's layer of the open article, to be looked at beside one's own."""

    annotator: Annotator
    article: OpenArticle  # with what is accepted in the layer
    is_hidden: bool = False  # from who codes blind; then nothing is in it


def name_of(annotator: Annotator) -> str:
    """What a layer is called where a person reads it; files and commands name it by `annotator.name`."""
    return translated("Adjudicated") if annotator.id == ADJUDICATED else shown_name(annotator.name)


def shown_name(name: str) -> str:
    """A layer’s name as a person reads it: short, on one line, without signs of direction. A file may bring any."""
    words = on_one_line(_TURNING.sub("", name))
    return (words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rstrip()}…") or "–"


def refuse_reserved(name: str) -> None:
    """Raises a KnownError where nobody can have this name, since Ascribe itself uses it."""
    if name in (PROGRAM, ADJUDICATED):
        raise KnownError(translated("Ascribe itself uses the name {name}; choose another one.", name=name))


def where(annotator: Annotator) -> str:
    """In whose layer, as a part of a sentence."""
    if annotator.id == ADJUDICATED:
        return translated("in the layer “Adjudicated”")
    return translated("in the layer of {name}", name=shown_name(annotator.name))


def work_words(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    """How many annotations each has, by layer, the most first: “3 annotations by Ben, 1 annotation by Anna”."""
    return listed(
        translated_plural(
            "{count} annotation by {name}",
            "{count} annotations by {name}",
            count,
            name=names.get(layer) or shown_name(layer),
        )
        for layer, count in sorted(counts.items(), key=lambda each: -each[1])
    )


def reader_words() -> str:
    """That nothing is hidden from who may only read a library that is coded blind, as a sentence."""
    return translated("The library is coded blind; you can only read it, so nothing is hidden from you.")


def hidden_words(count: int, owner: str = "") -> str:
    """That others' work on so many articles is hidden, as a sentence; nothing where none is.

    `owner` is who can change it where one cannot oneself, who may only read the library.
    """
    if not count:
        return ""
    if owner:
        return translated_plural(
            "The library is coded blind: others' work on {count} article is hidden, since you code here, too. You can "
            "only read it; {owner} can show all by turning blind coding off.",
            "The library is coded blind: others' work on {count} articles is hidden, since you code here, too. You can "
            "only read it; {owner} can show all by turning blind coding off.",
            count,
            owner=shown_name(owner),
        )
    return translated_plural(
        "The library is coded blind: others' work on {count} article is hidden until you mark it as done.",
        "The library is coded blind: others' work on {count} articles is hidden until you mark them as done.",
        count,
    )
