"""What was so of a speaker, as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.codebook import Attribute, AttributeKind, Option
from desktop.model.records import Fact
from desktop.model.written_facts import Said, answer_of, in_a_cell, is_mistimed, new_options, parted, words_of

OPTIONS = (Option(id="o1", name="Labour"), Option(id="o2", name="Greens"))


def asked(kind: AttributeKind, *, open: bool = False) -> Attribute:
    return Attribute(id="p", name="party", kind=kind, options=OPTIONS, open=open)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Labour", [Said("Labour")]),
        ("Labour [../2021] | Greens [2021-06/..]", [Said("Labour", "", "2021"), Said("Greens", "2021-06", "")]),
        ("MP | minister [2019/2020]", [Said("MP"), Said("minister", "2019", "2020")]),
        ("this | that", [Said("this | that")]),
        ("a [2021]", [Said("a [2021]")]),
        ("a [2021-13/..]", [Said("a [2021-13/..]")]),
        ("a [/2021]", [Said("a", "", "2021")]),
        ("  ", []),
    ],
)
def test_a_cell_says_what_was_so_and_when(cell: str, said: list[Said]) -> None:
    assert parted(cell) == said


@pytest.mark.parametrize(
    ("words", "mistimed"),
    [
        ("a [2021-13/..]", True),
        ("a [May 2021/..]", True),
        ("a [../May 2021]", True),
        ("a [2021-5/2022]", True),
        ("a [2021/2022]", False),
        ("a", False),
        ("Channel [4/5]", False),
        ("a [2021]", False),
        ("law [12/2021]", False),
        ("a [2021-13/..] b", False),
    ],
)
def test_a_time_that_is_none_is_told_from_other_words(words: str, mistimed: bool) -> None:
    assert [is_mistimed(one) for one in parted(words)] == [mistimed]


@pytest.mark.parametrize(
    ("kind", "words", "answer"),
    [
        ("choice", "labour", "o1"),
        ("choices", "Greens; Labour", ("o2", "o1")),
        ("yes/no", "Yes", True),
        ("yes/no", "0", False),
        ("number", "1,5", 1.5),
        ("date", "2021-06", "2021-06"),
        ("text", "as it is", "as it is"),
    ],
)
def test_what_is_typed_is_read_as_the_attribute_asks(kind: AttributeKind, words: str, answer: object) -> None:
    assert answer_of(words, asked(kind)) == answer


@pytest.mark.parametrize(
    ("kind", "words"), [("choice", "Tories"), ("yes/no", "maybe"), ("number", "many"), ("date", "May")]
)
def test_what_is_no_answer_is_refused(kind: AttributeKind, words: str) -> None:
    with pytest.raises(ValueError):
        answer_of(words, asked(kind))


def test_an_open_choice_takes_what_is_new() -> None:
    assert list(new_options("Tories; greens", asked("choices", open=True))) == ["Tories"]
    assert list(new_options("Tories", asked("choice"))) == []


dates = st.sampled_from(["", "2019", "2020-05", "2021-06-07"])
values = st.sampled_from(
    [("choice", "o1"), ("choices", ("o1", "o2")), ("yes/no", True), ("number", 2.5), ("text", "é")]
)


@given(value=values, times=st.lists(st.tuples(dates, dates).filter(any), min_size=1, max_size=3))
def test_what_is_written_is_read(value: tuple[AttributeKind, str], times: list[tuple[str, str]]) -> None:
    kind, answer = value
    facts = [Fact("p", answer, *time) for time in times]
    read = [Fact("p", answer_of(words, asked(kind)), *time) for words, *time in parted(in_a_cell(facts, asked(kind)))]
    assert read == facts
    assert answer_of(words_of(answer, asked(kind)), asked(kind)) == answer


@pytest.mark.parametrize("words", ["nan", "inf", "1e999"])
def test_what_no_library_can_hold_is_no_number(words: str) -> None:
    with pytest.raises(ValueError, match=words):
        answer_of(words, asked("number"))
