"""Quotation marks of the world's newspapers, and the quotations that they make: the one place that pairs them.

The pairs are those of the CLDR (the elements `quotationStart` to `alternateQuotationEnd` of its languages), those of
typewriters, and common slips. Offsets count code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from desktop.base.translation import translated

# What closes a quotation that each mark opens, from the usual to the careless.
CLOSERS = {
    "“": ("”", '"', "“"), "‘": ("’",),  # English, and much of the world
    '"': ('"', "”"), "'": ("'",), "``": ("''", '"'), "''": ("''", "”"),  # typewriters and TeX
    "„": ("“", "”", '"'), "‚": ("‘", "’"),  # German; with ” and ’ Polish, Hungarian, Dutch
    "”": ("”",), "’": ("’",),  # Swedish, Finnish
    "«": ("»",), "‹": ("›",),  # French, with blanks inside; Italian, Russian, Spanish
    "»": ("«", "»"), "›": ("‹", "›"),  # Danish, German books; with two alike Finnish
    "「": ("」",), "『": ("』",), "﹁": ("﹂",), "﹃": ("﹄",), "〝": ("〞", "〟"),  # Chinese, Japanese
}  # fmt: skip
CLOSING_MARKS = frozenset(closer for closers in CLOSERS.values() for closer in closers)
MARKS = CLOSING_MARKS | set(CLOSERS)
DEEPEST = 8  # quotations within quotations that are looked for

_DOUBLE = frozenset('“”„«»"')  # those that are never apostrophes
_SINGLE = frozenset("‘'‚’‹›")  # they must be closed soon, or are apostrophes and arrows
_ALWAYS_OPEN = frozenset({"“", "„", "«", "``", "‹", "「", "『", "﹁", "﹃", "〝"})
_NESTING = frozenset("«‹「『﹁﹃〝")  # one such within another one counts
_LONGEST_SINGLE = 1_200  # code points within which a single mark must be closed
_OPENING = frozenset(mark for mark in CLOSERS if len(mark) == 1)

_MARK = re.compile("``|''|[" + re.escape("".join(sorted(mark for mark in MARKS if len(mark) == 1))) + "]")
_PARAGRAPH = re.compile(rf"\n\s*\n|\n(?=\s*[{re.escape(''.join(sorted(_OPENING)))}–•*\-]|\s*[^\W\d_a-z])")
# Rock 'n' roll, get 'em, 'tis, the '90s; Dutch 's avonds, 't Hart
_ELISION = re.compile(r"[nstkm]\b|(?:em|til|tis|twas)\b|\d\ds?\b", re.IGNORECASE)
# What stands behind a quotation that ends with an s, and not behind the ministers': what nobody owns.
_NOT_OWNED = re.compile(
    r"(?:and|are|as|at|but|by|for|from|had|has|have|he|her|his|in|is|it|of|on|or|said|say|says|she|that|the|they|to|told"
    r"|was|we|were|when|which|while|who|will|with|would)\b"
)
_BEHIND_A_QUOTATION = frozenset('.,;:!?…)]”"»') | {""}
_INK = re.compile(r"\S")
_LEADING_MARK = re.compile(rf"\s*(?:{_MARK.pattern})")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, in code points. An unclosed one ends with its paragraph."""

    start: int
    end: int
    mark: str  # the one that opens it
    closing: str  # the one that closes it; empty when none does

    @property
    def inner_start(self) -> int:
        """Where the mark that opens it has ended."""
        return self.start + len(self.mark)

    @property
    def inner_end(self) -> int:
        """Where the mark that closes it begins."""
        return self.end - len(self.closing)

    @property
    def is_single(self) -> bool:
        return self.mark in _SINGLE


_Mark = tuple[int, str]  # where it stands


