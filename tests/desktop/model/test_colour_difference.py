"""How different two colours look."""

import pytest

from desktop.model.codebook import PALETTE
from desktop.model.colour_difference import SIGHTS, difference, most_different

BLUE, AZURE = "#0B6CB4", "#2F5FD0"


def test_what_looks_alike_to_one_kind_of_sight_is_alike() -> None:
    assert difference("#FFFFFF", "#000000") == pytest.approx(1, abs=0.01)
    assert difference(BLUE, BLUE.lower()) == 0
    red, green = "#9A6A3A", "#6F7A3A"
    assert difference(red, green) < difference(red, green, ["all"]) / 2
    assert difference(red, green) == min(difference(red, green, [sight]) for sight in SIGHTS)


def test_the_one_that_differs_most_from_all_that_are_used_is_found() -> None:
    assert most_different(["#111111", "#808080", "#EEEEEE"], ["#000000", "#FFFFFF"]) == "#808080"
    assert most_different(["#111111", "#EEEEEE"], ["#FFFFFF"]) == "#111111"
    assert most_different(PALETTE, []) == PALETTE[0]
    assert most_different(PALETTE, [AZURE]) != BLUE
