"""Percent, kappa and alpha: published examples, and what must hold of any answers."""

from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.agreement.claims import Answer
from desktop.agreement.coefficients import (
    Alpha,
    Coefficient,
    CohensKappa,
    FleissKappa,
    Percent,
    coincidences,
    confusion,
    of_table,
)
from desktop.agreement.metrics import Interval, Metric, Nominal, Ordinal, SetValued, masi_distance

# A line an observer, a column a unit; a point where there is no answer.
KRIPPENDORFF_2011_A = ["0100000010", "1110010000"]
KRIPPENDORFF_2011_B = ["aabbdcccedda", "babbbccceddd"]
KRIPPENDORFF_2011_C = ["123321412...", "1233224125.3", ".33323422513"[:11] + ".", "12332441251."]

# Fleiss 1971, table 1: 30 patients, each diagnosed by six psychiatrists as one of five.
FLEISS_1971 = (  # noqa: SIM905 - a line ten patients
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 "
    "144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 "
    "555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
).split()
COHEN_1960 = {(1, 1): 88, (1, 2): 14, (1, 3): 18, (2, 1): 10, (2, 2): 40, (2, 3): 10, (3, 1): 2, (3, 2): 6, (3, 3): 12}


def units(lines: list[str], *, numbers: bool = False) -> list[list[Answer]]:
    """The answers of each unit, without those that lack."""
    return [
        [float(answer) if numbers else answer for answer in unit if answer != "."] for unit in zip(*lines, strict=True)
    ]


def test_alpha_of_krippendorff_2011() -> None:
    """Computing Krippendorff's Alpha-Reliability: sections A (binary), B (nominal) and C (all levels, answers lack)."""
    nominal, ordinal, interval = Alpha(Nominal()), Alpha(Ordinal("12345")), Alpha(Interval())
    assert of_table(nominal, coincidences(units(KRIPPENDORFF_2011_A))) == pytest.approx(0.095, abs=0.0005)
    assert of_table(nominal, coincidences(units(KRIPPENDORFF_2011_B))) == pytest.approx(0.692, abs=0.0005)
    several = coincidences(units(KRIPPENDORFF_2011_C))
    assert of_table(nominal, several) == pytest.approx(0.743, abs=0.0005)
    assert of_table(ordinal, several) == pytest.approx(0.815, abs=0.0005)
    numbers = coincidences(units(KRIPPENDORFF_2011_C, numbers=True))
    assert of_table(interval, numbers) == pytest.approx(0.849, abs=0.0005)


def test_kappa_of_fleiss_1971() -> None:
    """Thirty patients and six psychiatrists: kappa is 0.430."""
    table = coincidences([list(patient) for patient in FLEISS_1971])
    assert of_table(Percent(), table) == pytest.approx(0.5556, abs=0.0001)
    assert of_table(FleissKappa(), table) == pytest.approx(0.430, abs=0.0005)


def test_kappa_of_cohen_1960() -> None:
    """A Coefficient of Agreement for Nominal Scales, page 45: of 200, 70 % are agreed on, and kappa is 0.492."""
    assert of_table(Percent(), COHEN_1960) == pytest.approx(0.70)
    assert of_table(CohensKappa(), COHEN_1960) == pytest.approx(0.492, abs=0.0005)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("ab", "ab", 0), ("ab", "abcd", 1 - 1 / 2 * 2 / 3), ("ab", "bc", 1 - 1 / 3 * 1 / 3), ("a", "b", 1), ("", "a", 1)],
    ids=["equal", "one has the other", "some is shared", "nothing is shared", "one is empty"],
)
def test_masi_of_passonneau_2006(one: str, other: str, distance: float) -> None:
    """Measuring Agreement on Set-Valued Items, section 3: Jaccard times 1, 2/3 or 1/3."""
    assert masi_distance(frozenset(one), frozenset(other)) == pytest.approx(distance)
    assert masi_distance(frozenset(other), frozenset(one)) == pytest.approx(distance)


