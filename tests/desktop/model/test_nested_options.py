"""Options in one another: their order, and where one may be moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model import nested_options
from desktop.model.codebook import Attribute, Option

ECONOMY, TAXES, JOBS, CLIMATE = "Economy", "Taxes", "Jobs", "Climate"


def option(name: str, parent: str | None = None, color: str = "") -> Option:
    return Option(id=name, name=name, parent=parent, color=color)


OPTIONS = (option(ECONOMY, color="#0B6CB4"), option(TAXES, ECONOMY), option(JOBS, ECONOMY), option(CLIMATE))


def asked(options: tuple[Option, ...]) -> Attribute:
    return Attribute(name="topic", kind="choice", options=options)


def drawn(options: tuple[Option, ...]) -> list[str]:
    return [f"{'  ' * depth}{one.name}" for depth, one in nested_options.in_order(options)]


def test_what_lies_in_an_option_comes_after_it() -> None:
    late = (*OPTIONS, option("Carbon tax", TAXES))
    assert drawn(late) == [ECONOMY, f"  {TAXES}", "    Carbon tax", f"  {JOBS}", CLIMATE]
    assert [one.name for one in nested_options.around(asked(late), "Carbon tax")] == [ECONOMY, TAXES, "Carbon tax"]
    assert nested_options.within(late, ECONOMY) == {TAXES, JOBS, "Carbon tax"}


def test_an_option_is_moved_among_its_neighbours() -> None:
    assert drawn(nested_options.ordered(OPTIONS, JOBS, TAXES)) == [ECONOMY, f"  {JOBS}", f"  {TAXES}", CLIMATE]
    assert drawn(nested_options.ordered(OPTIONS, ECONOMY, None)) == [CLIMATE, ECONOMY, f"  {TAXES}", f"  {JOBS}"]


def test_an_option_is_moved_into_another_and_out_again() -> None:
    into = nested_options.nested(OPTIONS, CLIMATE, ECONOMY, JOBS)
    assert drawn(into) == [ECONOMY, f"  {TAXES}", f"  {CLIMATE}", f"  {JOBS}"]
    assert drawn(nested_options.nested(into, CLIMATE, None, None)) == drawn(OPTIONS)


@pytest.mark.parametrize("parent", [ECONOMY, TAXES])
def test_no_option_lies_in_itself(parent: str) -> None:
    with pytest.raises(ValueError, match="lie in itself"):
        nested_options.nested(OPTIONS, ECONOMY, parent, None)


def test_what_lay_in_one_that_goes_lies_in_the_one_around_it() -> None:
    deep = (*OPTIONS, option("Carbon tax", TAXES))
    assert drawn(nested_options.without(deep, TAXES)) == [ECONOMY, f"  {JOBS}", "  Carbon tax", CLIMATE]


def test_an_option_has_the_colour_of_the_one_around_it_unless_it_has_its_own() -> None:
    assert nested_options.color_of(asked(OPTIONS), TAXES) == ("#0B6CB4", OPTIONS[0])
    assert nested_options.color_of(asked(OPTIONS), ECONOMY) == ("#0B6CB4", None)
    assert nested_options.color_of(asked(OPTIONS), CLIMATE) == ("", None)


IDS = st.sampled_from("abcdef")
ANY_OPTIONS = st.dictionaries(IDS, st.none() | IDS).map(
    lambda parents: tuple(option(id, parent) for id, parent in parents.items())
)


@given(ANY_OPTIONS)
def test_each_option_is_shown_once_whatever_lies_in_what(options: tuple[Option, ...]) -> None:
    shown = [one for _, one in nested_options.in_order(options)]
    assert sorted(one.id for one in shown) == sorted(one.id for one in options)
    for one in options:
        assert nested_options.around(asked(options), one.id)[-1].id == one.id
    depths = {one.id: depth for depth, one in nested_options.in_order(options)}
    assert depths == {one.id: len(nested_options.around(asked(options), one.id)) - 1 for one in options}


@given(ANY_OPTIONS, IDS, st.none() | IDS, st.none() | IDS)
def test_a_move_loses_nothing_and_makes_no_ring(
    options: tuple[Option, ...], id: str, parent: str | None, before: str | None
) -> None:
    ids = {one.id for one in options}
    if id not in ids or (parent is not None and parent not in ids):
        return
    try:
        moved = nested_options.nested(options, id, parent, before)
    except ValueError:
        assert parent == id or parent in nested_options.within(options, id)
        return
    assert {one.id for one in moved} == ids
    if parent is not None:
        assert id in nested_options.within(moved, parent)
