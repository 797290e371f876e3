"""How overlapping ranges are drawn."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.article_view.highlights import flatten, ranks

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.integers(1, 5), st.integers(1, 70))).map(lambda at: (at[0], sum(at))),
    max_size=25,
)


@given(spans=SPANS)
def test_flat_runs_cover_each_place_with_the_same_ids(spans: list[tuple[int, int]]) -> None:
    named = [(start, end, str(number)) for number, (start, end) in enumerate(spans)]
    runs = flatten(named)
    assert all(one[1] <= other[0] for one, other in pairwise(runs))
    for place in range(140):
        covering = {id for start, end, id in named if start <= place < end}
        found = [set(ids) for start, end, ids in runs if start <= place < end]
        assert found == ([covering] if covering else [])


@given(spans=SPANS)
def test_overlapping_spans_have_different_ranks_while_there_are_some(spans: list[tuple[int, int]]) -> None:
    spans = sorted(spans)
    given_ranks = ranks(spans, len(spans) + 1)
    for one, (start, end) in enumerate(spans):
        for other in range(one):
            if spans[other][1] > start and spans[other][0] < end:
                assert given_ranks[one] != given_ranks[other]
