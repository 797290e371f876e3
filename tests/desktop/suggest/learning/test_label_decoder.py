"""Edges of what the tagger finds: half a quotation becomes a whole one, or none."""

import pytest

from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.learning.label_decoder import with_whole_quotations


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('Ruiz said "the [dam is very old" and] left.', '"the dam is very old" and'),
        ('Ruiz said "[the dam is very] old" and left.', '"the dam is very old"'),
        ('Ruiz said "the dam is very [old"] and left.', "old"),
        (
            'Ruiz said "[the dam is very old" and a risk, and "a] wall of mud behind it," and left.',
            '"the dam is very old" and a risk, and',
        ),
        ('Ruiz said [the town\'s "old dam is] safe," and left.', 'the town\'s "old dam is safe,"'),
        ('Ruiz said [the town\'s "]old dam is safe," and left.', "the town's"),
        ('Ruiz said the dam [" is safe.', '" is safe.'),
        ("Ruiz said [the dam is safe] and left.", "the dam is safe"),
    ],
)
def test_takes_in_whole_quotations(text: str, whole: str) -> None:
    start, end = text.index("["), text.index("]") - 1 if "]" in text else len(text) - 1
    plain = text.replace("[", "").replace("]", "")
    tokens = tokenise(plain, language("en"))
    inside = [k for k in range(len(tokens)) if tokens.starts[k] >= start and tokens.ends[k] <= end]
    span = with_whole_quotations(tokens, (inside[0], inside[-1] + 1))
    assert span is not None
    assert plain[tokens.starts[span[0]] : tokens.ends[span[1] - 1]] == whole


def test_half_a_quotation_alone_is_nothing() -> None:
    tokens = tokenise('"The dam is old," said Ruiz. "It is."', language("en"))
    close = tokens.quotations.all[0].close
    assert with_whole_quotations(tokens, (close, close + 1)) is None
