"""Which marks make quotations, in each language's way."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.model.quotation_marks import find_quotations, in_marks, paragraphs_around

WAYS = [
    ("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"), ("``", "''"),
    ("„", "“"), ("‚", "‘"), ("»", "«"), ("›", "‹"),  # German, Danish
    ("„", "”"), ("‚", "’"),  # Polish, Hungarian, Dutch
    ("”", "”"), ("’", "’"), ("»", "»"),  # Swedish, Finnish
    ("«", "»"), ("‹", "›"), ("« ", " »"), ("«\u00a0", "\u00a0»"), ("«\u202f", "\u202f»"),  # French
    ("「", "」"), ("『", "』"), ("﹁", "﹂"), ("〝", "〟"), ("〝", "〞"),
]  # fmt: skip


def quoted(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotations(text)]


@pytest.mark.parametrize(("opening", "closing"), WAYS)
class TestEachWay:
    def test_a_quotation_is_found_with_its_marks(self, opening: str, closing: str) -> None:
        first, second = f"{opening}Never,{closing}", f"{opening}not in this life!{closing}"
        assert quoted(f"{first} she said, {second} (twice)") == [first, second]
        assert quoted(f"She said: {first}") == [first]

    def test_apostrophes_close_nothing(self, opening: str, closing: str) -> None:
        whole = f"{opening}The ministers’ plan won’t hold, nor the mayor's, l’homme said of O’Hara.{closing}"
        assert quoted(f"The mayors’ men don't know: {whole} It's over, the ministers' men said.") == [whole]

    def test_a_quotation_may_end_with_an_s(self, opening: str, closing: str) -> None:
        first, second = f"{opening}We won’t risk lives,{closing}", f"{opening}It’s theirs{closing}"
        assert quoted(f"{first} Ruiz said. {second}") == [first, second]
        assert quoted(f"{second} Ruiz said. {first}") == [second, first]

    def test_what_stands_behind_a_quotation_tells_its_end_from_an_apostrophe(self, opening: str, closing: str) -> None:
        for body in ("The ministers’ plan isn’t Ruiz’s", "The ministers' plan isn't Ruiz's", "The mayors' plans"):
            whole = f"{opening}{body}{closing}"
            assert quoted(f"{whole} Ruiz said the ministers' plan was bad, and the workers’ union agreed.") == [whole]
            assert quoted(f"{whole} he said.\n\n{whole} said Ruiz.") == [whole, whole]

    def test_like_marks_may_be_nested(self, opening: str, closing: str) -> None:
        for within in (f"{opening}a disgrace{closing}", "“a disgrace”", '"a disgrace"'):
            whole = f"{opening}He called it {within} yesterday{closing}"
            assert quoted(f"{whole} she said. {whole}") == [whole, whole]

    def test_one_that_is_opened_again_may_hold_apostrophes_and_quotations(self, opening: str, closing: str) -> None:
        parts = [f"{opening}One.", f"{opening}It's the ministers' plan.", f"{opening}He called it “no” twice."]
        parts += [f"{opening}Four.{closing}"]
        assert quoted("\n\n".join(["Ruiz spoke.", *parts, "He left."])) == parts

    def test_each_paragraph_of_one_that_is_opened_again_is_a_part(self, opening: str, closing: str) -> None:
        parts = [f"{opening}One.", f"{opening}Two isn’t all.", f"{opening}Three.{closing}"]
        text = "\n\n".join([f"Ruiz said: {parts[0]}", parts[1], f"{parts[2]} She left.", "Nobody came."])
        assert quoted(text) == parts
        assert [bool(one.closing) for one in find_quotations(text)] == [False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "it wasn’t the ministers’ fault, nor the mayors’",
        "it wasn't the ministers' fault, nor the mayors'",
        "rock ’n’ roll, rock 'n' roll, get ’em, get 'em in the ’90s and the '80s",
        "’Tis late for Gerard ’t Hart; ’s avonds in ’s-Hertogenbosch",
        "l’homme qu’aujourd’hui d’Artagnan n’a pas vu",
        "צה\"ל ומד\"א",
        "a pipe of 5' and 6\" or 7'2\"",
        "x > y » next › last",
    ],
)  # fmt: skip
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He said ‘never’ to us,” she said", ["“He said ‘never’ to us,”"]),
        ("‘He said “never” to us,’ she said", ["‘He said “never” to us,’"]),
        ("«Il a dit «jamais» hier», dit-elle", ["«Il a dit «jamais» hier»"]),
        ("「彼は「いいえ」と言った」と彼女は言った。", ["「彼は「いいえ」と言った」"]),
        ("他说‘好’，她说“不”。", ["‘好’", "“不”"]),
        ("그는 ‘평화’를 원했다", ["‘평화’"]),
        ("„Nein\", sagte er", ["„Nein\""]),
        ('"Never", she said. "Why', ['"Never"', '"Why']),  # one that is not closed ends with its paragraph
        ("“Never, she said.\n\nNobody came.", ["“Never, she said."]),
        ("‘Never, she said.\n\nNobody came’.", []),  # of a single one that is not closed nobody knows
        ("“Never, she said. “Why?” he asked.", ["“Never, she said. “Why?”"]),  # one is not closed
        ("““Never” he said,” Ruiz added", ["““Never” he said,”"]),
        ("«Ha dicho «no» dos veces.\n\n»Dos». Fin.", ["«Ha dicho «no» dos veces.", "»Dos»"]),
        ("‘We have no plans’ Ruiz said. ‘We know.’", ["‘We have no plans’", "‘We know.’"]),
        ("‘The plan is the ministers’ of old’ he said", ["‘The plan is the ministers’ of old’"]),
        ("他说：“她说“好”了。”然后走了。", ["“她说“好”了。”"]),
        ("«Uno.\n\n»Dos.\n\n»Tres». Fin.", ["«Uno.", "»Dos.", "»Tres»"]),  # Spanish opens again with what closes
    ],
)  # fmt: skip
def test_nested_and_unclosed_ones(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_those_within_one_are_found_in_its_inner_range() -> None:
    text = "“He said ‘never’ to us,” she said"
    (outer,) = find_quotations(text)
    (inner,) = find_quotations(text, outer.inner_start, outer.inner_end)
    assert text[inner.start : inner.end] == "‘never’"


@given(st.text(st.sampled_from("ab ,.s\n“”‘’'\"„‚«»‹›「」`你"), max_size=60))
def test_quotations_are_disjoint_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for one in find_quotations(text):
        assert end <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text)
        assert text.startswith(one.closing, one.inner_end)
        end = one.end


@given(st.text(st.sampled_from("ab ,.s“”‘’'\"„‚«»‹›「」你"), max_size=40))
@example("›‹")  # nothing follows the last mark
def test_a_paragraph_is_paired_by_itself(text: str) -> None:
    assert quoted(f"{text}\n\nThen:\n\n“Never”") == [*quoted(text), "“Never”"]


@given(
    st.text(st.sampled_from("abS ,.s\n\n“”‘’'\"„‚«»‹›「」`你"), max_size=80), st.integers(0, 80), st.integers(0, 80)
)  # fmt: skip
def test_the_paragraphs_around_a_range_hold_all_that_tells_its_quotations(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    around = find_quotations(text, *paragraphs_around(text, start, end))
    there = [[one for one in found if one.start < end and start < one.end] for found in (around, find_quotations(text))]
    assert there[0] == there[1]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the dam will hold", "“the dam will hold”"),
        ("“We have waited too long,”", "“We have waited too long,”"),
        ("“We have waited", "“We have waited”"),
        ("waited too long,” she said", "“waited too long,” she said"),
        ("said “nobody asked” us", "said “nobody asked” us"),
        ("„Wir warten“, sagte sie, „seit", "„Wir warten“, sagte sie, „seit“"),
        ('he said "no', 'he said "no"'),
        ("long» et «", "«long» et «»"),
    ],
)
def test_words_are_shown_in_marks_that_are_pairs(words: str, shown: str) -> None:
    assert in_marks(words) == shown
