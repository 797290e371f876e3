"""Which hue each speaker of an article has."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.article_hues import HUES, ArticleHues
from desktop.model.records import Speaker


def speakers(*hues: int) -> dict[str, Speaker]:
    return {str(n): Speaker(id=str(n), name=str(n), hue=hue) for n, hue in enumerate(hues)}


@given(st.lists(st.integers(0, 100), max_size=2 * HUES))
def test_no_two_share_a_hue_while_there_is_one_left(hues: list[int]) -> None:
    known = speakers(*hues)
    given = ArticleHues(known)
    given.give_to(set(known))
    shown = [given.of(one) for one in known.values()]
    assert len(set(shown)) == min(len(shown), HUES)


def test_who_is_alone_with_a_hue_has_their_own_and_keeps_it() -> None:
    known = speakers(3, HUES + 3, 4)
    given = ArticleHues(known)
    given.give_to({"2"})
    given.give_to({"0", "1"})
    assert [given.of(one) for one in known.values()] == [3, 5, 4]
    given.keep_only({"1"})
    assert given.of(known["1"]) == 5
    assert given.of(known["0"]) == 3


def test_the_order_of_arrival_does_not_matter_to_those_who_come_together() -> None:
    known = speakers(3 + HUES, 3)
    given = ArticleHues(known)
    given.give_to({"0", "1"})
    assert [given.of(one) for one in known.values()] == [4, 3]
