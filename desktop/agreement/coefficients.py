"""Agreement on answers: percent, kappa and alpha, from tables of how often two answers meet.

Two kinds of table: `confusion` says of two annotators, in this order, how often the one gave this answer and the other
that. `coincidences` says of all annotators how often two answers meet in one unit, in both orders, so that each answer
counts once (Krippendorff 2011, section B).

A coefficient first takes of a table the sums that it needs; sums of several articles may be added up. Its value is None
where it is not defined: there is nothing to compare, or all gave the same answer all the time, so that agreement cannot
be told from chance.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from desktop.agreement.claims import Answer
from desktop.agreement.metrics import Metric, Sums, Table, given

_NONE: Final = 1e-12  # below this, a chance disagreement is that of rounding
_SAME: Final = "same"
_TOTAL: Final = "total"


class Coefficient(Protocol):
    """A figure of agreement."""

    def sums(self, table: Table) -> Sums:
        """What is needed of one article's table."""

    def value(self, sums: Sums) -> float | None:
        """The figure of these sums."""


class Percent:
    """The share of meetings in which both answers are the same, from 0 to 1."""

    def sums(self, table: Table) -> Sums:
        return _same_of_all(table)

    def value(self, sums: Sums) -> float | None:
        return sums[_SAME] / sums[_TOTAL] if sums.get(_TOTAL) else None


class CohensKappa:
    """Of a confusion table: Cohen, A Coefficient of Agreement for Nominal Scales (1960)."""

    def sums(self, table: Table) -> Sums:
        second = {("second", *name): times for name, times in given(table, 1).items()}
        return {**given(table), **second, **_same_of_all(table)}

    def value(self, sums: Sums) -> float | None:
        total = sums.get(_TOTAL)
        if not total:
            return None
        chance = sum(
            times * sums.get(("second", *name), 0)
            for name, times in sums.items()
            if isinstance(name, tuple) and len(name) == 1
        )
        return _beyond(sums[_SAME] / total, chance / total**2)


class FleissKappa:
    """Of the coincidences of units that all annotators rated: Fleiss, Measuring Nominal Scale Agreement (1971).

    Of units with equally many ratings, the share of coincidences that agree is the mean agreement of the units.
    """

    def sums(self, table: Table) -> Sums:
        return {**given(table), **_same_of_all(table)}

    def value(self, sums: Sums) -> float | None:
        total = sums.get(_TOTAL)
        if not total:
            return None
        chance = sum(times**2 for name, times in sums.items() if isinstance(name, tuple))
        return _beyond(sums[_SAME] / total, chance / total**2)


class Alpha:
    """Of coincidences: Krippendorff's alpha, Computing Krippendorff's Alpha-Reliability (2011)."""

    def __init__(self, metric: Metric) -> None:
        self._metric = metric

    def sums(self, table: Table) -> Sums:
        return self._metric.sums(table)

    def value(self, sums: Sums) -> float | None:
        observed, expected, answers = self._metric.disagreement(sums)
        return 1 - (answers - 1) * observed / expected if expected > _NONE else None


def confusion(pairs: Iterable[tuple[Answer, Answer]]) -> Counter[tuple[Answer, Answer]]:
    """How often each two answers meet, the first annotator's first."""
    return Counter(pairs)


def coincidences(units: Iterable[Sequence[Answer]]) -> dict[tuple[Answer, Answer], float]:
    """How often each two answers meet in units that have these answers each; a unit with one answer counts nothing."""
    table: dict[tuple[Answer, Answer], float] = {}
    for answers in units:
        for i, one in enumerate(answers):
            for j, other in enumerate(answers):
                if i != j:
                    table[one, other] = table.get((one, other), 0) + 1 / (len(answers) - 1)
    return table


def of_table(coefficient: Coefficient, table: Table) -> float | None:
    """A coefficient of one table."""
    return coefficient.value(coefficient.sums(table))


def _same_of_all(table: Table) -> dict[Any, float]:
    same = sum(times for (one, other), times in table.items() if one == other)
    return {_SAME: same, _TOTAL: sum(table.values())}


def _beyond(agreement: float, chance: float) -> float | None:
    return (agreement - chance) / (1 - chance) if 1 - chance > _NONE else None
