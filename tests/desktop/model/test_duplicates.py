"""Who is offered as one and the same, and who never is."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.duplicates import Evidence, groups, may_be_one
from desktop.model.records import Speaker, SpeakerKind


def reasons(*speakers: Speaker) -> list[Evidence]:
    return [evidence for group in groups(speakers, {}) for evidence in group.evidence.values()]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("José García", "JOSE GARCIA", "name"),
        ("Anne-Marie Dupont", "anne marie dupont", "name"),
        ("J. P. Morgan", "John Pierpont Morgan", "initials"),
        ("Vera Thorne", "Thorne Vera", "alike"),
        ("Vera Thorne", "Vera Thorn", "alike"),
        ("Hannelore Kohl", "Mrs. Kohl", "surname"),
        ("Maria Croft", "Gen. Croft", "surname"),
        ("Engineer Paul Okafor", "Paul Okafor", "plain name"),
        ("Amtsleiterin Ute Berg", "Ute Berg", "plain name"),
        ("Ruiz, Maria", "Maria Ruiz", "plain name"),
    ],
)
def test_these_look_like_one(one: str, other: str, reason: str) -> None:
    assert [evidence.reason for evidence in reasons(Speaker(name=one), Speaker(name=other))] == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mrs. Kohl", "Peter Kohl"),
        ("Mr. Kohl", "Mrs. Kohl"),
        ("Peter Kohl", "Hannelore Kohl"),
        ("Paul Baker", "Paula Baker"),
        ("Engineer Paul Baker", "Paula Baker"),
        ("Baker, Paul", "Peter Baker"),
        ("Mr. Okafor", "Okafor, Ann"),
        ("Maria Lang", "Mario Lang"),
        ("Ann", "Anna"),
        ("The 5th armoured brigade", "The 6th armoured brigade"),
        ("The ministry", "The mayor"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert reasons(Speaker(name=one), Speaker(name=other)) == []


def test_an_alias_of_both_is_evidence_unless_it_is_a_surname() -> None:
    first = Speaker(name="Works", kind="organisation", aliases=("MoW",))
    assert reasons(first, Speaker(name="Ministry", kind="organisation", aliases=("mow",))) == [Evidence("alias", 100)]
    assert reasons(Speaker(name="Ada Lin", aliases=("Lin",)), Speaker(name="Bo Lin", aliases=("Lin",))) == []


def test_other_kinds_other_ids_and_what_a_person_said_keep_two_apart() -> None:
    one = Speaker(name="Vera Thorne", external_id="Q1")
    assert reasons(one, Speaker(name="Vera Thorne", kind="group")) == []
    assert reasons(one, Speaker(name="Vera Thorne", external_id="Q2")) == []
    assert reasons(one, Speaker(name="Vera Thorne", distinct_from=(one.id,))) == []
    assert reasons(one, Speaker(name="Vera Thorne")) == [Evidence("name", 100)]


def test_a_surname_that_two_have_is_nobodys() -> None:
    assert reasons(Speaker(name="Ada Lin"), Speaker(name="Bo Lin"), Speaker(name="Lin")) == []


def test_who_has_most_claims_is_kept_then_who_has_the_longest_name() -> None:
    short, long, wrong = Speaker(name="V. Thorne"), Speaker(name="Vera Thorne"), Speaker(name="Vera Thorn")
    (group,) = groups([wrong, short, long], {})
    assert [one.name for one in group.speakers] == ["Vera Thorne", "Vera Thorn", "V. Thorne"]
    (group,) = groups([wrong, short, long], {wrong.id: 2, short.id: 1})
    assert [one.name for one in group.speakers] == ["Vera Thorn", "V. Thorne", "Vera Thorne"]


def test_nobody_comes_into_a_group_by_way_of_another() -> None:
    """Kohl may be Hannelore or Peter, but those two are not one."""
    kohl = Speaker(name="A. Kohl")
    some = [Speaker(name="Anna Kohl"), Speaker(name="Arno Kohl"), kohl]
    (group,) = groups(some, {})
    assert len(group.speakers) == 2
    assert kohl in group.speakers


NAMES = st.lists(
    st.sampled_from(["Mrs.", "Mr.", "Ada", "Adam", "A.", "Anna", "Lin", "Linn", "Kohl", "Ministry", "of", "É"]),
    min_size=1,
    max_size=3,
).map(" ".join)
KINDS: list[SpeakerKind] = ["person", "organisation"]
SPEAKERS = st.lists(
    st.builds(
        lambda name, alias, kind: Speaker(name=name, aliases=(alias,), kind=kind), NAMES, NAMES, st.sampled_from(KINDS)
    ),
    max_size=12,
)


@given(SPEAKERS)
def test_each_is_in_one_group_at_most_and_any_two_of_a_group_may_be_one(speakers: list[Speaker]) -> None:
    found = groups(speakers, {})
    ids = [one.id for group in found for one in group.speakers]
    assert len(ids) == len(set(ids))
    for group in found:
        assert set(group.evidence) == {one.id for one in group.speakers[1:]}
        assert all(may_be_one(*two) for two in combinations(group.speakers, 2))
