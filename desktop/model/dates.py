"""Dates as Ascribe keeps them: in the extended format of ISO 8601, to the day, the month or the year."""

import datetime
import re
from typing import Final

from desktop.base.translation import Message

FORM: Final = Message("YYYY-MM-DD")  # as it is shown where a date is asked for
HOW_TO_WRITE: Final = Message("Write the date as 2026-11-26, 2026-11 or 2026.")  # where something else was typed
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def is_date(value: str) -> bool:
    """Whether this is a day that exists ("2026-11-26"), or a month or a year of one ("2026-11", "2026")."""
    if not _DATE.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True
