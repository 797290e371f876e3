"""What is compared: the claims of several layers in the same articles, and the questions that are asked of claims.

Everything is named as people name it (labels, speakers, options), so that files and libraries with ids of their own can
be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop.model.text import Fragments

Level = Literal["nominal", "ordinal", "interval", "set"]
Answer = str | float | frozenset[str] | None  # None: the question was not answered

LABEL, SPEAKER, SOURCE, KIND, CUE = "label", "speaker", "source", "quotation kind", "cue"  # ids of standing questions


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each claim. An ordinal one has its answers in their order."""

    id: str
    name: str
    level: Level = "nominal"
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of one layer. A question that is not in `answers` cannot be answered by the layer, and is left out."""

    fragments: Fragments  # in text order, disjoint, at least one
    answers: Mapping[str, Answer] = field(default_factory=dict)  # by the question's id
    words: str = ""  # what was said, to be listed
    annotation: str = field(default="", compare=False)  # the id of the annotation that it is, in the library or a file

    @property
    def label(self) -> str:
        label = self.answers.get(LABEL)
        return label if isinstance(label, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """A text that several layers have coded: the claims of each, by the layer's name; none where it found none."""

    id: str
    title: str = ""
    length: int  # of the text, in code points
    outlet: str = ""
    month: str = ""  # as 2026-11; empty: not known
    layers: Mapping[str, tuple[Claim, ...]]
    in_library: bool = True  # it can be opened
