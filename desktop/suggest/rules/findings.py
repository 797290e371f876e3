"""What the rules have found so far, in tokens."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.suggest.language.word_lists import Frame, Scope

Span = tuple[int, int]  # tokens, half-open


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether a range shares a token with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


@dataclass(slots=True)
class Found:
    """An attribution in tokens, and the rule that found it."""

    contents: list[Span]
    cues: list[Span]
    sources: list[Span]
    rule: str
    scope: Scope
    head: int  # the token that the cue turns on; of a quotation without one its opening mark
    frame: Frame | None = None  # how the cue is used
    confidence: float | None = None  # None: what is usual for the rule
    sure_of_source: float = 0.0  # how sure the tagger is of its sources
    parent: int = -1  # the place, in the list of all, of the one that this one is inside of

    @property
    def spans(self) -> list[Span]:
        return self.contents + self.cues + self.sources


class Findings:
    """The attributions found so far. No two share a token, so each keeps the others out of what it takes."""

    def __init__(self, size: int) -> None:
        self.found: list[Found] = []
        self._taken = bytearray(size)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing has taken a token of this range."""
        return self._taken.find(1, start, end) < 0

    def free_end(self, start: int, end: int) -> int:
        """Where the free range that begins at `start` ends, at the latest at `end`."""
        taken = self._taken.find(1, start, end)
        return end if taken < 0 else taken

    def free_start(self, start: int, end: int) -> int:
        """The first free token from `start` on; `end` when there is none before it."""
        free = self._taken.find(0, start, end)
        return end if free < 0 else free

    def add(self, found: Found) -> Found:
        """Keeps an attribution, and gives it back.

        What was found inside the name of its source gives way: "X, who said no, added ...".
        """
        for start, end in found.sources:
            for inner in [inner for inner in self.found[-4:] if start <= inner.head < end]:
                self.found.remove(inner)
                self._mark(inner.spans, 0)
        self.found.append(found)
        self._mark(found.spans, 1)
        return found

    def extend(self, found: Found, span: Span) -> None:
        """Adds a part to what was said."""
        found.contents.append(span)
        self._mark([span], 1)

    def mark(self, span: Span) -> None:
        """Keeps others out of a range of tokens."""
        self._mark([span], 1)

    def in_order(self) -> "Ordered":
        """The attributions by the place of what was said."""
        self.found.sort(key=lambda found: found.contents[0])
        return Ordered(self.found)

    def _mark(self, spans: list[Span], value: int) -> None:
        for start, end in spans:
            self._taken[start:end] = bytes([value]) * (end - start)


@dataclass(slots=True)
class Ordered:
    """Attributions in text order, to look up which one comes before a place."""

    found: list[Found]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [found.contents[0][0] for found in self.found]

    def before(self, token: int) -> Found | None:
        """The last one with a source that begins before a token; looks at the nearest few only."""
        place = bisect_left(self._starts, token)
        return next((found for found in reversed(self.found[max(0, place - 8) : place]) if found.sources), None)
