"""No text that is not ours rules the terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.control_characters import on_one_line, pictured


def controls(text: str) -> set[str]:
    return {character for character in text if unicodedata.category(character) == "Cc"}


def test_a_control_character_is_a_picture() -> None:
    assert pictured("\x1b[2J\x07\x7f\x9b\r\n\ta é") == "␛[2J␇␡\ufffd␍\n\ta é"
    assert on_one_line(" a\n\tb\r\x1b ") == "a b ␛"


@given(text=st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert controls(pictured(text)) <= {"\n", "\t"}
    assert controls(on_one_line(text)) == set()
    assert len(pictured(text)) == len(text)
