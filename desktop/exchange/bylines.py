"""What the first lines of an article tell of it: “By Ann Lee”, “24 November 2026”."""

import warnings
from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

from desktop.model import gender
from desktop.model.language import language_of

_LINES: Final = 7  # that are looked at: the title, and those below it
_LONGEST: Final = 80  # characters of such a line
_WORD: Final = r"\p{Lu}[\p{L}\p{M}.’'-]*"
_PARTICLE: Final = r"(?:de|da|di|del|della|la|van|von|der|den|ter|bin|al|el)"
_NAME: Final = rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{1,3}}"
_BYLINE: Final = regex.compile(
    rf"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Door|Av|Af) (?P<name>{_NAME})"
    rf"(?:(?:, (?P<name>{_NAME}))*,? (?:and|AND|und|et|y|e|en|och|og) (?P<name>{_NAME}))?(?:\s*[,|·–—]\s*(?P<day>.*))?"
)
_NAME_AND_DAY: Final = regex.compile(rf"(?P<name>{_NAME})\s*[,|·–—]\s*(?P<day>.+)")
_PUBLISHED: Final = regex.compile(r"\A(?:(?:first )?published|posted|updated|date|datum|stand)(?: on)?:? +", regex.I)
_DAY_AND_YEAR: Final = regex.compile(r"(?=.*(?<!\d)(?:19|20)\d\d(?!\d))(?=.*(?<!\d)\d{1,2}(?!\d))")
_EITHER_WAY: Final = regex.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{4}")
_WORDS: Final = 8  # of a line that is a date and nothing else


class Byline(NamedTuple):
    """Who wrote an article and when it was published, as far as its first lines say; empty where they do not."""

    author: str  # several are joined by semicolons
    published: str  # ISO 8601, to the day


def byline_of(text: str) -> Byline:
    """What the lines below the title of this text say."""
    lines = [line.strip() for line in text[: 4 * _LINES * _LONGEST].split("\n") if line.strip()][1:_LINES]
    lines = [line for line in lines if len(line) <= _LONGEST]
    return Byline(_author(lines), _published(lines, text))


def iso_date(words: str, language: str) -> str:
    """The day that these words name in this language or in English.

    Empty where they name none, or may name two (“05/03/2026”).
    """
    if not _may_be_a_day(words):
        return ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of regular expressions of its own
        import dateparser

        day = dateparser.parse(words, languages=_languages(language), settings={"STRICT_PARSING": True})
    return day.date().isoformat() if day else ""


def _languages(language: str) -> list[str]:
    """Those whose months are known, of this language and English: to try all takes seconds."""
    from dateparser.data.languages_info import language_order

    return [*dict.fromkeys(one for one in (language.partition("-")[0], "en") if one in language_order)]


def _author(lines: Sequence[str]) -> str:
    for line in lines:
        if found := _BYLINE.fullmatch(line):
            return "; ".join(found.captures("name"))
        if (found := _NAME_AND_DAY.fullmatch(line)) and _may_be_a_day(found["day"]) and _is_a_person(found["name"]):
            return str(found["name"])
    return ""


def _is_a_person(name: str) -> bool:
    """Whether a given name or a title begins it: a place may stand before a day as well."""
    return bool(gender.of_name(name))


def _published(lines: Sequence[str], text: str) -> str:
    for line in lines:
        signed, named = _BYLINE.fullmatch(line), _NAME_AND_DAY.fullmatch(line)
        if signed and signed["day"]:
            words = signed["day"]
        else:
            words = named["day"] if named and _is_a_person(named["name"]) else _PUBLISHED.sub("", line, count=1)
        if _may_be_a_day(words) and (day := iso_date(words, language_of(text))):
            return day
    return ""


def _may_be_a_day(words: str) -> bool:
    either = _EITHER_WAY.search(words)
    return len(words.split()) <= _WORDS and bool(_DAY_AND_YEAR.match(words)) and not (either and "." not in either[0])
