"""Texts that are much the same, and outlets that are not."""

import random

import pytest

from desktop.model.same_text import ALIKE, is_same_article, keys, resemblance, runs
from tests.making import article_of

_WORDS = [f"word{number}" for number in range(2_000)]


def _text(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(_WORDS, k=length)


def test_a_copy_with_another_headline_shares_a_key_and_another_text_none() -> None:
    copy = _text(1)
    one = runs("Harbour closes. " + " ".join(copy))
    other = runs("A week without ships: " + ", ".join(copy).upper() + " — as the agency said")
    assert resemblance(one, other) > 0.9
    assert set(keys(one)) & set(keys(other))
    stranger = runs(" ".join(_text(2)))
    assert resemblance(one, stranger) == 0
    assert not set(keys(one)) & set(keys(stranger))


def test_nearly_all_that_share_two_thirds_of_their_words_share_a_key() -> None:
    found = 0
    for seed in range(50):
        copy = _text(seed)
        one, other = runs(" ".join(copy)), runs(" ".join(copy[:240]))
        assert resemblance(one, other) > ALIKE
        found += bool(set(keys(one)) & set(keys(other)))
    assert found > 45


def test_a_short_text_is_like_none_but_itself() -> None:
    assert keys(runs("It rained in the hills, she said.")) == ()
    assert resemblance(runs(""), runs("")) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"publisher": "The Post"}, {}, True),
        ({"publisher": "The Post"}, {"publisher": "the post"}, True),
        ({"publisher": "The Post"}, {"publisher": "Der Bote"}, False),
        ({"url": "https://www.post.example/a?b"}, {"url": "http://post.example/a"}, True),
        ({"url": "https://post.example/a"}, {"url": "https://bote.example/a"}, False),
        ({"url": "https://post.example/a"}, {"publisher": "Der Bote"}, True),
    ],
)
def test_articles_of_one_text_are_two_where_they_say_that_they_are_of_two_outlets(
    one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    assert is_same_article(article_of("A", **one), article_of("A", **other)) is same
