"""The index of ranges gives what a look at all of them would."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.spans import SpanIndex

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.integers(1, 5), st.integers(1, 70))).map(lambda at: (at[0], sum(at))),
    max_size=25,
)


@given(spans=SPANS, start=st.integers(0, 130), size=st.integers(1, 40))
def test_spans_are_found_by_place(spans: list[tuple[int, int]], start: int, size: int) -> None:
    named = [(one, end, str(number)) for number, (one, end) in enumerate(spans)]
    index = SpanIndex(named[::2])
    for span in named[1::2]:
        index.add(span)
    gone = named[::3]
    for span in gone:
        index.remove(span)
    left = [span for span in named if span not in gone]
    assert sorted(index.within(start, start + size)) == sorted(
        span for span in left if span[0] < start + size and span[1] > start
    )
