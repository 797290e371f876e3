"""Reports without a verb: laut Holm; Holm zufolge; nach Angaben der Polizei; ..., so Holm.; demnach."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import AUXILIARY, COORDINATOR, NAME, NOUN
from desktop.suggest.language.word_lists import Language, PhraseCue
from desktop.suggest.rules.findings import Findings, Found, Span
from desktop.suggest.rules.verb_second.clauses import Part, is_relative, parts_of, sentence_end
from desktop.suggest.rules.verb_second.content import content_end, said_before, said_behind
from desktop.suggest.rules.verb_second.phrases import phrase_end, subject_of_sentence, with_apposition

_SIGNS = frozenset({",", ";", ":", ".", "-", "–", "—", "!", "?"})
_LONGEST = 14  # tokens of a source before "zufolge"
_RULE = "according to"


def find_by_phrase(
    tokens: Tokens, index: int, phrase: PhraseCue, first: int, after: int, findings: Findings, language: Language
) -> None:
    """Finds the report that the words of `phrase` at `index` make in the sentence from `first` to `after`."""
    size = len(phrase.words)
    if phrase.place == "alone":
        _find_alone(tokens, index, size, first, after, findings, language)
        return
    if phrase.place == "end":
        _find_at_end(tokens, index, size, first, after, findings, language)
        return
    named = _named_behind(tokens, index + size, after, phrase, language) if phrase.place != "behind" else None
    if named:
        begins, ends = index, named[1]
    elif phrase.place != "before":
        named = _named_before(tokens, index, first, phrase, language)
        if named is None:
            return
        begins, ends = named[0], index + size
    else:
        return
    source, nouns = _owner(tokens, named, language)
    if tokens.lower[named[0]] in language.words["own"]:
        head = _head(tokens, *named)
        subject = subject_of_sentence(tokens, first, after, language)
        if subject is None or head >= named[1] or subject[1] > index:
            return
        source, nouns, ends = subject, [(named[0], head + 1)], head + 1
        ends += ends < after and tokens.lower[ends] in language.phrases_of  # nach eigenen Angaben zufolge
    cues = sorted([(index, index + size), *nouns])
    if len(cues) == 2 and cues[0][1] == cues[1][0]:
        cues = [(cues[0][0], cues[1][1])]
    contents = _around(tokens, begins, ends, first, after, findings, language)
    if contents:
        findings.add(Found(contents, cues, [source], _RULE, phrase.scope, index))


def _named_behind(tokens: Tokens, start: int, after: int, phrase: PhraseCue, language: Language) -> Span | None:
    end = phrase_end(tokens, start, after, language)
    if end == start or not _has_noun(tokens, start, end, phrase):
        return None
    whose = end < after and tokens.lower[end] in language.words["possessive"]
    if whose and tokens.lower[end - 1].endswith(tuple(language.words["account"])):
        end = max(end, phrase_end(tokens, end, after, language))  # Angaben seiner Anwälte
    return with_apposition(tokens, (start, end), after, language)


def _named_before(tokens: Tokens, end: int, first: int, phrase: PhraseCue, language: Language) -> Span | None:
    starts = range(max(first, end - _LONGEST), end)
    start = next((k for k in starts if phrase_end(tokens, k, end, language) == end), end)
    return (start, end) if start < end and _has_noun(tokens, start, end, phrase) else None


def _has_noun(tokens: Tokens, start: int, end: int, phrase: PhraseCue) -> bool:
    """Whether the noun that the phrase turns on is one that it takes: nach Angaben, and not nach Berlin."""
    if not phrase.nouns:
        return True
    head = _head(tokens, start, end)
    return head < end and tokens.lower[head].endswith(phrase.nouns)


def _head(tokens: Tokens, start: int, end: int) -> int:
    return next((k for k in range(start, end) if tokens.tags[k] in (NAME, NOUN)), end)


def _owner(tokens: Tokens, named: Span, language: Language) -> tuple[Span, list[Span]]:
    """Whose account it is, and the words that call it one: Angaben | der Polizei; seiner | Meinung."""
    start, end = named
    head = _head(tokens, start, end)
    if head >= end or not tokens.lower[head].endswith(tuple(language.words["account"])):
        return named, []
    behind = head + 1
    if behind < end and tokens.lower[behind] in language.words["agent"]:
        behind += 1
    if behind < end:
        return (behind, end), [(start, head + 1)]
    if tokens.lower[start] in language.words["possessive"]:
        return (start, start + 1), [(start + 1, end)]
    return named, []


def _find_at_end(
    tokens: Tokens, index: int, size: int, first: int, after: int, findings: Findings, language: Language
) -> None:
    """..., so Holm.  ..., so der Minister, ..."""
    if index == 0 or not (tokens.words[index - 1] in (",", "–", "-", "—") or index - 1 in tokens.quotations.closes):
        return
    end = phrase_end(tokens, index + size, after, language)
    if end == index + size:
        return
    source = with_apposition(tokens, (index + size, end), after, language)
    if source[1] < after and tokens.words[source[1]] not in _SIGNS:
        part = parts_of(tokens, index, after, language)[0]
        if any(tokens.tags[k] == AUXILIARY for k in range(index, part.end)) or part.end < sentence_end(
            tokens, first, after
        ):
            return
        source = (source[0], part.end)  # so das Ergebnis einer gestern vorgestellten Studie
    content = said_before(tokens, index, first, findings)
    if content is None:
        return
    contents = [content]
    quoted = content[0] in tokens.quotations.opens
    if source[1] < after and tokens.words[source[1]] == "," and not quoted:
        rest = said_behind(tokens, source[1], after, language)
        if rest and findings.is_free(*rest):
            contents.append(rest)
    findings.add(Found(contents, [(index, index + size)], [source], "content, cue, source", "speech", index))


def _find_alone(
    tokens: Tokens, index: int, size: int, first: int, after: int, findings: Findings, language: Language
) -> None:
    """Demnach war der Damm sicher: whoever spoke last says it."""
    latest = next((found for found in reversed(findings.found[-6:]) if found.sources), None)
    near = latest and tokens.paragraphs[latest.head] == tokens.paragraphs[index]
    sources = latest.sources[:1] if latest and near else []
    contents = _around(tokens, index, index + size, first, after, findings, language)
    if tokens.words[index - 1] == "," and index > first:
        contents = contents[-1:]  # ein Bericht, wonach ...
    if contents:
        findings.add(Found(contents, [(index, index + size)], sources, _RULE, "speech", index))


def _around(
    tokens: Tokens, begins: int, ends: int, first: int, after: int, findings: Findings, language: Language
) -> list[Span]:
    """The sentence without the words from `begins` to `ends` that are set into it."""
    start = findings.free_start(first, begins)
    comma = next((k for k in range(begins - 1, start, -1) if tokens.words[k] == ","), start)
    inner = Part(
        comma + 1, next((k for k in range(ends, after) if tokens.words[k] == ","), sentence_end(tokens, first, after))
    )
    if comma > start and is_relative(tokens, inner, language):
        start, after = inner.start, inner.end  # die nach Angaben der Polizei ..., sind
    while start < begins and tokens.tags[start] == COORDINATOR:
        start += 1
    contents: list[Span] = []
    if start < begins:
        before = said_before(tokens, begins, start, findings)
        if before is None:
            return []
        contents.append(before)
    end = content_end(tokens, ends, after, language)
    while ends < end and tokens.words[ends] in _SIGNS:
        ends += 1
    if ends < end:
        contents.append((ends, end))
    return contents if all(findings.is_free(*span) for span in contents) else []
