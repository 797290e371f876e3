"""The ranker: how likely each proposed attribution is right, whoever proposed it, and which of them are taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.suggest.evaluation.gold import GoldArticle
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_lists import Language
from desktop.suggest.learning import features
from desktop.suggest.learning.models import Classifier, Examples
from desktop.suggest.learning.proposals import QUOTATION_ALONE, Beside, Proposals
from desktop.suggest.rules.findings import Found

_EXACT, _CLOSE, _WRONG = "exact", "close", "wrong"
_DOUBTED = 0.3  # below this likelihood nothing is suggested
_QUOTED_DOUBTED = 0.05  # nor below this what is wholly quoted: a quotation is easily seen, and one left out is missed
# Where proposals overlap, the one with the most of these is taken: the likelihoods that it is right by half, and
# exactly; and something for whole quotations, which are cut out right more often than what is around them.
_WEIGHT_OF_EXACT = 1.5
_WEIGHT_OF_QUOTED = 1.2


@dataclass(slots=True)
class Ranked:
    """A proposal, and how likely it is right."""

    found: Found
    right: float  # by half or more
    exact: float
    quoted: bool  # whether each part is a whole quotation

    @property
    def worth(self) -> float:
        """By how much it comes before those that it overlaps."""
        prefers = self.quoted and self.found.rule != QUOTATION_ALONE
        return self.right + _WEIGHT_OF_EXACT * self.exact + (_WEIGHT_OF_QUOTED if prefers else 0.0)

    @property
    def is_doubtful(self) -> bool:
        """Whether it is too unlikely to be suggested."""
        return self.right < (_QUOTED_DOUBTED if self.quoted else _DOUBTED)


def add_ranker_examples(examples: Examples, proposals: Proposals, article: GoldArticle, words: Language) -> None:
    """Adds to the examples what was proposed in an article, and whether it was right."""
    for proposed, beside in proposals.each():
        for one, match in zip(proposed, proposals.matched(proposed, article), strict=True):
            verdict = _EXACT if match.overlap == 1 else _CLOSE if match.is_close else _WRONG
            examples.show(described(proposals.tokens, one, beside, words), verdict)


def ranked(classifier: Classifier, proposals: Proposals, words: Language) -> list[Ranked]:
    """All that was proposed, with how likely it is right."""
    judged = []
    for proposed, beside in proposals.each():
        for one in proposed:
            likely = classifier.likelihoods(described(proposals.tokens, one, beside, words))
            exact = likely.get(_EXACT, 0.0)
            quoted = all(_is_quotation(proposals.tokens, start, end) for start, end in one.contents)
            judged.append(Ranked(one, exact + likely.get(_CLOSE, 0.0), exact, quoted))
    return judged


def likeliest(judged: Iterable[Ranked], size: int) -> list[Found]:
    """Of what shares words, the likeliest, in text order; its likelihood is its confidence."""
    taken = bytearray(size)
    chosen: list[Found] = []
    for one in sorted(judged, key=lambda one: one.worth, reverse=True):
        if one.is_doubtful or any(taken.find(1, start, end) >= 0 for start, end in one.found.contents):
            continue
        for start, end in one.found.contents:
            taken[start:end] = b"\1" * (end - start)
        one.found.confidence = min(0.99, one.right)
        chosen.append(one.found)
    return sorted(chosen, key=lambda found: min(found.contents))


def described(tokens: Tokens, found: Found, beside: Beside, words: Language) -> list[str]:
    """The features of a proposal: its own, and how it compares with what the others proposed for the same words."""
    rule, own, shape = found.rule, _sureness(found), _shape(tokens, found)
    with_cue = beside.with_cue_of(found)
    other = beside.with_content_of(found) or with_cue
    relation = _relation(found, other) + ("c" if other is with_cue else "n") if other else "alone"
    every = features.of_found(tokens, found, words)
    every += [
        f"o={relation}", f"or={relation}{rule}", f"own={own}", f"ownr={own}{relation}",
        f"shape={shape}", f"shaper={shape}{rule}", f"shapeo={shape}{relation}{own}",
    ]  # fmt: skip
    for start, _ in sorted(found.contents)[1:]:
        joined = f"{rule}{tokens.tags[start]}"
        every += [f"j={tokens.lower[start - 1]}{joined}", f"jt={tokens.tags[start - 1]}{joined}{shape}"]
    if other:
        every += [
            f"other={other.rule}", f"otherr={other.rule}{relation}", f"sure={_sureness(other)}{relation}",
            f"surer={_sureness(other)}{own}{relation}", f"shapes={shape}/{_shape(tokens, other)}{relation}{rule}",
        ]  # fmt: skip
    start, end = min(found.contents)[0], max(found.contents)[1]
    if start in tokens.quotations.opens and end - 1 in tokens.quotations.closes:
        every += _of_quotation(tokens, start, end, rule, words)
    return every


def _of_quotation(tokens: Tokens, start: int, end: int, rule: str, words: Language) -> list[str]:
    """Whether what begins and ends with quotation marks looks like speech, like a title, or like a word in marks."""
    ends = tokens.lower[end - 2] in ",.?!"
    title = tokens.quotations.opens[start].is_title(tokens.words)
    reported = start > 0 and tokens.lower[start - 1] in words.frames
    before = tokens.tags[start - 1] if start else "^"
    return [
        f"ql={tokens.lower[end - 2]}", f"qt={title}{rule}", f"qp={before}{rule}", f"qpl={before}{rule}{ends}",
        f"qtl={title}{ends}{rule}{reported}", f"qn={min(end - start, 12)}{rule}{ends}",
    ]  # fmt: skip


def _is_quotation(tokens: Tokens, start: int, end: int) -> bool:
    return start in tokens.quotations.opens and tokens.quotations.at(end - 1) is not None


def _sureness(found: Found) -> str:
    """How sure the tagger is, in tenths; the rules do not say."""
    return "-" if found.confidence is None else str(int(found.confidence * 10))


def _shape(tokens: Tokens, found: Found) -> str:
    """Of each part of what was said: whether it is quoted, how many sentences from the cue, and on which side."""
    parts = []
    for start, end in sorted(found.contents)[:4]:
        opened, closed = tokens.quotations.at(start), tokens.quotations.at(end - 1)
        marks = "q" if opened and opened.open == start and closed else "m" if opened or closed else "i"
        if tokens.paragraphs[start] == tokens.paragraphs[found.head]:
            place = str(max(-2, min(2, tokens.sentence_of[start] - tokens.sentence_of[found.head])))
        else:
            place = "p"
        several = "+" if tokens.sentence_of[start] != tokens.sentence_of[end - 1] else ""
        parts.append(f"{marks}{place}{'l' if start < found.head else 'r'}{several}")
    return "|".join(parts)


def _relation(found: Found, other: Found) -> str:
    """How what was said compares: alike, wider, narrower, crossing or apart; "nearly" when half or more is shared."""
    if sorted(found.contents) == sorted(other.contents):
        return "alike"
    mine = {token for span in found.contents for token in range(*span)}
    theirs = {token for span in other.contents for token in range(*span)}
    if not mine & theirs:
        return "apart"
    nearly = "nearly " if 2 * len(mine & theirs) >= len(mine | theirs) else ""
    return nearly + ("wider" if mine > theirs else "narrower" if mine < theirs else "crossing")
