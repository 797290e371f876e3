"""Where a text names somebody or has a pronoun: what it tells between the quotations, and what is said in them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import FINITE, PREPOSITION
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.dialogue import Turns, addressed
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.people import KnownSpeaker

Pronoun = Literal["male", "female", "narrator"]

_PRONOUNS: tuple[Pronoun, ...] = ("male", "female", "narrator")
_NEAR = 12  # tokens of a sentence in which its subject is looked for
_OPENS = 4  # tokens from the beginning of a sentence where its subject stands


class Meeting(NamedTuple):
    """A place where the text names somebody, in tokens."""

    start: int
    end: int
    somebody: KnownSpeaker

    @property
    def span(self) -> Span:
        return self.start, self.end


class Meetings:
    """All of them in text order."""

    def __init__(self, tokens: Tokens, language: Language, turns: Turns, every: Iterable[Meeting]) -> None:
        self._tokens = tokens
        self._language = language
        self._turns = turns
        inside = tokens.quotations.inside
        ordered = sorted(every, key=lambda one: one.start)
        self.told = [one for one in ordered if inside[one.start] < 0]
        self.said = [one for one in ordered if inside[one.start] >= 0]
        self.told_starts = [one.start for one in self.told]
        self._said_starts = [one.start for one in self.said]
        self._spoken_to: dict[int, list[KnownSpeaker]] = {}

    @cached_property
    def pronouns(self) -> list[tuple[int, Pronoun]]:
        """Those of a single person between the quotations, with their tokens."""
        which = {word: name for name in _PRONOUNS for word in self._language.sources[f"pronouns.{name}"]}
        inside = self._tokens.quotations.inside
        return [(k, which[word]) for k, word in enumerate(self._tokens.lower) if word in which and inside[k] < 0]

    @cached_property
    def pronoun_starts(self) -> list[int]:
        return [start for start, _ in self.pronouns]

    @cached_property
    def paragraphs(self) -> dict[int, Span]:
        """The tokens of each paragraph."""
        spans: dict[int, Span] = {}
        for token, paragraph in enumerate(self._tokens.paragraphs):
            spans[paragraph] = spans.get(paragraph, (token, 0))[0], token + 1
        return spans

    def said_in(self, paragraph: int) -> list[Meeting]:
        """Whom the quotations of a paragraph name."""
        first, after = (bisect_left(self._said_starts, token) for token in self.paragraphs[paragraph])
        return self.said[first:after]

    def spoken_to(self, paragraph: int) -> list[KnownSpeaker]:
        """Whom the words of a turn name as the one they are for, the last first; nobody, where it is no turn."""
        if paragraph not in self._turns:
            return []
        if paragraph not in self._spoken_to:
            self._spoken_to[paragraph] = list(dict.fromkeys(self._addressed(paragraph)))
        return self._spoken_to[paragraph]

    def _addressed(self, paragraph: int) -> Iterator[KnownSpeaker]:
        named = {one.span: one.somebody for one in self.said_in(paragraph) if one.somebody.kind == "person"}
        for quotation in reversed(self._turns.quotations(paragraph)):
            within = sorted(span for span in named if quotation.open < span[0] < quotation.close)
            yield from (named[span] for span in reversed(addressed(self._tokens, quotation, within)))

    def subject_in(self, start: int, end: int) -> KnownSpeaker | Pronoun | None:
        """The person, or the pronoun, that a sentence is about: the first that stands where a subject does."""
        end = min(end, start + _NEAR)
        token, subject = end, None
        for place in range(bisect_left(self.told_starts, start), bisect_left(self.told_starts, end)):
            one = self.told[place]
            if one.somebody.kind == "person" and self.is_subject(one) and not self.is_object(one):
                token, subject = one.start, one.somebody
                break
        place = bisect_left(self.pronoun_starts, start)
        if place < len(self.pronouns) and self.pronouns[place][0] < token:
            return self.pronouns[place][1]
        return subject

    def is_subject(self, one: Meeting) -> bool:
        """Whether somebody is named where a subject stands."""
        tokens = self._tokens
        opens = one.start - tokens.sentences[tokens.sentence_of[one.start]][0] < _OPENS
        is_behind_words = one.start > 0 and tokens.quotations.inside[one.start - 1] >= 0
        return opens or is_behind_words or (one.end < len(tokens) and tokens.tags[one.end] in FINITE)

    def is_object(self, one: Meeting) -> bool:
        return one.start > 0 and self._tokens.tags[one.start - 1] == PREPOSITION

    def has_narrator(self, start: int, end: int) -> bool:
        """Whether "I" stands between the quotations of a range of tokens."""
        first, after = (bisect_left(self.pronoun_starts, token) for token in (start, end))
        return any(which == "narrator" for _, which in self.pronouns[first:after])

    def place_of(self, somebody: KnownSpeaker, narrator: KnownSpeaker, paragraph: int) -> Span | None:
        """The last mention of somebody up to the end of a paragraph, or else the first behind it."""
        places = self._narrator_places if somebody is narrator else self._places.get(somebody, [])
        if not places:
            return None
        behind = bisect_left(places, (self.paragraphs[paragraph][1], 0))
        return places[max(0, behind - 1)]

    @cached_property
    def _narrator_places(self) -> list[Span]:
        return [(token, token + 1) for token, which in self.pronouns if which == "narrator"]

    @cached_property
    def _places(self) -> dict[KnownSpeaker, list[Span]]:
        told, said = defaultdict[KnownSpeaker, list[Span]](list), defaultdict[KnownSpeaker, list[Span]](list)
        for places, every in ((told, self.told), (said, self.said)):
            for one in every:
                places[one.somebody].append(one.span)
        return {**said, **told}
