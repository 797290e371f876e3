"""Which claims are the same one: the best total, one to one."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.agreement.matching import Matching, best_pairs, groups, matched
from tests.desktop.agreement.making import claim

PLACES = st.tuples(st.integers(0, 4), st.integers(0, 4))


@settings(max_examples=50)
@given(st.dictionaries(PLACES, st.floats(0.01, 1)))
def test_no_other_pairs_have_a_greater_total(weights: dict[tuple[int, int], float]) -> None:
    found = best_pairs(weights)
    assert set(found) <= set(weights)
    for side in (0, 1):
        assert len({pair[side] for pair in found}) == len(found)
    best = max(sum(weights.get((i, j), 0) for i, j in enumerate(columns)) for columns in permutations(range(5)))
    assert sum(weights[pair] for pair in found) == pytest.approx(best)


def test_the_total_counts_and_not_the_best_pair_first() -> None:
    assert best_pairs({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7}) == [(0, 1), (1, 0)]
    assert best_pairs({(0, 0): 0.9, (0, 1): 0.3, (1, 0): 0.3}) == [(0, 0)]


def test_the_threshold_is_of_what_either_covers() -> None:
    first, second = [claim((0, 10))], [claim((5, 15))]  # a third is shared
    assert matched(first, second, Matching("iou", 0.3)) == [(0, 0)]
    assert matched(first, second, Matching("iou", 0.34)) == []
    assert matched(first, second, Matching("exact")) == []
    split = [claim((0, 5), (10, 15))]
    assert matched(split, split, Matching("exact")) == [(0, 0)]
    assert matched(split, [claim((0, 15))], Matching("iou", 0.6)) == [(0, 0)]


def test_claims_of_one_place_go_with_those_that_say_the_same() -> None:
    first = [claim((0, 9), label="Claim"), claim((0, 9), label="Promise")]
    assert matched(first, first[::-1], Matching("exact")) == [(0, 1), (1, 0)]


def test_groups_of_three() -> None:
    claims = [[claim((0, 10)), claim((50, 60))], [claim((0, 9))], [claim((0, 10)), claim((80, 90))]]
    pairs = {(a, b): matched(claims[a], claims[b], Matching()) for a, b in combinations(range(3), 2)}
    assert set(groups(claims, pairs)) == {(0, 0, 0), (1, None, None), (None, None, 1)}


RANGES = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda one: (one[0], one[0] + one[1]))


@settings(max_examples=50)
@given(st.lists(st.lists(RANGES, max_size=5), min_size=2, max_size=3))
def test_each_claim_is_in_one_group_and_each_group_has_one_of_a_layer(ranges: list[list[tuple[int, int]]]) -> None:
    claims = [[claim(one) for one in layer] for layer in ranges]
    pairs = {(a, b): matched(claims[a], claims[b], Matching()) for a, b in combinations(range(len(claims)), 2)}
    found = groups(claims, pairs)
    for layer, own in enumerate(claims):
        assert sorted(group[layer] for group in found if group[layer] is not None) == list(range(len(own)))
    if len(claims) == 2:
        assert {group for group in found if None not in group} == set(pairs[0, 1])
