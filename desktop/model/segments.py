"""The words, clauses, quotations, sentences and paragraphs of a text, by which a person moves, selects and grows.

All of them are fragments in code points, without blanks at their ends, found around a place when they are asked for:
nothing is read beforehand, and nothing beyond the paragraphs that are asked about. A quotation has its marks; a clause
lies between two commas, dashes, brackets or quotation marks of a sentence, without its full stop.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.model.quotation_marks import (
    find_quotations,
    has_marks,
    paragraph_around,
    paragraphs_around,
    quotations_at,
)
from desktop.model.sentences import NO_POINTS, Points, sentences_in
from desktop.model.text import Fragment, without_blanks, word_at
from desktop.model.words import SENTENCE_ENDS, WORD, character_at

Unit = Literal["word", "clause", "quotation", "sentence", "paragraph"]

# Of Latin, Greek, Arabic, Chinese, Japanese, Devanagari and Armenian; a hyphen only between blanks.
_BETWEEN_CLAUSES = frozenset(",;:—–()[]·،؛，、；：（）「」『』՝")


@dataclass(frozen=True)
class Segments:
    """The segments of one text, as far as its language is known by its `points`."""

    text: str
    points: Points = NO_POINTS

    # What there is at a place

    def paragraph(self, start: int, end: int) -> Fragment:
        """The paragraphs that a range touches; empty where there is nothing but blanks."""
        return without_blanks(self.text, *paragraph_around(self.text, start, end))

    def sentence(self, start: int, end: int) -> Fragment:
        """The sentences that a range touches, whole. A place between two belongs to the first."""
        return self._across(self._sentences(start, end), start, end) or Fragment(start, end)

    def clause(self, start: int, end: int) -> Fragment:
        """The clauses that a range touches, whole."""
        touched = (one for one in self._sentences(start, end) if one.start <= end and start <= one.end)
        clauses = [one for sentence in touched for one in self._clauses(sentence)]
        return self._across(clauses, start, end) or Fragment(start, end)

    def quotation(self, start: int, end: int) -> Fragment | None:
        """The innermost quotation that holds a range; None where none does."""
        around = self._quotations_around(start, end)
        return around[-1] if around else None

    def word(self, start: int, end: int) -> Fragment:
        """The words that a range touches, whole; of a place between two characters, the one that it is in or after."""
        first = word_at(self.text, start) or (word_at(self.text, start - 1) if start else None)
        if start == end:
            return first or Fragment(start, end)
        last = word_at(self.text, end - 1)
        begins = first.start if first and first.end > start else start
        return Fragment(begins, last.end if last else end)

    def _sentences(self, start: int, end: int) -> list[Fragment]:
        return sentences_in(self.text, *paragraph_around(self.text, start, end), self.points)

    def _clauses(self, sentence: Fragment) -> Iterator[Fragment]:
        text = self.text
        marks: dict[int, int] = {}  # of each mark at which a clause ends: where it begins and ends
        for one in quotations_at(text, *sentence):
            marks[one.start] = one.inner_start
            if one.closing:
                marks[one.inner_end] = one.end
        for place in range(*sentence):
            beside = text[place - 1 : place + 2 : 2]
            if (text[place] in _BETWEEN_CLAUSES and not beside.isdigit()) or (text[place] == "-" and beside.isspace()):
                marks[place] = place + 1
        begin = sentence.start
        for place in sorted(place for place in marks if sentence.start <= place < sentence.end):
            yield from self._inked(begin, place)
            begin = max(begin, marks[place])
        yield from self._inked(begin, self._before_stop(begin, sentence.end))

    def _before_stop(self, start: int, end: int) -> int:
        """Where a clause at the end of its sentence ends: before the full stop, unless that belongs to U.S."""
        at = end
        while at > start and self.text[at - 1] in SENTENCE_ENDS:
            at -= 1
        last_word = self.text[start:at].rpartition(" ")[2]
        return end if "." in last_word else at

    def _inked(self, start: int, end: int) -> Iterator[Fragment]:
        """This range without blanks, unless nothing is left; a mark that an accent stands over stays whole."""
        clause = without_blanks(self.text, start, max(start, end))
        if clause.start < clause.end and any(map(str.isalnum, self.text[slice(*clause)])):
            # The character that an accent stands over can be a blank.
            yield without_blanks(self.text, character_at(self.text, clause.start)[0], clause.end)

    def _quotations_around(self, start: int, end: int) -> list[Fragment]:
        """The quotations that hold a range, the outermost first."""
        found = quotations_at(self.text, start, end)
        return [Fragment(one.start, one.end) for one in found if one.start <= start and end <= one.end]

    @staticmethod
    def _across(units: list[Fragment], start: int, end: int) -> Fragment | None:
        """A range grown to the whole units that it touches; where it touches none, the unit before it, or the first."""
        touched = [one for one in units if one.start < max(end, start + 1) and (one.end > start or one.end == end)]
        if touched:
            return Fragment(min(touched[0].start, start), max(touched[-1].end, end))
        return next((one for one in reversed(units) if one.start <= start), units[0] if units else None)

    # Growing and shrinking

    def grown(self, start: int, end: int, reported: Sequence[Fragment] = ()) -> Fragment:
        """The smallest segment that holds a range and more, and cuts no quotation that it is in; else the range.

        What is `reported` here, as the rules of the language find it, is a segment, too.
        """
        quotations = self._quotations_around(start, end)
        units = self.word(start, end), self.clause(start, end), self.sentence(start, end), self.paragraph(start, end)
        larger = [
            one
            for one in (*units, *quotations, *reported)
            if _holds(one, Fragment(start, end)) and one != (start, end)
            if all(_holds(one, other) or _holds(other, one) for other in quotations)
        ]
        return min(larger, key=lambda one: one.end - one.start, default=Fragment(start, end))

    def shrunk(self, start: int, end: int, origin: int, reported: Sequence[Fragment] = ()) -> Fragment:
        """The largest segment around the place `origin` that is within a range, and less; empty where none is."""
        inner, grown = Fragment(origin, origin), self.grown(origin, origin, reported)
        while grown != inner and start <= grown.start and grown.end <= end and grown != (start, end):
            inner, grown = grown, self.grown(*grown, reported)
        return inner

    # Moving

    def following(self, unit: Unit, point: int) -> Fragment | None:
        """The first quotation, sentence or paragraph that begins behind a place."""
        at = max(point, 0)
        while at <= len(self.text):
            units, after = self._units(unit, at), paragraph_around(self.text, at, at)[1]
            if found := next((one for one in units if one.start > point), None):
                return found
            at = after + 1
        return None

    def preceding(self, unit: Unit, point: int) -> Fragment | None:
        """The last quotation, sentence or paragraph that begins before a place."""
        at = point
        while at >= 0:
            units, before = self._units(unit, at), paragraph_around(self.text, at, at)[0]
            if found := next((one for one in reversed(units) if one.start < point), None):
                return found
            at = before - 1
        return None

    def selected_next(self, unit: Literal["quotation", "sentence"], start: int, end: int, by: int) -> Fragment | None:
        """What a person means who wants the quotation, or the sentence, of a place: that one, or else the next.

        Where just that is selected, the next one, or with `by` = -1 the one before.
        """
        here = self.quotation(start, end) if unit == "quotation" else self.sentence(start, end)
        is_behind = here is not None and start == end == here.end and by > 0
        if here and here.start < here.end and here != (start, end) and not is_behind:
            return here
        begins = start if here == (start, end) else start - 1
        return self.following(unit, begins) if by > 0 else self.preceding(unit, start)

    def _units(self, unit: Unit, at: int) -> list[Fragment]:
        """The outermost quotations, the sentences, or the paragraph itself, of the paragraph at a place."""
        begin, end = paragraph_around(self.text, at, at)
        if unit == "sentence":
            return sentences_in(self.text, begin, end, self.points)
        if unit == "quotation":
            if not has_marks(self.text, begin, end):
                return []
            found = find_quotations(self.text, *paragraphs_around(self.text, begin, end))
            return [Fragment(one.start, one.end) for one in found if begin <= one.start < end]
        paragraph = without_blanks(self.text, begin, end)
        return [paragraph] if paragraph.start < paragraph.end else []

    def moved_end(self, point: int, *, at_start: bool, forward: bool) -> int:
        """Where the beginning or the end of a part goes by a word: to that of a word, a quotation or a sentence."""
        at = point
        while 0 <= at <= len(self.text):
            begin, end = paragraph_around(self.text, at, at)
            stops = sorted(self._ends(begin, end, at_start=at_start))
            if forward and stops and stops[-1] > point:
                return next(stop for stop in stops if stop > point)
            if not forward and stops and stops[0] < point:
                return next(stop for stop in reversed(stops) if stop < point)
            at = end + 1 if forward else begin - 1
        return point

    def _ends(self, begin: int, end: int, *, at_start: bool) -> set[int]:
        words = (match.span() for match in WORD.finditer(self.text, begin, end))
        found = {span[not at_start] for span in words}
        for one in (*sentences_in(self.text, begin, end, self.points), *self._units("quotation", begin)):
            found.add(one[not at_start])
        return found

    def moved_by_character(self, point: int, *, forward: bool) -> int:
        """The place behind the character at a place, or before the one that ends there."""
        if forward:
            return character_at(self.text, point)[1] if point < len(self.text) else point
        return character_at(self.text, point - 1)[0] if point else point


def _holds(outer: Fragment, inner: Fragment) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
