"""Text and positions in it: canonical text, fragments, code points and UTF-16 units, words and quotation marks.

Every offset in Ascribe counts Unicode code points of an article's canonical text. Qt counts UTF-16 units; `OffsetMap`
is the one place where the two meet.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Literal, NamedTuple

from desktop.base.errors import Unfit
from desktop.base.translation import translated
from desktop.model.quotation_marks import DEEPEST, MARKS, Quotation, find_quotations, paragraphs_around, quotations_at
from desktop.model.words import SENTENCE_ENDS, WORD, character_at

QuotationKind = Literal["direct", "indirect", "mixed"]

_REPLACED = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
# White space, and what is as little to be seen: zero-width spaces, byte order marks, marks of direction.
BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
    "\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_NEAR = 100  # code points before a fragment in which its sentence has ended, if it begins one
# The words of French, Italian and Catalan that lose their end before a vowel, and not the English don't and O'Brien.
_ELIDED = re.compile(
    r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|ch|gl|un|anch|bell|cos|dov|quest|sant|senz|tutt|(?:a|co|da|de|ne|que|su)l"
    r"l)['’](?=[aeiouyhœæàâäáãåèéêëìíîïòóôöùúûü])",
    re.IGNORECASE,
)
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
        raise Unfit(translated("The text holds a NUL character, so it is not plain text."))
    if _SURROGATE.search(text):
        raise Unfit(translated("The text holds half of a UTF-16 pair (a lone surrogate), so it is damaged."))
    text = text.lstrip("\ufeff")  # some programs write it twice
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
    """The range without the `BLANKS` at its ends; empty, at `start`, when it is nothing but those."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip(BLANKS))
    if lead == len(words):
        return Fragment(start, start)
    return Fragment(start + lead, end - (len(words) - len(words.rstrip(BLANKS))))


def snapped_to_words(text: str, start: int, end: int) -> Fragment:
    """The range grown to whole words at both ends, without blanks there; where no word is, to whole characters.

    Punctuation stays where it was put, but for a quotation mark just outside whose partner is inside, or just outside
    at the other end: a hand that aims at a quotation seldom hits its marks. Of "qu'il", which is two words, the first
    one stays outside when the range begins behind its apostrophe.
    """
    start, end = without_blanks(text, start, end)
    if start == end:
        return Fragment(start, end)
    first = _word_behind_elision(text, start) or Fragment(*character_at(text, start))
    last = word_at(text, end - 1) or Fragment(*character_at(text, end - 1))
    # A character can begin with a blank that an accent stands over.
    return _with_its_marks(text, *without_blanks(text, min(start, first.start), max(end, last.end)))


def word_cut_by(text: str, start: int, end: int) -> Fragment | None:
    """The first word that this range begins or ends within; None when it has whole words alone."""
    first = None if _is_beside_blank(text, start) else _word_behind_elision(text, start)
    if first and first.start < start:
        return first
    last = None if _is_beside_blank(text, end) else word_at(text, end - 1)
    return last if last and last.end > end else None


def _is_beside_blank(text: str, position: int) -> bool:
    """Whether no word can go on over this place, as two characters mostly tell."""
    return text[position - 1 : position].isspace() or text[position : position + 1].isspace()


def _word_behind_elision(text: str, position: int) -> Fragment | None:
    """The word that covers the character at `position`; of "qu'il", what is behind the apostrophe, if it is there."""
    word = word_at(text, position)
    elided = _ELIDED.match(text, word.start, word.end) if word else None
    return Fragment(elided.end(), word.end) if word and elided and elided.end() <= position else word


def _with_its_marks(text: str, start: int, end: int) -> Fragment:
    for one in quotations_at(text, start, end):
        first, last = without_blanks(text, one.inner_start, one.inner_end)
        opens_before = first == start and bool(one.closing)
        closes_after = last == end and bool(one.closing)
        if opens_before and closes_after:
            start, end = one.start, one.end
        elif opens_before and one.end <= end:
            start = one.start
        elif closes_after and start <= one.start:
            end = one.end
    return Fragment(start, character_at(text, end - 1)[1] if start < end else end)  # with an accent over the last mark


def word_at(text: str, position: int) -> Fragment | None:
    """The word that covers the character at `position`, if one does."""
    reach = 200
    while True:
        left, right = max(0, position - reach), min(len(text), position + reach)
        # No word has a blank in it, so between the nearest two none is cut.
        before, after = text.rfind(" ", left, position), text.find(" ", position, right)
        begins, ends = before >= 0 or not left, after >= 0 or right == len(text)
        left, right = max(left, before + 1), after if after >= 0 else right
        found = _word_within(text, position, left, right)
        cut = found and ((not begins and found.start - left < _NEAR) or (not ends and right - found.end < _NEAR))
        if not cut:
            return found
        reach *= 4


def _word_within(text: str, position: int, left: int, right: int) -> Fragment | None:
    for match in WORD.finditer(text, left, right):
        if match.start() <= position < match.end():
            return Fragment(*match.span())
        if match.start() > position:
            break
    return None


def quotation_kind(
    text: str, fragments: Sequence[Fragment], quotations: Sequence[Quotation] | None = None
) -> QuotationKind:
    """What the quotation marks say of a claim: direct when nearly all of it stands in marks, mixed when some does.

    The marks may lie outside of a fragment. One that begins within a sentence of a quotation says nothing of its own
    marks, and counts as not quoted, unless it goes on with the fragment before: mostly it is what the quotation reports
    in its turn, and what is quoted there stands in marks of its own.

    Args:
        text: the article's text.
        fragments: those of the claim.
        quotations: what `find_quotations` gives for the whole text, where it is known already.
    """
    if not fragments:
        return "indirect"
    if quotations is None:
        quotations = find_quotations(text, *paragraphs_around(text, fragments[0].start, fragments[-1].end))
    size = quoted = 0
    begun: set[int] = set()  # the quotations that the claim has the beginning of, by where they start
    for start, end in fragments:
        size += _ink(text, start, end)
        quoted += _quoted_ink(text, quotations, start, end, begun)
    if not quoted:
        return "indirect"
    return "direct" if quoted > 0.85 * size else "mixed"


_start = attrgetter("start")


def _quoted_ink(
    text: str, quotations: Sequence[Quotation], start: int, end: int, begun: set[int], deeper: int = DEEPEST
) -> int:
    """How many characters of a fragment stand in these quotations or in those within them, so many levels deeper."""
    ink = 0
    at = max(0, bisect_right(quotations, start, key=_start) - 1)
    while at < len(quotations) and quotations[at].start < end:
        one = quotations[at]
        part = Fragment(max(start, one.start), min(end, one.end))
        if part.start < part.end:
            if one.start in begun or _begins_a_sentence(text, one, part.start):
                begun.add(one.start)
                ink += _ink(text, *part)
            elif deeper:
                within = find_quotations(text, one.inner_start, one.inner_end)
                ink += _quoted_ink(text, within, *part, begun, deeper - 1)
        at += 1
    return ink


def _begins_a_sentence(text: str, quotation: Quotation, start: int) -> bool:
    """Whether a sentence of the quotation begins there, or the quotation itself."""
    before = text[max(quotation.inner_start, start - _NEAR) : start].rstrip()
    while before and before[-1] in MARKS:
        before = before[:-1].rstrip()
    return not before or before[-1] in SENTENCE_ENDS


def _ink(text: str, start: int, end: int) -> int:
    """How many characters of the range are not blank."""
    return sum(map(len, text[start:end].split()))


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
