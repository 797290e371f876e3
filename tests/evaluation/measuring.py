"""The suggestions for a corpus's texts, compared with what is known to be right in them."""

import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.model.folding import folded
from desktop.model.text import Fragments
from desktop.suggest import Scope, SuggestedAttribution, suggest
from desktop.suggest.evaluation.gold import as_report
from desktop.suggest.evaluation.measures import Evaluation, Rate, compare, matches
from tests.evaluation.corpus import Measure, Naming, Text

_NAMINGS: tuple[Naming, ...] = ("explicit", "anaphoric", "implicit")


@dataclass(slots=True)
class Measured:
    """What came of it; `sentences` is filled for a corpus of sentences, `evaluation` for all others."""

    evaluation: Evaluation = field(default_factory=Evaluation)
    sentences: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)  # by how the text names them: how many, and how many right
    texts: int = 0
    characters: int = 0
    seconds: float = 0.0

    @property
    def close(self) -> Rate:
        """Contents that overlap by half of the union; or sentences."""
        if self.sentences:
            return Rate(self.sentences["both"], self.sentences["proposed"], self.sentences["gold"])
        return self.evaluation.close

    def right_speakers(self, naming: Naming) -> float | None:
        """Of the contents that were found and have a speaker named so, the share with the right one, in percent."""
        of = self.speakers[naming]
        return 100 * self.speakers[f"{naming} right"] / of if of else None

    @property
    def namings(self) -> list[Naming]:
        """The ways of naming a speaker that occur."""
        return [naming for naming in _NAMINGS if self.speakers[naming]]


def measure(texts: Iterable[Text], language: str, how: Measure, scope: Scope) -> Measured:
    """Suggests in each text, in a language or, without one, in that which the text tells."""
    measured = Measured()
    for text in texts:
        began = time.process_time()
        found = suggest(text.text, language, scope)
        measured.seconds += time.process_time() - began
        measured.texts += 1
        measured.characters += len(text.text)
        if how == "sentences":
            _count_sentences(measured.sentences, text, found)
            continue
        if how == "direct speech":
            found = [one for one in found if one.quotation == "direct"]
        compare(measured.evaluation, text.gold, map(as_report, found))
        _count_speakers(measured.speakers, text, found)
    return measured


def _count_sentences(counts: Counter[str], text: Text, found: Iterable[SuggestedAttribution]) -> None:
    """Counts the sentences in which something is said, and those that a content touches."""
    starts = [sentence.start for sentence in text.sentences]
    proposed = {place for one in found for place in _touched(starts, text.sentences, one.contents)}
    gold = {place for quote in text.quotes for place in _touched(starts, text.sentences, quote.report.contents)}
    counts.update({"both": len(gold & proposed), "gold": len(gold), "proposed": len(proposed)})


def _touched(starts: Sequence[int], sentences: Fragments, contents: Fragments) -> Iterable[int]:
    for start, end in contents:
        for place in range(max(0, bisect_right(starts, start) - 1), len(sentences)):
            if sentences[place].start >= end:
                break
            if sentences[place].end > start:
                yield place


def _count_speakers(counts: Counter[str], text: Text, found: Sequence[SuggestedAttribution]) -> None:
    quotes = {quote.report: quote for quote in text.quotes if quote.speaker}
    if not quotes:
        return
    for one, match in zip(found, matches(text.gold, map(as_report, found)), strict=True):
        if match.gold in quotes and match.is_close:
            quote = quotes[match.gold]
            counts[quote.naming] += 1
            guess = one.speaker
            if guess and not _bare(quote.speaker).isdisjoint(_bare((guess.name, *guess.aliases))):
                counts[f"{quote.naming} right"] += 1


def _bare(names: Iterable[str]) -> set[str]:
    """Names as they are compared: the Barman is Barman."""
    return {folded(name).removeprefix("the ") for name in names}
