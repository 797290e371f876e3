"""Numbers that people and files give."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.numbers import is_finite, number_of


@pytest.mark.parametrize("words", ["nan", "NaN", "inf", "-Infinity", "1e999", "-1e999", "9" * 400, "", "x", "1.2.3"])
def test_what_is_no_number(words: str) -> None:
    with pytest.raises(ValueError, match=r"no number|could not convert"):
        number_of(words)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_written_is_read(number: float) -> None:
    assert is_finite(number)
    assert number_of(str(number)) == number
    assert number_of(f" {str(number).replace('.', ',')} ") == number


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**400, -(10**400)])
def test_what_no_library_holds_is_not_finite(number: float) -> None:
    assert not is_finite(number)
