"""Reports without a verb: according to Croft, ...; in her view, ..."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND_VERB,
    NAME,
    PAST_VERB,
    POSSESSIVE,
    PUNCTUATION,
)
from desktop.suggest.language.word_lists import Language, PhraseCue
from desktop.suggest.rules.clauses import is_clause
from desktop.suggest.rules.contents import rest_of_clause, trimmed
from desktop.suggest.rules.doubts import is_one_of
from desktop.suggest.rules.findings import Findings, Found, Span
from desktop.suggest.rules.sources import phrase_after


def find_cue_phrase(
    tokens: Tokens, index: int, phrase: PhraseCue, first: int, after: int, findings: Findings, language: Language
) -> None:
    """Finds the report that the words of `phrase` at `index` make in the sentence from `first` to `after`."""
    behind = index + len(phrase.words)
    if phrase.leading and not (_opens(tokens, index, first) and _leads(tokens, behind, after, phrase, language)):
        return
    find = _find_owned if phrase.owner else _find_followed
    find(tokens, index, phrase, first, after, findings, language)


def _opens(tokens: Tokens, index: int, first: int) -> bool:
    """Whether a sentence begins here, but for "and" or "but"."""
    return all(tokens.tags[k] in (COORDINATOR, PUNCTUATION) for k in range(first, index))


def _leads(tokens: Tokens, start: int, after: int, phrase: PhraseCue, language: Language) -> bool:
    """Whether words that only begin a sentence are followed by who reports: Per Ruiz, ...; Pour le syndicat, ..."""
    if not phrase.of:
        return start < after and tokens.tags[start] == NAME
    source = phrase_after(tokens, start, after, language)
    if source is None or source[1] + 1 >= after or tokens.words[source[1]] != ",":
        return False
    begins = source[0] + (tokens.tags[source[0]] == DETERMINER)
    somebody = tokens.tags[begins] == NAME or tokens.lower[begins] in language.words["person"]
    if not (somebody or is_one_of(tokens, source, phrase.of, language)):
        return False
    told = source[1] + 1
    return told in tokens.quotations.opens or is_clause(tokens, told, after, language)


def _find_followed(
    tokens: Tokens, index: int, phrase: PhraseCue, first: int, after: int, findings: Findings, language: Language
) -> None:
    """According to Croft, ... and: ..., according to Croft."""
    end = index + len(phrase.words)
    source = phrase_after(tokens, end, after, language)
    if source is None:
        return
    if index <= first + 1:
        if source[1] + 1 >= after:  # According to Ruiz, the others (leak), where no verb is known
            source = (source[0], next((k for k in range(*source) if tokens.words[k] == ","), source[1]))
        source = (source[0], _modified_end(tokens, source[1], after, language))
        comma = next((k for k in range(source[1], after) if tokens.words[k] == ","), after)
        follows = source[1] < comma and is_clause(tokens, source[1], comma, language)
        start = source[1] if follows else comma + 1  # According to Ruiz the dam leaks
        if language.verb_second and source[1] < after and tokens.tags[source[1]] in FINITE:
            start = source[1]
        content = (start, _end(tokens, start, after))
    else:
        start = findings.free_start(first, index)
        quotation = tokens.quotations.at(start)
        if quotation and findings.is_free(quotation.open, start):
            start = quotation.open  # "It leaks. It will break," Croft said, according to ...
        content = (start, trimmed(tokens, start, index))
    contents = [content]
    if index > first + 1 and (rest := rest_of_clause(tokens, source[1], after)):
        contents.append(rest)
    if content[1] > content[0] and all(findings.is_free(*span) for span in contents):
        findings.add(Found(contents, [(index, end)], [source], "according to", phrase.scope, index))


def _modified_end(tokens: Tokens, end: int, after: int, language: Language) -> int:
    """Where a source ends with what is told of it: (a report) by the board, seen by Croft, ..."""
    tags, words = tokens.tags, tokens.words
    while end + 1 < after:
        inserted = words[end] == "," and tags[end + 1] == PAST_VERB
        if not (inserted or tags[end] in (PAST_VERB, GERUND_VERB) or tokens.lower[end] in language.words["agent"]):
            break
        comma = next((k for k in range(end + 1, after) if words[k] == ","), None)
        if comma is None:
            break
        end = comma
    return end


def _find_owned(
    tokens: Tokens, index: int, phrase: PhraseCue, first: int, after: int, findings: Findings, language: Language
) -> None:
    """In her view, ...; in Croft's opinion, ..."""
    begin = index + len(phrase.words)
    noun = next((k for k in range(begin, min(after, begin + 6)) if tokens.lower[k] in phrase.owner), 0)
    if noun <= begin or noun + 1 >= after or tokens.words[noun + 1] != ",":
        return
    if tokens.lower[noun - 1] in language.words["possessive"]:
        source: Span = (noun - 1, noun)
    elif tokens.tags[noun - 1] == POSSESSIVE:
        source = (begin, noun)
    else:
        return
    content = (noun + 2, _end(tokens, noun + 2, after))
    if content[1] > content[0] and findings.is_free(*content):
        cues = [(index, begin), (noun, noun + 1)]
        findings.add(Found([content], cues, [source], "in her view", phrase.scope, index))


def _end(tokens: Tokens, start: int, after: int) -> int:
    last = tokens.quotations.last_opened(start, after)
    return trimmed(tokens, start, max(after, last.close + 1) if last else after)
