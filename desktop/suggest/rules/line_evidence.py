"""How likely it is of each whom a text names that a line of a conversation is theirs."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from desktop.model.gender import Gender
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.rules.conversation import Line, most_likely, steps
from desktop.suggest.rules.dialogue import Turns
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.genders import Genders
from desktop.suggest.rules.meetings import Meeting, Meetings, Pronoun
from desktop.suggest.rules.people import KnownSpeaker

_NAMES_BEFORE, _NAMES_AFTER = 40, 12  # that are looked over
_NEAR = 8  # persons named before a line whom it may be
_PARAGRAPHS_BEFORE, _PARAGRAPHS_AFTER = 40, 6
_STORY_TELLER_BEFORE, _STORY_TELLER_AFTER = 3, 2
_LINES_AROUND, _PARAGRAPHS_AROUND = 6, 11  # whose speakers may speak here, too
_OFTEN = 6  # doublings that count


class Evidence:
    """What tells who speaks the lines of a text."""

    def __init__(
        self,
        tokens: Tokens,
        turns: Turns,
        meetings: Meetings,
        narrator: KnownSpeaker,
        lines: Sequence[Line],
    ) -> None:
        self._tokens = tokens
        self._turns = turns
        self._meetings = meetings
        self._narrator = narrator
        self._lines = lines
        self.genders = Genders(tokens, meetings)
        named = steps()["named"]
        self._often = Counter(line.somebody for line in lines if line.is_told and line.mention and line.somebody)
        self._never = named["never"] * min(1.0, self._often.total() / named["enough"])

    def speakers(self) -> list[KnownSpeaker | None]:
        """Who speaks each line: of those who are named near it, then also of those who speak in the lines around it."""
        for line in self._lines:
            line.likely = self._likely(line)
        first = most_likely(self._lines)
        for place, line in enumerate(self._lines):
            if not line.is_told:
                self._add_from_around(place, first)
        return most_likely(self._lines)

    def _add_from_around(self, place: int, speakers: Sequence[KnownSpeaker | None]) -> None:
        line = self._lines[place]
        for other in range(max(0, place - _LINES_AROUND), min(len(speakers), place + _LINES_AROUND + 1)):
            somebody = speakers[other]
            is_near = abs(self._lines[other].paragraph - line.paragraph) <= _PARAGRAPHS_AROUND
            if somebody and is_near and somebody not in line.likely:
                likely = {somebody: steps()["named"]["beside"]}
                self._add_spoken_to(line, likely)
                self._add_gender(line, likely)
                line.likely |= likely

    def _likely(self, line: Line) -> dict[KnownSpeaker, float]:
        if line.is_told and line.somebody:
            return {line.somebody: 0.0}
        likely = self._named_near(line)
        self._add_spoken_to_beside(line, likely)
        self._add_spoken_to(line, likely)
        self._add_spoken_of(line, likely)
        self._add_story_teller(line, likely)
        if line.is_described and line.somebody:
            likely[line.somebody] = steps()["described"][line.naming]
        beside = None if line.mention else self._beside(line.paragraph)
        self._add_beside(beside, likely)
        self._add_gender(line, likely)
        for somebody in likely:
            likely[somebody] += self._as_ever(somebody, line)
        return likely

    def _named_near(self, line: Line) -> dict[KnownSpeaker, float]:
        """Whom the story names before the line, or just after it."""
        named, meetings, paragraphs = steps()["named"], self._meetings, self._tokens.paragraphs
        likely: dict[KnownSpeaker, float] = {}
        is_here = line.mention and paragraphs[line.mention[0]] == line.paragraph
        here = bisect_left(meetings.told_starts, line.mention[0] if line.mention and is_here else line.start)
        for one in reversed(meetings.told[max(0, here - _NAMES_BEFORE) : here]):
            distance = line.paragraph - paragraphs[one.start]
            if distance > _PARAGRAPHS_BEFORE or len(likely) == _NEAR:
                break
            if one.somebody not in likely and _may_speak(one.somebody):
                likely[one.somebody] = self._by_place(one, distance) + (0.0 if likely else named["last"])
        for one in meetings.told[here : here + _NAMES_AFTER]:
            distance = paragraphs[one.start] - line.paragraph
            if 0 <= distance <= _PARAGRAPHS_AFTER and _may_speak(one.somebody):
                likely.setdefault(one.somebody, named["later"] + named["paragraph"] * distance)
        return likely

    def _by_place(self, one: Meeting, distance: int) -> float:
        named = steps()["named"]
        likely = named["paragraph"] * min(distance, named["farthest"])
        likely += 0 if distance else named["same_paragraph"]
        likely += named["subject"] if self._meetings.is_subject(one) else 0
        return likely + (named["object"] if self._meetings.is_object(one) else 0)

    def _add_spoken_to_beside(self, line: Line, likely: dict[KnownSpeaker, float]) -> None:
        """Whom the lines before and after speak to."""
        spoken = steps()["spoken"]
        for paragraph, name in ((line.paragraph - 1, "to_in_line_before"), (line.paragraph + 1, "to_in_line_after")):
            for one in self._meetings.spoken_to(paragraph):
                likely[one] = likely.get(one, spoken["only_to"]) + spoken[name]

    def _add_spoken_to(self, line: Line, likely: dict[KnownSpeaker, float]) -> None:
        for one in self._meetings.spoken_to(line.paragraph):
            if one in likely:
                likely[one] += steps()["spoken"]["to"]

    def _add_spoken_of(self, line: Line, likely: dict[KnownSpeaker, float]) -> None:
        spoken_of = {one.somebody for one in self._meetings.said_in(line.paragraph)}
        for one in spoken_of.difference(self._meetings.spoken_to(line.paragraph)):
            if one in likely:
                likely[one] += steps()["spoken"]["of"]

    def _add_story_teller(self, line: Line, likely: dict[KnownSpeaker, float]) -> None:
        spans = self._meetings.paragraphs
        own = spans[line.paragraph]
        start = spans.get(line.paragraph - _STORY_TELLER_BEFORE, own)[0]
        end = spans.get(line.paragraph + _STORY_TELLER_AFTER, own)[1]
        if self._meetings.has_narrator(start, end):
            likely[self._narrator] = steps()["named"]["story_teller"]

    def _add_beside(self, beside: KnownSpeaker | Pronoun | None, likely: dict[KnownSpeaker, float]) -> None:
        """Who the sentence beside the words is about."""
        counts = steps()["beside"]
        if isinstance(beside, KnownSpeaker):
            likely[beside] = likely.get(beside, 0.0) + counts["subject"]
        elif beside == "narrator":
            if self._narrator in likely:
                likely[self._narrator] += counts["pronoun"]
        elif beside:
            for one in likely:
                if one is self._narrator or self.genders.of(one) not in ("", beside):
                    likely[one] -= counts["pronoun"]

    def _beside(self, paragraph: int) -> KnownSpeaker | Pronoun | None:
        """Whom the sentence before the words, or after them, is about: Emma smiled. “No.”"""
        subjects = (self._meetings.subject_in(first, end) for first, end in self._sentences_beside(paragraph))
        return next((subject for subject in subjects if subject), None)

    def _sentences_beside(self, paragraph: int) -> Iterator[Span]:
        """The sentences of a turn around the first words that are spoken, the likeliest first."""
        tokens, quotation = self._tokens, self._turns.first_quotation(paragraph)
        own = tokens.sentence_of[quotation.open]
        behind = min(quotation.close + 1, len(tokens) - 1)
        after = tokens.sentence_of[behind]
        for sentence in (own, own - 1, after, after + 1):
            if not 0 <= sentence < len(tokens.sentences):
                continue
            first, end = tokens.sentences[sentence]
            if sentence >= after:
                first = max(first, behind)
            else:
                end = min(end, quotation.open)
            if first < end and tokens.paragraphs[first] == paragraph and tokens.quotations.inside[first] < 0:
                yield first, end

    def _add_gender(self, line: Line, likely: dict[KnownSpeaker, float]) -> None:
        told, described = self._gender_told(line), steps()["described"]
        if not told:
            return
        for one in likely:
            gender = self.genders.of(one)
            if one is self._narrator or gender not in ("", told):
                likely[one] += described["other_gender"]
            elif not gender:
                likely[one] += described["unknown_gender"]

    def _gender_told(self, line: Line) -> Gender:
        """Whether the mention tells that it is he or she."""
        if line.naming == "male" or line.naming == "female":
            return line.naming
        return self.genders.of(line.somebody) if line.is_described and line.somebody else ""

    def _as_ever(self, somebody: KnownSpeaker, line: Line) -> float:
        """How likely somebody speaks anywhere in the text."""
        named = steps()["named"]
        if line.is_described and somebody is line.somebody:
            return 0.0
        often = self._often[somebody]
        likely = named["often"] * min(math.log2(1 + often), _OFTEN) if often else self._never
        if somebody.kind == "unnamed":
            return likely + named["unnamed"]
        is_clear = self.genders.of(somebody) or somebody.is_whole or somebody.has_spoken
        return likely + (0 if somebody is self._narrator or is_clear else named["doubtful"])


def _may_speak(somebody: KnownSpeaker) -> bool:
    """Whether it is a single person, by name or as the text describes them."""
    return bool(somebody.name) and somebody.kind in ("person", "unnamed") and not somebody.plural
