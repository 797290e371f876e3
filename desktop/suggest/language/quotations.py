"""The quotations of a text as tokens, and what they can be: speech, a title."""

from bisect import bisect_left
from dataclasses import dataclass

from desktop.model import quotation_marks

_LONGEST_TITLE = 6  # words


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: the tokens of its marks. An unclosed one ends with its paragraph, and `close` is the last token."""

    open: int
    close: int
    closed: bool
    single: bool

    def is_speech(self, words: list[str]) -> bool:
        """Whether it is more than a word or a title in marks."""
        size = self.close - self.open - 1
        return size >= 5 or (size >= 2 and words[self.close - 1] in (",", ".", "!", "?"))

    def is_title(self, words: list[str]) -> bool:
        """Whether it is a name in marks, such as that of a programme: its first and last word have capitals."""
        inner = [word for word in words[self.open + 1 : self.close] if word[0].isalnum()]
        small = sum(word[0].islower() for word in inner)
        return 0 < len(inner) <= _LONGEST_TITLE and small <= len(inner) // 3 and not inner[-1][0].islower()


@dataclass(slots=True)
class Quotations:
    """The outermost quotations of a text in order, and which of them each token is in."""

    all: list[Quotation]
    opens: dict[int, Quotation]
    closes: dict[int, Quotation]
    in_text: list[quotation_marks.Quotation]  # the same in code points
    inside: list[int]  # of each token, marks included: the number of its quotation, or -1

    def at(self, token: int) -> Quotation | None:
        """The quotation that the token is in or is a mark of."""
        number = self.inside[token]
        return self.all[number] if number >= 0 else None

    def last_opened(self, start: int, end: int) -> Quotation | None:
        """The last quotation that has a part in this range of tokens."""
        place = bisect_left(self.all, end, key=lambda quotation: quotation.open) - 1
        return self.all[place] if place >= 0 and self.all[place].close >= start else None


def quotations_of(text: str, starts: list[int]) -> Quotations:
    """The quotations of a text whose tokens begin at `starts`."""
    in_text = quotation_marks.find_quotations(text)
    found = Quotations([], {}, {}, in_text, [-1] * len(starts))
    for one in in_text:
        opening, last = bisect_left(starts, one.start), bisect_left(starts, one.end) - 1
        if last <= opening or starts[opening] != one.start:
            continue  # the mark is no token of its own, or nothing stands behind it
        quotation = Quotation(opening, last, bool(one.closing), one.is_single)
        found.inside[opening : last + 1] = [len(found.all)] * (last + 1 - opening)
        found.opens[opening] = quotation
        if quotation.closed:
            found.closes[last] = quotation
        found.all.append(quotation)
    return found
