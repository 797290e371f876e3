"""Sentences: where they end, by points, marks and what follows. The rules and the window ask here alike.

A text is read as words and signs side by side. What a language knows of its points (Dr., U.S., am 3. Mai) is handed in;
without it a point ends a sentence wherever a capital, or a letter without case, stands behind it.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.model.quotation_marks import CLOSING_MARKS, find_quotations, paragraph_breaks
from desktop.model.text import Fragment
from desktop.model.words import SENTENCE_ENDS, WordPattern

# Each alternative is decided by its first characters and none can match the same text twice, so the time is linear.
_TOKEN = WordPattern(r"(?:[^\W\d_]\.){2,}|{word}(?:[.\-‐‑'’/&]{word})*|''|``|\.\.\.|[^\w\s]")
_FINAL = SENTENCE_ENDS | {"..."}
_NEVER_FIRST = _FINAL | {",", ";", ":", "-", "–", "—", ")", "]"}
_LONGEST = 300  # words and signs of a sentence; a longer one is cut, so that the time stays linear
_TAIL = CLOSING_MARKS | {")", "]"}


class Points(Protocol):
    """What a language knows of its points."""

    @property
    def abbreviations(self) -> frozenset[str]: ...
    @property
    def final_abbreviations(self) -> frozenset[str]:
        """Those that may end a sentence; in lower case."""

    @property
    def ordinal_points(self) -> bool:
        """Whether a point makes a number an ordinal: am 3. Mai."""


@dataclass(frozen=True)
class NoPoints:
    """Of a language of which nothing is known."""

    abbreviations: frozenset[str] = frozenset()
    final_abbreviations: frozenset[str] = frozenset()
    ordinal_points: bool = False


NO_POINTS = NoPoints()


def words_and_signs(
    text: str,
    points: Points,
    start: int = 0,
    end: int | None = None,
    clitics: Sequence[str] = (),
    elisions: Sequence[str] = (),
) -> tuple[list[str], list[int]]:
    """The words and signs of a range, and where each begins.

    Endings among `clitics` ('s) and beginnings among `elisions` (l') are words of their own.
    """
    words: list[str] = []
    starts: list[int] = []
    size = len(text) if end is None else end
    skip = -1
    for match in _TOKEN.finditer(text, start, size):
        begin, after = match.span()
        if begin < skip:
            continue
        word = match.group()
        if ("'" in word or "’" in word or (elisions and "-" in word)) and len(word) > 2:
            for piece in _pieces(word, clitics, elisions):
                words.append(piece)
                starts.append(begin)
                begin += len(piece)
            continue
        if after < size and text[after] == "." and (_is_short(word, points) or _is_initial(word, text, after)):
            word = text[begin : after + 1]
            skip = after + 1
        words.append(word)
        starts.append(begin)
    return words, starts


def _pieces(word: str, clitics: Sequence[str], elisions: Sequence[str]) -> list[str]:
    """she + 's; qu' + il; a + -t-il"""
    plain = word.lower().replace("’", "'")
    begins = next((len(one) for one in elisions if plain.startswith(one) and len(plain) > len(one)), 0)
    ends = next((len(one) for one in clitics if plain.endswith(one) and len(plain) > begins + len(one)), 0)
    middle = word[begins : len(word) - ends]
    return [piece for piece in (word[:begins], middle, word[len(word) - ends :] if ends else "") if piece]


def _is_short(word: str, points: Points) -> bool:
    """Whether a word before a point is an abbreviation; one that the list has with a capital is so only with it."""
    return f"{word}." in points.abbreviations or f"{word.lower()}." in points.abbreviations


def _is_initial(word: str, text: str, point: int) -> bool:
    """Andrew A. Croft"""
    return len(word) == 1 and word.isupper() and word != "I" and text[point + 1 : point + 2].isspace()


def sentence_spans(
    words: Sequence[str], lower: Sequence[str], paragraphs: Sequence[int], opens: Container[int], points: Points
) -> list[tuple[int, int]]:
    """The sentences of words and signs: of each the place of its first one, and that after its last.

    Args:
        words: with signs among them, as `words_and_signs` gives them.
        lower: the same in lower case.
        paragraphs: of each the number of its paragraph.
        opens: the places of the marks that open a quotation.
        points: those of the language.
    """
    size = len(words)
    sentences: list[tuple[int, int]] = []
    first = index = 0
    while index < size:
        after = index + 1
        full_stop = _ends_sentence(words, lower, index, points)
        while full_stop and after < size and words[after] in _TAIL and after not in opens:
            if paragraphs[after] != paragraphs[index]:
                break
            after += 1
        ends = after == size or paragraphs[after] != paragraphs[index] or after - first >= _LONGEST
        if ends or (full_stop and _begins_sentence(words[after])):
            sentences.append((first, after))
            first = after
        index = after
    return sentences


def _ends_sentence(words: Sequence[str], lower: Sequence[str], index: int, points: Points) -> bool:
    word = words[index]
    if word == "." and points.ordinal_points and index and words[index - 1].isdigit() and len(words[index - 1]) <= 2:
        return False
    return word in _FINAL or (len(word) > 1 and lower[index] in points.final_abbreviations)


def _begins_sentence(word: str) -> bool:
    return not word[0].islower() and word not in _NEVER_FIRST


def paragraph_numbers(text: str, starts: Sequence[int], begin: int = 0, end: int | None = None) -> list[int]:
    """Of each place in a range, in order, the number of the paragraph that it is in."""
    breaks = list(paragraph_breaks(text, begin, end))
    numbers: list[int] = []
    number = 0
    for start in starts:
        while number < len(breaks) and breaks[number] < start:
            number += 1
        numbers.append(number)
    return numbers


def sentences_in(text: str, start: int, end: int, points: Points = NO_POINTS) -> list[Fragment]:
    """The sentences of a range of whole paragraphs, in order, each with its closing marks and without blanks."""
    words, starts = words_and_signs(text, points, start, end)
    lower = [word.lower().replace("’", "'") for word in words]
    marks = {one.start for one in find_quotations(text, start, end)}
    opens = {number for number, place in enumerate(starts) if place in marks}
    numbers = paragraph_numbers(text, starts, start, end)
    return [
        Fragment(starts[first], starts[after - 1] + len(words[after - 1]))
        for first, after in sentence_spans(words, lower, numbers, opens, points)
    ]
