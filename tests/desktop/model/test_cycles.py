"""What lies in itself is found, however long the way is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.cycles import in_cycles


@pytest.mark.parametrize(
    ("around", "found"),
    [
        ({}, set()),
        ({"a": None, "b": "a", "c": "gone"}, set()),
        ({"a": "a"}, {"a"}),
        ({"a": "b", "b": "c", "c": "b"}, {"b", "c"}),
        ({"a": "b", "b": "a", "c": "d", "d": "c", "e": "a"}, {"a", "b", "c", "d"}),
    ],
)
def test_circles(around: dict[str, str | None], found: set[str]) -> None:
    assert in_cycles(around) == found


@given(around=st.dictionaries(st.sampled_from("abcdefg"), st.none() | st.sampled_from("abcdefg")))
def test_what_is_in_a_circle_comes_back_to_itself(around: dict[str, str | None]) -> None:
    def comes_back(id: str) -> bool:
        at = around[id]
        for _ in around:
            if at is None or at == id:
                break
            at = around.get(at)
        return at == id

    assert in_cycles(around) == {id for id in around if comes_back(id)}


def test_a_long_way_takes_no_longer_than_its_length() -> None:
    around: dict[str, str | None] = {str(number): str(number + 1) for number in range(100_000)}
    assert in_cycles(around) == set()
    around["100000"] = "0"
    assert len(in_cycles(around)) == 100_001
