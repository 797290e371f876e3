"""What a name tells of "he" and "she"."""

import pytest

from desktop.model import gender


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Mrs. Kohl", "female"),
        ("Mr Kohl", "male"),
        ("Herr Kohl", "male"),
        ("Anna Kohl", "female"),
        ("Jürgen Kohl", "male"),
        ("María Ruiz", "female"),
        ("Kohl", ""),
        ("Norte Mining", ""),
    ],
)
def test_a_title_or_a_given_name_tells_it_and_a_surname_does_not(name: str, told: str) -> None:
    assert gender.of_name(name) == told


def test_the_own_language_says_what_a_name_is_that_others_take_otherwise() -> None:
    assert gender.of_given_name("andrea", "de") == "female"


def test_no_name_is_of_both() -> None:
    for code in ("en", "de", "fr", "es"):
        table = gender._tables()[code]
        assert set(table["male"].split()).isdisjoint(table["female"].split())
