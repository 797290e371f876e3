"""Compares attributions with gold ones: how many are found, how exactly, and which are missed.

Ranges are compared as sets of words, parted at apostrophes and hyphens too, so quotation marks and punctuation at the
edges do not matter. What was found and what is gold are paired one to one, so that they overlap the most in all.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from desktop.agreement.matching import best_pairs
from desktop.model.text import Fragments, quotation_kind
from desktop.model.words import WordPattern
from desktop.suggest.evaluation.gold import GoldArticle, Report

_WORD = WordPattern("{word}")
KINDS = ("direct", "mixed", "indirect", "split")
_ENOUGH = 0.5  # of the union of two contents their overlap must be

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rate:
    """How many were found, of how many, and how many were proposed."""

    hits: int
    proposed: int
    gold: int

    @property
    def precision(self) -> float:
        return 100 * self.hits / max(1, self.proposed)

    @property
    def recall(self) -> float:
        return 100 * self.hits / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold attribution beside the proposed one that goes with it; one of them may be lacking."""

    article: str
    gold: Report | None
    proposed: Report | None
    overlap: float = 0.0  # of their contents, as a share of the union

    @property
    def verdict(self) -> str:
        """Exact, close (half or more of it), partly, missed or false."""
        if self.gold is None:
            return "false"
        if self.proposed is None:
            return "missed"
        return "exact" if self.overlap == 1 else "close" if self.overlap >= _ENOUGH else "partly"

    @property
    def is_missed(self) -> bool:
        """What is gold was not found, or less than half of it."""
        return self.gold is not None and self.overlap < _ENOUGH

    @property
    def is_false(self) -> bool:
        """What was proposed is not gold, or less than half of it is."""
        return self.proposed is not None and self.overlap < _ENOUGH


@dataclass(slots=True)
class Evaluation:
    """The counts over all articles, and each pair."""

    counts: Counter[str] = field(default_factory=Counter)
    pairs: list[Pair] = field(default_factory=list)

    @property
    def exact(self) -> Rate:
        """What was said is the same words."""
        return self._rate("exact")

    @property
    def close(self) -> Rate:
        """What was said overlaps by half of the union."""
        return self._rate("close")

    @property
    def whole(self) -> Rate:
        """What was said and the sources are the same words, and the cues overlap."""
        return self._rate("whole")

    @property
    def tokens(self) -> Rate:
        """Words that are part of what was said, of all attributions together."""
        return Rate(self.counts["words both"], self.counts["words proposed"], self.counts["words gold"])

    @property
    def source_overlap(self) -> float:
        """Of the close ones that have a source: how many have a source that overlaps it, in percent."""
        return 100 * self.counts["source hit"] / max(1, self.counts["sourced"])

    def found(self, kind: str, how: str = "close") -> Rate:
        """How many of a kind (direct, mixed, indirect, split) are found, "exact" or "close"."""
        return Rate(self.counts[f"{how} {kind}"], 0, self.counts[f"gold {kind}"])

    def part(self, name: str) -> Rate:
        """How the sources or cues (`name`) of the close ones agree, word for word."""
        return Rate(self.counts[f"{name} both"], self.counts[f"{name} proposed"], self.counts[f"{name} gold"])

    def _rate(self, name: str) -> Rate:
        return Rate(self.counts[name], self.counts["proposed"], self.counts["gold"])


@dataclass(slots=True)
class _Prepared:
    report: Report
    contents: Words
    sources: Words
    cues: Words


def evaluate(gold: Iterable[GoldArticle], proposed: Callable[[GoldArticle], Iterable[Report]]) -> Evaluation:
    """Compares what `proposed` finds in each gold article with what is gold."""
    evaluation = Evaluation()
    for article in gold:
        compare(evaluation, article, proposed(article))
    return evaluation


def evaluate_texts(gold: Iterable[GoldArticle], proposed: Mapping[str, Iterable[Report]]) -> Evaluation:
    """Compares gold articles with the proposed attributions of the same text."""
    return evaluate(gold, lambda article: proposed.get(article.text, ()))


