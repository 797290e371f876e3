"""What a corpus is to the evaluation: texts with attributions that are known to be right."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from desktop.model.text import Fragment, Fragments, ordered
from desktop.suggest import Scope
from desktop.suggest.evaluation.gold import GoldArticle, Report

# What of the suggestions is compared, and how: all of them; those of direct speech; the sentences that they touch.
Measure = Literal["attributions", "direct speech", "sentences"]
Naming = Literal["", "explicit", "anaphoric", "implicit"]


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution. Who said it has several names where the corpus lists them, the usual one first."""

    report: Report
    speaker: tuple[str, ...] = ()
    naming: Naming = ""  # how the text says who it is: by name, by a pronoun or description, not at all


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its attributions, in code points."""

    id: str
    text: str
    quotes: tuple[Quote, ...]
    sentences: Fragments = ()  # of a corpus that says of each sentence whether something is said in it

    @property
    def gold(self) -> GoldArticle:
        """The same, as `ascribe evaluate` compares it."""
        return GoldArticle(self.id, self.text, tuple(quote.report for quote in self.quotes))


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus, or a part of it that has a line of its own."""

    name: str  # as the table shows it
    file_name: str  # of its gold file
    repository: str  # the folder that holds a clone of it
    language: str
    read: Callable[[Path], Iterator[Text]]  # from that folder
    measure: Measure = "attributions"
    scope: Scope = "all"  # what it annotates: only what was said, or also what was thought and planned


def fragments(spans: Iterable[tuple[int, int]]) -> Fragments:
    """Spans in text order, joined where they touch; empty ones are left out."""
    return ordered(Fragment(start, end) for start, end in spans if end > start)


def gold_row(text: Text) -> dict[str, Any]:
    """A text as a line of a gold file, which `ascribe evaluate` reads, with the speakers beside."""
    quotes = []
    for quote in text.quotes:
        report = quote.report
        row: dict[str, Any] = {"contents": report.contents, "sources": report.sources, "cues": report.cues}
        if quote.speaker:
            row |= {"speaker": quote.speaker, "naming": quote.naming}
        quotes.append(row)
    sentences = {"sentences": text.sentences} if text.sentences else {}
    return {"id": text.id, "text": text.text, "quotes": quotes, **sentences}
