"""What is proposed for a text: by the rules, by the tagger, and each quotation alone. The ranker decides among them."""

from collections.abc import Sequence

from desktop.model.text import Fragment
from desktop.suggest.evaluation.gold import GoldArticle, Report
from desktop.suggest.evaluation.measures import Match, matches
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import VERBS
from desktop.suggest.rules.findings import Found
from desktop.suggest.rules.sources import verb_start

QUOTATION_ALONE = "quotation alone"


class Beside:
    """What others proposed, to look up what goes with a proposal."""

    def __init__(self, others: Sequence[Found]) -> None:
        self._by_content = {token: one for one in others for span in one.contents for token in range(*span)}
        self._by_cue = {token: one for one in others for span in one.cues for token in range(*span)}

    def with_cue_of(self, found: Found) -> Found | None:
        """The one with the same cue."""
        tokens = (token for span in found.cues for token in range(*span))
        return next((self._by_cue[token] for token in tokens if token in self._by_cue), None)

    def with_content_of(self, found: Found) -> Found | None:
        """The one that the first word of what was said, among those that are in any, is in."""
        tokens = (token for span in found.contents for token in range(*span))
        return next((self._by_content[token] for token in tokens if token in self._by_content), None)


class Proposals:
    """All that is proposed for a text."""

    def __init__(self, tokens: Tokens, ruled: list[Found], tagged: list[Found]) -> None:
        self.tokens = tokens
        self.ruled, self.by_rules = ruled, Beside(ruled)
        self.tagged, self.by_tagger = tagged, Beside(tagged)
        both = [*ruled, *tagged]
        self.alone, self._by_both = _quotations_alone(tokens, both), Beside(both)

    def each(self) -> list[tuple[list[Found], Beside]]:
        """What each proposed, beside what the others did."""
        return [(self.ruled, self.by_tagger), (self.tagged, self.by_rules), (self.alone, self._by_both)]

    def matched(self, proposed: Sequence[Found], article: GoldArticle) -> list[Match]:
        """Of each of what one of them proposed in an article, the gold attribution that goes with it."""
        starts, ends = self.tokens.starts, self.tokens.ends
        contents = (
            tuple(Fragment(starts[start], ends[end - 1]) for start, end in sorted(one.contents)) for one in proposed
        )
        return matches(article, [Report(fragments) for fragments in contents])


def _quotations_alone(tokens: Tokens, others: Sequence[Found]) -> list[Found]:
    """Each quotation, with the verb before it as its cue, as far as nobody proposed just that."""
    proposed = {tuple(one.contents) for one in others}
    found = []
    for quotation in tokens.quotations.all:
        span = (quotation.open, quotation.close + 1)
        if not quotation.closed or quotation.close - quotation.open < 2 or (span,) in proposed:
            continue
        first = tokens.sentences[tokens.sentence_of[quotation.open]][0]
        verb = quotation.open - 1
        while verb > first and tokens.words[verb] in (",", ":"):
            verb -= 1
        cued = verb > first and tokens.tags[verb] in VERBS
        cues = [(verb_start(tokens, verb, first), verb + 1)] if cued else []
        found.append(Found([span], cues, [], QUOTATION_ALONE, "speech", verb if cued else quotation.open))
    return found
