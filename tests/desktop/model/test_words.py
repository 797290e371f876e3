"""Words and characters of all scripts."""

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.words import WORD, character_at

_LETTERS = "ae0_\u0301\u00ad'.- ñहिन्दีกำ漢字かター한👩\u200d🚀\U0001f1eb\U0001f1f7\n"
_categories = ["Cn", "Cc", "Cf", "Mn", "Mc", "Me", "Cs"]
plain_text = st.text(
    st.one_of(
        st.characters(max_codepoint=0x58A, exclude_categories=_categories),
        st.characters(min_codepoint=0x1E00, max_codepoint=0x2BFF, exclude_categories=_categories),
        st.sampled_from("ab1'’.,-‐ "),
    )
)
wild_text = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(_LETTERS)), max_size=50)


def words(text: str) -> list[str]:
    return [match.group() for match in WORD.finditer(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jose\u0301 Pe\u0301rez’s men", ["Jose\u0301", "Pe\u0301rez’s", "men"]),  # decomposed
        ("हिन्दी में समाचार", ["हिन्दी", "में", "समाचार"]),
        ("Heli\u00adkopter\u00adlande\u00adplatz ist", ["Heli\u00adkopter\u00adlande\u00adplatz", "ist"]),
        ("我们走，他说。", ["我", "们", "走", "他", "说"]),
        ("東京タワーは高い", ["東", "京", "タワー", "は", "高", "い"]),
        ("น้ำท่วมกรุง", ["น้ำ", "ท่", "ว", "ม", "ก", "รุ", "ง"]),
        ("iPhone手机 3月", ["iPhone", "手", "机", "3", "月"]),
        ("평화를 원했다", ["평화를", "원했다"]),
        ("می\u200cخواهم سَلَام", ["می\u200cخواهم", "سَلَام"]),
        ("\u2068Pérez\u2069 \u200fשלום\u200f", ["Pérez", "שלום"]),  # marks of direction stand around words
        ("צה״ל ורה\"מ, ג'ורג' וג׳ורג׳ “צה״ל”", ["צה״ל", 'ורה"מ', "ג'ורג'", "וג׳ורג׳", "צה״ל"]),
        ("3,500.50 and 1,2 or 3, 4,b٣٬٥٠٠", ["3,500.50", "and", "1,2", "or", "3", "4", "b٣٬٥٠٠"]),
        ("foo\u200bbar ក\u200bខ", ["foo", "bar", "ក", "ខ"]),  # ZERO WIDTH SPACE parts words
        ("paral·lel l·l", ["paral·lel", "l·l"]),
        ("Al-Qaim don’t U.S 3.5 l’homme", ["Al-Qaim", "don’t", "U.S", "3.5", "l’homme"]),
    ],
)
def test_words_of_each_script(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(plain_text)
def test_plain_letters_are_words_as_ever(text: str) -> None:
    assert words(text) == re.findall(r"\w+(?:(?:['’.·\-‐‑]|(?<=\d),(?=\d))\w+)*", text)


@given(plain_text)
def test_plain_text_has_the_same_words_beside_text_that_is_not_plain(text: str) -> None:
    assert words(f"{text} 漢") == [*words(text), "漢"]


@given(wild_text)
def test_words_are_made_of_whole_characters(text: str) -> None:
    ends = {match.end() for match in regex.finditer(r"\X", text)}
    for match in WORD.finditer(text):
        assert match.end() in ends


@given(wild_text)
def test_a_character_is_found_from_each_of_its_code_points(text: str) -> None:
    text = text.replace("\r", "")  # there is none in a stored text: see `canonical`
    for match in regex.finditer(r"\X", text):
        assert {character_at(text, place) for place in range(*match.span())} == {match.span()}
