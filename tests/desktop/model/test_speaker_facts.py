"""What was so of a speaker on a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.records import Fact, Speaker
from desktop.model.speaker_facts import AFFILIATION, ROLE, affiliation_on, as_on, belonging_to, on_day, overlap, role_on
from desktop.model.speakers import SpeakersByName

VERA = Speaker(
    name="Vera Thorne",
    role="politician",
    affiliation="City council",
    facts=(
        Fact("party", "Labour", until="2021"),
        Fact("party", "Greens", since="2021-06"),
        Fact("gender", "woman"),
        Fact(ROLE, "minister", "2019-03-01", "2020-09-30"),
        Fact(AFFILIATION, "Ministry of Works", "2019", "2020"),
    ),
)


@pytest.mark.parametrize(
    ("day", "party"),
    [
        ("2001-01-01", "Labour"),
        ("2021-05-31", "Labour"),
        ("2021-06-01", "Greens"),  # of two that hold, the one that began last
        ("2021", "Greens"),
        ("2024-02", "Greens"),
        ("", None),  # it is not known when
    ],
)
def test_the_fact_of_the_day_counts(day: str, party: str | None) -> None:
    assert on_day(VERA, "party", day) == party


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        (("2019", "2021"), ("2020", ""), True),
        (("", "2021-05"), ("2021", ""), True),
        (("", ""), ("", ""), True),
        (("", ""), ("2020", ""), False),  # otherwise, and for a time
        (("", "2021"), ("2021", ""), False),  # one ends where the other begins
        (("", "2021"), ("2021-06", ""), False),
        (("2018", "2019"), ("2020", "2021"), False),
    ],
)
def test_which_times_overlap(one: tuple[str, str], other: tuple[str, str], do: bool) -> None:
    first, second = (Fact("party", name, *time) for name, time in (("Labour", one), ("Greens", other)))
    assert overlap(first, second) is overlap(second, first) is do


@pytest.mark.parametrize("day", ["", "1950", "2030-01-01"])
def test_what_has_no_time_always_is(day: str) -> None:
    assert on_day(VERA, "gender", day) == "woman"
    assert on_day(VERA, "height", day) is None


def test_a_role_of_a_time_goes_before_the_one_without() -> None:
    assert [role_on(VERA, day) for day in ("2018", "2019-03-01", "2020-09-30", "2020-10-01", "")] == [
        *("politician", "minister", "minister", "politician", "politician")
    ]
    assert (as_on(VERA, "2020-12-31").role, affiliation_on(VERA, "2020-12-31")) == ("politician", "Ministry of Works")


days = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@given(day=days, since=st.just("") | days, until=st.just("") | days)
def test_a_fact_holds_from_its_first_day_to_its_last(day: str, since: str, until: str) -> None:
    one = Speaker(name="A", facts=(Fact("x", "yes", since, until),))
    last = day + "-12-31"[len(day) - 4 :]
    first = day + "-01-01"[len(day) - 4 :]
    is_before = bool(since) and last < since
    is_after = bool(until) and first > until + "-12-31"[len(until) - 4 :]
    assert (on_day(one, "x", day) == "yes") == (not is_before and not is_after)


def test_an_affiliation_that_names_an_organisation_is_that_one() -> None:
    works = Speaker(name="Ministry of Public Works", kind="organisation", aliases=("ministry of works",))
    namesake = Speaker(name="Ministry of Works", kind="person")
    people = [VERA, Speaker(name="Bo", affiliation="MINISTRY OF WORKS"), Speaker(name="Cy", affiliation="Works")]
    by_name = SpeakersByName([*people, works, namesake])
    assert [one.name for one in belonging_to(works, people, by_name)] == ["Vera Thorne", "Bo"]
    assert belonging_to(namesake, people, by_name) == []
