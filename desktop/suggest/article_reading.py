"""An article as the rules read it, kept so that a question about some of its words is answered at once.

Reading takes about a millisecond for each thousand characters, and a person waits for the answer. So a long article is
not read whole, but a stretch of whole paragraphs around the words that are asked about.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.model.records import SpeakerGuess
from desktop.model.text import Fragment, Fragments, likeness
from desktop.suggest.language.tokens import Tokens, tokenise
from desktop.suggest.language.word_lists import Language, language, language_to_read, languages
from desktop.suggest.rules import finder
from desktop.suggest.rules.dialogue import Turns
from desktop.suggest.rules.findings import Found, Span, touches
from desktop.suggest.rules.names import names_in
from desktop.suggest.rules.speakers import who_speaks

_WHOLE = 12_000  # code points of an article that is read whole
_BEFORE, _AFTER = 4_000, 1_000  # code points of a long one that are read around a place
_LEAST_BEFORE, _LEAST_AFTER = 2_000, 300  # what must be read around a place for an answer
_SAME = 0.4  # the share of a claim that the rules must have found, too


@dataclass(frozen=True)
class Reading:
    """A stretch of an article in tokens, and the attributions that the rules found there."""

    stretch: Fragment
    of: int  # code points of the article
    tokens: Tokens
    found: list[Found]
    language: Language
    has_rules: bool  # for the article's language; otherwise nothing is found, and names are read as in English
    sources: dict[Span, SpeakerGuess]  # of what was found, and whom they mean
    names: dict[Span, SpeakerGuess]  # all that stand in the stretch, and whom they mean
    turns: Turns  # its conversations

    def with_mentions(self, mentions: Iterable[Span], without: Sequence[Span] = ()) -> dict[Span, SpeakerGuess]:
        """Whom the sources mean, and these mentions beside them, where what stands in `without` names nobody."""
        hides = any(touches(span, without) for span in (*self.sources, *self.names))
        asked = list(mentions)
        if not asked and not hides:
            return self.sources
        return who_speaks(self.tokens, self.found, self.language, asked, without)

    def serves(self, start: int, end: int) -> bool:
        """Whether enough is read around these code points of the article to say who spoke there."""
        begins = self.stretch.start <= max(0, start - _LEAST_BEFORE)
        return begins and self.stretch.end >= min(self.of, end + _LEAST_AFTER)

    def span(self, start: int, end: int) -> Span:
        """The tokens that these code points of the article touch."""
        shift = self.stretch.start
        return bisect_right(self.tokens.ends, start - shift), bisect_left(self.tokens.starts, end - shift)

    def fragment(self, span: Span) -> Fragment:
        """The code points of the article that these tokens take."""
        shift = self.stretch.start
        return Fragment(self.tokens.starts[span[0]] + shift, self.tokens.ends[span[1] - 1] + shift)

    def found_for(self, claim: Fragments) -> Found | None:
        """What the rules found in the place of a claim; of several, the one that is most like it.

        What has its source among the claim's own words does not tell who said them.
        """
        size = sum(end - start for start, end in claim)
        best: Found | None = None
        most = 0.0
        for found, contents in self._found_in:
            if contents[-1].end <= claim[0].start or contents[0].start >= claim[-1].end:
                continue
            shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in contents for b in claim)
            like = likeness(contents, claim)
            if shared >= _SAME * size and like > most and not self._are_in(found.sources, claim):
                best, most = found, like
        return best

    @cached_property
    def _found_in(self) -> list[tuple[Found, list[Fragment]]]:
        """What the rules found, with the places of what was said."""
        return [(found, [self.fragment(span) for span in found.contents]) for found in self.found]

    def report_of_turn(self, paragraph: int) -> Found | None:
        """The first report of a paragraph with a cue and a source there: who speaks in this turn of a conversation."""
        paragraphs = self.tokens.paragraphs
        here = (one for one in self.found if one.cues and one.sources and paragraphs[one.cues[0][0]] == paragraph)
        return next((one for one in here if self.tokens.quotations.inside[one.cues[0][0]] < 0), None)

    def report_within(self, claim: Fragments) -> Found | None:
        """The first report of speech that stands whole within a claim of whole sentences: “We won,” said Ann Lin."""
        first, after = self.span(claim[0].start, claim[-1].end)
        if first >= after or len(claim) > 1:
            return None
        sentences, sentence_of = self.tokens.sentences, self.tokens.sentence_of
        if (first, after) != (sentences[sentence_of[first]][0], sentences[sentence_of[after - 1]][1]):
            return None
        whole = (one for one in self.found if one.cues and one.sources and one.scope == "speech")
        return next((one for one in whole if self._are_in(one.spans, claim)), None)

    def _are_in(self, spans: Sequence[Span], claim: Fragments) -> bool:
        """Whether there are any, and all stand within a claim."""
        return bool(spans) and all(touches(span, [self.span(*part) for part in claim]) for span in spans)


def read(text: str, code: str, start: int, end: int) -> Reading:
    """Reads an article, or what stands around these code points of a long one.

    Args:
        text: the article's canonical text.
        code: its language, as a BCP 47 tag; empty when it is to be told from the text.
        start: where the words begin that will be asked about.
        end: where they end.
    """
    known = language_to_read(text, code)
    has_rules = known in languages()
    rules_of = language(known if has_rules else "")  # names are found in any language that sets them in capitals
    stretch = _stretch(text, start, end)
    tokens = tokenise(text[stretch.start : stretch.end], rules_of)
    found = finder.with_nested(tokens, finder.find(tokens, rules_of), rules_of) if has_rules else []
    sources = who_speaks(tokens, found, rules_of)
    named = names_in(tokens, 0, len(tokens), rules_of)
    guesses = who_speaks(tokens, found, rules_of, named)
    names = {span: guesses[span] for span in named if span in guesses}
    turns = Turns(tokens, found)
    return Reading(stretch, len(text), tokens, found, rules_of, has_rules, sources, names, turns)


def _stretch(text: str, start: int, end: int) -> Fragment:
    """From the beginning of a paragraph to the end of one, where they are near."""
    size = len(text)
    if size <= _WHOLE:
        return Fragment(0, size)
    earliest, latest = max(0, start - _BEFORE), min(size, end + _AFTER)
    begins = text.find("\n", earliest, max(earliest, start - _LEAST_BEFORE)) + 1 if earliest else 0
    ends = text.rfind("\n", min(size, end + _LEAST_AFTER), latest) if latest < size else size
    return Fragment(begins or earliest, ends if ends >= 0 else latest)
