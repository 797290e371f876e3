"""Who speaks in a conversation: chosen for all of its lines together, so that what follows tells it, too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from desktop.base import paths
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.people import KnownSpeaker

Naming = Literal["", "name", "male", "female", "narrator", "description", "role"]
Steps = Mapping[str, Mapping[str, float]]

_KEPT = 8  # ways to share out the lines so far that are followed up
_FAR = 9  # paragraphs; before the first line


@dataclass(slots=True, eq=False)
class Line:
    """What somebody says in one go, how the text tells who it is, and how likely it is each of those it may be."""

    paragraph: int
    start: int  # the first token
    mention: Span | None = None  # what stands for who speaks, beside a cue
    naming: Naming = ""
    somebody: KnownSpeaker | None = None  # whom the mention names or describes
    goes_on: bool = False  # whether the paragraph before has not closed its marks
    likely: dict[KnownSpeaker, float] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether the text itself names who speaks."""
        return self.naming in ("name", "narrator")

    @property
    def is_described(self) -> bool:
        """Whether it tells who speaks without a name."""
        return self.naming in ("description", "role")


@cache
def steps() -> Steps:
    """What counts how much: resources/conversation.toml."""
    import tomllib  # only where a text has a conversation

    return tomllib.loads(paths.resource("conversation.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class _Way:
    """One way to share out the lines so far."""

    score: float
    speaker: KnownSpeaker | None
    before: KnownSpeaker | None  # who spoke before the speaker
    line_before: "_Way | None"


def most_likely(lines: Sequence[Line]) -> list[KnownSpeaker | None]:
    """Who speaks each line."""
    order = steps()["order"]
    ways = [_Way(0.0, None, None, None)]
    gap_before = gap = _FAR
    paragraph = -_FAR
    for line in lines:
        within = line.paragraph == paragraph
        if not within:
            gap_before, gap, paragraph = gap, line.paragraph - paragraph, line.paragraph
        is_answer = gap == gap_before == 1
        best: dict[tuple[int, int], _Way] = {}
        for way in ways:
            for somebody, likely in line.likely.items() or ((None, 0.0),):
                stays = somebody is way.speaker and (within or line.goes_on)
                before = way.before if stays else way.speaker
                step = _step(order, way, somebody, line, 0 if within else gap, is_answer=is_answer)
                key = id(somebody), id(before)
                score = way.score + likely + step
                if key not in best or best[key].score < score:
                    best[key] = _Way(score, somebody, before, way)
        ways = sorted(best.values(), key=lambda way: -way.score)[:_KEPT]
    return list(_speakers(ways[0]))[::-1]


def _step(
    order: Mapping[str, float], way: _Way, somebody: KnownSpeaker | None, line: Line, gap: int, *, is_answer: bool
) -> float:
    """What the lines before tell of somebody in this one."""
    if somebody is None:
        return 0.0
    is_same = somebody is way.speaker
    if not gap:
        return order["same_paragraph" if is_same else "other_in_paragraph"]
    if is_same and line.goes_on:
        return order["goes_on"]
    if is_same:
        return order["again" if gap == 1 else "again_after_a_gap"]
    if somebody is way.before:
        return order["answers" if is_answer else "answers_after_a_gap"]
    return 0.0


def _speakers(way: _Way) -> Iterator[KnownSpeaker | None]:
    """Who speaks, from the last line to the first."""
    while way.line_before:
        yield way.speaker
        way = way.line_before
