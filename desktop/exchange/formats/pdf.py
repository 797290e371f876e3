"""PDF documents: the text layer of their pages, as paragraphs in the order in which they are read.

pypdf says which words stand where; `documents/pages.py` makes a text of it. A page that is a picture has no words.
"""

import io
import logging
import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from desktop.base.errors import Unfit
from desktop.base.file_kinds import PDF
from desktop.base.translation import Message, translated, translated_plural
from desktop.exchange.document import Reading
from desktop.exchange.documents.pages import Line, page_tracks, paragraphs
from desktop.exchange.documents.text import article_of, note_mark
from desktop.exchange.format import NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.model.features import OF_A_TEXT, Feature
from desktop.model.tracks import fitting

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_EXTENSIONS: Final = (".pdf",)
_PAGES_LIMIT: Final = 1_000
_CHARACTERS_LIMIT: Final = 5_000_000
_WIDTH: Final = 0.45  # of a letter, of its size: about, where the page does not say where words end
_ON_THE_LINE: Final = 0.55  # of the size, by which a raised number is off its line
_OTHER_COLUMN: Final = 1.8  # of the size: a gap that is no blank
_RAISED: Final = 0.8  # of the size of the line's letters, below which a raised number is one of a note
# What pypdf raises for a damaged file, beside its own: it looks into objects that are not what they should be.
_OF_DAMAGE: Final = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError),
    *(NotImplementedError, EOFError, OSError, struct.error, zlib.error),
)


def score(source: Source) -> float:
    """A document says in its first bytes that it is one."""
    return SURE if source.kind is PDF else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a PDF document."""
    from pypdf.errors import DependencyError, PyPdfError

    data = source.contents()
    try:
        pages = [_lines(page, number) for number, page in enumerate(_pages(data, pulse), start=1)]
    except DependencyError as error:  # it wants a library that opens locks
        raise _locked() from error
    except (PyPdfError, *_OF_DAMAGE) as error:
        raise Unfit(translated("It is a damaged PDF document; print or save it again as PDF.")) from error
    if not any(pages):
        raise Unfit(
            translated(
                "Its pages are pictures without text; let a program for text recognition (OCR) add it, and try again."
            )
        )
    empty = sum(not page for page in pages)
    told = [
        translated_plural(
            "{count} page has no text: it is empty or a picture.",
            "{count} pages have no text: they are empty or pictures.",
            empty,
        )
    ]
    printed = paragraphs(pages)
    document = article_of(one.text for one in printed)
    tracks = fitting(page_tracks(printed), len(document.text))
    return Reading(documents=(replace(document, tracks=[*document.tracks, *tracks]),), remarks=told if empty else ())


def _pages(data: bytes, pulse: Pulse) -> "Iterator[PageObject]":
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    document = PdfReader(io.BytesIO(data))
    if document.is_encrypted and not document.decrypt(""):
        raise _locked()
    _refuse_too_many(document)
    for page in document.pages:
        pulse()
        yield page


def _refuse_too_many(document: "PdfReader") -> None:
    if len(document.pages) > _PAGES_LIMIT:
        raise Unfit(
            translated(
                "It has {count} pages, and the limit is {limit}; save the pages of the article alone.",
                count=len(document.pages),
                limit=_PAGES_LIMIT,
            )
        )


def _locked() -> Unfit:
    return Unfit(translated("It is locked with a password; print it to a PDF document without one."))


def _lines(page: "PageObject", number: int) -> list[Line]:
    """The lines of the page of this number, in the order in which they are drawn."""
    collector = _Collector(number)
    page.extract_text(visitor_text=collector.take)
    return collector.lines()


class _Collector:
    """Puts the words that a page draws together to lines."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._left = self._right = self._base = self._size = 0.0
        self._length = 0

    def lines(self) -> list[Line]:
        self._end()
        return self._lines

    def take(self, text: str, around: Sequence[float], own: Sequence[float], font: Any, size: float | None) -> None:
        """Called by pypdf for each piece of text.

        Args:
            around: the matrix of the page, where the text is drawn.
            own: the matrix of the text within that.
            font: of the text; not used.
            size: of the font, before both matrices.
        """
        text = text.replace("\n", "").replace("\0", "")
        a, b, c, d, left, base = _multiplied(own, around)
        if not text:
            if abs(base - self._base) < 1 and self._pieces:  # where the words before end
                self._right = max(self._right, left)
            return
        size = abs(size or 0) * math.hypot(c, d)
        if abs(b) > abs(a) or size < 1:  # written upwards, or for nobody to see
            return
        self._length += len(text)
        if self._length > _CHARACTERS_LIMIT:
            raise Unfit(translated("It is far larger than an article, or nested far deeper, so it was not opened."))
        if not text.strip():
            if self._pieces:
                self._pieces.append(" ")
            return
        if not self._is_on_the_line(left, base, size):
            self._end()
        if not self._pieces:
            self._left, self._right, self._base, self._size = left, left, base, size
        elif left - self._right > 0.2 * size and not self._pieces[-1].endswith(" "):
            self._pieces.append(" ")
        is_of_a_note = size < _RAISED * self._size and base > self._base and text.strip().isdecimal()
        self._pieces.append(note_mark(int(text)) if is_of_a_note else text)
        self._right = max(self._right, left) + _WIDTH * size * len(text) if left >= self._right else self._right
        if not is_of_a_note:
            self._size = max(self._size, size)

    def _is_on_the_line(self, left: float, base: float, size: float) -> bool:
        if not self._pieces:
            return True
        largest = max(size, self._size)
        is_beside = -0.5 * largest < left - self._left and left - self._right < _OTHER_COLUMN * largest
        return abs(base - self._base) < _ON_THE_LINE * largest and is_beside

    def _end(self) -> None:
        text = "".join(self._pieces).strip()
        if text:
            right = max(self._right, self._left + 1)
            self._lines.append(Line(text, self._left, right, self._base, self._size, self._page))
        self._pieces = []


def _multiplied(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float, float, float, float]:
    """The matrix that does what the one does, then the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    m, n, o, p, q, r = other
    return (a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r)


FORMAT = Format(
    name="pdf",
    title=Message("PDF document"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_A_TEXT | {Feature.TRACKS},
    read=read,
)
