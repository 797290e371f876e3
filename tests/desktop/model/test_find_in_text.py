"""What Find finds: words however they are written, whole words, regular expressions; and no input can fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.model.find_in_text import Finder, OddPattern, Searched, Sought, TakesTooLong, TooLargePattern
from desktop.model.folding import folded

TEXT = "Pérez said so. The men of Pe\u0301rez-Lang (perez@news) said: “Supérez!” 北京的新闻 e\u0301t. Perezé"


def found(sought: Sought, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in Finder(sought).find(Searched(text), 5)]


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        (Sought("perez"), ["Pérez", "Pe\u0301rez", "perez", "pérez", "Perez"]),
        (Sought("perez", whole_words=True), ["Pérez", "perez"]),
        (Sought("said so. the", whole_words=True), ["said so. The"]),
        (Sought("e", whole_words=True), []),  # nor is a letter with a mark of its own a word
        (Sought("北京", whole_words=True), ["北京"]),
        (Sought(r"P\w+z", is_pattern=True), ["Pérez", "Pe\u0301rez", "Perez"]),
        (Sought(r"pér.z", is_pattern=True), ["pérez"]),
        (Sought(r"pér.z", is_pattern=True, any_case=True), ["Pérez", "Pe\u0301rez", "perez", "pérez", "Perez"]),
        (Sought(r"[é]r\S+", is_pattern=True, any_case=True, whole_words=True), []),
        (Sought(r"p[é]re\w", is_pattern=True, any_case=True, whole_words=True), ["Pérez", "perez"]),
        (Sought(r"(?<=\()\w+", is_pattern=True), ["perez"]),
        (Sought(""), []),
        (Sought("", is_pattern=True), []),
    ],
)
def test_what_is_sought_is_found(sought: Sought, expected: list[str]) -> None:
    assert found(sought) == expected


@pytest.mark.parametrize("typed", ['"No."', "“No.”", "„No.“", "«No.»"])
@pytest.mark.parametrize("text", ["Said “No.” twice", 'Said "No." twice', "Said „No.“ twice", "Said «No.» twice"])
def test_marks_of_quotation_are_the_same(typed: str, text: str) -> None:
    assert len(found(Sought(typed), text)) == 1


def test_dashes_and_single_marks_are_the_same() -> None:
    assert found(Sought("'no' - so"), "He said ‚no‘ – so") == ["‚no‘ – so"]


def test_a_line_has_a_beginning_and_an_end() -> None:
    assert found(Sought(r"^\w+", is_pattern=True), "One two\nThree four") == ["One", "Three"]


def test_what_covers_no_character_is_no_match() -> None:
    finder = Finder(Sought("x*|(?=s)", is_pattern=True))
    assert [*finder.find(Searched("axxb"), 5)] == [(1, 3)]
    assert finder.found_nothing


@pytest.mark.parametrize("typed", ["(", "[a", "*", r"\p{x}", "a{2,1}", "(?P<", "\\", "a{99999999999}", "(" * 3000])
def test_what_is_no_expression_is_said_in_a_sentence(typed: str) -> None:
    with pytest.raises(OddPattern, match="regular expression"):
        Finder(Sought(typed, is_pattern=True))


@pytest.mark.parametrize(
    "typed",
    [
        "a{99999999}",
        "(a{1000}){1000}",
        "((a{100}){100}){100,}",
        "(?x)a{9 9 9 #9\n 9 9 9, }",
        r"\\\{a{9999999}",
        "a{" + "9" * 5000 + "}",
        "\uff5b9999999\uff5d",
        "a" * 10_001,
    ],
    ids=range(8),
)
def test_an_expression_too_large_to_be_made_ready_is_refused(typed: str) -> None:
    with pytest.raises(TooLargePattern, match="too"):
        Finder(Sought(f"a{typed}", is_pattern=True, any_case=True))


@pytest.mark.parametrize(
    "typed",
    [r"said.{0,300}that.{0,300}not.{0,300}", r"\{99999999\}", "xa{0,99999999}", r"\w{1000}", r"(\d{1,4}[.]){2}\d{4}"],
)
def test_repeats_that_are_soon_made_ready_may_be_used(typed: str) -> None:
    assert found(Sought(typed, is_pattern=True), "Nothing of that.") == []


_REPEATED = st.recursive(
    st.just(("a", 1)),
    lambda inner: st.tuples(
        inner, st.integers(0, 300), st.sampled_from(["{%d}", "{%d,}", "{%d,9999}", "{ %d }", "{0%d}"])
    ).map(lambda one: (f"(?:{one[0][0]}{one[0][0]}){one[2] % one[1]}", 2 * one[0][1] * max(one[1], 1))),
    max_leaves=3,
)


@given(_REPEATED)
def test_no_expression_that_is_let_through_grows_beyond_bounds(repeated: tuple[str, int]) -> None:
    typed, letters = repeated
    try:
        Finder(Sought(f"(?x){typed}", is_pattern=True))
    except TooLargePattern:
        return
    assert letters <= 200_000


def test_an_expression_that_never_ends_is_stopped() -> None:
    found_in_vain = Finder(Sought("(.*?,){11}P", is_pattern=True)).find(Searched("1,2,3,4,5,6,7,8,9," * 10), 0.1)
    with pytest.raises(TakesTooLong):
        next(found_in_vain)


@given(
    st.text(st.sampled_from("ab()[]{}*+?|\\^$.,:<>=!-PpN1 é&~#") | st.characters(), max_size=12),
    st.text(max_size=60),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_no_input_can_fail(typed: str, text: str, is_pattern: bool, whole_words: bool, any_case: bool) -> None:
    sought = Sought(typed, is_pattern, whole_words, any_case)
    last = 0
    try:
        for start, end in Finder(sought).find(Searched(text), 0.2):
            assert last <= start < end <= len(text)
            last = end
    except KnownError:
        pass


@given(st.text(st.sampled_from("aé bÉA’-.1 \u0301北"), max_size=40), st.sampled_from(["a", "é", "b a", "1"]))
def test_whole_words_are_some_of_all(text: str, typed: str) -> None:
    everything = [*Finder(Sought(typed)).find(Searched(text), 1)]
    whole = [*Finder(Sought(typed, whole_words=True)).find(Searched(text), 1)]
    assert set(whole) <= set(everything)
    assert all(folded(text[start:end]).split() for start, end in whole)
