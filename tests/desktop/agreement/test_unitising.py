"""Alpha for unitising: published examples, and what must hold of any units."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.agreement import unitising
from desktop.agreement.unitising import alpha_of, coincidences, squared_disagreement, units_of
from desktop.model.text import Fragment

LENGTH = 30


def units(*begun: tuple[int, int]) -> list[Fragment]:
    """Units by their beginnings and lengths, as the papers give them."""
    return [Fragment(start, start + length) for start, length in begun]


def test_the_form_of_krippendorff_2004() -> None:
    """Content Analysis, 2nd edition, section 11.6, page 254: a text from 150, of the length 300, and two observers."""
    c = [units((75, 70), (220, 30)), units((70, 80), (205, 20), (250, 20))]
    k = [units((30, 60), (150, 50))] * 2
    observed, expected = squared_disagreement(c, 300)
    assert observed / 300**2 == pytest.approx(0.0144, abs=0.00005)
    assert expected / 300**2 == pytest.approx(0.0532, abs=0.00005)
    assert 1 - observed / expected == pytest.approx(0.7286, abs=0.00005)
    none, also_expected = squared_disagreement(k, 300)
    assert none == 0
    assert also_expected / 300**2 == pytest.approx(0.0490, abs=0.00005)
    assert 1 - observed / (expected + also_expected) == pytest.approx(0.8591, abs=0.0005)


@pytest.mark.parametrize(
    ("first", "second", "observed"),
    [
        (units((2, 8), (14, 6)), units((4, 4), (15, 2)), 0.03125),
        (units((0, 18)), units((0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)), 2.26736),
        (units((2, 6), (10, 2), (14, 4), (20, 2)), units((0, 2), (4, 4), (10, 4), (16, 2), (20, 2)), 0.02777),
        (units((0, 2), (2, 8), (10, 4), (14, 6), (20, 4)), units((0, 4), (4, 4), (8, 7), (15, 2), (17, 7)), 0.38715),
    ],
    ids=["A", "B", "C", "D"],
)
def test_the_form_of_krippendorff_1995(first: list[Fragment], second: list[Fragment], observed: float) -> None:
    """On the Reliability of Unitizing Continuous Data, page 57: four pairs of observers of 24 seconds."""
    found, _ = squared_disagreement([first, second], 24)
    assert found / 24**2 == pytest.approx(observed, abs=0.00001)
    assert squared_disagreement([second, first], 24)[0] == pytest.approx(found)


def test_what_krippendorff_1995_expects_in_a_fine_continuum() -> None:
    """As the same text is measured in ever smaller units, A has 0.553 and C 0.679."""
    fine = 50_000
    for observers, alpha in (
        ([units((2, 8), (14, 6)), units((4, 4), (15, 2))], 0.553),
        ([units((2, 6), (10, 2), (14, 4), (20, 2)), units((0, 2), (4, 4), (10, 4), (16, 2), (20, 2))], 0.679),
    ):
        stretched = [[Fragment(fine * start, fine * end) for start, end in one] for one in observers]
        observed, expected = squared_disagreement(stretched, 24 * fine)
        assert 1 - observed / expected == pytest.approx(alpha, abs=0.02)


# What holds of any units


@st.composite
def coders(draw: st.DrawFn, least: int = 2) -> list[dict[str, list[Fragment]]]:
    """Two or three annotators, with units of two labels that do not overlap."""

    def coder() -> dict[str, list[Fragment]]:
        edges = sorted(draw(st.sets(st.integers(0, LENGTH), min_size=2, max_size=6)))
        found: dict[str, list[Fragment]] = {"a": [], "b": []}
        for start, end in pairwise(edges):
            label = draw(st.sampled_from(["a", "b", ""]))
            if label:
                found[label].append(Fragment(start, end))
        return found

    return [coder() for _ in range(draw(st.integers(least, 3)))]


def naive(coded: list[dict[str, list[Fragment]]]) -> float | None:
    """The form of 2016 place by place: a place of one annotator may meet any other, but none of the same unit."""
    every = []
    for coder in coded:
        here: list[tuple[str, object]] = [("", object()) for _ in range(LENGTH)]
        for label, found in coder.items():
            for unit in found:
                here[unit.start : unit.end] = [(label, unit)] * (unit.end - unit.start)
        every.append(here)
    meeting = [
        (a[at][0], b[at][0]) for i, a in enumerate(every) for j, b in enumerate(every) if i != j for at in range(LENGTH)
    ]
    observed = sum(one != other for one, other in meeting) / (len(coded) - 1)
    places = [(coder, *place) for coder, here in enumerate(every) for place in here]
    apart = [(a[1], b[1]) for a, b in product(places, repeat=2) if (a[0], a[2]) != (b[0], b[2])]
    if not apart:
        return None
    expected = LENGTH * len(coded) * sum(one != other for one, other in apart) / len(apart)
    return 1 - observed / expected if expected else None


@settings(max_examples=40)
@given(coders())
def test_the_form_of_2016_equals_its_definition(coded: list[dict[str, list[Fragment]]]) -> None:
    """Krippendorff, Mathet, Bouvry and Widlöcher (2016), equations 1, 4 and 5a."""
    assert alpha_of(coincidences(coded, LENGTH)) == pytest.approx(naive(coded))


@settings(max_examples=40)
@given(coders())
def test_both_forms_have_no_sides_and_are_one_for_the_same(coded: list[dict[str, list[Fragment]]]) -> None:
    assert alpha_of(coincidences(coded[::-1], LENGTH)) == pytest.approx(alpha_of(coincidences(coded, LENGTH)))
    same = [coded[0]] * 2
    found = alpha_of(coincidences(same, LENGTH))
    assert found is None or found == pytest.approx(1)
    assert squared_disagreement([coded[0]["a"]] * 2, LENGTH)[0] == 0
    for one in ([coder["a"] for coder in coded], [coder["a"] for coder in coded[::-1]]):
        assert squared_disagreement(one, LENGTH) == pytest.approx(
            squared_disagreement([coder["a"] for coder in coded], LENGTH)
        )


def naive_squares(first: list[Fragment], second: list[Fragment]) -> float:
    """The disagreement of 2004 by all sections of both."""

    def sections(found: list[Fragment]) -> list[tuple[int, int, bool]]:
        edges = [0, *(edge for unit in found for edge in unit), LENGTH]
        units = {tuple(unit) for unit in found}
        pairs = pairwise(edges)
        return [(start, end, (start, end) in units) for start, end in pairs if start < end]

    total = 0
    for (a, b, is_unit), (c, d, other_is) in product(sections(first), sections(second)):
        if is_unit and other_is and a < d and c < b:
            total += (a - c) ** 2 + (b - d) ** 2
        elif is_unit and not other_is and c <= a and b <= d:
            total += (b - a) ** 2
        elif other_is and not is_unit and a <= c and d <= b:
            total += (d - c) ** 2
    return total


@settings(max_examples=40)
@given(coders())
def test_the_form_of_2004_equals_its_definition(coded: list[dict[str, list[Fragment]]]) -> None:
    first, second = coded[0]["a"], coded[1]["a"]
    assert squared_disagreement([first, second], LENGTH)[0] == pytest.approx(naive_squares(first, second))


def test_overlapping_claims_are_one_unit_and_those_that_touch_are_two() -> None:
    assert units_of([Fragment(5, 9), Fragment(0, 3), Fragment(2, 4), Fragment(4, 5)]) == [(0, 4), (4, 5), (5, 9)]


def test_labels_that_overlap_are_a_category_of_their_own() -> None:
    outer, inner = {"a": [Fragment(0, 10)], "b": []}, {"a": [Fragment(0, 10)], "b": [Fragment(4, 6)]}
    found = coincidences([outer, inner], 20)
    assert found["a", "a + b"] == 2
    assert found["a", "a"] == 16
    assert found[unitising.GAP, unitising.GAP] == 20


def test_where_nothing_is_marked_nothing_is_told() -> None:
    assert alpha_of(coincidences([{"a": []}, {"a": []}], LENGTH)) is None
    assert squared_disagreement([[], []], LENGTH) == (0, 0)
