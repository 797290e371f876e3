"""What is offered: those for whom something speaks first, then those in use, then everyone, each once."""

import pytest

from desktop.model.records import Speaker
from desktop.model.speaker_choices import Choice, SpeakerChoices
from desktop.model.speakers import SpeakersByName

CROFT = Speaker(name="Andrew A. Croft", aliases=("the general",), role="Brig. Gen.")
ANNA = Speaker(name="Anna Crowe")
UN = Speaker(name="United Nations", aliases=("UN",), kind="organisation")
ZOE = Speaker(name="Zoe Zimmer")
ADA = Speaker(name="Ada Lin")
EVERYONE = SpeakersByName([ANNA, CROFT, UN, ZOE])


def shown(choices: SpeakerChoices, typed: str = "") -> list[str]:
    return [f"+{one.speaker.name}" if one.is_new else one.speaker.name for one in choices.offered(typed)]


def test_evidence_then_the_article_then_use_then_names() -> None:
    choices = SpeakerChoices([Choice(UN, reason="said")], EVERYONE, here=[CROFT.id, UN.id], used=[ZOE.id, CROFT.id])
    assert shown(choices) == ["United Nations", "Andrew A. Croft", "Zoe Zimmer", "Anna Crowe"]
    assert [one.reason for one in choices.offered()] == ["said", "here", "", ""]


@pytest.mark.parametrize(
    ("reason", "is_evident"),
    [
        ("said", True), ("suggested", True), ("named", True), ("follows", True), ("marked", True), ("meant", True),
        ("chosen", True), ("last", False), ("here", False), ("", False), ("described", False), ("near", False),
    ],
)  # fmt: skip
def test_what_is_evidence_enough_to_be_taken_without_looking(reason, is_evident: bool) -> None:
    assert Choice(UN, reason=reason).is_evident is is_evident


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Andrew A. Croft", "Anna Crowe", "United Nations", "Zoe Zimmer"]),
        ("an", ["Andrew A. Croft", "Anna Crowe", "+an"]),
        ("cro an", ["Andrew A. Croft", "Anna Crowe", "+cro an"]),
        ("general", ["Andrew A. Croft", "+general"]),
        ("the GENERAL", ["Andrew A. Croft"]),
        ("un", ["United Nations"]),
        ("roft", ["Andrew A. Croft", "+roft"]),
        ("anna crowe", ["Anna Crowe"]),
        ("  Bob   Bar ", ["+Bob Bar"]),
        ("Engineer Anna Crowe", ["Anna Crowe", "+Engineer Anna Crowe"]),
        ("mayor anna cro", ["Anna Crowe", "+mayor anna cro"]),
        ("Crowe, Anna", ["Anna Crowe", "+Crowe, Anna"]),
        ("Crowe, A", ["Anna Crowe", "+Crowe, A"]),
        ("A. Crowe", ["Anna Crowe", "+A. Crowe"]),
        ("A.A. Croft", ["Andrew A. Croft", "+A.A. Croft"]),
        ("B. Crowe", ["+B. Crowe"]),
    ],
)
def test_what_is_found_by_typing(typed: str, found: list[str]) -> None:
    assert shown(SpeakerChoices(everyone=EVERYONE), typed) == found


def test_of_those_who_are_alike_the_one_whom_something_speaks_for_comes_first() -> None:
    choices = SpeakerChoices([Choice(ANNA, reason="last"), Choice(ADA, is_new=True, reason="named")], EVERYONE)
    assert shown(choices, "a") == ["Anna Crowe", "+Ada Lin", "Andrew A. Croft", "United Nations", "+a"]
    assert shown(choices, "ada lin") == ["+Ada Lin"]  # the offered one, not another of that name


def test_who_is_found_by_an_alias_tells_it() -> None:
    assert [one.called for one in SpeakerChoices(everyone=EVERYONE).offered("gene")] == ["the general", ""]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ann Lin", ["+Ann Lin", "Anna Lin"]),
        ("Lin, Ann", ["+Lin, Ann", "Anna Lin"]),
        ("ann li", ["Anna Lin", "+ann li"]),
        ("an lin", ["Anna Lin", "+an lin"]),
        ("anna lin", ["Anna Lin"]),
        ("Ann", ["Anna Lin", "+Ann"]),
    ],
)
def test_a_whole_name_that_is_not_theirs_is_somebody_new(typed: str, found: list[str]) -> None:
    assert shown(SpeakerChoices(everyone=SpeakersByName([Speaker(name="Anna Lin")])), typed) == found


def test_a_letter_behind_a_title_is_rather_somebody_new_than_anybody_who_begins_so() -> None:
    known = [Speaker(name="Yusuf Okoye"), Speaker(name="Yara Lin", role="Landrat of Lund")]
    choices = SpeakerChoices(everyone=SpeakersByName(known))
    assert shown(choices, "Landrat Y")[0] == "Yara Lin"
    assert shown(SpeakerChoices(everyone=SpeakersByName(known[:1])), "Landrat Y") == ["+Landrat Y", "Yusuf Okoye"]
    assert shown(choices, "Y") == ["Yara Lin", "Yusuf Okoye", "+Y"]


def test_a_typed_title_counts_before_who_speaks_more_often() -> None:
    ada, bo = Speaker(name="Ada Lin"), Speaker(name="Bo Lin", role="Mayor of Lund")
    choices = SpeakerChoices([Choice(ada, reason="last")], SpeakersByName([ada, bo]), here=[ada.id], used=[ada.id])
    assert shown(choices, "lin") == ["Ada Lin", "Bo Lin", "+lin"]
    assert shown(choices, "Mayor Lin") == ["Bo Lin", "Ada Lin", "+Mayor Lin"]
    assert shown(choices, "mayor") == ["Bo Lin", "+mayor"]
