"""Who is named beside a claim, and whom the text turns to."""

from collections.abc import Iterator, Sequence

from desktop.model.records import SpeakerGuess
from desktop.model.speaker_choices import Reason
from desktop.model.text import Fragments
from desktop.suggest.language.word_classes import POSSESSIVE, PREPOSITION, SUBJECT, TO
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.remaining import verb_before
from desktop.suggest.who_said_it.evidence import Evidence

_DASHES = frozenset({"-", "--", "–", "—"})


class Nearby:
    """The names around a claim, and which of them can speak."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._reading, self._tokens, self._known = evidence.reading, evidence.tokens, evidence.known

    def beside(self, claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess, Reason]]:
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
            for one in self.outside([(sentences[begin][0], sentences[end][1])], claim)
            if self.breaks_thread(*one, is_beside=True)
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

    def announces(self, claim: Fragments) -> Span | None:
        """Whom the line before the claim's own names, where it ends with a colon: Ada Lin had answered: ¶ — No."""
        tokens = self._tokens
        first, _ = self._reading.span(claim[0].start, claim[-1].end)
        while first > 0 and tokens.words[first - 1] in _DASHES:
            first -= 1
        colon = first - 1
        if colon < 1 or first >= len(tokens) or tokens.words[colon] != ":":
            return None
        if tokens.paragraphs[colon] == tokens.paragraphs[first]:
            return None
        sentence = tokens.sentences[tokens.sentence_of[colon]]
        return verb_before(tokens, colon, sentence[0], self._reading.language)[1]

    def _named(self, where: Sequence[Span], claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
        """The names of those who can speak, in these places and outside of the claim."""
        return (one for one in self.outside(where, claim) if self._can_speak(*one))

    def outside(self, where: Sequence[Span], claim: Fragments) -> Iterator[tuple[Span, SpeakerGuess]]:
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
        return not stands_for_more and not self._evidence.follows(span, PREPOSITION, TO) and self._is_somebody(guess)

    def breaks_thread(self, span: Span, guess: SpeakerGuess, *, is_beside: bool) -> bool:
        """Whether the text turns to somebody else with a name, though that one need not speak: "By Ann Lin's count".

        Beside the claim a single word after a preposition is enough ("For Lin, ..."), unless a place follows it.
        """
        places = self._reading.language.words["place_prepositions"]
        if self._evidence.follows(span, PREPOSITION) and self._tokens.lower[span[0] - 1] in places:
            return False
        return self._is_somebody(guess) or (is_beside and self._evidence.follows(span, PREPOSITION))

    def _is_somebody(self, guess: SpeakerGuess) -> bool:
        """Whether a name is more than one word, or is known for somebody who speaks: a place often is one word."""
        if " " in guess.name or guess.aliases or guess.kind != "person":
            return True
        if any(source.name == guess.name for source in self._reading.sources.values()):
            return True
        known = self._known.speakers.meant(guess.name, guess.aliases, self._known.here)
        return known is not None and known.id in self._known.here
