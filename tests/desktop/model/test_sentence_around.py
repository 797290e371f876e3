"""The sentences around words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.sentence_around import sentences_around

ABBREVIATIONS = frozenset({"gen.", "No."})


def around(text: str, words: str) -> str:
    start = text.index(words)
    found = sentences_around(text, start, start + len(words), ABBREVIATIONS)
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("One. Two three. Four.", "three", "Two three."),
        ("One. Two three. Four.", "Two three.", "Two three."),
        ("One.\n\n  Two three \nFour.", "three", "Two three"),
        ("He left. “We go. We stay,” she said. So?", "We go. We stay", "“We go. We stay,” she said."),
        ("He left. “We go.” She did.", "“We go.”", "“We go.”"),
        ("“Why?” she asked. Nobody knew.", "Why", "“Why?” she asked."),
        ("So Gen. A. Croft of No. 9 said. Then?", "Croft", "So Gen. A. Croft of No. 9 said."),
        ("It costs 3.5 million. Too much!", "million", "It costs 3.5 million."),
        ("他说。我们走！好。", "我们", "我们走！"),
        ("Why?! No idea…", "Why", "Why?!"),
        ("no end", "end", "no end"),
    ],
)
def test_a_sentence_ends_where_a_reader_sees_it_end(text: str, words: str, found: str) -> None:
    assert around(text, words) == found


def test_in_a_text_without_an_end_it_does_not_go_on_for_ever() -> None:
    text = "word " * 10_000
    found = sentences_around(text, 25_000, 25_004)
    assert 1_900 < found.end - found.start < 2_100


@given(st.text(alphabet="aB. \n”“!?。\u0301🛩", min_size=1, max_size=60), st.data())
def test_the_words_themselves_are_always_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = sentences_around(text, start, end)
    inner = text[start:end].strip()
    assert 0 <= found.start <= found.end <= len(text)
    assert inner in text[found.start : found.end]
