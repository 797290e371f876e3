"""Who may have said these words: what speaks for it, the strongest first, as choices for a person.

In this order: what a person has said already; whom the suggester found; whom the last claim was from, where this one
follows on; who is named beside the claim; who else spoke before it in the article. Whether two names are one person's,
`SpeakersByName.meant` says; whom a pronoun or "the general" means, `who_speaks`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import Self

from desktop.model.article import OpenArticle
from desktop.model.folding import folded
from desktop.model.records import Annotation, Source, Speaker, SpeakerGuess
from desktop.model.speaker_choices import Choice, Reason
from desktop.model.speakers import SpeakersByName, has_words_of, shares_word_with
from desktop.model.text import Fragments
from desktop.model.who_said import speaker_of
from desktop.model.words import spelt
from desktop.suggest.language.word_classes import DETERMINER, POSSESSIVE, PREPOSITION, SUBJECT, TO
from desktop.suggest.reading import Reading
from desktop.suggest.rules.described import may_be_new, name_of, text_of, without_frame
from desktop.suggest.rules.findings import Found, Span
from desktop.suggest.rules.names import names_in
from desktop.suggest.rules.speakers import pronoun

_WEAKER: dict[Reason, Reason] = {"named": "near", "follows": "last"}
_CLAIMS_BEFORE = 12  # that are looked at
_LONGEST_NAME = 80  # code points of marked words that can be a name
_LONGEST_SHOWN = 24  # code points of words that are shown beside a speaker


@dataclass(frozen=True)
class EarlierClaim:
    """A claim of the article whose speakers are known."""

    fragments: Fragments
    speakers: Sequence[str]  # ids


@dataclass(frozen=True)
class Known:
    """What a library and its people know that bears on who said something."""

    speakers: SpeakersByName
    chosen: Sequence[str] = ()  # ids of those who are its speakers by now
    here: Collection[str] = ()  # ids of those who speak in the article
    before: Sequence[EarlierClaim] = ()  # the claims before this one, the nearest last
    mentions: Sequence[Annotation] = ()  # near, each with a speaker whom a person gave it
    suggested: Sequence[tuple[Source, Annotation | None, SpeakerGuess | None]] = ()  # the sources of a suggestion here

    @classmethod
    def around(
        cls,
        article: OpenArticle,
        annotation: Annotation,
        speakers: SpeakersByName,
        suggested: Sequence[tuple[Source, Annotation | None]] = (),
        *,
        adding: bool = False,
    ) -> Self:
        """What the open article tells around a claim or a mention.

        Args:
            suggested: the sources of what was suggested in its place, with their mentions.
            adding: whether a source is to be added to those whom it has.
        """
        mentions = article.mentions_near(annotation)
        before = article.claims_before(annotation, _CLAIMS_BEFORE)
        return cls(
            speakers,
            chosen=() if adding else article.speakers_of(annotation.id),
            here={*article.claims_of_speakers(), *(one.speaker for one in mentions if one.speaker)},
            before=[EarlierClaim(claim.fragments, article.speakers_of(claim.id)) for claim in before],
            mentions=[one for one in mentions if one.id != annotation.id],
            suggested=[(source, one, one.evidence.speaker if one else None) for source, one in suggested],
        )


def likeliest(
    reading: Reading,
    article: OpenArticle,
    annotation: Annotation,
    speakers: SpeakersByName,
    suggested: Sequence[tuple[Source, Annotation | None]] = (),
    *,
    adding: bool = False,
) -> list[Choice]:
    """Those for whom something speaks in the case of a claim or a mention of the open article, the likeliest first.

    The arguments are those of `Known.around`. Where a source is added, those whom it has are left out.
    """
    known = Known.around(article, annotation, speakers, suggested, adding=adding)
    if article.role(annotation) == "claim":
        choices = who_said(reading, article.text, annotation.fragments, known)
    else:
        choices = who_is_meant(reading, article.text, annotation, known)
    now = article.speakers_of(annotation.id) if adding else ()
    return [choice for choice in choices if not any(one.speaker.id in now for one in choice.all)]


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
        found, last = self._reading.found_for(claim), self._last_where_it_goes_on(claim)
        joint = [who for span in (found.sources if found else ()) if (who := self._joint(span))]
        for first, *others in joint:  # before what is suggested, which is one of them
            if {one.speaker.id for one in (first, *others)} <= set(self._known.chosen):
                continue
            self._choices[f"joint {first.speaker.name}"] = replace(first, others=tuple(others))
        for suggested in self._suggested(claim):
            self._add(suggested)
        for one in chain(*joint):
            self._add(one)
        if not (found and found.sources) and (own := self._reading.report_in(claim)):
            found, guesses = own, self._reading.sources
        else:  # nothing within the claim is its own source
            guesses = self._reading.with_mentions((), [self._reading.span(*part) for part in claim])
        if last and not (found and found.cues):
            self._add(Choice(last, reason="follows"))
        for span in found.sources if found else ():
            if choice := self._who(span, guesses.get(span), "said"):
                self._add(choice if self._speaks_itself(span, found) else replace(choice, reason="near"))
            elif last and pronoun(self._tokens, span, self._reading.language):
                self._add(Choice(last, reason="follows", words=self._words(span)))
        if last:
            self._add(Choice(last, reason="follows"))
        for span, guess, reason in self._beside(claim):
            self._add(self._who(span, guess, reason))
        self._add_last()
        return list(self._choices.values())

    def for_mention(self, mention: Annotation) -> list[Choice]:
        """Whom the words mean, where that is somebody by a fuller name; else the name that they are, whole."""
        self._add_chosen([mention.speaker])
        words = spelt(" ".join(self._text[mention.start : mention.end].split()))
        tokens, language = self._tokens, self._reading.language
        marked = self._reading.span(mention.start, mention.end)
        span = without_frame(tokens, marked, language) if marked[0] < marked[1] else marked
        name = name_of(tokens, marked, language) if span[0] < span[1] else words
        called = self._known.speakers.called([words, name])
        for speaker in sorted(called, key=lambda one: one.id not in self._known.here):
            self._add(Choice(speaker, reason="marked"))
        if span[0] < span[1]:
            self._add_meant(marked if tokens.tags[marked[0]] == DETERMINER else span, name)
        if pronoun(tokens, span, language) is None and 0 < len(words) <= _LONGEST_NAME:
            self._add_marked(name, words if name else text_of(tokens, span))
        self._add_last()
        return list(self._choices.values())

    def _add_meant(self, span: Span, name: str) -> None:
        """Whom a mention means, before what its words say; after it, those of whose name they are more than a part."""
        language = self._reading.language
        guess = self._reading.with_mentions([span]).get(span)
        means = self._who(span, guess, "meant")
        if means and not means.words and means.reason == "meant":
            means = replace(means, reason="marked")
        if means is None or not name or has_words_of(means.speaker, name):
            self._add(means)
            return
        kind = guess.kind if guess else "person"
        self._add(Choice(Speaker(name=name, kind=kind), is_new=True, reason="marked"))
        parts = names_in(self._tokens, *span, language)
        guesses = self._reading.with_mentions(parts)
        for part in parts if len(parts) > 1 else ():
            self._add(self._who(part, guesses.get(part), "named"))

    def _add_marked(self, name: str, words: str) -> None:
        """The marked words themselves, as a new speaker."""
        if name:
            for one in dict.fromkeys((name, words)):
                self._add(Choice(Speaker(name=one), is_new=True, reason="marked"))
        else:
            self._add(Choice(Speaker(name=words, kind="unnamed"), is_new=True, reason="described"))

    def _joint(self, source: Span) -> list[Choice]:
        """Those who are named side by side as a source, each for themselves: Ann Lin, Bo Ek and the Red Cross."""
        names = names_in(self._tokens, *source, self._reading.language)
        guesses = self._reading.with_mentions(names) if len(names) > 1 else {}
        together, is_joined = names[:1], False
        for before, name in pairwise(names):
            between = self._tokens.lower[before[1] : name[0]]
            joining = self._reading.language.words["joining"].intersection(between)
            linking = {",", *self._reading.language.words["definite"], *joining}
            if not between or not linking.issuperset(between):
                break
            together.append(name)
            is_joined = is_joined or bool(joining - {","})
        who = [self._who(span, guesses.get(span), "said") for span in together if is_joined]
        each = {choice.speaker.name: choice for choice in who if choice}
        return list(each.values()) if len(each) > 1 else []

    def _speaks_itself(self, span: Span, found: Found | None) -> bool:
        """Whether a source is more than whom somebody is near to: sources close to Ann Lin."""
        before = span[0] - 1
        is_cue = found is not None and any(start <= before < end for start, end in found.cues)
        is_agent = before >= 0 and self._tokens.lower[before] in self._reading.language.words["agent"]
        return is_cue or is_agent or not self._follows(span, PREPOSITION, TO)

    # What is gathered

    def _add(self, choice: Choice | None) -> None:
        # Where no rules read the language, that a name stands there does not show that it is who speaks.
        if choice and not self._reading.has_rules and choice.reason in _WEAKER:
            choice = replace(choice, reason=_WEAKER[choice.reason])
        if choice:
            key = folded(choice.speaker.name) if choice.is_new else choice.speaker.id
            self._choices.setdefault(key, choice)

    def _add_chosen(self, ids: Iterable[str | None]) -> None:
        known = (self._known.speakers.get(id or "") for id in ids)
        chosen = [Choice(speaker, reason="chosen") for speaker in known if speaker]
        if len(chosen) > 1:
            self._choices["chosen"] = replace(chosen[0], others=tuple(chosen[1:]))
        for choice in chosen:
            self._add(choice)

    def _add_last(self) -> None:
        for earlier in reversed(self._known.before):
            for id in earlier.speakers:
                if speaker := self._known.speakers.get(id):
                    self._add(Choice(speaker, reason="last"))

    # What speaks for somebody

    def _suggested(self, claim: Fragments) -> Iterator[Choice]:
        for source, mention, guess in self._known.suggested:
            if mention and any(mention.start < end and start < mention.end for start, end in claim):
                continue  # whom the claim itself names
            words = self._shown(self._text[mention.start : mention.end]) if mention else ""
            meant = speaker_of(source, {mention.id: mention} if mention else {})
            if speaker := self._known.speakers.get(meant or ""):
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
        is_definite = self._tokens.lower[span[0]] in self._reading.language.words["definite"]
        return self._guessed(guess, reason, words, trusts_name=not stands_for, is_definite=is_definite)

    def _guessed(
        self, guess: SpeakerGuess, reason: Reason, words: str, *, trusts_name: bool = True, is_definite: bool = False
    ) -> Choice:
        """The speaker of the library whom a guess means, or a new one.

        `trusts_name`: a name stands in the text itself, so whoever has it is meant. A pronoun's name was worked out,
        and a person who has corrected it once in the article (`_corrected_before`) knows better than the rules.
        """
        by_name = self._known.speakers.meant(guess.name, guess.aliases, self._known.here)
        corrected = None if by_name and trusts_name else self._corrected_before(guess)
        if speaker := corrected or by_name:
            return _choice(speaker, reason, words)
        if not may_be_new(guess.name, self._reading.language, is_definite=is_definite):
            reason = "described"
        return _choice(Speaker(name=guess.name, kind=guess.kind), reason, words, is_new=True)  # aliases nobody chose

    def _corrected_before(self, guess: SpeakerGuess) -> Speaker | None:
        """Whom a person named for the last claim that the suggester takes to be from the same one.

        So a speaker who was called otherwise than the text does ("General Croft" for Croft) is found again.
        """
        speaker = self._named_before.get(guess.name)
        return self._known.speakers.get(speaker) if speaker else None

    @cached_property
    def _named_before(self) -> dict[str, str]:
        """Whom a person named last for a claim that the suggester takes to be from the one of this name."""
        named: dict[str, str] = {}
        for earlier in self._known.before:
            found = self._reading.found_for(earlier.fragments) if earlier.speakers else None
            first = self._reading.sources.get(found.sources[0]) if found and found.sources else None
            if first:
                named[first.name] = earlier.speakers[0]
        return named

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
        own, sentence_end = self._tokens.sentences[self._tokens.sentence_of[end - 1]]
        for span, guess in self._outside([(after, sentence_end)], claim):
            if self._breaks_thread(span, guess, is_beside=span[0] >= own):
                choice = self._who(span, guess, "named")
                if choice and choice.speaker.id != speaker.id:
                    return None
        return speaker

    def _beside(self, claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess, Reason]]:
        """Who is named in the claim's sentences, the nearest first, then next to these in its paragraph.

        A name there that does not stand for itself is no evidence, and keeps those of the next sentences from being it.
        """
        first, after = self._reading.span(claim[0].start, claim[-1].end)
        if first >= after:
            return
        sentences, paragraphs = self._tokens.sentences, self._tokens.paragraphs
        begin, end = self._tokens.sentence_of[first], self._tokens.sentence_of[after - 1]
        beside = [
            one
            for one in self._outside([(sentences[begin][0], sentences[end][1])], claim)
            if self._breaks_thread(*one, is_beside=True)
        ]
        beside.sort(key=lambda one: max(first - one[0][1], one[0][0] - after, 0))
        own = [one for one in beside if self._can_speak(*one)]
        yield from ((*one, "named") for one in own)
        if not own:
            yield from ((*one, "named") for one in self._pronouns(sentences[begin][0], sentences[end][1], claim))
            yield from ((*one, "near") for one in beside)
        if begin and paragraphs[sentences[begin - 1][0]] == paragraphs[first]:
            yield from ((*one, "named") for one in reversed(list(self._named([sentences[begin - 1]], claim))))
        if end + 1 < len(sentences) and paragraphs[sentences[end + 1][0]] == paragraphs[after - 1]:
            yield from ((*one, "named") for one in self._named([sentences[end + 1]], claim))

    def _named(self, where: Sequence[Span], claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
        """The names of those who can speak, in these places and outside of the claim."""
        return (one for one in self._outside(where, claim) if self._can_speak(*one))

    def _outside(self, where: Sequence[Span], claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
        for span, guess in self._reading.names.items():
            if any(start <= span[0] < end for start, end in where) and not self._is_in(span, claim):
                yield span, guess

    def _pronouns(self, first: int, after: int, claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
        spans = [(k, k + 1) for k in range(first, after) if self._tokens.tags[k] == SUBJECT]
        spans = [span for span in spans if not self._is_in(span, claim)]
        within = [self._reading.span(*part) for part in claim]
        guesses = self._reading.with_mentions(spans, within) if spans else {}
        yield from ((span, guesses[span]) for span in spans if span in guesses)

    def _is_in(self, span: Span, claim: Fragments) -> bool:
        start, end = self._reading.fragment(span)
        return any(start < stop and begin < end for begin, stop in claim)

    def _can_speak(self, span: Span, guess: SpeakerGuess) -> bool:
        """Whether a name is likely that of a person or an organisation, and stands for itself: not "near Ann Lin"."""
        tags = self._tokens.tags
        stands_for_more = tags[span[1] : span[1] + 1] == [POSSESSIVE]
        return not stands_for_more and not self._follows(span, PREPOSITION, TO) and self._is_somebody(guess)

    def _breaks_thread(self, span: Span, guess: SpeakerGuess, *, is_beside: bool) -> bool:
        """Whether the text turns to somebody else with a name, though that one need not speak: "By Ann Lin's count".

        Beside the claim a single word after a preposition is enough ("For Lin, ..."), unless a place follows it.
        """
        places = self._reading.language.words["place_prepositions"]
        if self._follows(span, PREPOSITION) and self._tokens.lower[span[0] - 1] in places:
            return False
        return self._is_somebody(guess) or (is_beside and self._follows(span, PREPOSITION))

    def _follows(self, span: Span, *tags: str) -> bool:
        return span[0] > 0 and self._tokens.tags[span[0] - 1] in tags

    def _is_somebody(self, guess: SpeakerGuess) -> bool:
        """Whether a name is more than one word, or is known for somebody who speaks: a place often is one word."""
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
    tells = len(words) <= _LONGEST_SHOWN and not shares_word_with(speaker, words)
    return Choice(speaker, is_new=is_new, reason=reason, words=words if tells else "")