# What holds of any answers

LEVELS: dict[str, st.SearchStrategy[Answer]] = {
    "nominal": st.sampled_from("abc"),
    "ordinal": st.sampled_from("abc"),
    "interval": st.integers(0, 5).map(float),
    "set": st.frozensets(st.sampled_from("abc")),
}


def metric(level: str, answers: list[Answer]) -> Metric:
    return {"nominal": Nominal(), "ordinal": Ordinal("abc"), "interval": Interval(), "set": SetValued(answers)}[level]


def naive_alpha(level: str, coded: list[list[Answer]]) -> float | None:
    """By the definition, over all pairs of answers."""
    pairable = [unit for unit in coded if len(unit) > 1]
    every = [answer for unit in pairable for answer in unit]

    def distance(one: Answer, other: Answer) -> float:
        if level == "interval":
            assert isinstance(one, float)
            assert isinstance(other, float)
            return (one - other) ** 2
        if level == "set":
            assert isinstance(one, frozenset)
            assert isinstance(other, frozenset)
            return masi_distance(one, other)
        if level == "ordinal":
            low, high = sorted((str(one), str(other)))
            between = sum(low <= str(answer) <= high for answer in every)
            return (between - (every.count(one) + every.count(other)) / 2) ** 2
        return float(one != other)

    observed = sum(distance(one, other) / (len(unit) - 1) for unit in pairable for one, other in permutations(unit, 2))
    expected = sum(distance(one, other) for one, other in permutations(every, 2))
    return 1 - observed * (len(every) - 1) / expected if expected else None


@pytest.mark.parametrize("level", LEVELS)
@settings(max_examples=40)
@given(data=st.data())
def test_alpha_equals_its_definition(level: str, data: st.DataObject) -> None:
    coded = data.draw(st.lists(st.lists(LEVELS[level], max_size=4), max_size=6))
    alpha = Alpha(metric(level, [answer for unit in coded for answer in unit]))
    assert of_table(alpha, coincidences(coded)) == pytest.approx(naive_alpha(level, coded))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"))))
def test_kappa_equals_its_definition_and_has_no_sides(pairs: list[tuple[str, str]]) -> None:
    found = of_table(CohensKappa(), confusion(pairs))
    assert found == pytest.approx(of_table(CohensKappa(), confusion((b, a) for a, b in pairs)))
    if not pairs:
        assert found is None
        return
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(a == b for (a, _), (_, b) in product(pairs, repeat=2)) / len(pairs) ** 2
    assert found == (pytest.approx((agreed - chance) / (1 - chance)) if chance < 1 else None)


@pytest.mark.parametrize("coefficient", [Alpha(Nominal()), FleissKappa(), CohensKappa(), Percent()])
@settings(max_examples=40)
@given(answers=st.lists(st.sampled_from("abc"), min_size=2))
def test_who_always_agree_have_one(coefficient: Coefficient, answers: list[str]) -> None:
    table = coincidences([answer] * 2 for answer in answers)
    told = len(set(answers)) > 1 or isinstance(coefficient, Percent)
    assert of_table(coefficient, table) == (pytest.approx(1) if told else None)


@pytest.mark.parametrize("coefficient", [Alpha(Nominal()), FleissKappa(), CohensKappa(), Percent()])
@settings(max_examples=40)
@given(
    first=st.lists(st.tuples(*[st.sampled_from("abc")] * 2)), second=st.lists(st.tuples(*[st.sampled_from("abc")] * 2))
)
def test_sums_of_articles_are_added_up(
    coefficient: Coefficient, first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    sums: dict[object, float] = {}
    for part in (first, second):
        for name, number in coefficient.sums(coincidences(part)).items():
            sums[name] = sums.get(name, 0) + number
    assert coefficient.value(sums) == pytest.approx(of_table(coefficient, coincidences(first + second)))
