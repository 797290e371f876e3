"""Printed pages: from lines at places to paragraphs in the order in which they are read.

A page says where words stand and no more. Lines are read as the file draws them, which is nearly always how they were
written; where that leads upwards within a column, by columns. What stands at the same place of several pages is a
running head. Lines of one paragraph are joined, over columns and pages; of a word that was divided, the hyphen goes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from desktop.exchange.documents.text import note_mark
from desktop.model.records import Track

_LIGATURES: Final = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:page|seite|pagina|página|s\.|p\.)?\s*\d{1,4}\s*(?:(?:/|of|von|de)\s*\d{1,4})?\W*", re.I
)
_DIGITS: Final = re.compile(r"\d+")
_NOTE: Final = re.compile(r"\[?(\d{1,3})\]?[.)]?\s+(?=\S)")
_BULLETS: Final = ("•", "▪", "◦", "‣", "●", "■", "– ", "— ")
_HYPHENS: Final = ("-", "‐", "\u00ad")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_AT_THE_EDGE: Final = 2  # lines at the top and at the bottom of a page that may be running heads
_SAME_PLACE: Final = 3.0  # points between the running heads of two pages
_SMALL: Final = 0.92  # of the size of most words, below which a line at the bottom is a note
_OTHER_SIZE: Final = 1.12
_NEXT_LINE: Final = 1.35  # of the usual distance of two lines, above which a paragraph begins
_INDENTED: Final = 0.6  # of the size of the letters
# Of the longest line of a column: what ends before that, though a word had fitted, ends a paragraph.
_FULL: Final = 0.78
_FULL_AFTER_A_SENTENCE: Final = 0.92
_SENTENCE_ENDS: Final = tuple('.!?…:”"»’')
_MOST: Final = 1_000  # lines of a page whose order is looked at


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line of one column."""

    text: str
    left: float  # points from the left edge of the page
    right: float  # about
    base: float  # points from the bottom of the page to what the letters stand on
    size: float  # of the letters, in points
    page: int = 1  # its number, counted from 1


class Printed(NamedTuple):
    """A paragraph, and which pages it is on: the place of the first character on each, with the page's number."""

    text: str
    pages: Sequence[tuple[int, int]]


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Printed]:
    """The paragraphs of all pages, without running heads; notes stand at the end."""
    size = _usual_size(pages)
    lines: list[Line] = []
    notes: list[Line] = []
    for page in _without_running_heads(pages):
        of_page, of_notes = _parted(page, size)
        lines += _in_order(of_page)
        notes += of_notes
    words = Counter(word.casefold() for line in (*lines, *notes) for word in _WORD.findall(line.text))
    return [*_joined(lines, words), *(_as_note(note) for note in _joined(notes, words))]


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages without what stands at one place of several, and without their numbers."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in _at_the_edges(page):
            places[_shape(line)].append((number, line.base))
    for number, page in enumerate(pages):
        edges = _at_the_edges(page)
        outermost = {id(line) for line in (edges[:1] + edges[-1:])}
        heads = {
            id(line)
            for line in edges
            if any(other != number and abs(base - line.base) < _SAME_PLACE for other, base in places[_shape(line)])
            or (id(line) in outermost and _PAGE_NUMBER.fullmatch(line.text) and len(page) > 1)
        }
        yield [line for line in page if id(line) not in heads]


def _at_the_edges(page: Sequence[Line]) -> list[Line]:
    """The highest and the lowest lines of a page, from above."""
    by_height = sorted(page, key=lambda line: -line.base)
    if len(by_height) <= 2 * _AT_THE_EDGE:
        return by_height
    return by_height[:_AT_THE_EDGE] + by_height[-_AT_THE_EDGE:]


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).casefold())


