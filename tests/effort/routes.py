"""The keys that select given words of an article from where the caret is: those that take the least time.

What each key does is said by the segments of the text (`desktop/model/segments.py`), as in the window.
"""

import heapq
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import NamedTuple

from desktop.model.segments import Segments
from desktop.model.text import Fragment, snapped_to_words
from desktop.model.words import WORD

_BY_CHARACTER = ("Shift+Left", "Shift+Right")
_NEAR = 4  # characters at the end that are gone one by one
_MARKS = re.compile(r"[^\w\s]+")  # at which Qt's steps by a word stop, too
_MOST = 60  # keys, modifiers counted, of a way that is looked for


class _State(NamedTuple):
    anchor: int
    caret: int

    @property
    def range(self) -> Fragment:
        return Fragment(min(self), max(self))


class Routes:
    """The ways through one text."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._text = segments.text
        words = {match.start() for match in WORD.finditer(self._text)}
        self._starts = sorted(words | {match.start() for match in _MARKS.finditer(self._text)})
        self._steps = cache(self._steps_from)
        self._ends = cache(self._to_end)

    def to(self, target: Fragment, caret: int, *, may_reshape: bool = True) -> tuple[str, ...]:
        """The quickest keys from a caret to this selection; with `may_reshape`, to one whose ends are moved afterwards.

        Raises:
            LookupError: it takes too many.
        """
        number = count()
        ahead = [(0, next(number), _State(caret, caret), "", ())]
        seen: set[tuple[_State, str]] = set()
        best: tuple[int, tuple[str, ...]] | None = None
        while ahead:
            cost, _, state, held, keys = heapq.heappop(ahead)
            if best and cost >= best[0]:
                break
            if (state, held) in seen:
                continue
            seen.add((state, held))
            selected = self._selected(state)
            if selected and selected.start < target.end and target.start < selected.end:
                after = self.reshaping(selected, target) if may_reshape or selected == target else None
                if after is not None and (best is None or cost + _cost(after) < best[0]):
                    best = cost + _cost(after), keys
            for key, there in self._steps(state).items():
                if self._leads_to(key, target, there):
                    modifiers = key.rpartition("+")[0]
                    price = 1 + len(set(modifiers.split("+")) - set(held.split("+")) - {""})
                    if cost + price < _MOST:
                        heapq.heappush(ahead, (cost + price, next(number), there, modifiers, (*keys, key)))
        if best is None:
            raise LookupError(f"No keys lead to “{self._text[slice(*target)]}”.")
        return best[1]

    def _selected(self, state: _State) -> Fragment | None:
        if state.anchor == state.caret:
            return None
        return snapped_to_words(self._text, *state.range)

    def _leads_to(self, key: str, target: Fragment, state: _State) -> bool:
        """Whether a state is worth going on from: no selection far from the target."""
        if key in _BY_CHARACTER and abs(state.caret - target.end) > _NEAR:
            return False
        start, end = state.range
        near = self._segments.paragraph(*target)
        return start == end or (near.start - 1 <= start and end <= near.end + 1)

    def _steps_from(self, state: _State) -> Mapping[str, _State]:
        segments, at = self._segments, state.caret
        found: dict[str, _State] = {}
        for key, unit, by in ((".", "sentence", 1), (",", "sentence", -1), ("Ctrl+Down", "paragraph", 1)):
            one = segments.following(unit, at) if by > 0 else segments.preceding(unit, at)  # type: ignore[arg-type]
            if one:
                found[key] = _State(one.start, one.start)
        for key, unit, by in (("G", "quotation", 1), ("F", "sentence", 1), ("Shift+G", "quotation", -1)):
            one = segments.selected_next(unit, *state.range, by)  # type: ignore[arg-type]
            if one and one.start < one.end:
                found[key] = _State(*one)
        grown = segments.grown(*state.range)
        if grown.start < grown.end and grown != state.range:
            found["W"] = _State(*grown)
        begin, end = segments.paragraph(at, at)  # beyond it, words are not gone to
        after = next((start for start in self._starts if at < start < end), end)
        before = next((start for start in reversed(self._starts) if begin <= start < at), begin)
        for arrow, there in (("Right", after), ("Left", before)):
            if there != at:
                found[f"Ctrl+{arrow}"], found[f"Ctrl+Shift+{arrow}"] = _State(there, there), _State(state.anchor, there)
        if state.anchor != at:
            for key, there in zip(_BY_CHARACTER, (at - 1, at + 1), strict=True):
                found[key] = _State(state.anchor, there)
        return found

    def reshaping(self, now: Fragment, target: Fragment) -> tuple[str, ...] | None:
        """The keys that make one shape of an annotation another; the end is held first."""
        at_end = self._ends(now.end, target.end, at_start=False)
        at_start = self._ends(now.start, target.start, at_start=True)
        if at_end is None or at_start is None:
            return None
        return (*at_end, *(("Alt+Home", *at_start) if at_start else ()))

    def _to_end(self, here: int, there: int, *, at_start: bool) -> tuple[str, ...] | None:
        keys: list[str] = []
        forward = there > here
        arrow = "Right" if forward else "Left"
        while here != there:
            further = self._segments.moved_end(here, at_start=at_start, forward=forward)
            if further == here or len(keys) > _MOST:
                return None
            if (further > there) if forward else (further < there):
                keys += [f"Alt+Shift+{arrow}"] * abs(there - here)
                break
            keys.append(f"Alt+{arrow}")
            here = further
        return tuple(keys)


def _cost(keys: tuple[str, ...]) -> int:
    return sum(1 for _ in keys) + sum(len(set(now) - set(before)) for before, now in _pairs(keys))


def _pairs(keys: tuple[str, ...]) -> Iterator[tuple[list[str], list[str]]]:
    before: list[str] = []
    for key in keys:
        *modifiers, _ = key.split("+")
        yield before, modifiers
        before = modifiers
