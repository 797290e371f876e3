"""The sentences around some words, by marks alone: what a table shows beside each of a hundred thousand claims.

`sentences` tells the sentences of whole paragraphs, and takes ten times as long.
"""

import re
from collections.abc import Set

from desktop.model.quotation_marks import CLOSING_MARKS
from desktop.model.text import Fragment, without_blanks
from desktop.model.words import SENTENCE_ENDS

_REACH = 1000  # code points, at most, before and after the words
_MARKS = 8  # at the end of the words, which may end their sentence
_WITHOUT_BLANK = "。｡！？"  # after which the next sentence may follow at once
_CLOSING = re.escape("".join(sorted(CLOSING_MARKS)) + ")]")
_END = re.compile(rf"[{re.escape(''.join(sorted(SENTENCE_ENDS)))}]+[{_CLOSING}]*")
_WORD_BEFORE = re.compile(r"[^\s(\[“‘„\"']+\Z")


def sentences_around(text: str, start: int, end: int, abbreviations: Set[str] = frozenset()) -> Fragment:
    """The sentences that the range is in, from the first to the last, without the blanks around them.

    They end where their paragraph ends, and 1,000 code points before and after the range at the latest.

    Args:
        text: the article's.
        start, end: the range, in code points.
        abbreviations: words that keep their point and end no sentence ("dr."), in small letters or as they are written.
    """
    begins = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    stops = text.find("\n", end)
    stops = min(len(text) if stops < 0 else stops, end + _REACH)
    first, last = begins, stops
    before = [match for match in _END.finditer(text, begins, start) if match.end() <= start]
    for match in reversed(before):
        if _ends_sentence(text, match, begins, abbreviations):
            first = match.end()
            break
    for match in _END.finditer(text, max(begins, end - _MARKS), stops):
        if match.end() >= end and _ends_sentence(text, match, begins, abbreviations):
            last = match.end()
            break
    return without_blanks(text, min(first, start), max(last, end))


def _ends_sentence(text: str, end: re.Match[str], begins: int, abbreviations: Set[str]) -> bool:
    marks = end[0]
    rest = text[end.end() : end.end() + 3]
    if rest and not rest[0].isspace():
        return any(mark in _WITHOUT_BLANK for mark in marks)
    if rest.lstrip()[:1].islower():
        return False
    if marks != ".":
        return True
    before = _WORD_BEFORE.search(text, max(begins, end.start() - 20), end.start())
    word = before[0] if before else ""
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return not is_initial and f"{word}." not in abbreviations and f"{word.lower()}." not in abbreviations
