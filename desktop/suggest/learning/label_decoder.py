"""From the labels of tokens back to attributions: each content and source goes to the cue on the side it names."""

from bisect import bisect_left
from dataclasses import dataclass, field

from desktop.suggest.language.quotations import Quotation
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.learning.features import OUTSIDE
from desktop.suggest.rules.findings import Span


@dataclass(slots=True)
class Decoded:
    """An attribution in tokens, as its labels tell it."""

    contents: list[Span] = field(default_factory=list)
    sources: list[Span] = field(default_factory=list)
    cues: list[Span] = field(default_factory=list)

    @property
    def place(self) -> int:
        return (self.cues or self.contents)[0][0]


def decode(tokens: Tokens, labels: list[str]) -> list[Decoded]:
    """The attributions that labels describe, in the order of their cues."""
    spans = _spans(labels)
    cues = [(start, end) for start, end, part in spans if part == "C"]
    with_cue = [Decoded(cues=[cue]) for cue in cues]
    without: list[Decoded] = []
    for start, end, part in spans:
        if part == "C":
            continue
        cue = _nearest(tokens, cues, start, part[1:])
        if cue is not None:
            (with_cue[cue].contents if part[0] == "X" else with_cue[cue].sources).append((start, end))
        elif part[0] == "X":
            without.append(Decoded(contents=[(start, end)]))
    for one in (*with_cue, *without):
        one.contents = [whole for span in one.contents if (whole := with_whole_quotations(tokens, span))]
    without = [one for one in without if one.contents]  # half a quotation alone is nothing, and has no place
    every = sorted(with_cue + without, key=lambda one: one.place)
    _share_sources(tokens, every)
    return [one for one in every if one.contents]


def with_whole_quotations(tokens: Tokens, span: Span) -> Span | None:
    """The range without half a quotation at an end: one that it has most of it takes in whole, any other it leaves."""
    start, end = span
    opening, closing = tokens.quotations.at(start), tokens.quotations.at(end - 1)
    if opening and opening is closing:
        if _is_most_of(start, end, opening):
            return (opening.open, opening.close + 1)
        start += start == opening.open  # a part of it goes without its marks
        end -= opening.closed and end - 1 == opening.close
        return (start, end) if start < end else None
    if opening and opening.open < start:
        start = opening.open if _is_most_of(start, end, opening) else opening.close + 1
    if closing and end <= closing.close:
        end = closing.close + 1 if _is_most_of(start, end, closing) else closing.open
    return (start, end) if start < end else None


def _is_most_of(start: int, end: int, quotation: Quotation) -> bool:
    inside = min(end, quotation.close + 1) - max(start, quotation.open)
    return 2 * inside > quotation.close + 1 - quotation.open


def _spans(labels: list[str]) -> list[tuple[int, int, str]]:
    spans = []
    start = 0
    while start < len(labels):
        end = start + 1
        if labels[start] != OUTSIDE:
            inside = "I" + labels[start][1:]
            while end < len(labels) and labels[end] == inside:
                end += 1
            spans.append((start, end, labels[start][1:]))
        start = end
    return spans


def _nearest(tokens: Tokens, cues: list[Span], place: int, side: str) -> int | None:
    """The cue that a part belongs to: the next one on the side it names, else on the other."""
    if side == "n":
        return None
    right = bisect_left(cues, (place, place))
    order = (right, right - 1) if side == "r" else (right - 1, right)
    return next((cue for cue in order if 0 <= cue < len(cues) and _are_near(tokens, cues[cue][0], place)), None)


def _are_near(tokens: Tokens, cue: int, place: int) -> bool:
    same_paragraph = tokens.paragraphs[cue] == tokens.paragraphs[place]
    return same_paragraph or abs(tokens.sentence_of[cue] - tokens.sentence_of[place]) <= 1


def _share_sources(tokens: Tokens, every: list[Decoded]) -> None:
    """Gives an attribution without a source that of the one before it in the sentence: "he said ... and called ..."."""
    before: Decoded | None = None
    for one in every:
        if not one.sources and before and tokens.sentence_of[before.place] == tokens.sentence_of[one.place]:
            one.sources = list(before.sources)
        if one.sources:
            before = one
