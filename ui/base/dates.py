"""Dates as people write them, in the language that the window speaks."""

from functools import lru_cache

from PySide6.QtCore import QDate, QLocale

from desktop.base import translation
from desktop.base.translation import translated_in


def shown_date(published: str, *, short: bool = False) -> str:
    """An ISO date, or the beginning of one, as people write it: 6 November 2017; short: 6 Nov 2017."""
    day = translated_in("a date", "d MMM yyyy") if short else translated_in("a date", "d MMMM yyyy")
    month = translated_in("a date", "MMM yyyy") if short else translated_in("a date", "MMMM yyyy")
    return _written(published, day, month, translation.language())


@lru_cache(maxsize=500)  # Qt takes 10 µs, and a list asks for each of its rows whenever it is painted
def _written(published: str, day: str, month: str, language: str) -> str:
    for size, form in ((10, day), (7, month)):
        date = QDate.fromString(published[:size] if size == 10 else published[:7] + "-01", "yyyy-MM-dd")
        if len(published) >= size and date.isValid():
            return QLocale(language).toString(date, form)
    return published
