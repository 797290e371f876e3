"""Which claims of two layers are the same one: one to one, so that the total likeness of all pairs is the greatest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.agreement.claims import Claim
from desktop.model.text import likeness

_SAME_ANSWERS = 1e-6  # what equal answers weigh beside likeness: they decide between claims of one place

Weights = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Matching:
    """When two claims may be the same one: of the same extent, or sharing so much of what either covers."""

    how: Literal["exact", "iou"] = "iou"
    threshold: float = 0.5  # the least intersection over union, for "iou"; above 0

    def allows(self, alike: float) -> bool:
        return alike == 1 if self.how == "exact" else alike >= self.threshold


def matched(first: Sequence[Claim], second: Sequence[Claim], matching: Matching) -> list[tuple[int, int]]:
    """The places of the claims that are the same, in the order of the first."""
    weights: dict[tuple[int, int], float] = {}
    for i, one in enumerate(first):
        start, end = one.fragments[0].start, one.fragments[-1].end
        for j, other in enumerate(second):
            if other.fragments[0].start >= end or other.fragments[-1].end <= start:
                continue
            alike = likeness(one.fragments, other.fragments)
            if alike and matching.allows(alike):
                weights[i, j] = alike + _SAME_ANSWERS * _same_answers(one, other)
    return best_pairs(weights)


def _same_answers(one: Claim, other: Claim) -> float:
    """The share of the first one's answers that the other has too."""
    same = sum(other.answers.get(question) == answer for question, answer in one.answers.items())
    return same / max(1, len(one.answers))


def best_pairs(weights: Weights) -> list[tuple[int, int]]:
    """Of the pairs that have a weight above 0, those that go together one to one with the greatest total, in order.

    Claims overlap with few others, so each group of claims that hang together is solved by itself.
    """
    found: list[tuple[int, int]] = []
    for group in _groups(weights):
        if len(group) == 1:
            found += group
            continue
        rows, columns = (sorted({pair[side] for pair in group}) for side in (0, 1))
        table = [[weights.get((row, column), 0.0) for column in columns] for row in rows]
        pairs = ((rows[i], columns[j]) for i, j in _assigned(table))
        found += [pair for pair in pairs if weights.get(pair, 0) > 0]
    return sorted(found)


def _groups(weights: Weights) -> list[list[tuple[int, int]]]:
    """The pairs that hang together by a common row or column."""
    by_node: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for pair in weights:
        by_node[0, pair[0]].append(pair)
        by_node[1, pair[1]].append(pair)
    groups, seen = [], set()
    for first in weights:
        group, waiting = [], [first]
        while waiting:
            pair = waiting.pop()
            if pair not in seen:
                seen.add(pair)
                group.append(pair)
                waiting += by_node[0, pair[0]] + by_node[1, pair[1]]
        if group:
            groups.append(group)
    return groups


def _assigned(table: list[list[float]]) -> list[tuple[int, int]]:
    """For each row of a table a column of its own, or the other way round, with the greatest total.

    The Hungarian method with potentials, row by row (Kuhn 1955; Jonker and Volgenant 1987).
    """
    if len(table) > len(table[0]):
        return [(row, column) for column, row in _assigned([list(column) for column in zip(*table, strict=True)])]
    width = len(table[0])
    row_potential, column_potential = [0.0] * (len(table) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # the row that has each column; rows and columns count from 1, and 0 is none
    for row in range(1, len(table) + 1):
        row_of[0], column = row, 0
        least, before, done = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while row_of[column]:
            done[column] = True
            here, delta, nearest = row_of[column], float("inf"), 0
            for other in range(1, width + 1):
                if done[other]:
                    continue
                cost = -table[here - 1][other - 1] - row_potential[here] - column_potential[other]
                if cost < least[other]:
                    least[other], before[other] = cost, column
                if least[other] < delta:
                    delta, nearest = least[other], other
            for other in range(width + 1):
                if done[other]:
                    row_potential[row_of[other]] += delta
                    column_potential[other] -= delta
                else:
                    least[other] -= delta
            column = nearest
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return [(row - 1, column - 1) for column, row in enumerate(row_of) if row and column]


def groups(
    claims: Sequence[Sequence[Claim]], pairs: Mapping[tuple[int, int], Sequence[tuple[int, int]]]
) -> list[tuple[int | None, ...]]:
    """The same claim in several layers: for each its place in every layer, None where the layer lacks it.

    Of two layers, these are the pairs and what is left. Of more, the pairs of every two layers are joined, the most
    alike first, as long as no layer has two claims in one group; a claim that nobody shares is a group of its own.

    Args:
        claims: those of each layer.
        pairs: what `matched` says of each two layers, by their places.
    """
    alike = []
    for (a, b), places in pairs.items():
        for i, j in places:
            alike.append((-likeness(claims[a][i].fragments, claims[b][j].fragments), (a, i), (b, j)))
    group_of = {(layer, place): {layer: place} for layer, layered in enumerate(claims) for place in range(len(layered))}
    for _, one, other in sorted(alike):
        mine, theirs = group_of[one], group_of[other]
        if mine is not theirs and not mine.keys() & theirs.keys():
            mine.update(theirs)
            group_of.update((member, mine) for member in theirs.items())
    joined = {id(group): group for group in group_of.values()}
    return [tuple(group.get(layer) for layer in range(len(claims))) for group in joined.values()]
