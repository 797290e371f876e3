"""What speaks for whom, in one place of an article: choices, gathered in order."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from desktop.model.folding import folded
from desktop.model.records import Speaker, SpeakerGuess
from desktop.model.speaker_choices import Choice, Reason
from desktop.model.speakers import shares_word_with
from desktop.model.text import Fragments
from desktop.model.who_said import speaker_of
from desktop.suggest.article_reading import Reading
from desktop.suggest.rules.described import may_be_new
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.speakers import pronoun
from desktop.suggest.who_said_it.known_speakers import KnownSpeakers

_WEAKER: dict[Reason, Reason] = {"named": "near", "follows": "last"}
_LONGEST_SHOWN = 24  # code points of words that are shown beside a speaker


class Evidence:
    """What speaks for whom, in one place of an article."""

    def __init__(self, reading: Reading, text: str, known: KnownSpeakers) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.text = text
        self.known = known
        self._choices: dict[str, Choice] = {}  # by the speaker's id; of a new one by the name
        self._around: set[str] = set()  # the same of those who say what the claim is quoted in

    def add(self, choice: Choice | None) -> None:
        """A choice, after those that were added before it; whoever is among these already stays there."""
        # Where no rules read the language, that a name stands there does not show that it is who speaks.
        if choice and not self.reading.has_rules and choice.reason in _WEAKER:
            choice = replace(choice, reason=_WEAKER[choice.reason])
        if choice and _key(choice) not in self._around:
            self._choices.setdefault(_key(choice), choice)

    def add_joint(self, together: Sequence[Choice]) -> None:
        """Several who said it together, as one choice; not where a person has chosen just these."""
        first, *others = together
        if not {one.speaker.id for one in together} <= set(self.known.chosen):
            self._choices[f"joint {first.speaker.name}"] = replace(first, others=tuple(others))

    def pass_over(self, choices: Iterable[Choice]) -> None:
        """Nothing speaks for these from now on: whoever tells what another said is not that other."""
        self._around |= {_key(one) for one in choices}

    @property
    def choices(self) -> list[Choice]:
        """All of them, the strongest first."""
        return list(self._choices.values())

    def add_chosen(self, ids: Iterable[str | None]) -> None:
        known = (self.known.speakers.get(id or "") for id in ids)
        chosen = [Choice(speaker, reason="chosen") for speaker in known if speaker]
        if len(chosen) > 1:
            self._choices["chosen"] = replace(chosen[0], others=tuple(chosen[1:]))
        for choice in chosen:
            self.add(choice)

    def add_last(self, after: Collection[str] = ()) -> None:
        """Those who spoke before, the last first; at the end those who are answered here (`after`, ids)."""
        ids = [id for earlier in reversed(self.known.before) for id in earlier.speakers]
        for id in (*(id for id in ids if id not in after), *ids):
            if speaker := self.known.speakers.get(id):
                self.add(Choice(speaker, reason="last"))

    def suggested(self, claim: Fragments) -> Iterator[Choice]:
        for source, mention, guess in self.known.suggested:
            if mention and any(mention.start < end and start < mention.end for start, end in claim):
                continue  # whom the claim itself names
            words = self.shown(self.text[mention.start : mention.end]) if mention else ""
            meant = speaker_of(source, {mention.id: mention} if mention else {})
            if speaker := self.known.speakers.get(meant or ""):
                yield choice_of(speaker, "suggested", words)
            elif guess:
                yield self.guessed(guess, "suggested", words)

    def is_pronoun(self, span: Span) -> bool:
        """Whether a mention stands for somebody named elsewhere."""
        return pronoun(self.tokens, span, self.reading.language) is not None

    def who(self, span: Span, guess: SpeakerGuess | None, reason: Reason) -> Choice | None:
        """Whom a mention means: as a person has marked it, else as the suggester guesses."""
        start, end = self.reading.fragment(span)
        words = self.words(span)
        for mention in self.known.mentions:
            speaker = self.known.speakers.get(mention.speaker or "")
            if speaker and mention.start < end and start < mention.end:
                return choice_of(speaker, reason, words)
        if guess is None:
            return None
        is_definite = self.tokens.lower[span[0]] in self.reading.language.words["definite"]
        return self.guessed(guess, reason, words, trusts_name=not self.is_pronoun(span), is_definite=is_definite)

    def guessed(
        self, guess: SpeakerGuess, reason: Reason, words: str, *, trusts_name: bool = True, is_definite: bool = False
    ) -> Choice:
        """The speaker of the library whom a guess means, or a new one.

        `trusts_name`: a name stands in the text itself, so whoever has it is meant. A pronoun's name was worked out,
        and a person who has corrected it once in the article (`_corrected_before`) knows better than the rules.
        """
        by_name = self.known.speakers.meant(guess.name, guess.aliases, self.known.here)
        corrected = None if by_name and trusts_name else self._corrected_before(guess)
        if speaker := corrected or by_name:
            return choice_of(speaker, reason, words)
        if not may_be_new(guess.name, self.reading.language, is_definite=is_definite):
            reason = "described"
        return choice_of(Speaker(name=guess.name, kind=guess.kind), reason, words, is_new=True)  # aliases nobody chose

    def _corrected_before(self, guess: SpeakerGuess) -> Speaker | None:
        """Whom a person named for the last claim that the suggester takes to be from the same one.

        So a speaker who was called otherwise than the text does ("General Croft" for Croft) is found again.
        """
        speaker = self._named_before.get(guess.name)
        return self.known.speakers.get(speaker) if speaker else None

    @cached_property
    def _named_before(self) -> dict[str, str]:
        """Whom a person named last for a claim that the suggester takes to be from the one of this name."""
        named: dict[str, str] = {}
        for earlier in self.known.before:
            found = self.reading.found_for(earlier.fragments) if earlier.speakers else None
            first = self.reading.sources.get(found.sources[0]) if found and found.sources and found.cues else None
            if first:
                named[first.name] = earlier.speakers[0]
        return named

    def follows(self, span: Span, *tags: str) -> bool:
        return span[0] > 0 and self.tokens.tags[span[0] - 1] in tags

    def words(self, span: Span) -> str:
        return self.shown(self.text[slice(*self.reading.fragment(span))])

    @staticmethod
    def shown(words: str) -> str:
        return " ".join(words.split())


def choice_of(speaker: Speaker, reason: Reason, words: str, *, is_new: bool = False) -> Choice:
    """A choice that tells the words which show it, where they are few and not a part of the name."""
    tells = len(words) <= _LONGEST_SHOWN and not shares_word_with(speaker, words)
    return Choice(speaker, is_new=is_new, reason=reason, words=words if tells else "")


def _key(choice: Choice) -> str:
    return folded(choice.speaker.name) if choice.is_new else choice.speaker.id
