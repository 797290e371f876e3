"""Who may have said these words: what speaks for it, the strongest first, as choices for a person.

In this order: what a person has said already; whom the suggester found; whom the last claim was from, where this one
follows on; who is named beside the claim; who else spoke before it in the article. Whether two names are one person's,
`SpeakersByName.meant` says; whom a pronoun or "the general" means, `who_speaks`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.model.folding import folded
from desktop.model.records import Annotation, Source, Speaker
from desktop.model.speaker_choices import Choice, Reason
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragments
from desktop.model.words import spelt
from desktop.suggest.language.word_classes import POSSESSIVE, PREPOSITION, SUBJECT
from desktop.suggest.reading import Reading
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.speakers import SpeakerGuess, pronoun

_LONGEST_NAME = 80  # code points of marked words that can be a name
_LONGEST_SHOWN = 24  # code points of words that are shown beside a speaker


@dataclass(frozen=True)
class Told:
    """A claim of the article whose speakers are known."""

    fragments: Fragments
    speakers: Sequence[str]  # ids


@dataclass(frozen=True)
class Known:
    """What a library and its people know that bears on who said something."""

    speakers: SpeakersByName
    chosen: Sequence[str] = ()  # ids of those who are its speakers by now
    here: Collection[str] = ()  # ids of those who speak in the article
    before: Sequence[Told] = ()  # the claims before this one, the nearest last
    mentions: Sequence[Annotation] = ()  # near, each with a speaker whom a person gave it
    suggested: Sequence[tuple[Source, Annotation | None, SpeakerGuess | None]] = ()  # the sources of a suggestion here


def who_said(reading: Reading, text: str, claim: Fragments, known: Known) -> list[Choice]:
    """Those for whom something speaks in the case of a claim, the likeliest first."""
    return _Evidence(reading, text, known).for_claim(claim)


def who_is_meant(reading: Reading, text: str, mention: Annotation, known: Known) -> list[Choice]:
    """Those for whom something speaks in the case of a mention: first whoever its own words mean."""
    return _Evidence(reading, text, known).for_mention(mention)


class _Evidence:
    """What speaks for whom, in one place of an article."""

    def __init__(self, reading: Reading, text: str, known: Known) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._text = text
        self._known = known
        self._choices: dict[str, Choice] = {}  # by the speaker's id; of a new one by the name

    def for_claim(self, claim: Fragments) -> list[Choice]:
        self._add_chosen(self._known.chosen)
        for suggested in self._suggested():
            self._add(suggested)
        found, last = self._reading.found_for(claim), self._last_where_it_goes_on(claim)
        if last and not (found and found.cues):
            self._add(Choice(last, reason="follows"))
        for span in found.sources if found else ():
            if choice := self._who(span, self._reading.sources.get(span), "said"):
                self._add(choice)
            elif last and pronoun(self._tokens, span, self._reading.language):
                self._add(Choice(last, reason="follows", words=self._words(span)))
        if last:
            self._add(Choice(last, reason="follows"))
        for span, guess in self._beside(claim):
            self._add(self._who(span, guess, "named"))
        self._add_last()
        return list(self._choices.values())

    def for_mention(self, mention: Annotation) -> list[Choice]:
        self._add_chosen([mention.speaker])
        start, end = mention.start, mention.end
        words = spelt(" ".join(self._text[start:end].split()))
        span = self._reading.span(start, end)
        which = pronoun(self._tokens, span, self._reading.language)
        called = self._known.speakers.called([words])
        for speaker in sorted(called, key=lambda one: one.id not in self._known.here):
            self._add(Choice(speaker, reason="marked"))
        if span[0] < span[1]:
            guess = self._reading.with_mentions([span]).get(span)
            means = self._who(span, guess, "meant")
            self._add(replace(means, reason="marked") if means and not means.words else means)
        if not self._choices and which is None and 0 < len(words) <= _LONGEST_NAME:
            self._add(Choice(Speaker(name=words), is_new=True, reason="marked"))
        self._add_last()
        return list(self._choices.values())

    # What is gathered

    def _add(self, choice: Choice | None) -> None:
        if choice:
            key = folded(choice.speaker.name) if choice.is_new else choice.speaker.id
            self._choices.setdefault(key, choice)

    def _add_chosen(self, ids: Iterable[str | None]) -> None:
        for id in ids:
            if speaker := self._known.speakers.get(id or ""):
                self._add(Choice(speaker, reason="chosen"))

    def _add_last(self) -> None:
        for told in reversed(self._known.before):
            for id in told.speakers:
                if speaker := self._known.speakers.get(id):
                    self._add(Choice(speaker, reason="last"))

    # What speaks for somebody

    def _suggested(self) -> Iterator[Choice]:
        for source, mention, guess in self._known.suggested:
            words = self._shown(self._text[mention.start : mention.end]) if mention else ""
            if speaker := self._known.speakers.get(source.speaker or (mention.speaker if mention else "") or ""):
                yield _choice(speaker, "suggested", words)
            elif guess:
                yield self._guessed(guess, "suggested", words)

    def _who(self, span: Span, guess: SpeakerGuess | None, reason: Reason) -> Choice | None:
        """Whom a mention means: as a person has marked it, else as the suggester guesses."""
        start, end = self._reading.fragment(span)
        words = self._words(span)
        for mention in self._known.mentions:
            speaker = self._known.speakers.get(mention.speaker or "")
            if speaker and mention.start < end and start < mention.end:
                return _choice(speaker, reason, words)
        if guess is None:
            return None
        stands_for = pronoun(self._tokens, span, self._reading.language) is not None
        return self._guessed(guess, reason, words, trusts_name=not stands_for)

    def _guessed(self, guess: SpeakerGuess, reason: Reason, words: str, *, trusts_name: bool = True) -> Choice:
        by_name = self._known.speakers.meant(guess.name, guess.aliases, self._known.here)
        told = None if by_name and trusts_name else self._told_of(guess)
        if speaker := told or by_name:
            return _choice(speaker, reason, words)
        return _choice(Speaker(name=guess.name, kind=guess.kind), reason, words, is_new=True)  # aliases nobody chose

    def _told_of(self, guess: SpeakerGuess) -> Speaker | None:
        """Whom a person named for the last claim that the suggester takes to be from the same one."""
        for told in reversed(self._known.before):
            found = self._reading.found_for(told.fragments)
            first = self._reading.sources.get(found.sources[0]) if found and found.sources else None
            if first and first.name == guess.name and told.speakers:
                return self._known.speakers.get(told.speakers[0])
        return None

    def _last_where_it_goes_on(self, claim: Fragments) -> Speaker | None:
        """Who spoke last, where the claim is in the same paragraph or in the next, and nobody else is named between."""
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
        sentence_end = self._tokens.sentences[self._tokens.sentence_of[end - 1]][1]
        for span, guess in self._named([(after, sentence_end)], claim):
            choice = self._who(span, guess, "named")
            if choice and choice.speaker.id != speaker.id:
                return None
        return speaker

    def _beside(self, claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
        """Who is named in the claim's sentences, the nearest first, then next to these in its paragraph."""
        first, after = self._reading.span(claim[0].start, claim[-1].end)
        if first >= after:
            return
        sentences, paragraphs = self._tokens.sentences, self._tokens.paragraphs
        begin, end = self._tokens.sentence_of[first], self._tokens.sentence_of[after - 1]
        own = list(self._named([(sentences[begin][0], sentences[end][1])], claim))
        own.sort(key=lambda one: max(first - one[0][1], one[0][0] - after, 0))
        yield from own
        if not own:
            yield from self._pronouns(sentences[begin][0], sentences[end][1], claim)
        if begin and paragraphs[sentences[begin - 1][0]] == paragraphs[first]:
            yield from reversed(list(self._named([sentences[begin - 1]], claim)))
        if end + 1 < len(sentences) and paragraphs[sentences[end + 1][0]] == paragraphs[after - 1]:
            yield from self._named([sentences[end + 1]], claim)

    def _named(self, where: Sequence[Span], claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
        """The names of those who can speak, in these places and outside of the claim."""
        for span, guess in self._reading.names.items():
            is_there = any(start <= span[0] < end for start, end in where) and not self._is_in(span, claim)
            if is_there and self._can_speak(span, guess):
                yield span, guess

    def _pronouns(self, first: int, after: int, claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
        spans = [(k, k + 1) for k in range(first, after) if self._tokens.tags[k] == SUBJECT]
        spans = [span for span in spans if not self._is_in(span, claim)]
        guesses = self._reading.with_mentions(spans) if spans else {}
        yield from ((span, guesses[span]) for span in spans if span in guesses)

    def _is_in(self, span: Span, claim: Fragments) -> bool:
        start, end = self._reading.fragment(span)
        return any(start < stop and begin < end for begin, stop in claim)

    def _can_speak(self, span: Span, guess: SpeakerGuess) -> bool:
        """Whether a name is likely that of a person or an organisation, not of a place, and stands for itself."""
        tags = self._tokens.tags
        if tags[span[0] - 1 : span[0]] == [PREPOSITION] or tags[span[1] : span[1] + 1] == [POSSESSIVE]:
            return False
        if " " in guess.name or guess.aliases or guess.kind != "person":
            return True
        if any(source.name == guess.name for source in self._reading.sources.values()):
            return True
        known = self._known.speakers.meant(guess.name, guess.aliases, self._known.here)
        return known is not None and known.id in self._known.here

    def _words(self, span: Span) -> str:
        return self._shown(self._text[slice(*self._reading.fragment(span))])

    @staticmethod
    def _shown(words: str) -> str:
        return " ".join(words.split())


def _choice(speaker: Speaker, reason: Reason, words: str, *, is_new: bool = False) -> Choice:
    """A choice that tells the words which show it, where they are few and not a part of the name."""
    parts = {part for name in (speaker.name, *speaker.aliases) for part in folded(name).split()}
    tells = len(words) <= _LONGEST_SHOWN and not parts.intersection(folded(words).split())
    return Choice(speaker, is_new=is_new, reason=reason, words=words if tells else "")
