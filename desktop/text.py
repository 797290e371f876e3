"""Text and positions in it: canonical text, fragments, code points and UTF-16 units, words and quotation marks.

Every offset in Ascribe counts Unicode code points of an article's canonical text. Qt counts UTF-16 units; `OffsetMap`
is the one place where the two meet.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from desktop.errors import KnownError

QuotationKind = Literal["direct", "indirect", "mixed"]

# Letters, digits and marks, with apostrophes, hyphens and points that stand inside a word ("don't", "U.S", "3.5").
_WORD = re.compile(r"\w+(?:['’.\-‐‑]\w+)*")
_QUOTED = re.compile(r'“[^“”]*”?|"[^"]*"?|„[^„“”]*[“”]?|«[^«»]*»?|»[^«»]*«?')
_OPENING, _CLOSING = {*'"“„«»'}, {*'"”“»«'}
_PAIRS = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("»", "«"), ("‘", "’"))
_REPLACED = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
_SURROGATE = re.compile("[\ud800-\udfff]")


class Fragment(NamedTuple):
    """A half-open range of an article's text, in code points."""

    start: int
    end: int


Fragments = tuple[Fragment, ...]


def canonical(text: str) -> str:
    """The text as Ascribe stores it: newlines as `\\n`, no byte order mark, no character that Qt keeps for itself.

    Nothing else is normalised: the stored text is the truth, and offsets are counted in it.

    Raises:
        KnownError: the text holds a NUL or a lone surrogate, so it is no text.
    """
    if "\0" in text:
        raise KnownError("The text holds a NUL character, so it is not plain text.")
    if _SURROGATE.search(text):
        raise KnownError("The text holds half of a UTF-16 pair (a lone surrogate), so it is damaged.")
    text = text.removeprefix("\ufeff")
    for odd, plain in _REPLACED.items():  # many times faster than str.translate
        text = text.replace(odd, plain)
    return text


def likeness(some: Sequence[Fragment], others: Sequence[Fragment]) -> float:
    """How much of what is covered by one of the two or by both is covered by both: 0 for nothing, 1 for all."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)
    return shared / (sum(end - start for start, end in (*some, *others)) - shared)


def ordered(fragments: Iterable[tuple[int, int]]) -> Fragments:
    """The fragments in text order, empty ones dropped, overlapping or touching ones joined."""
    joined: list[Fragment] = []
    for start, end in sorted(fragments):
        if start >= end:
            continue
        if joined and start <= joined[-1].end:
            joined[-1] = Fragment(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Fragment(start, end))
    return tuple(joined)


def quoted_text(text: str, fragments: Iterable[Fragment]) -> str:
    """What the fragments say, with an ellipsis where the text between two is left out."""
    return " … ".join(text[start:end] for start, end in fragments)


def without_blanks(text: str, start: int, end: int) -> Fragment:
    """The range without the white space at its ends; empty, at `start`, when it is nothing but white space."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    if lead == len(words):
        return Fragment(start, start)
    return Fragment(start + lead, end - (len(words) - len(words.rstrip())))


def snapped_to_words(text: str, start: int, end: int) -> Fragment:
    """The range grown to whole words at both ends, without blanks there.

    Punctuation stays where it was put, but for a quotation mark just outside whose partner is inside, or just outside
    at the other end of several words: a hand that aims at a quotation seldom hits its marks.
    """
    start, end = without_blanks(text, start, end)
    if start == end:
        return Fragment(start, end)
    first, last = word_at(text, start), word_at(text, end - 1)
    return _with_its_marks(text, first.start if first else start, last.end if last else end)


def _with_its_marks(text: str, start: int, end: int) -> Fragment:
    for opening, closing in _PAIRS:
        opens_before, closes_after = text[start - 1 : start] == opening, text[end : end + 1] == closing
        if not (opens_before or closes_after):
            continue
        inside = text[start:end]
        if opening == closing:
            lacks_closing = lacks_opening = inside.count(opening) % 2 == 1
        else:
            lacks_closing = inside.rfind(opening) > inside.rfind(closing)
            lacks_opening = inside.find(closing) != -1 and not -1 < inside.find(opening) < inside.find(closing)
        if lacks_closing and closes_after:
            return Fragment(start, end + 1)
        if lacks_opening and opens_before:
            return Fragment(start - 1, end)
        if opens_before and closes_after and not (lacks_opening or lacks_closing) and " " in inside:
            return Fragment(start - 1, end + 1)
    return Fragment(start, end)


def word_at(text: str, position: int) -> Fragment | None:
    """The word that covers the character at `position`, if one does. Looks no further than 200 characters around."""
    left = max(0, position - 200)
    for match in _WORD.finditer(text, left, min(len(text), position + 200)):
        if match.start() <= position < match.end():
            return Fragment(*match.span())
        if match.start() > position:
            break
    return None


def quotation_kind(text: str, fragments: Iterable[Fragment]) -> QuotationKind:
    """What the quotation marks say of a claim: direct when nearly all of it stands in marks, mixed when some does."""
    size = quoted = 0
    for start, end in fragments:
        size += end - start
        if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
            quoted += end - start  # the selection left the marks themselves out
        else:
            quoted += sum(len(match.group()) for match in _QUOTED.finditer(text[start:end]))
    if not quoted:
        return "indirect"
    return "direct" if quoted > 0.85 * size else "mixed"


class OffsetMap:
    """Converts between code points and UTF-16 units of one text.

    Only characters outside the Basic Multilingual Plane take two units, so their positions are all it keeps.
    """

    def __init__(self, text: str) -> None:
        astral = [match.start() for match in re.finditer("[\U00010000-\U0010ffff]", text)]
        self._points = astral
        self._units = [point + before for before, point in enumerate(astral)]
        self.length = len(text)
        self.utf16_length = len(text) + len(astral)

    def to_utf16(self, point: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return point + bisect_left(self._points, point)

    def to_points(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset; one inside a pair gives the character it is part of."""
        before = bisect_left(self._units, unit)
        inside_a_pair = before and self._units[before - 1] == unit - 1
        return self._points[before - 1] if inside_a_pair else unit - before
