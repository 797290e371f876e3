from hypothesis import given
from hypothesis import strategies as st

from desktop.model.folding import folded
from desktop.model.tags_and_sets import regrouped, typed_names


def test_names_are_typed_with_commas() -> None:
    assert typed_names(" war,, gas   prices ,War") == ("war", "gas prices")
    assert typed_names("uberflutung, NEW", ["Überflutung"]) == ("Überflutung", "NEW")
    assert typed_names(" , ") == ()


def test_names_come_and_go_in_order() -> None:
    assert regrouped(("a", "b"), add=("c", "a"), take=("b",)) == ("a", "c")


@given(st.text(), st.lists(st.text(min_size=1)))
def test_no_two_names_are_the_same_but_for_case_and_accents(typed: str, known: list[str]) -> None:
    names = [folded(name) for name in typed_names(typed, known)]
    assert len(set(names)) == len(names)
