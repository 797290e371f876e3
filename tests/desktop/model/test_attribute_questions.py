"""What is asked of an annotation, and which answers are offered."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.attribute_questions import MOST, Question, asked_of, further_of, letters
from desktop.model.codebook import Attribute, Label, Option
from tests.making import question


def words(asked: Question, typed: str = "", given: object = None) -> list[str]:
    return [f"{one.key} {one.words}".strip() for one in asked.offered(typed, given)]  # type: ignore[arg-type]


def test_what_is_required_and_what_comes_first_is_asked_until_it_is_answered() -> None:
    asked = [replace(question(name), required=name == "d") for name in "abcd"]
    label = Label(name="Claim", role="claim", attributes=tuple(asked))
    assert [one.name for one in asked_of(label, {})] == ["a", "b", "d"]
    assert [one.name for one in asked_of(label, {"a": "x", "d": "y"})] == ["b"]
    assert [one.name for one in further_of(label, {})] == ["c"]
    assert [one.name for one in further_of(label, {"a": "x", "c": "y"})] == []


def test_a_choice_without_options_is_not_asked() -> None:
    asked = [question("a", "choice"), question("b", "choices", open=True), question("c", "yes/no"), question("d")]
    label = Label(name="Claim", role="claim", attributes=tuple(asked))
    assert [one.name for one in asked_of(label, {})] == ["b", "c"]


def test_few_fixed_options_have_letters() -> None:
    assert words(Question(question("stance", "choice", "agree", "disagree"))) == ["A agree", "D disagree"]
    assert words(Question(question("stance", "choice", "agree", "ambivalent", "a"))) == [
        "A agree",
        "M ambivalent",
        "1 a",
    ]
    assert words(Question(question("new", "yes/no"))) == ["Y Yes", "N No"]


@given(st.lists(st.text(max_size=12), max_size=MOST))
def test_no_letter_is_given_twice(names: list[str]) -> None:
    given = [one for one in letters(names) if one]
    assert len(given) == len(set(given))
    assert all(len(one) == 1 for one in given)


def test_an_option_keeps_its_digit_whatever_was_answered_last() -> None:
    asked = question("concept", "choice", *"abcdefghijk", open=True)
    first = [f"{digit} {name}" for digit, name in enumerate("abcdefghi", start=1)]
    assert words(Question(asked)) == words(Question(asked, last="c"), given="b") == first
    assert [one.words for one in Question(asked, last="c").offered() if one.is_again] == ["c"]


def test_behind_the_first_options_stand_those_that_were_given_or_given_last() -> None:
    asked = question("concept", "choice", *"abcdefghijk", open=True)
    assert words(Question(asked, last="k"))[MOST:] == ["0 k"]
    assert words(Question(asked, last="k"), given="j")[MOST:] == ["0 j", "k"]


def test_what_was_typed_last_is_offered_without_a_key_which_may_begin_an_answer() -> None:
    assert words(Question(question("place"), last="Ghent")) == ["Ghent"]
    assert words(Question(question("year", "number"), last=2026)) == ["2026"]


def test_typed_letters_find_names_in_the_order_of_their_likeness_and_offer_a_new_one() -> None:
    concept = question("concept", "choice", "Old taxes", "Taxes help", "Über taxes", "Syntax", open=True)
    assert words(Question(concept), "tax") == ["Taxes help", "Old taxes", "Über taxes", "Syntax", "New: “tax”"]
    assert words(Question(concept), "uber TAXES") == ["Über taxes"]
    fixed = question("concept", "choice", *(f"option {n}" for n in range(MOST + 1)))
    assert words(Question(fixed), "9") == ["option 9"]
    assert words(Question(fixed), "zz") == []
    near = [one.is_near for one in Question(concept).offered("yntax")]
    assert near == [False, True]  # what lies within a word is not what Enter takes, where a new value may be meant


def test_options_are_found_by_those_around_them_and_retired_ones_are_not_offered() -> None:
    tree = (
        Option(id="e", name="Economy"),
        Option(id="t", name="Taxes", parent="e", guideline="What the state takes."),
        Option(id="x", name="Tariffs", parent="e", retired=True),
    )
    asked = Question(Attribute(name="topic", kind="choice", options=tree, open=True))
    found = asked.offered("econ")
    assert [one.words for one in found] == ["Economy", "Taxes", "New: “econ”"]
    assert (found[1].around, found[1].guideline) == ("Economy › Taxes", "What the state takes.")
    assert "Tariffs" not in words(asked, "tariffs")[0:0] + [one.words for one in asked.offered()]


@pytest.mark.parametrize(
    ("kind", "typed", "value"), [("number", " 2,5 ", 2.5), ("date", "2026-11", "2026-11"), ("text", " a b ", "a b")]
)
def test_what_is_typed_is_read_by_its_kind(kind: str, typed: str, value: object) -> None:
    assert Question(question("x", kind)).read(typed) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "typed", "told"), [("number", "many", "convert"), ("date", "soon", "soon")])
def test_what_is_no_number_and_no_date_is_told(kind: str, typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Question(question("x", kind)).read(typed)  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["nan", "inf", "-Infinity", "1e999", "many"])
def test_what_no_library_can_hold_is_no_number(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        Question(question("share", "number")).read(typed)
    assert Question(question("share", "number")).read("2,5") == 2.5
