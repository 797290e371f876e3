import codecs

import pytest

from desktop.base.encodings import ENCODINGS, in_words


@pytest.mark.parametrize("name", ENCODINGS)
def test_each_has_the_name_that_python_gives_it(name: str) -> None:
    assert codecs.lookup(name).name == name
    assert in_words(name).endswith(f"({ENCODINGS[name][1]})")


def test_no_two_are_called_the_same() -> None:
    assert len({in_words(name) for name in ENCODINGS}) == len(ENCODINGS)


def test_one_that_is_not_known_is_called_by_its_name() -> None:
    assert in_words("hp-roman8") == "HP-ROMAN8"
