"""What counts as the same when texts and names are compared."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.model.folding import Folded, folded

_LETTERS = "aeoßẞØøéñıİſΣςñÅﬁ½’-\u0301\u0308\u00ad\u200d กำน้かが\u3099한각ᄒ\u1161\u11abहिक़शल\u05bcסَـ漢字ー\n"
wild_text = st.text(st.one_of(st.sampled_from(_LETTERS), st.characters(exclude_categories=["Cs", "Cn"])), max_size=40)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Pérez", "Pe\u0301rez", "PÉREZ", "perez", "Pé\u00adrez"),
        ("Straße", "STRASSE", "strasse", "STRAẞE", "stra\u00adße"),
        ("Øverland", "øverland", "Overland"),
        ("Łódź", "lodz", "LODZ"),
        ("İstanbul", "istanbul", "ISTANBUL", "Istanbul"),
        ("Æsop ﬁnds", "aesop finds"),
        ("l’homme", "l'homme", "lʼhomme"),
        ("Al‑Qaim", "Al-Qaim", "al‐qaim"),
        ("10\u00a0000", "10 000", "10\u202f000"),
        ("ΟΔΟΣ", "οδός", "οδοσ"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("が", "か\u3099"),
        ("שָׁלוֹם", "שלום"),
        ("سَلَام", "سلام", "ســلام"),
        ("ＡＢＣ", "abc"),
        ("น้ำ", unicodedata.normalize("NFKD", "น้ำ")),
    ],
)
def test_spellings_that_are_the_same(spellings: tuple[str, ...]) -> None:
    assert len({folded(one) for one in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("हि", "हु"), ("กา", "กี"), ("क", "क़"), ("하", "한")])
def test_what_is_not_the_same(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(wild_text)
def test_what_is_folded_is_folded(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(wild_text)
def test_how_letters_are_composed_makes_no_difference(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded(unicodedata.normalize(form, text)) == folded(text)


@given(wild_text)
@example("Þ\xad")  # as many letters as before, but not one for one
def test_each_place_of_a_folded_text_leads_back_to_where_it_is_from(text: str) -> None:
    made = Folded(text)
    assert made.text == folded(text)
    before = (0, 0)
    for place in range(len(made.text)):
        start, stop = made.source_range(place, place + 1)
        assert 0 <= start < stop <= len(text)
        assert made.text[place] in folded(text[start:stop])
        assert (start, stop) == before or start >= before[1]
        before = (start, stop)


@given(wild_text, st.text(st.sampled_from("xyz"), min_size=1), wild_text)
def test_a_word_is_found_where_it_stands(before: str, word: str, after: str) -> None:
    made = Folded(f"{before} {word} {after}")
    start = len(folded(before)) + 1
    assert made.text[start : start + len(word)] == word
    begins, ends = made.source_range(start, start + len(word))
    assert (begins, ends) == (len(before) + 1, len(before) + 1 + len(word))
