"""Quotations that no cue took: the speaker goes on, or a verb or a colon announced them."""

from desktop.suggest.language.quotations import Quotation
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import PREPOSITION, VERBS
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Findings, Found, Ordered, Span
from desktop.suggest.rules.sources import phrase_before, subject, verb_start

_ENDS = frozenset(".?!,…")
_ANNOUNCE = frozenset(":,")  # at the end of a line: what follows in the next was said


def find_remaining(tokens: Tokens, findings: Findings, language: Language) -> None:
    """Gives each quotation that is left, and is long enough for speech, to somebody or to nobody."""
    ordered = findings.in_order()
    only_single = all(quotation.single for quotation in tokens.quotations.all)
    latest: Found | None = None
    for quotation in tokens.quotations.all:
        if quotation.single and not only_single:
            continue
        first = tokens.sentences[tokens.sentence_of[quotation.open]][0]
        if _is_speech(tokens, quotation, first) and findings.is_free(quotation.open, quotation.close + 1):
            latest = _find(tokens, quotation, first, findings, ordered, latest, language)


def _is_speech(tokens: Tokens, quotation: Quotation, first: int) -> bool:
    size = quotation.close - quotation.open - 1
    ends = not quotation.closed or tokens.words[quotation.close - 1][-1] in _ENDS
    before = tokens.words[quotation.open - 1] if quotation.open else ""
    if quotation.open > first and before == ":":
        return size >= 1 and ends
    if quotation.open == first:
        shortest = 1 if before in _ANNOUNCE else 2
        return size >= 5 or (size >= shortest and ends)
    return size >= 8 and ends


def _find(
    tokens: Tokens,
    quotation: Quotation,
    first: int,
    findings: Findings,
    ordered: Ordered,
    latest: Found | None,
    language: Language,
) -> Found:
    """The attribution that has the quotation now; `latest` has the one that was left before this one."""
    index = quotation.open
    span = (index, quotation.close + 1)
    colon = index - 1
    before = ordered.before(index)
    said = latest if latest and latest.contents[-1][1] == index else before
    if said and _goes_on(tokens, index):
        findings.extend(said, span)
        return said
    if index > first:
        verb, source = verb_before(tokens, index, first, language)
        if verb and source and findings.is_free(*verb):
            start = next(k for k in range(verb[1], index + 1) if tokens.words[k] not in (",", ":"))
            content = (start, span[1])
            if findings.is_free(*content):
                return findings.add(Found([content], [verb], [source], "quotation with a verb", "speech", index))
    elif index and tokens.words[colon] in _ANNOUNCE:
        sentence = tokens.sentences[tokens.sentence_of[colon]]
        verb, source = verb_before(tokens, index, sentence[0], language)
        if verb and source and findings.is_free(*verb) and findings.is_free(*source):
            return findings.add(Found([span], [verb], [source], "announced quotation", "speech", index))
    if index and tokens.words[colon] == ":" and (named := _name_before(tokens, colon, language)):
        return findings.add(Found([span], [(colon, index)], [named], "name and quotation", "speech", index))
    sources = before.sources[:1] if before and index == first else []
    rule = "quotation of the last speaker" if sources else "quotation"
    return findings.add(Found([span], [], sources, rule, "speech", index))


def _name_before(tokens: Tokens, colon: int, language: Language) -> Span | None:
    """Who stands alone before a colon: Croft: "..."; From the report: "..." """
    first = tokens.sentences[tokens.sentence_of[colon]][0]
    if tokens.tags[first] == PREPOSITION:
        first += 1
    source = phrase_before(tokens, colon, first, language)
    return source if source and source[0] == first else None


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether a paragraph begins here and the one before left its quotation open."""
    if not index or tokens.paragraphs[index - 1] == tokens.paragraphs[index]:
        return False
    before = tokens.quotations.at(index - 1)
    return before is not None and not before.closed


def verb_before(tokens: Tokens, index: int, first: int, language: Language) -> tuple[Span | None, Span | None]:
    """The last verb outside of quotations before a token, and its subject: Then Ada Lin had answered: (...)"""
    for head in range(index - 1, first, -1):
        if tokens.tags[head] in VERBS and tokens.quotations.inside[head] < 0:
            start = verb_start(tokens, head, first)
            beside = phrase_before(tokens, start, first, language)
            if beside and beside[0] > first and tokens.tags[beside[0] - 1] == PREPOSITION:
                beside = None  # Emma rose, and in a low voice said, ...
            return (start, head + 1), beside or subject(tokens, start, first, language)
    return None, None
