"""Who goes on or answers, by the claims before whose speakers are known; and what a claim is quoted in."""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from desktop.model import quotation_marks
from desktop.model.records import Speaker
from desktop.model.speaker_choices import Choice
from desktop.model.text import Fragments
from desktop.suggest.rules.findings import Found, Span
from desktop.suggest.who_said_it.evidence import Evidence
from desktop.suggest.who_said_it.nearby import Nearby


class Conversation:
    """The claims before one, as far as they tell who speaks now."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._nearby = Nearby(evidence)
        self._reading, self._tokens, self._known = evidence.reading, evidence.tokens, evidence.known

    def last_where_it_goes_on(self, claim: Fragments) -> Speaker | None:
        """Who spoke last, where the claim is in the same paragraph or in the next, and nobody else is named between."""
        if (turn := self.turn(claim)) is not None:
            return self._whose_turn(turn)
        last = self._known.before[-1] if self._known.before else None
        speaker = self._known.speakers.get(last.speakers[0]) if last and last.speakers else None
        if last is None or speaker is None:
            return None
        _, after = self._reading.span(last.fragments[0].start, last.fragments[-1].end)
        first, end = self._reading.span(claim[0].start, claim[-1].end)
        if not 0 < after <= first < end:
            return None
        paragraphs = self._tokens.paragraphs
        if paragraphs[first] - paragraphs[after - 1] > 1:
            return None
        own, sentence_end = self._tokens.sentences[self._tokens.sentence_of[end - 1]]
        for span, guess in self._nearby.outside([(after, sentence_end)], claim):
            if self._nearby.breaks_thread(span, guess, is_beside=span[0] >= own):
                choice = self._evidence.who(span, guess, "named")
                if choice and choice.speaker.id != speaker.id:
                    return None
        return speaker

    def stands_in(self, turn: int | None, sources: Sequence[Span]) -> bool:
        """Whether who speaks stands in the turn itself."""
        return any(self._tokens.paragraphs[start] == turn for start, _ in sources)

    def turn(self, claim: Fragments) -> int | None:
        """The paragraph of a claim, where it is a turn of a conversation."""
        first, after = self._reading.span(claim[0].start, claim[-1].end)
        if first >= after or self._tokens.quotations.inside[first] < 0:
            return None
        paragraph = self._tokens.paragraphs[first]
        return paragraph if paragraph in self._reading.turns else None

    def _whose_turn(self, paragraph: int) -> Speaker | None:
        """Who spoke in the same turn already, else in the last but one, where another speaks in between."""
        spoke = self._spoke_in_turns
        own = spoke.get(paragraph)
        last, last_but_one = spoke.get(paragraph - 1), spoke.get(paragraph - 2)
        if own is None and paragraph - 1 in self._reading.turns and last != last_but_one:
            own = last_but_one
        return self._known.speakers.get(own) if own else None

    def last_but_for(self, turn: int | None) -> Speaker | None:
        """In a conversation, who spoke last at all, where a pronoun is all that the turn tells."""
        last = self._known.before[-1] if turn is not None and self._known.before else None
        return self._known.speakers.get(last.speakers[0]) if last and last.speakers else None

    def answered(self, turn: int | None) -> Collection[str]:
        """The ids of whom a turn answers."""
        return [self._spoke_in_turns[turn - 1]] if turn and turn - 1 in self._spoke_in_turns else []

    @cached_property
    def _spoke_in_turns(self) -> dict[int, str]:
        """Who spoke in the turns before, by paragraph: ids."""
        turns = [(self.turn(earlier.fragments), earlier.speakers) for earlier in self._known.before]
        return {turn: speakers[0] for turn, speakers in turns if turn is not None and speakers}

    def is_quoted_within(self, claim: Fragments, found: Found | None) -> bool:
        """Whether a claim is a quotation within the one that the rules found there, and so another's words."""
        start, end = claim[0].start, claim[-1].end
        first, after = self._reading.span(start, end)
        if found is None or first >= after or self._evidence.text[start] not in quotation_marks.MARKS:
            return False
        outer = self._tokens.quotations.at(first)
        return outer is not None and outer.open < first and any(a <= outer.open < b for a, b in found.contents)

    def around(self) -> Iterator[Choice]:
        """Who is known to have said the claims that this one is a part of."""
        for id in self._known.outer:
            if speaker := self._known.speakers.get(id):
                yield Choice(speaker)
