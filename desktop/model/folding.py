"""How texts and names are compared: without regard to case, accents, how letters are composed, and what is not seen.

Folded are: what Unicode calls compatible (NFKC: ﬁ and fi, no-break blanks), case (ß and ẞ are ss), accents over and
under letters (é is e, but が is not か, and vowel signs stay), letters that a bar or a hook makes another one (Ø is o),
soft hyphens and other things that are not seen, and apostrophes and hyphens of all kinds. Offsets count code points.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

# Letters that Unicode does not take apart, as they are typed where a keyboard has no such key.
ALIKE = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i",
        "ˈ": "'", "ʼ": "'", "’": "'", "‘": "'", "‛": "'", "‐": "-", "‑": "-",
        "ـ": None,  # Arabic that is drawn out
    }
)  # fmt: skip
# Marks of which a keyboard has one, and a text any: whoever looks for one finds the others.
_MARKS = ('"“”„‟«»″', "'‘’‚‛‹›′", "-‐‑‒–—―−")
_ANY_OF_MARKS = {mark: f"[{re.escape(marks)}]" for marks in _MARKS for mark in marks}
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]+")
# Chinese characters, kana and their marks that stay as they are, but for what follows the last one.
_PLAIN = re.compile("[\u3001\u3002\u300c-\u300f\u3041-\u304a\u3084-\u3093\u30e3-\u30f3\u30fc\u4e00-\u9fff]{2,}")
_JAMO = re.compile("[\u1160-\u11ff]")  # vowels and last consonants of Korean: they join what stands before
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # which of its shapes a letter has
_LONGEST_REMEMBERED = 32


class Folded:
    """A text that is folded, and where each place of it stands in the text it was made from."""

    def __init__(self, source: str) -> None:
        pieces: list[str] = []
        # Of each piece that has not as many letters as before: where it begins and ends, folded and in the source.
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._source_starts: list[int] = []
        self._source_ends: list[int] = []
        lowered = _lowered(source)
        at = size = 0
        for start, end in _runs(lowered):
            pieces.append(lowered[at:start])
            size += start - at
            at = start
            for length, piece in _pieces(lowered[start:end]):
                pieces.append(piece)
                if (length, len(piece)) != (1, 1) and piece != lowered[at : at + length]:
                    self._starts.append(size)
                    self._ends.append(size + len(piece))
                    self._source_starts.append(at)
                    self._source_ends.append(at + length)
                at += length
                size += len(piece)
        pieces.append(lowered[at:])
        self.text = "".join(pieces)

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Where the source has these words, folded, with blanks and marks of any kind; none are within another."""
        pattern = r"\s+".join(map(_with_any_marks, re.split(r"\s+", folded(words))))
        end = 0
        for match in re.finditer(pattern, self.text) if pattern else ():
            found = self.source_range(*match.span())
            if found[0] >= end:
                yield found
                end = found[1]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the folded text, which is not empty, stands in the source; letters are taken whole."""
        first = bisect_right(self._starts, start) - 1
        while first >= 0 and self._ends[first] == self._starts[first] == start:
            first -= 1  # what is not seen belongs to nothing that follows it
        begins = start
        if first >= 0:
            inside = start < self._ends[first]
            begins = self._source_starts[first] if inside else self._source_ends[first] + start - self._ends[first]
        last = bisect_left(self._starts, end) - 1
        ends = end
        if last >= 0:
            ends = self._source_ends[last] + max(0, end - self._ends[last])
        return begins, ends


def _with_any_marks(word: str) -> str:
    return "".join(_ANY_OF_MARKS.get(letter) or re.escape(letter) for letter in word)


def folded(text: str) -> str:
    """The text as it is compared."""
    lowered = _lowered(text)
    pieces: list[str] = []
    at = 0
    for start, end in _runs(lowered):
        pieces += (lowered[at:start], _folded_run(lowered[start:end]))
        at = end
    return "".join((*pieces, lowered[at:])) if at else lowered


def has_words(typed: str) -> Callable[[str], bool]:
    """Tells whether a text, which is folded, has all words that were typed into a filter."""
    words = folded(typed).split()
    return lambda text: all(word in text for word in words)


def _lowered(text: str) -> str:
    """Small letters, as many as there were: of all letters, İ alone becomes two."""
    return (text if text.isascii() else text.replace("İ", "i")).lower()


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where something stands that is not ASCII, with the letter before it where that has marks."""
    if not text.isascii():
        for match in _BEYOND_ASCII.finditer(text):
            start, end = match.span()
            yield (start - 1 if start and _joins(text[start]) else start), end


def _folded_run(run: str) -> str:
    if len(run) > _LONGEST_REMEMBERED:
        return "".join(piece for _, piece in _each_piece(run))
    return _remembered_run(run)


@lru_cache(maxsize=1 << 14)
def _remembered_run(run: str) -> str:
    return "".join(piece for _, piece in _each_piece(run))


def _pieces(run: str) -> tuple[tuple[int, str], ...]:
    return _remembered_pieces(run) if len(run) <= _LONGEST_REMEMBERED else tuple(_each_piece(run))


@lru_cache(maxsize=1 << 12)
def _remembered_pieces(run: str) -> tuple[tuple[int, str], ...]:
    return tuple(_each_piece(run))


def _each_piece(run: str) -> Iterator[tuple[int, str]]:
    """How many letters each letter is with the marks that follow it, or several that stay, and what these become."""
    start, size = 0, len(run)
    while start < size:
        if plain := _PLAIN.match(run, start):
            # But the last one: what follows may join it.
            end = plain.end() - (plain.end() < size and _joins(run[plain.end()]))
            yield end - start, run[start:end]
        else:
            end = start + 1
            while end < size and _joins(run[end]):
                end += 1
            yield end - start, _fold(run[start:end])
        start = end


@lru_cache(maxsize=1 << 14)
def _joins(letter: str) -> bool:
    """Whether it joins what stands before it: a mark, a part of a Korean syllable, or something that is not seen."""
    first = unicodedata.normalize("NFKD", letter)[0]
    return unicodedata.category(first) in ("Mn", "Mc", "Me", "Cf") or bool(_JAMO.match(first)) or letter == "ـ"


@lru_cache(maxsize=1 << 14)
def _fold(piece: str) -> str:
    apart = unicodedata.normalize("NFKD", piece.translate(ALIKE)).casefold()
    kept = "".join(letter for letter in unicodedata.normalize("NFKD", apart) if not is_dropped(letter))
    return unicodedata.normalize("NFC", kept.translate(ALIKE))


def is_dropped(letter: str) -> bool:
    """Whether it is an accent, a point of Hebrew or Arabic, or something that is not seen."""
    if letter < "\xad":
        return False
    around = unicodedata.combining(letter)  # unicode.org/reports/tr44: 10 to 36 are points, from 200 on accents
    if 10 <= around <= 36 or around >= 200:
        return True
    return unicodedata.category(letter) == "Cf" or bool(_VARIATION.match(letter))
