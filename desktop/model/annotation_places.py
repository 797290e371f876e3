"""Where the annotations of one article are: in text order, at a place, across a range."""

import sys
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop.model.records import Annotation
from desktop.model.spans import Span, SpanIndex

TextOrder = tuple[int, int, str, str]  # what annotations are sorted by


def text_order(annotation: Annotation) -> TextOrder:
    """The place in text order: by start, the longest first, then the oldest."""
    return (annotation.start, -annotation.end, annotation.created_at, annotation.id)


def text_order_before(point: int) -> TextOrder:
    """The place in text order before all annotations that begin at a code point."""
    return (point, -sys.maxsize, "", "")


def stepped(row: Sequence[Annotation], here: TextOrder | None, by: int) -> Annotation | None:
    """The annotation that comes next in a row in text order (`by` = 1), or before (-1), round its end.

    `here` is the place where one is, of one of the row or not; without it, the row's end is where one begins.
    """
    if not row:
        return None
    if here is None:
        return row[0 if by > 0 else -1]
    places = [text_order(one) for one in row]
    return row[(bisect_right(places, here) if by > 0 else bisect_left(places, here) - 1) % len(row)]


class AnnotationPlaces:
    """The annotations of an article, found by where they are. Those that are not shown are found only in the order."""

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        is_claim: Callable[[Annotation], bool],
        is_shown: Callable[[Annotation], bool],
    ) -> None:
        """`annotations` is shared with whoever changes it; `is_shown` and `is_claim` say what is shown, and as a claim.

        What they say of an annotation does not change while it is here.
        """
        self._annotations = annotations
        self._is_claim = is_claim
        self._is_shown = is_shown
        shown = [one for one in annotations.values() if is_shown(one)]
        claims = [one for one in shown if is_claim(one)]
        self._order = sorted(map(text_order, annotations.values()))
        self._claim_order = sorted(map(text_order, claims))
        self._parts = SpanIndex(span for one in shown for span in _parts(one))
        self._claims = SpanIndex(map(_extent, claims))

    def add(self, annotation: Annotation) -> None:
        insort(self._order, text_order(annotation))
        if self._is_shown(annotation):
            for span in _parts(annotation):
                self._parts.add(span)
        if self._is_claim(annotation):
            insort(self._claim_order, text_order(annotation))
            self._claims.add(_extent(annotation))

    def remove(self, annotation: Annotation) -> None:
        _take_out(self._order, annotation)
        if self._is_shown(annotation):
            for span in _parts(annotation):
                self._parts.remove(span)
        if self._is_claim(annotation):
            _take_out(self._claim_order, annotation)
            self._claims.remove(_extent(annotation))

    def in_order(self) -> list[Annotation]:
        """All annotations in text order, rejected ones too."""
        return self._at(self._order)

    def claims(self) -> list[Annotation]:
        """The claims in text order, suggested ones too."""
        return self._at(self._claim_order)

    def claims_before(self, annotation: Annotation, most: int) -> list[Annotation]:
        """The last claims that begin before an annotation, in text order, at most so many."""
        end = bisect_left(self._claim_order, (annotation.start,))
        return self._at(self._claim_order[max(0, end - most) : end])

    def near(self, annotation: Annotation, most: int) -> list[Annotation]:
        """The annotations that come next to this one, at most so many before it and as many from it on."""
        place = bisect_left(self._order, text_order(annotation))
        return self._at(self._order[max(0, place - most) : place + most])

    def within(self, start: int, end: int) -> list[Annotation]:
        """The annotations with a part in start..end, in text order."""
        found = {id: self._annotations[id] for _, _, id in self._parts.within(start, end)}
        return sorted(found.values(), key=text_order)

    def claims_across(self, start: int, end: int) -> list[Span]:
        """The claims whose whole extent, gaps included, shares a character with start..end; by start, longest first."""
        return sorted(self._claims.within(start, end), key=lambda span: (span[0], -span[1], span[2]))

    def at(self, point: int) -> list[Annotation]:
        """The annotations that cover a character: a person's first, then what is suggested, the innermost first."""
        found = {id: self._annotations[id] for _, _, id in self._parts.within(point, point + 1)}
        return sorted(found.values(), key=_order_of_picking)

    def next_after(self, id: str | None, point: int, *, forward: bool) -> str | None:
        """The annotation that follows, or goes before, the one with this id; or without one, the place `point`."""
        current = self._annotations.get(id or "")
        at = bisect_left(self._order, text_order(current) if current else (point,))
        at += (1 if current else 0) if forward else -1
        while 0 <= at < len(self._order):
            if self._is_shown(self._annotations[self._order[at][3]]):
                return self._order[at][3]
            at += 1 if forward else -1
        return None

    def _at(self, places: Iterable[TextOrder]) -> list[Annotation]:
        return [self._annotations[place[3]] for place in places]


def _take_out(order: list[TextOrder], annotation: Annotation) -> None:
    del order[bisect_left(order, text_order(annotation))]


def _order_of_picking(annotation: Annotation) -> tuple[bool, int, str]:
    return annotation.status == "suggested", sum(end - start for start, end in annotation.fragments), annotation.id


def _parts(annotation: Annotation) -> list[Span]:
    return [(start, end, annotation.id) for start, end in annotation.fragments]


def _extent(annotation: Annotation) -> Span:
    return annotation.start, annotation.end, annotation.id
