"""The speakers by name, kept up as they change: in order, by what they are called, and by what is typed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.records import Fact, Speaker
from desktop.model.speaker_facts import ROLE
from desktop.model.speakers import UNLIKE, SpeakersByName, likeness, meanings

CROFT = Speaker(id="c", name="Andrew A. Croft", aliases=("the general", "Croft"))
LARA = Speaker(id="l", name="Lara Croft", aliases=("Croft",))
BANK = Speaker(id="b", name="World Bank", kind="organisation", aliases=("Bank",))

NAMES = st.sampled_from(["Ann", "ann", "Bo", "Straße", "STRASSE", "Élan", "Cleo"])
SPEAKERS = st.lists(st.tuples(st.integers(0, 5), NAMES, st.lists(NAMES, max_size=2)), max_size=12)


@given(SPEAKERS, SPEAKERS)
def test_kept_up_it_is_as_if_made_anew(before: list[tuple[int, str, list[str]]], after) -> None:
    first, then = ([Speaker(id=str(id), name=name, aliases=tuple(aliases)) for id, name, aliases in some]
                   for some in (before, after))  # fmt: skip
    kept_up = SpeakersByName(first)
    for speaker in then:
        kept_up.put(speaker)
    anew = SpeakersByName({speaker.id: speaker for speaker in [*first, *then]}.values())
    assert list(kept_up) == list(anew) == sorted(anew, key=lambda speaker: (speaker.name.casefold(), speaker.id))
    for name in ("ann", "strasse", "Cleo"):
        assert kept_up.called([name]) == anew.called([name])


def test_who_goes_by_a_name() -> None:
    ann, bo = Speaker(id="1", name="Ann Lee", aliases=("the mayor",)), Speaker(id="2", name="Bo")
    speakers = SpeakersByName([bo, ann])
    assert speakers.called(["The Mayor", "bo", "somebody"]) == [ann, bo]
    speakers.put(replace(ann, aliases=()))
    assert speakers.called(["The Mayor"]) == []
    assert speakers.these(["2", "1", "nobody"]) == [replace(ann, aliases=()), bo]


SYLLABLES = st.sampled_from(["a", "an", "n", "le", "lee", "bo", "-", "straße", "ST", "é", "anna", "rasb"])
TYPED = st.lists(SYLLABLES, max_size=3).map(" ".join)
FULL_NAMES = st.lists(NAMES | st.sampled_from(["Lee", "Anna-Lena", "of", "Strasbourg"]), min_size=1, max_size=3)


@given(st.lists(st.tuples(FULL_NAMES, st.lists(FULL_NAMES, max_size=2)), max_size=20), TYPED, st.integers(0, 3))
def test_what_is_typed_finds_what_a_look_at_each_would_find(named, typed: str, later: int) -> None:
    every = [
        Speaker(id=f"{number:02}", name=" ".join(name), aliases=tuple(map(" ".join, aliases)))
        for number, (name, aliases) in enumerate(named)
    ]
    speakers = SpeakersByName(every[later:])
    speakers.found_by("a", 5)
    for speaker in every[:later]:
        speakers.put(speaker)
    wanted = meanings(typed)
    ranked = sorted((likeness(wanted, one)[:3], one.name.casefold(), one.id, one.name) for one in every)
    expected = [id for (unlike, *_), _, id, _ in ranked if unlike < UNLIKE]
    if not wanted.words:
        expected = [speaker.id for speaker in speakers]
    assert [speaker.id for speaker in speakers.found_by(typed, 60)] == expected


@given(st.lists(st.sampled_from(["Ann Lee", "Anna", "Bo Ann", "Joann", "Leann"]), max_size=40), st.integers(1, 9))
def test_the_likeliest_are_found_even_when_few_are_wanted(names: list[str], most: int) -> None:
    every = [Speaker(id=f"{number:02}", name=name) for number, name in enumerate(names)]
    speakers = SpeakersByName(every)
    for typed in ("ann", "lee", "a", "ann l"):
        assert speakers.found_by(typed, most) == speakers.found_by(typed, 60)[:most]


def test_a_surname_that_two_share_makes_no_one_of_them() -> None:
    speakers = SpeakersByName([CROFT, BANK])
    assert speakers.meant("Lara Croft", ("Croft",)) is None
    assert speakers.meant("Croft") == CROFT
    assert speakers.meant("the Bank", ("Bank",)) == BANK
    speakers.put(LARA)
    assert speakers.meant("Croft") is None
    assert speakers.meant("Croft", near={"l"}) == LARA
    assert speakers.meant("Croft", near={"c"}) == CROFT


def test_a_surname_begins_with_its_small_words() -> None:
    berg = Speaker(name="Hanneke van den Berg")
    speakers = SpeakersByName([berg, LARA])
    assert speakers.meant("Van den Berg") == berg
    assert speakers.meant("Berg") == berg
    assert speakers.meant("den Berg") is None
    speakers.put(replace(berg, name="Hanneke Lund"))
    assert speakers.meant("van den Berg") is None


def test_who_is_known_here_by_a_surname_alone_is_the_one_of_the_full_name() -> None:
    croft = Speaker(id="s", name="Croft")
    speakers = SpeakersByName([croft, LARA])
    assert speakers.meant("Andrew A. Croft", ("Gen. Andrew A. Croft", "Croft"), near={"s"}) == croft
    assert speakers.meant("Andrew A. Croft", ("Gen. Andrew A. Croft", "Croft")) is None


@pytest.mark.parametrize(
    ("called", "known", "is_meant"),
    [
        ("L. Hoyt", "Lena Hoyt", True),
        ("Lena Hoyt", "L. Hoyt", True),
        ("Dr. L. Hoyt", "Lena Hoyt", True),
        ("Hoyt, L.", "Lena Hoyt", True),
        ("J. P. Morgan", "John Pierpont Morgan", True),
        ("J.P. Morgan", "John Pierpont Morgan", True),
        ("P. Hoyt", "Lena Hoyt", False),
        ("Mr. L. Hoyt", "Lena Hoyt", False),
        ("Len. Hoyt", "Lena Hoyt", False),
        ("L. Hoyt", "Lena Hoyts", False),
        ("L. M. Hoyt", "Lena Hoyt", False),
    ],
)
def test_initials_mean_who_is_known_here_by_the_given_name(called: str, known: str, is_meant: bool) -> None:
    one = Speaker(id="1", name=known)
    speakers = SpeakersByName([one, LARA])
    assert speakers.meant(called, near={"1"}) == (one if is_meant else None)
    assert speakers.meant(called) is None  # elsewhere there may be others with these letters


def test_initials_that_fit_two_mean_neither() -> None:
    lena, lars = Speaker(id="1", name="Lena Hoyt"), Speaker(id="2", name="Lars Hoyt")
    speakers = SpeakersByName([lena, lars])
    assert speakers.meant("L. Hoyt", near={"1", "2"}) is None
    assert speakers.meant("L. Hoyt", near={"2"}) == lars


def test_a_name_is_the_same_however_it_is_written() -> None:
    oystein = Speaker(id="1", name="Øystein Pérez", aliases=("Frau Weiß", "石川"))
    speakers = SpeakersByName([oystein])
    for name in ("ØYSTEIN PÉREZ", "oystein perez", "Øystein Pe\u0301rez", "Øy\u00adstein\u00a0Pérez", "frau weiss"):
        assert speakers.called([name]) == [oystein]
    assert speakers.called(["石", "Øystein"]) == []


@pytest.mark.parametrize(
    ("called", "aliases", "meant"),
    [
        ("Mrs. Kohl", (), None),
        ("Mr. Kohl", (), "Peter Kohl"),
        ("Kohl", ("Mrs. Kohl",), None),
        ("Kohl", ("Mr. Kohl",), "Peter Kohl"),
        ("Kohl", (), "Peter Kohl"),
    ],
)
def test_a_title_is_a_veto(called: str, aliases: tuple[str, ...], meant: str | None) -> None:
    found = SpeakersByName([Speaker(name="Peter Kohl")]).meant(called, aliases)
    assert (found.name if found else None) == meant


@pytest.mark.parametrize("called", ["Engineer Paul Okafor", "Okafor, Paul", "Paul Okafor, engineer", "Mr. Paul Okafor"])
def test_a_role_or_a_comma_makes_nobody_else(called: str) -> None:
    okafor, engineer = Speaker(name="Paul Okafor"), Speaker(name="Okafor, Chief Engineer Paul")
    assert SpeakersByName([okafor]).meant(called) == okafor
    assert SpeakersByName([engineer]).meant(called) == engineer
    assert SpeakersByName([Speaker(name="Paul Okafor Ltd", kind="organisation")]).meant(called) is None


def test_a_role_does_not_overrule_a_title_of_courtesy() -> None:
    assert SpeakersByName([Speaker(name="Paul Okafor")]).meant("Mrs. Paul Okafor") is None


ADA = Speaker(id="ada", name="Ada Lin", role="Mayor of Lund")
BO = Speaker(id="bo", name="Bo Lin")
JEAN = Speaker(id="jean", name="Jean-Luc Mayor")
TOBIAS = Speaker(id="tobias", name="Tobias Lin", facts=(Fact(about=ROLE, value="General", since="2020"),))


@pytest.mark.parametrize(
    ("name", "aliases", "near", "meant"),
    [
        ("Mayor Lin", (), "", ADA),
        ("Lin", ("Mayor Lin",), "", ADA),
        ("Mayor Lin", (), "bo", ADA),  # whose role is known; Bo's is not
        ("Gen. Lin", (), "", TOBIAS),
        ("Lin", (), "", None),
        ("Lin", (), "bo", BO),
        ("Judge Lin", (), "", None),
        ("Judge Lin", (), "bo", BO),
        ("Mayor", (), "", None),
        ("Mayor", (), "ada jean", ADA),
        ("Mayor", (), "jean", JEAN),
        ("Judge", (), "ada", None),
    ],
)
def test_a_title_means_who_has_that_role(name: str, aliases: tuple[str, ...], near: str, meant: Speaker | None) -> None:
    assert SpeakersByName([BO, ADA, JEAN, TOBIAS]).meant(name, aliases, set(near.split())) == meant


def test_a_surname_that_is_a_title_means_who_has_it_where_nobody_has_that_role() -> None:
    speakers = SpeakersByName([BO, JEAN])
    assert speakers.meant("Mayor") == JEAN
    speakers.put(replace(BO, role="Mayor"))
    assert speakers.meant("Mayor") is None
    speakers.put(BO)
    assert speakers.meant("Mayor") == JEAN


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Mayor Lin", [ADA, BO, TOBIAS]),
        ("general lin", [TOBIAS, ADA, BO]),
        ("Mayor", [ADA, JEAN]),
        ("general", [TOBIAS]),
        ("Lin", [ADA, BO, TOBIAS]),
        ("lund", []),
    ],
)
def test_a_typed_title_puts_who_has_that_role_first(typed: str, found: list[Speaker]) -> None:
    speakers = SpeakersByName([BO, JEAN, TOBIAS])
    speakers.found_by("a", 5)
    speakers.put(ADA)
    assert speakers.found_by(typed, 9) == found
    assert speakers.found_by(typed, 1) == found[:1]