def paragraph_breaks(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where paragraphs end, but for the last one: an empty line, or a line that begins as only a paragraph does."""
    return (match.start() for match in _PARAGRAPH.finditer(text, start, len(text) if end is None else end))


def paragraph_around(text: str, start: int, end: int, reach: int = 10_000) -> tuple[int, int]:
    """The paragraphs that a range touches, from the first's beginning to the last's end, with the blanks there.

    No more than `reach` code points are added at either side. A place between two paragraphs belongs to the first.
    """
    farthest = min(len(text), end + reach)
    after = next(paragraph_breaks(text, end, farthest), farthest)
    nearest, first = max(0, start - reach), start
    while (first := text.rfind("\n", nearest, first)) >= 0:
        if _PARAGRAPH.match(text, first):
            break
    return max(first + 1, nearest) if first >= 0 else nearest, after


def quotations_at(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations that this range touches, and those within them, the outer ones first."""
    found: list[Quotation] = []
    there = find_quotations(text, *paragraphs_around(text, start, end))
    for _ in range(DEEPEST):
        there = [one for one in there if one.start <= end and start <= one.end]
        found += there
        there = [inner for one in there for inner in find_quotations(text, one.inner_start, one.inner_end)]
    return found


def has_marks(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark, or an apostrophe that may be one, stands in a range."""
    return _MARK.search(text, start, end) is not None


def paragraphs_around(text: str, start: int, end: int, reach: int = 10_000) -> tuple[int, int]:
    """The range grown to what tells its quotations: its paragraphs, the next one, and those before that it follows on.

    A paragraph that begins with a mark may go on with the quotation of the one before. No more than `reach` code points
    are added at either side.
    """
    farthest = min(len(text), end + reach)
    behind = [*islice(paragraph_breaks(text, end, farthest), 2), farthest]
    nearest, first = max(0, start - reach), start
    while (first := text.rfind("\n", nearest, first)) >= 0:
        if _PARAGRAPH.match(text, first) and not _LEADING_MARK.match(text, first):
            break
    return max(first, nearest), behind[min(2, len(behind) - 1)]


def find_quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The outermost quotations of this range, in order; those within one are found in its inner range.

    Each paragraph is paired by itself: a quotation of several paragraphs, which is opened again with each and closed
    once, comes as one a paragraph, of which only the last is closed.
    """
    end = len(text) if end is None else end
    found: list[Quotation] = []
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
    marks = [mark for mark in marks if not _is_inside_word(text, *mark)]
    if not marks:
        return found
    breaks = [*paragraph_breaks(text, start, end), end]
    left_open = ""  # the mark whose quotation the paragraph before left open
    at = 0
    for place, after in enumerate(breaks):
        behind = at
        while behind < len(marks) and marks[behind][0] < after:
            behind += 1
        if behind > at:
            following = breaks[place + 1] if place + 1 < len(breaks) else after
            paragraph = _Paragraph(text, marks[at:behind], after, following)
            of_paragraph = paragraph.quotations(left_open)
            found += of_paragraph
            left_open = of_paragraph[-1].mark if of_paragraph and not of_paragraph[-1].closing else ""
        elif _INK.search(text, breaks[place - 1] if place else start, after):
            left_open = ""
        at = behind
    return found


class _Paragraph:
    """The marks of one paragraph, which ends at `after`; the next one ends at `following`."""

    def __init__(self, text: str, marks: list[_Mark], after: int, following: int) -> None:
        self._text = text
        self._marks = marks
        self._after = after
        self._following = following
        self._is_even = True  # as far as is known, each mark in it has its partner: then nested ones can be counted

    def quotations(self, left_open: str) -> list[Quotation]:
        found: list[Quotation] = []
        at = 0
        while at < len(self._marks):
            place, mark = self._marks[at]
            closers = CLOSERS.get(mark, ())
            if at == 0 and left_open and mark in CLOSERS[left_open] and self._begins(place):
                mark, closers = left_open, CLOSERS[left_open]  # « … (a new paragraph) » …
            elif not closers or not _opens(self._text, place, mark):
                at += 1
                continue
            close = self._closing(at, mark, closers)
            if close is not None:
                last = self._marks[close]
                found.append(Quotation(place, last[0] + len(last[1]), mark, last[1]))
                at = close + 1
            elif mark not in _SINGLE or self._is_opened_again(mark):
                found.append(Quotation(place, place + len(self._text[place : self._after].rstrip()), mark, ""))
                break
            else:
                at += 1
        return found

    def _begins(self, place: int) -> bool:
        """Whether nothing but blanks stands in the paragraph before `place`."""
        line = self._text.rfind("\n", 0, place) + 1
        return not self._text[line:place].strip()

    def _is_opened_again(self, mark: str) -> bool:
        """Whether the next paragraph begins with this mark, or with » that takes up «."""
        first = _INK.search(self._text, self._after, self._following)
        if not first:
            return False
        taken_up = mark in _NESTING and first.group() in CLOSERS[mark]
        return taken_up or (first.group() == mark and _opens(self._text, first.start(), mark))

    def _closing(self, at: int, opening: str, closers: tuple[str, ...]) -> int | None:
        """Which of the marks closes the quotation that the one at `at` opens."""
        text, marks = self._text, self._marks
        start = marks[at][0]
        nested: list[str] = []  # the marks of the quotations within it that are not closed yet
        # The first that closes it if those within it do not come out even, and the first that may be an apostrophe
        # (the minister's, the ministers'), either by all that stands there or by what stands before it alone.
        uneven: int | None = None
        likely: int | None = None
        perhaps: int | None = None
        for number in range(at + 1, len(marks)):
            place, mark = marks[number]
            if opening in _SINGLE and place - start > _LONGEST_SINGLE:
                break
            if perhaps is not None and mark == opening and _opens(text, place, mark):
                break
            if self._is_even and _opens_within(text, place, mark, closers):
                nested.append(mark)
            elif nested and mark in CLOSERS[nested[-1]] and _closes(text, nested[-1], place, mark):
                nested.pop()
                if uneven is None and mark in closers and _closes(text, opening, place, mark):
                    uneven = number
            elif mark in closers and (sure := _closes(text, opening, place, mark)) is not None:
                if sure:
                    return self._third(number)
                perhaps = number if perhaps is None else perhaps
                if likely is None and not _may_be_owned(text, place + len(mark)):
                    likely = number
        self._is_even = self._is_even and uneven is None
        if likely is None and self._is_opened_again(opening):
            return None
        return next((number for number in (likely, uneven, perhaps) if number is not None), None)

    def _third(self, number: int) -> int:
        """The last of the three marks that end a quotation within a quotation on a typewriter: '' and '."""
        place, mark = self._marks[number]
        follows = self._marks[number + 1] if number + 1 < len(self._marks) else None
        return number + 1 if follows == (place + len(mark), "'") else number


def _is_letter(text: str, place: int) -> bool:
    """Whether a letter or digit stands there, of a script that parts words by blanks: others know no apostrophe."""
    letter = text[place : place + 1]
    return letter.isalnum() and letter < "\u2e80"


def _is_inside_word(text: str, place: int, mark: str) -> bool:
    """Whether it is an apostrophe between letters, or the mark of a Hebrew abbreviation."""
    if mark in ("'", "’"):
        return _is_letter(text, place - 1) and _is_letter(text, place + 1)
    return mark == '"' and _is_hebrew(text[place - 1 : place]) and _is_hebrew(text[place + 1 : place + 2])


def _is_hebrew(letter: str) -> bool:
    return "\u0590" <= letter <= "\u05ff"


def _opens(text: str, place: int, mark: str) -> bool:
    """Whether the mark opens a quotation where it stands: a word right after it, none right before it."""
    if mark in _ALWAYS_OPEN:
        return True
    end = place + len(mark)
    if end >= len(text) or text[end].isspace():
        return False
    before = text[place - 1] if place else " "
    if mark in _SINGLE or mark == "”":
        if mark in ("'", "’", "‘") and _ELISION.match(text, end):
            return False
        return before.isspace() or before in "(—–-[:¿¡" or before in _OPENING or before >= "\u2e80"
    return not _is_letter(text, place - 1) and before not in ".,!?’"


def _opens_within(text: str, place: int, mark: str, closers: tuple[str, ...]) -> bool:
    """Whether the mark opens a quotation within one that `closers` close, and one of these could close it as well."""
    if mark not in CLOSERS or not set(CLOSERS[mark]) & set(closers):
        return False
    if mark in _NESTING and mark not in closers:
        return True
    after, before = text[place + len(mark) : place + len(mark) + 1], text[place - 1]
    if not after or not (after.isalnum() or after in _OPENING or after in "¿¡[(…"):
        return False
    apart = before.isspace() or before in "(—–-[:¿¡" or before in _OPENING or (before >= "\u2e80" and mark in "“‘")
    return apart and _opens(text, place, mark)


def _may_be_owned(text: str, place: int) -> bool:
    """Whether what stands behind an apostrophe may belong to those before it: a word in small letters, but no verb."""
    follows = _INK.search(text, place)
    return bool(follows and follows.group().islower() and not _NOT_OWNED.match(text, follows.start()))


def _closes(text: str, opening: str, place: int, mark: str) -> bool | None:
    """Whether a mark that can close a quotation closes it where it stands; False when it may be an apostrophe.

    None: it does not. An apostrophe stands between letters, or after an s. A mark that also opens closes only right
    after a word.
    """
    before, after = text[place - 1], place + len(mark)
    if opening in _SINGLE and mark in "'’‘":
        if _is_letter(text, after) or before.isspace():
            return None
        if before in "sS" and not (text[place - 2] in "'’" and _is_letter(text, place - 3)):  # nobody owns by 's'
            return text[after : after + 1] in _BEHIND_A_QUOTATION
        return True if before.isalnum() or before in '.,!?…”"»)' or not before.isascii() else None
    if mark == opening or (opening == "“" and mark == '"') or (opening == "„" and mark == '"'):
        if opening in ('"', "''"):
            return True
        return None if before.isspace() or _is_letter(text, after) else True
    return True


def in_marks(words: str) -> str:
    """Words as a quotation: in marks where they have none, else with those that theirs lack to be pairs."""
    waiting: list[str] = []
    before = ""
    for mark in words:
        if mark not in _DOUBLE:
            continue
        if waiting and mark in CLOSERS[waiting[-1]]:
            waiting.pop()
        elif mark in CLOSERS and mark not in "”»":
            waiting.append(mark)
        else:
            before = ("“" if mark == "”" else "«") + before
    after = "".join(CLOSERS[mark][0] for mark in reversed(waiting))
    if not _DOUBLE.intersection(words):
        return translated("“{words}”", words=words)
    return f"{before}{words}{after}"
