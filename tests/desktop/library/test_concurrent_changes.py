"""What two windows did to one value, put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Conflict
from desktop.library.concurrent_changes import merged

lists = st.lists(st.sampled_from("abcdef"), unique=True).map(tuple)
answers = st.dictionaries(st.sampled_from("xyz"), st.one_of(st.booleans(), st.sampled_from("abc"), lists))


@given(value=st.one_of(lists, answers), said=st.one_of(lists, answers))
def test_alone_one_gets_what_one_says(value: object, said: object) -> None:
    assert merged(value, said, value) == said
    assert merged(value, said, said) == said


@given(seen=lists, mine=lists, theirs=lists)
def test_of_lists_both_get_what_they_added_and_lose_what_they_took(
    seen: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    try:
        together = merged(seen, mine, theirs)
    except Conflict:
        assert set(seen) - set(mine) - set(theirs), "both took the same, or exchanged it for something else"
        return
    if theirs not in (seen, mine) and seen != mine:
        assert set(together) == (set(mine) | set(theirs)) - (set(seen) - (set(mine) & set(theirs)))
        assert len(together) == len(set(together))


@given(seen=answers, mine=answers, theirs=answers)
def test_of_questions_each_keeps_the_answer_of_whoever_gave_one(
    seen: dict[str, object], mine: dict[str, object], theirs: dict[str, object]
) -> None:
    try:
        together = merged(seen, mine, theirs)
    except Conflict:
        assert any(seen.get(k) != mine.get(k) and seen.get(k) != theirs.get(k) for k in "xyz")
        return
    for key in "xyz":
        if mine.get(key) == seen.get(key):
            assert together.get(key) == theirs.get(key)
        elif theirs.get(key) == seen.get(key):
            assert together.get(key) == mine.get(key)


def test_of_one_value_there_can_be_but_one() -> None:
    with pytest.raises(Conflict, match="changed elsewhere meanwhile"):
        merged("new", "done", "in progress")


def test_the_order_is_that_of_whoever_speaks_now() -> None:
    assert merged(("a", "b"), ("c", "b"), ("a", "b", "d")) == ("c", "b", "d")
