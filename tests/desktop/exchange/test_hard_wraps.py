import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.hard_wraps import unwrapped

_PARAGRAPH = (
    "The council of Tolm voted on Tuesday to close the old dam road for six weeks, after engineers found cracks in "
    "two of its pillars. The work will cost a good deal of money, and the region has promised to pay a part of that."
)


@pytest.mark.parametrize("width", [30, 50, 72, 80, 110])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_textwrap_wraps_is_joined_again(width: int, between: str) -> None:
    paragraphs = [_PARAGRAPH, "It was said before that the dam would hold. " * 4 + "It did not.", _PARAGRAPH]
    wrapped = [textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs]
    assert unwrapped("\n\n".join(wrapped)) == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line.",
        "A title\n\nA paragraph in one line.\n\nAnother one.",
        "\n".join(f"This is line {number} of a list, and it ends here." for number in range(20)),
        "Roses are red,\nviolets are blue,\nthe dam has a crack,\nand the road has one too.",
        "\n".join([_PARAGRAPH] * 5),
        "ANN LEE: No.\nTOM BERG: Yes, it will.\nANN LEE: When?\nTOM BERG: In May.",
    ],
)
def test_lines_that_end_on_purpose_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_divided_word_is_one_where_the_text_has_it_undivided() -> None:
    lines = ["The engineers said that it will be long-term work of engi-", "neers for all.", ""]
    text = "\n".join([*lines, "Another good deal of money will be spent on the short-", "term work."])
    assert unwrapped(text) == (
        "The engineers said that it will be long-term work of engineers for all.\n\n"
        "Another good deal of money will be spent on the short-term work."
    )


@given(st.text(st.sampled_from("ab .\n-\u00ad")))
def test_no_letter_is_lost(text: str) -> None:
    assert [c for c in unwrapped(text) if c in "ab."] == [c for c in text if c in "ab."]
