"""How far two answers lie apart, by the level at which they are measured.

Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section F: nominal, ordinal, interval. Passonneau,
Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic Annotation (2006): sets.

Alpha is made of sums over tables of coincidences. So that those of many articles are quickly added up again and again,
a metric takes of a table only the sums that it needs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, Protocol

from desktop.agreement.claims import Answer, Question

Sums = Mapping[Any, float]  # what can be added up, by name
Table = Sums  # how often two answers meet, by the two in a tuple

OBSERVED = "observed"  # the name of the sum of distances; all other names are those of answers, in a tuple


class Metric(Protocol):
    """The sums of squared distances that alpha is made of."""

    def sums(self, table: Table) -> Sums:
        """What is needed of a table of coincidences."""

    def disagreement(self, sums: Sums) -> tuple[float, float, float]:
        """The sum of the distances of what met, that of all answers with all, and the number of answers."""


class Nominal:
    """Two answers are the same or they are not."""

    def sums(self, table: Table) -> Sums:
        return {**given(table), OBSERVED: sum(times for (one, other), times in table.items() if one != other)}

    def disagreement(self, sums: Sums) -> tuple[float, float, float]:
        times = [times for name, times in sums.items() if name != OBSERVED]
        total = sum(times)
        return sums.get(OBSERVED, 0), total**2 - sum(one**2 for one in times), total


class Interval:
    """Numbers: the square of their difference."""

    def sums(self, table: Table) -> Sums:
        numbers = [(_number(one), _number(other), times) for (one, other), times in table.items()]
        return {
            OBSERVED: sum(times * (one - other) ** 2 for one, other, times in numbers),
            "number": sum(times for *_, times in numbers),
            "sum": sum(times * one for one, _, times in numbers),
            "squares": sum(times * one**2 for one, _, times in numbers),
        }

    def disagreement(self, sums: Sums) -> tuple[float, float, float]:
        total = sums.get("number", 0)
        expected = 2 * (total * sums.get("squares", 0) - sums.get("sum", 0) ** 2)
        return sums.get(OBSERVED, 0), expected, total


class Ordinal:
    """Answers in an order: the square of how many ratings lie between them."""

    def __init__(self, order: Iterable[Answer]) -> None:
        self._rank = {answer: rank for rank, answer in enumerate(order)}

    def sums(self, table: Table) -> Sums:
        return dict(table)  # how far answers lie apart depends on all that are given

    def disagreement(self, sums: Sums) -> tuple[float, float, float]:
        rank = self._rank
        times: dict[Answer, float] = defaultdict(float)
        for (one, _), often in sums.items():
            times[one] += often
        used = sorted(times, key=rank.__getitem__)
        middles = {
            one: up_to - times[one] / 2 for one, up_to in zip(used, accumulate(times[one] for one in used), strict=True)
        }
        observed = sum(often * (middles[one] - middles[other]) ** 2 for (one, other), often in sums.items())
        expected = sum(times[a] * times[b] * (middles[a] - middles[b]) ** 2 for a in used for b in used)
        return observed, expected, sum(times.values())


class SetValued:
    """Sets, by MASI: what they share of their union, times 1 when equal, 2/3 when one has the other, 1/3 else."""

    def __init__(self, values: Iterable[Answer]) -> None:
        every = [value for value in dict.fromkeys(values) if isinstance(value, frozenset)]
        having: dict[str, list[frozenset[str]]] = defaultdict(list)
        for value in every:
            for member in value:
                having[member].append(value)
        # Only the pairs that share something: most speakers share nothing.
        alike = {(one, other): 1 - masi_distance(one, other) for one in every for name in one for other in having[name]}
        alike[frozenset(), frozenset()] = 1.0
        self._alike = [((one,), (other,), share) for (one, other), share in alike.items()]

    def sums(self, table: Table) -> Sums:
        apart = sum(times * masi_distance(one, other) for (one, other), times in table.items())
        return {**given(table), OBSERVED: apart}

    def disagreement(self, sums: Sums) -> tuple[float, float, float]:
        total = sum(times for name, times in sums.items() if name != OBSERVED)
        alike = sum(sums.get(one, 0) * sums.get(other, 0) * share for one, other, share in self._alike)
        return sums.get(OBSERVED, 0), total**2 - alike, total


def given(table: Table, side: int = 0) -> dict[Any, float]:
    """How often each answer is given on one side of a table."""
    times: dict[Any, float] = {}
    for pair, often in table.items():
        name = (pair[side],)
        times[name] = times.get(name, 0) + often
    return times


def masi_distance(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 for equal sets to 1 for sets that share nothing."""
    if one == other:
        return 0.0
    shared = one & other
    monotonic = 2 / 3 if shared in (one, other) else 1 / 3
    return 1 - monotonic * len(shared) / len(one | other)


def metric_of(question: Question, values: Iterable[Answer]) -> Metric:
    """The metric of a question's level, for these answers."""
    if question.level == "ordinal":
        return Ordinal(question.order)
    if question.level == "interval":
        return Interval()
    return SetValued(values) if question.level == "set" else Nominal()


def _number(answer: Answer) -> float:
    assert isinstance(answer, float | int)
    return answer
