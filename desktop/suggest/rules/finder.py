"""The suggester of rules: from tokens to attributions, one sentence after the other."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.cue_first import find_cue_first
from desktop.suggest.rules.cue_last import find_beside_quotation, find_cue_last
from desktop.suggest.rules.cue_phrases import find_cue_phrase
from desktop.suggest.rules.cues import Cue, cue_at
from desktop.suggest.rules.findings import Findings, Found
from desktop.suggest.rules.headlines import find_headline
from desktop.suggest.rules.inserted import find_inserted, find_within_marks
from desktop.suggest.rules.remaining import find_remaining
from desktop.suggest.rules.speakers import take_turns
from desktop.suggest.rules.turns import find_turns
from desktop.suggest.rules.verb_second.going_on import find_going_on
from desktop.suggest.rules.verb_second.sentences import find_in_sentence

_DEEPEST = 2  # reports within reports: A said that B had claimed that C ...
_CLEAR = frozenset({"source, cue, content", "content, source, cue", "content, cue, source", "according to"})


def find(tokens: Tokens, language: Language) -> list[Found]:
    """The attributions of a text in text order, none inside another."""
    findings = Findings(len(tokens))
    find_turns(tokens, findings)
    find_headline(tokens, findings, language)
    for first, after in tokens.sentences:
        _find_in_clause(tokens, first, after, findings, language)
    if language.words["weak_subjunctive"]:
        find_going_on(tokens, findings, language)
    find_remaining(tokens, findings, language)
    found = findings.in_order().found
    take_turns(tokens, found, language)
    return found


def with_nested(tokens: Tokens, found: list[Found], language: Language) -> list[Found]:
    """The attributions, and those inside of what they say, each naming the one that it is inside of."""
    every = list(found)
    level = range(len(every))
    for _ in range(_DEEPEST):
        findings = Findings(len(tokens))
        size = len(every)
        for place in level:
            if every[place].scope == "speech":
                every += _inside(tokens, place, every[place], findings, language)
        level = range(size, len(every))
    return every


def _inside(tokens: Tokens, place: int, outer: Found, findings: Findings, language: Language) -> list[Found]:
    """The reports of speech, with a source and clear of doubt, within what was said."""
    before = len(findings.found)
    for start, end in outer.contents:
        while start < end:
            sentence = tokens.sentences[tokens.sentence_of[start]]
            _find_in_clause(tokens, start, min(end, sentence[1]), findings, language)
            start = sentence[1]
    inner = [found for found in findings.found[before:] if outer.rule == "turn" or _is_clear(tokens, found)]
    for found in inner:
        found.parent = place
    return inner


def _is_clear(tokens: Tokens, found: Found) -> bool:
    """Whether a report within another is beyond doubt: speech, by a rule that seldom errs, of more than an object."""
    if found.scope != "speech" or found.rule not in _CLEAR:
        return False
    return found.frame is None or "clause" in found.frame.takes


def _find_in_clause(tokens: Tokens, first: int, after: int, findings: Findings, language: Language) -> None:
    """Finds the reports of one sentence, or of the part of it from `first` to `after`."""
    if language.verb_second:
        find_in_sentence(tokens, first, after, findings, language)
        return
    cues: list[Cue] = []
    lower = tokens.lower
    for index in range(first, after):
        quotation = tokens.quotations.at(index)
        if quotation and quotation.is_speech(tokens.words):
            if language.reports_within_marks and index == quotation.open:
                find_within_marks(tokens, quotation, findings, language)
            continue
        if lower[index] in language.cue_words and (cue := cue_at(tokens, index, first, after, language)):
            cues.append(cue)
            continue
        for phrase in language.phrases_at(lower, index):
            find_cue_phrase(tokens, index, phrase, first, after, findings, language)
    for cue in cues:
        if findings.is_free(cue.head, cue.head + 1):
            find_inserted(tokens, cue, first, after, findings, language)
    for cue in cues:
        if cue.kind == "verb" and cue.takes("quotation") and findings.is_free(cue.head, cue.head + 1):
            find_cue_last(tokens, cue, first, after, findings, language)
    for index in range(max(first, 1) - 1, after):
        if index in tokens.quotations.closes:
            find_beside_quotation(tokens, index, first, after, findings, language)
    for cue in cues:
        if findings.is_free(cue.head, cue.head + 1):
            find_cue_first(tokens, cue, *_around(tokens, cue, first, after), findings, language)


def _around(tokens: Tokens, cue: Cue, first: int, after: int) -> tuple[int, int]:
    """Where the parts of a report can be: one within quotation marks goes on within them ("They asked us" about it)."""
    quotation = tokens.quotations.at(cue.head)
    if quotation is None or cue.end >= quotation.close or cue.start <= quotation.open + 1:
        return first, after
    return max(first, quotation.open + 1), min(after, quotation.close)