def _parted(page: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and the notes below them: small lines at the bottom, of which the first has a number."""
    by_height = sorted(page, key=lambda line: line.base)
    small: list[Line] = []
    for line in by_height:
        if line.size >= _SMALL * size:
            break
        small.append(line)
    while small and not _NOTE.match(small[-1].text):
        small.pop()
    notes = {id(line) for line in small}
    return [line for line in page if id(line) not in notes], [line for line in page if id(line) in notes]


def _in_order(page: list[Line]) -> list[Line]:
    """The lines as they are read: as the file draws them, or by columns where that leads upwards within a column."""
    if not any(_is_above(after, before) for before, after in pairwise(page)):
        return page
    if len(page) > _MOST:
        return page
    return list(_by_columns(sorted(page, key=lambda line: (-line.base, line.left))))


def _is_above(line: Line, other: Line) -> bool:
    return line.base > other.base + other.size / 2 and line.left < other.right and other.left < line.right


def _by_columns(lines: list[Line]) -> Iterator[Line]:
    """The lines from above; where no line crosses a gap between columns any more, column by column."""
    for place, line in enumerate(lines):
        if columns := _columns(lines[place:]):
            for column in columns:
                yield from _by_columns(column)
            return
        yield line


def _columns(lines: list[Line]) -> tuple[list[Line], list[Line]] | None:
    """The lines left and right of a gap from top to bottom; None where there is none."""
    by_left = sorted(lines, key=lambda line: line.left)
    edge = by_left[0].right
    for place, line in enumerate(by_left):
        if line.left > edge + line.size / 2 and 2 <= place <= len(by_left) - 2:
            border = line.left
            return [one for one in lines if one.left < border], [one for one in lines if one.left >= border]
        edge = max(edge, line.right)
    return None


def page_tracks(printed: Iterable[Printed]) -> list[Track]:
    """The pages of the text that has a line for each of these; a page with notes is there twice."""
    begins: list[tuple[int, int]] = []
    at = 0
    for text, pages in printed:
        for place, page in pages:
            if not begins or begins[-1][1] != page:
                begins.append((at + place, page))
        at += len(text) + 1
    ends = [place for place, _ in begins[1:]] + [at - 1]
    return [Track("page", start, end, str(page)) for (start, page), end in zip(begins, ends, strict=True)]


def _joined(lines: Sequence[Line], words: Counter[str]) -> list[Printed]:
    """The paragraphs of lines in their order."""
    said: list[str] = []
    pages: list[list[tuple[int, int]]] = []
    before: tuple[Line, _Column] | None = None
    for line, column, distance in _with_their_columns(lines):
        text = " ".join(line.text.translate(_LIGATURES).split())
        if (
            before is not None
            and not before[1].ends_with(before[0], line)
            and _goes_on(before[0], line, column, distance)
        ):
            said[-1] = _put_together(said[-1], text, words)
            if pages[-1][-1][1] != line.page:
                pages[-1].append((len(said[-1]) - len(text), line.page))
        else:
            said.append(text)
            pages.append([(0, line.page)])
        before = line, column
    return [
        Printed(text.replace("\u00ad", ""), [(place - text.count("\u00ad", 0, place), page) for place, page in some])
        for text, some in zip(said, pages, strict=True)
    ]


def _with_their_columns(lines: Sequence[Line]) -> Iterator[tuple[Line, "_Column", float]]:
    """Each line, with its column and the usual distance of two lines of its size."""
    distances: dict[float, list[float]] = defaultdict(list)
    columns: list[_Column] = []
    of_lines: list[_Column] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        if before is None or not _is_below(line, before):
            columns.append(_Column())
        elif abs(line.size - before.size) < 0.1:
            distances[round(line.size)].append(before.base - line.base)
        columns[-1].take(line)
        of_lines.append(columns[-1])
    usual = {size: median(found) for size, found in distances.items()}
    for line, column in zip(lines, of_lines, strict=True):
        yield line, column, usual.get(round(line.size), 1.2 * line.size)


class _Column:
    """Lines below each other: where they begin, and how long they get."""

    def __init__(self) -> None:
        self.left = float("inf")
        self.longest = 0  # characters

    def take(self, line: Line) -> None:
        self.left = min(self.left, line.left)
        self.longest = max(self.longest, len(line.text))

    def ends_with(self, line: Line, after: Line) -> bool:
        """Whether a line of it ends a paragraph, since the next word had fitted into it."""
        full = _FULL_AFTER_A_SENTENCE if line.text.endswith(_SENTENCE_ENDS) else _FULL
        return len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) <= full * self.longest


def _is_below(line: Line, other: Line) -> bool:
    return line.base < other.base and line.left < other.right and other.left < line.right


def _goes_on(before: Line, line: Line, column: _Column, distance: float) -> bool:
    """Whether a line belongs to the paragraph of the one before."""
    if not 1 / _OTHER_SIZE < line.size / before.size < _OTHER_SIZE or line.text.lstrip().startswith(_BULLETS):
        return False
    if line.left > column.left + _INDENTED * line.size and line.left != before.left:
        return False
    return not (_is_below(line, before) and before.base - line.base > _NEXT_LINE * distance)


def _put_together(text: str, after: str, words: Counter[str]) -> str:
    """Two lines as one. A word that was divided is one again, unless it has its hyphen elsewhere, or should have."""
    if not text.endswith(_HYPHENS) or not after[:1].islower() or text[-2:-1].isspace():
        return f"{text} {after}"
    if text.endswith("\u00ad"):
        return text[:-1] + after
    first, second = _WORD.findall(text[:-1])[-1:], _WORD.match(after)
    if not first or second is None:
        return text + after
    whole, parted = (first[0] + second[0]).casefold(), f"{first[0]}-{second[0]}".casefold()
    is_two = words[first[0].casefold()] and words[second[0].casefold()] > 1  # both are words of their own here
    keeps = not words[whole] and (words[parted] or is_two)
    return text + after if keeps else text[:-1] + after


def _as_note(note: Printed) -> Printed:
    """A note with its number as it stands in the text."""
    found = _NOTE.match(note.text)
    if not found:
        return note
    text = f"{note_mark(int(found[1]))} {note.text[found.end() :]}"
    longer = len(text) - len(note.text)
    return Printed(text, [(place + longer if place else 0, page) for place, page in note.pages])
