"""Finding what is marked: the index gives what a look at everything would."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.model import codebook
from desktop.model.records import Annotation, Attribution, Source, Speaker
from desktop.model.text import Fragment
from ui.article_view.highlights import flatten, ranks
from ui.article_view.markup import Markup
from ui.article_view.spans import SpanIndex

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.integers(1, 5), st.integers(1, 70))).map(lambda at: (at[0], sum(at))),
    max_size=25,
)


def annotations_at(places: list[tuple[int, int]], labels: str = "Claim") -> list[Annotation]:
    return [
        Annotation(id=f"{number:03}", article="a", label=labels, fragments=(Fragment(*place),))
        for number, place in enumerate(places)
    ]


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


def test_the_innermost_is_found_first() -> None:
    markup = Markup(codebook.default(), annotations_at([(0, 100), (20, 60), (30, 40)]))
    assert [one.id for one in markup.at(35)] == ["002", "001", "000"]
    assert [one.id for one in markup.at(60)] == ["000"]


@given(before=SPANS, after=SPANS)
def test_a_changed_markup_is_as_if_made_anew(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    old, new = annotations_at(before), annotations_at(after, "Speaker")
    changed = Markup(codebook.default(), old)
    changed.next_after(None, 0, forward=True)
    changed.change(new, [one.id for one in old[len(new) :]], {}, ())
    made = Markup(codebook.default(), new)
    assert changed.annotations == made.annotations
    assert changed.within(0, 140) == made.within(0, 140)
    assert changed.claims_across(0, 140) == made.claims_across(0, 140) == []
    assert changed.next_after(None, 30, forward=True) == made.next_after(None, 30, forward=True)


def test_the_speaker_is_found_through_attribution_mention_and_cue() -> None:
    mayor = Speaker(id="m", name="The Mayor")
    claim, cue = annotations_at([(0, 10), (11, 15)])
    mention = Annotation(id="he", article="a", label="Speaker", fragments=(Fragment(20, 22),), speaker="m")
    attribution = Attribution(claim=claim.id, article="a", sources=(Source(None, "he"),), cues=(cue.id,))
    markup = Markup(codebook.default(), [claim, cue, mention], {claim.id: attribution}, {"m": mayor})
    assert [markup.speaker(one) for one in (claim, cue, mention)] == [mayor, mayor, mayor]
    assert markup.said_by(claim, "m")
    assert not markup.said_by(claim, "other")
    markup.change((), (), {claim.id: None}, ())
    assert markup.speaker(claim) is None
    assert markup.speaker(cue) is None


def test_rejected_suggestions_are_not_shown() -> None:
    (one,) = annotations_at([(0, 10)])
    rejected = Annotation(id=one.id, article="a", label="Claim", fragments=one.fragments, status="rejected")
    markup = Markup(codebook.default(), [one])
    markup.change([rejected], (), {}, ())
    assert markup.at(5) == []


def test_steps_go_through_the_text_and_end() -> None:
    markup = Markup(codebook.default(), annotations_at([(30, 40), (0, 100), (30, 60)]))
    assert markup.next_after(None, 0, forward=True) == "001"
    assert markup.next_after("001", 0, forward=True) == "002"
    assert markup.next_after("002", 0, forward=True) == "000"
    assert markup.next_after("000", 0, forward=True) is None
    assert markup.next_after("000", 0, forward=False) == "002"
    assert markup.next_after(None, 20, forward=False) == "001"
    assert markup.next_after(None, 20, forward=True) == "002"