def compare(evaluation: Evaluation, article: GoldArticle, proposed: Iterable[Report]) -> None:
    """Adds the comparison of one article."""
    counts = evaluation.counts
    index = _WordIndex(article.text)
    want, got = index.prepared(article.reports), index.prepared(proposed)
    counts["gold"] += len(want)
    counts["proposed"] += len(got)
    for one in want:
        for kind in _kinds(article.text, one.report):
            counts[f"gold {kind}"] += 1
    all_want: Words = frozenset().union(*(one.contents for one in want))
    all_got: Words = frozenset().union(*(one.contents for one in got))
    counts.update({"words both": len(all_want & all_got), "words gold": len(all_want), "words proposed": len(all_got)})
    matched = _matched(want, got)
    for i, one in enumerate(want):
        overlap, j = matched.get(i, (0.0, -1))
        evaluation.pairs.append(Pair(article.id, one.report, got[j].report if j >= 0 else None, overlap))
        if j >= 0:
            _count(counts, _kinds(article.text, one.report), overlap, one, got[j])
    taken = {j for _, j in matched.values()}
    evaluation.pairs += [Pair(article.id, None, one.report) for j, one in enumerate(got) if j not in taken]


@dataclass(frozen=True, slots=True)
class Match:
    """The gold attribution that goes with a proposed one, and by how much they overlap."""

    gold: Report | None = None
    overlap: float = 0.0

    @property
    def is_close(self) -> bool:
        """They overlap by half or more."""
        return self.overlap >= _ENOUGH


def matches(article: GoldArticle, proposed: Iterable[Report]) -> list[Match]:
    """For each proposed attribution the gold one that goes with it, if one does."""
    index = _WordIndex(article.text)
    want = index.prepared(article.reports)
    got = index.prepared(proposed, keep_empty=True)
    every = [Match()] * len(got)
    for place, (overlap, partner) in _matched(want, got).items():
        every[partner] = Match(want[place].report, overlap)
    return every


def _matched(want: list[_Prepared], got: list[_Prepared]) -> dict[int, tuple[float, int]]:
    """For each gold place the overlap with, and the place of, its partner."""
    overlaps = {
        (i, j): len(w.contents & g.contents) / len(w.contents | g.contents)
        for i, w in enumerate(want)
        for j, g in enumerate(got)
        if w.contents & g.contents
    }
    return {i: (overlaps[i, j], j) for i, j in best_pairs(overlaps)}


def _count(counts: Counter[str], kinds: list[str], overlap: float, gold: _Prepared, got: _Prepared) -> None:
    if overlap == 1:
        cued = bool(gold.cues & got.cues or not gold.cues)
        counts["exact"] += 1
        counts["whole"] += gold.sources == got.sources and cued
        counts.update(f"exact {kind}" for kind in kinds)
    if overlap >= _ENOUGH:
        counts["close"] += 1
        counts.update(f"close {kind}" for kind in kinds)
        if gold.sources:
            counts["sourced"] += 1
            counts["source hit"] += bool(gold.sources & got.sources)
        for name, a, b in (("sources", gold.sources, got.sources), ("cues", gold.cues, got.cues)):
            counts.update({f"{name} both": len(a & b), f"{name} gold": len(a), f"{name} proposed": len(b)})


def _kinds(text: str, report: Report) -> list[str]:
    """Direct, mixed or indirect, as its quotation marks say; and split, when it has several parts."""
    kind = quotation_kind(text, report.contents)
    return [kind, "split"] if len(report.contents) > 1 else [kind]


class _WordIndex:
    """The words of a text, and which of them a range covers."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def prepared(self, reports: Iterable[Report], *, keep_empty: bool = False) -> list[_Prepared]:
        """The reports with the words of each part; as a rule without those that have no word in what was said."""
        every = (
            _Prepared(one, self._words(one.contents), self._words(one.sources), self._words(one.cues))
            for one in reports
        )
        return [one for one in every if one.contents or keep_empty]

    def _words(self, fragments: Fragments) -> Words:
        found: set[int] = set()
        for start, end in fragments:
            found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(found)
