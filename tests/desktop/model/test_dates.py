"""Which words are dates."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.dates import is_date


@given(st.dates())
def test_each_day_and_its_month_and_year_are(day: datetime.date) -> None:
    assert is_date(day.isoformat())
    assert is_date(day.isoformat()[:7])
    assert is_date(day.isoformat()[:4])


@pytest.mark.parametrize(
    "value",
    [
        "", "26/11/2026", "11-26-2026", "2026-13", "2026-02-29", "2026-11-31", "0000", "26", "2026-1-2", "20261126",
        "2026-W48-4", "2026-11-", "2026-11-26T10:00", " 2026", "２０２６", "Nov 2026",
    ],
)  # fmt: skip
def test_nothing_else_is(value: str) -> None:
    assert not is_date(value)


@given(st.text("0123456789-", max_size=10))
def test_what_is_one_begins_a_day_that_exists(value: str) -> None:
    if is_date(value):
        assert (datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])).isoformat().startswith(value)
