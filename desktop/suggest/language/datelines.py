"""Datelines: where, when and by which agency a report was filed: “KYIV, Ukraine, Jan. 3 (AP) —”. They name nobody."""

import re

from desktop.suggest.language.word_classes import TIME
from desktop.suggest.language.word_lists import Language

_DATELINE = re.compile(
    r"""
    (?P<place>[^\W\d_][^(),:–—_\n]{1,40}?)?
    (?P<more>,[^():–—_\n]{1,40}?)?             # its country, a date
    \s*(?P<agency>\([^()\n]{2,40}\))?
    \s*\.?(?P<mark>--|[-–—_:])\ +
    (?=["“”„«»‘]?(?P<next>[^\W_]))
    """,
    re.VERBOSE,
)
_ANOTHER_DASH = re.compile(r"\s[-–—]\s")
_STOPS = (".", "!", "?", "…")
_CLOSING = "\"'”“’»)"
_QUOTES = re.compile(r"[\"“”„«»]")
_AGENCIES = frozenset({
    "aap", "afp", "ansa", "ap", "apa", "belga", "cp", "ddp", "dapd", "dpa", "efe", "epa", "epd", "idw", "ips",
    "itar-tass", "kna", "kyodo", "lusa", "mti", "ntb", "pa", "pap", "pti", "reuters", "ritzau", "sda", "sid", "tass",
    "ukrinform", "upi", "xinhua", "yonhap",
})  # fmt: skip


def dateline_end(text: str, start: int, end: int, language: Language) -> int:
    """Where the dateline ends with which the first sentence of a paragraph begins; `start` where it has none."""
    match = _DATELINE.match(text, start, end)
    if match is None or match["next"].islower() or not _tells_where(match, text[match.end() : end], language):
        return start
    return match.end()


def _tells_where(match: re.Match[str], told: str, language: Language) -> bool:
    """Whether a place stands here: with an agency or a day, or else in capitals or a single word before a sentence."""
    place, more, agency = match["place"] or "", match["more"] or "", match["agency"] or ""
    if not _AGENCIES.isdisjoint(re.split(r"[\s/()]+", agency.lower())):
        return True
    if not place or not told.rstrip(_CLOSING).endswith(_STOPS):
        return False
    if any(language.tags.get(word.lower()) == TIME for word in re.split(r"[\s,]+", more)):
        return True
    if match["mark"] == ":":  # the name before a headline, or before what is said in a conversation
        return place.isupper() and match.start() == 0 and not _QUOTES.search(told)
    if place.isupper():
        return bool(more or agency) or not _ANOTHER_DASH.search(told)
    is_word = place.isalpha() and place[0].isupper() and place.lower() not in language.tags
    return is_word and not (more or agency or _ANOTHER_DASH.search(told))
