"""How alike two texts are, as article-extraction-benchmark counts it: by their runs of four words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_RUN = 4


class Match(NamedTuple):
    """The shares of the runs of both texts that both have, that only the found one has, and only the true one."""

    both: float
    found: float
    true: float


def match(true: str, found: str) -> Match:
    """How alike a text is to the true one."""
    in_true, in_found = _runs(true), _runs(found)
    both = sum((in_true & in_found).values())
    counts = (both, sum((in_found - in_true).values()), sum((in_true - in_found).values()))
    total = sum(counts)
    return Match(*(count / total for count in counts)) if total else Match(1, 0, 0)


def f1(matches: Iterable[Match]) -> float:
    """Of many texts: from the means of precision and recall of those that have any."""
    counted = list(matches)
    precision = _mean([one.both / (one.both + one.found) for one in counted if one.both + one.found])
    recall = _mean([one.both / (one.both + one.true) for one in counted if one.both + one.true])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1)) if words)
