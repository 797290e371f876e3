"""How far a figure would vary if other articles of the same kind had been coded: the bootstrap over articles.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13: articles are drawn with replacement, as many
as there are; of the figures of all draws, the middle 95 % is the interval. Articles are drawn and not claims, since the
claims of one article are not independent.
"""

import random
from collections.abc import Iterator, Sequence

_DRAWS = 500
_FEW_DRAWS = 200  # where many articles make each draw long; their intervals are narrow
_MANY = 100  # articles: of more, so many groups of articles, put together by lot, are drawn

Draw = list[tuple[int, int]]  # which group, how often


def grouped(articles: int, seed: int) -> list[list[int]]:
    """The articles by their places, in the groups that are drawn: each by itself while there are not many."""
    places = list(range(articles))
    if articles <= _MANY:
        return [[place] for place in places]
    random.Random(seed).shuffle(places)
    return [sorted(places[first::_MANY]) for first in range(_MANY)]


def draws(groups: int, seed: int) -> Iterator[Draw]:
    """What is drawn each time."""
    lot = random.Random(seed)
    for _ in range(_DRAWS if groups < _MANY else _FEW_DRAWS):
        times: dict[int, int] = {}
        for place in lot.choices(range(groups), k=groups):
            times[place] = times.get(place, 0) + 1
        yield list(times.items())


def middle(values: Sequence[float]) -> tuple[float, float] | None:
    """The bounds of the middle 95 %; None where the figure was computed in fewer than two draws."""
    if len(values) < 2:
        return None
    ordered = sorted(values)
    reach = len(ordered) - 1
    return ordered[round(0.025 * reach)], ordered[round(0.975 * reach)]
