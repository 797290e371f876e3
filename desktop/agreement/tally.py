"""What is counted in one article: figures of many articles are made of the sums of these."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from desktop.agreement import coefficients, unitising
from desktop.agreement.claims import Answer, Claim, CodedArticle, Question
from desktop.agreement.differences import Difference, differences
from desktop.agreement.matching import Matching, groups, matched
from desktop.agreement.metrics import Sums

Pair = tuple[int, int]  # two layers, by their places
Key = tuple[str, Hashable, Pair | None]  # what is counted, of which question, of which two layers

HITS, SQUARES, LENGTHS, COVERED = "hits", "squares", "lengths", "covered"
CONFUSION, COINCIDENCES, COMPLETE = "confusion", "coincidences", "complete"
UNITS = "units"

_ANY = "claim"  # the category of all claims


@dataclass(slots=True)
class Tally:
    """The counts of one article, or of several together.

    Hits: how many claims two layers share, and how many either has. Squares, lengths, covered: see `unitising`; lengths
    by label, covered of what is a claim at all. Confusion, coincidences and complete (the coincidences of claims that
    all layers have): tables of a question, see `coefficients`. Units: how many claims each of the latter two is of.
    """

    articles: tuple[CodedArticle, ...]  # without their claims
    counts: dict[Key, Sums] = field(default_factory=dict)

    def of(self, what: str, question: str = "", pair: Pair | None = None) -> Sums:
        return self.counts.get((what, question, pair), {})


def together(tallies: Iterable[Tally]) -> Tally:
    """The sums of several."""
    articles: list[CodedArticle] = []
    counts: dict[Key, list[Sums]] = defaultdict(list)
    for tally in tallies:
        articles += tally.articles
        for key, sums in tally.counts.items():
            counts[key].append(sums)
    return Tally(tuple(articles), {key: added(sums) for key, sums in counts.items()})


def added(every: Iterable[Sums]) -> Sums:
    """The sums of each name."""
    total: dict[Any, float] = {}
    for sums in every:
        for name, number in sums.items():
            total[name] = total.get(name, 0) + number
    return total


def counted(
    article: CodedArticle,
    names: Sequence[str],
    questions: Sequence[Question],
    matching: Matching,
    *,
    listing: bool = True,
) -> tuple[Tally, list[Difference]]:
    """The counts of an article, and, with `listing`, what its layers differ in, in reading order."""
    places = [place for place, name in enumerate(names) if name in article.layers]
    claims = [article.layers[names[place]] for place in places]
    tally = Tally((replace(article, layers={}),))
    pairs = {(a, b): matched(claims[a], claims[b], matching) for a, b in combinations(range(len(claims)), 2)}
    for (a, b), found in pairs.items():
        hits = {"shared": len(found), "first": len(claims[a]), "second": len(claims[b])}
        tally.counts[HITS, "", (places[a], places[b])] = hits
    same = groups(claims, pairs)
    grouped = [tuple(None if i is None else claims[a][i] for a, i in enumerate(group)) for group in same]
    for question in questions:
        for (a, b), found in pairs.items():
            both = (comparable(question, (claims[a][i], claims[b][j])) for i, j in found)
            table = coefficients.confusion((pair[0], pair[1]) for pair in both if len(pair) == 2)
            tally.counts[CONFUSION, question.id, (places[a], places[b])] = table
        units = [comparable(question, [claim for claim in group if claim]) for group in grouped]
        complete = [unit for unit in units if len(unit) == len(names)]
        tally.counts[COINCIDENCES, question.id, None] = coefficients.coincidences(units)
        if len(names) > 2:
            tally.counts[COMPLETE, question.id, None] = coefficients.coincidences(complete)
        met = sum(len(unit) > 1 for unit in units)
        tally.counts[UNITS, question.id, None] = {COINCIDENCES: met, COMPLETE: len(complete)}
    if len(places) > 1:
        _count_places(tally, claims, article.length)
    there = [names[place] for place in places]
    return tally, differences(article, there, grouped, questions) if listing else []


def of_pair(counts: Tally, pair: Pair, article: CodedArticle, names: Sequence[str]) -> Tally:
    """What the counts of one article say of two layers alone, as if there were no others."""
    found = Tally(counts.articles)
    for (what, question, layers), sums in counts.counts.items():
        if layers != pair:
            continue
        found.counts[what, question, (0, 1)] = sums
        if what == CONFUSION:
            turned = {(other, one): times for (one, other), times in sums.items()}
            found.counts[COINCIDENCES, question, None] = added((sums, turned))
            met = sum(sums.values())
            found.counts[UNITS, question, None] = {COINCIDENCES: met, COMPLETE: met}
    _count_places(found, [article.layers[names[place]] for place in pair], article.length)
    return found


def comparable(question: Question, claims: Iterable[Claim]) -> list[Answer]:
    """The answers of claims that are the same one. That one gave none is an answer, too, unless none of them did.

    What is measured in an order or a number knows no such answer, so there a claim without one is left out, as is one
    whose layer cannot answer.
    """
    answers = [claim.answers[question.id] for claim in claims if question.id in claim.answers]
    if question.level == "ordinal":
        return [answer for answer in answers if answer in question.order]
    if question.level == "interval":
        return [answer for answer in answers if answer is not None]
    if all(not answer for answer in answers):
        return []
    return [answer or frozenset() for answer in answers] if question.level == "set" else answers


def _count_places(tally: Tally, claims: Sequence[Sequence[Claim]], length: int) -> None:
    """How far the layers agree on what is a claim, and of which label."""
    every = [_units(layer) for layer in claims]
    labels = sorted({claim.label for layer in claims for claim in layer})
    if "" in labels:  # a layer of which no labels are known
        labels = [_ANY]
        by_label: list[Mapping[str, unitising.Units]] = [{_ANY: units} for units in every]
    else:
        by_label = [{label: _units(layer, label) for label in labels} for layer in claims]
    squares = [unitising.squared_disagreement([units[label] for units in by_label], length) for label in labels]
    tally.counts[SQUARES, "", None] = {
        "observed": sum(observed for observed, _ in squares),
        "expected": sum(expected for _, expected in squares),
    }
    lengths = dict(unitising.coincidences(by_label, length))
    tally.counts[LENGTHS, "", None] = lengths
    if len(labels) > 1:
        covered = dict(unitising.coincidences([{_ANY: units} for units in every], length))
    else:
        covered = {tuple(_ANY if label else label for label in named): number for named, number in lengths.items()}
    tally.counts[COVERED, "", None] = covered


def _units(layer: Iterable[Claim], label: str | None = None) -> unitising.Units:
    return unitising.units_of(part for claim in layer if label in {None, claim.label} for part in claim.fragments)
