"""Reports that follow what was said: "...," she said. "..."; The bridge is safe, said Croft; "...," Croft thundered."""

from desktop.model.quotation_marks import CLOSING_MARKS
from desktop.suggest.language.quotations import Quotation
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADVERB,
    COORDINATOR,
    FINITE,
    GERUND_VERB,
    PAST_VERB,
    PREPOSITION,
    PUNCTUATION,
    SUBORDINATOR,
    TIME,
    VERB,
    VERBS,
)
from desktop.suggest.language.word_lists import Frame, Language
from desktop.suggest.rules.clauses import is_clause
from desktop.suggest.rules.contents import addressee_end, rest_of_clause
from desktop.suggest.rules.cues import Cue
from desktop.suggest.rules.findings import Findings, Found, Span
from desktop.suggest.rules.sources import is_nobody, phrase_after, phrase_before, verb_start

_DASHES = frozenset({"-", "–", "—"})
_STOPS = frozenset({".", "?", "!", "…", "...", ",", "-", "–", "—"})
_FULL_STOPS = frozenset({".", "!", "?"})
_SHORTEST = 3  # words of a statement whose verb is not known
_BREAKS = frozenset({",", ":", ".", "?", "!", "(", "[", "-", "–", "—"})
_BROKEN_OFF = frozenset({"?", "!", "…", "...", "-", "–", "—"})
_ANY_VERB = (Frame("any verb beside a quotation", "speech", frozenset({"quotation"})),)


def find_cue_last(tokens: Tokens, cue: Cue, first: int, after: int, findings: Findings, language: Language) -> bool:
    """Finds what was said before the cue in the sentence from `first` to `after`, and where it goes on after it."""
    if cue.gerund or cue.infinitive or (cue.passive and not _closes_before(tokens, cue.start, first)):
        return False
    source = phrase_before(tokens, cue.start, first, language) if cue.subject < 0 else None
    if source and _content_ends_at(tokens, source[0] - 1, first):
        begins, rest, rule = source[0], cue.end, "content, source, cue"
    elif _content_ends_at(tokens, cue.start - 1, first):
        if source and source[0] == first and cue.takes("addressee"):
            return False  # Croft, who was late, told them, "..."
        source = _subject_of(tokens, cue, after, language)
        if source is None and not (language.drops_subject and _is_over(tokens, cue.end, after)):
            return False
        begins, rest, rule = cue.start, max(cue.end, source[1] if source else 0), "content, cue, source"
    else:
        return False
    if cue.impersonal and not is_nobody(tokens, source, language):
        return False
    if cue.takes("addressee") and source and source[1] <= cue.start and rest < after:
        rest = addressee_end(tokens, rest, after)  # the bridge is safe, Croft told reporters
    quoted = _closes_before(tokens, begins, first) > 0
    if not quoted and not (_inverts(cue, rule) and _report_ends(tokens, first, rest, after, language)):
        return False
    content = _content_before(tokens, begins, first, findings, language)
    if content is None or (quoted and _is_only_named(tokens, cue, begins, first, after, language)):
        return False
    inserted = None if quoted else rest_of_clause(tokens, rest, after)
    if not quoted and not inserted and _only_leads_up(tokens, content, language):
        return False  # When Ana Ruiz asked, he declined
    in_dialogue = tokens.words[first] in _DASHES  # —No —respondió él.
    if not quoted and not in_dialogue and not _is_statement(tokens, content, inserted, rest, after):
        return False
    named_first = rule == "content, cue, source" and not (quoted or inserted or in_dialogue)
    if named_first and _names_who_speaks(tokens, cue, content, first, after, language):
        return False
    contents = [content, inserted] if inserted else [content, *continued(tokens, rest, after, language)]
    sources = [source] if source and not cue.impersonal else []
    findings.add(Found(contents, cue.spans, sources, rule, cue.scope, cue.head, cue.frames[0]))
    return True


def find_beside_quotation(
    tokens: Tokens, close: int, first: int, after: int, findings: Findings, language: Language
) -> None:
    """Takes whatever verb follows a quotation that ends like speech for a cue: "...," Croft thundered."""
    quotation = tokens.quotations.closes[close]
    if not findings.is_free(close, close + 1) or tokens.words[close - 1] not in (",", "?", "!"):
        return
    if not quotation.is_speech(tokens.words) or _is_reported(tokens, quotation.open - 1, first, language):
        return
    for index in range(close + 1, min(after, close + 20)):
        if index in tokens.quotations.opens:
            return
        if tokens.tags[index] in (PAST_VERB, VERB) and findings.is_free(index, index + 1):
            cue = Cue(verb_start(tokens, index, close + 1), index + 1, index, "verb", _ANY_VERB)
            if find_cue_last(tokens, cue, first, after, findings, language):
                return


def _is_reported(tokens: Tokens, index: int, first: int, language: Language) -> bool:
    """Whether a verb that reports leads up to a quotation: With one engineer writing "It leaks," ..."""
    return index >= first and tokens.tags[index] in VERBS and tokens.lower[index] in language.frames


def _inverts(cue: Cue, rule: str) -> bool:
    return rule == "content, source, cue" or any(frame.inverts for frame in cue.frames)


def _subject_of(tokens: Tokens, cue: Cue, after: int, language: Language) -> Span | None:
    """Who speaks, behind the cue or within it: promised the mayor; a-t-elle promis."""
    if cue.subject >= 0:
        return (cue.subject, cue.subject + 1)
    return phrase_after(tokens, cue.end, after, language)


def _is_over(tokens: Tokens, end: int, after: int) -> bool:
    """Whether a report without a subject is over: «...», añadió."""
    return end >= after or tokens.tags[end] in (PUNCTUATION, PREPOSITION, TIME)


def _content_ends_at(tokens: Tokens, index: int, first: int) -> bool:
    """Whether what was said can end here; also in the sentence before: "Why is it so?" Croft said."""
    closes, words = tokens.quotations.closes, tokens.words
    if index >= first:
        in_dialogue = words[first] in _DASHES and words[index] in _BROKEN_OFF  # — Tu viens ? demanda Lila
        return index in closes or words[index] == "," or words[index] in _DASHES or in_dialogue
    if index < 0 or index not in closes or words[index - 1] not in _BROKEN_OFF:
        return False
    return tokens.paragraphs[index] == tokens.paragraphs[first]


def _report_ends(tokens: Tokens, first: int, rest: int, after: int, language: Language) -> bool:
    """Whether nothing that was said follows "..., Croft said"; when and where it was said may follow."""
    tags, words, opens = tokens.tags, tokens.words, tokens.quotations.opens
    if rest in opens:
        return False
    if rest + 1 in opens and opens[rest + 1].close + 2 >= after and _begins_asked(tokens, first):
        return False  # Asked why, Croft replied, "..."
    if rest >= after or tags[rest] == PUNCTUATION:
        return rest >= after or words[rest] != ":"
    adjunct = tags[rest] in (TIME, ADVERB, PREPOSITION, SUBORDINATOR)
    if not adjunct or tokens.lower[rest] in language.words["complementiser"]:
        return False
    return language.words["leads_on"].isdisjoint(tokens.lower[rest:after])


def _begins_asked(tokens: Tokens, first: int) -> bool:
    return any(tag in (GERUND_VERB, PAST_VERB, SUBORDINATOR) for tag in tokens.tags[first : first + 2])


def _is_statement(tokens: Tokens, content: Span, inserted: Span | None, rest: int, after: int) -> bool:
    """Whether words that are not quoted can be what was said: they have a verb, or nothing else can be it."""
    if _has_verb(tokens, content) or (inserted and _has_verb(tokens, inserted)):
        return True
    ends = rest >= after or tokens.words[rest] in _FULL_STOPS
    return content[1] - content[0] >= _SHORTEST and (ends or tokens.tags[rest + 1 : rest + 2] == [GERUND_VERB])


def _is_only_named(tokens: Tokens, cue: Cue, begins: int, first: int, after: int, language: Language) -> bool:
    """Whether the quotation before is a title, and what was said follows: On “Good Evening,” Ruiz said it leaks."""
    quotation = tokens.quotations.closes[_closes_before(tokens, begins, first)]
    if quotation.open <= first or not quotation.is_title(tokens.words) or cue.end >= after:
        return False
    return tokens.lower[cue.end] in language.words["complementiser"] or is_clause(tokens, cue.end, after, language)


def _only_leads_up(tokens: Tokens, content: Span, language: Language) -> bool:
    """Whether words are a subordinate clause alone."""
    start, end = content
    while start < end and tokens.tags[start] == COORDINATOR:
        start += 1
    if start >= end or (
        tokens.tags[start] != SUBORDINATOR and tokens.lower[start] not in language.words["clause_openers"]
    ):
        return False
    if not is_clause(tokens, start + 1, end, language):
        return False
    return not any(tokens.words[k] == "," and is_clause(tokens, k + 1, end, language) for k in range(start, end - 1))


def _names_who_speaks(tokens: Tokens, cue: Cue, content: Span, first: int, after: int, language: Language) -> bool:
    """Whether what stands before the cue is who speaks: Ana Ruiz, who knows it, said the dam leaks."""
    if not _has_verb(tokens, content):
        return is_clause(tokens, cue.end, after, language)
    source = phrase_before(tokens, cue.start, first, language)
    return source is not None and source[0] == first


def _has_verb(tokens: Tokens, span: Span) -> bool:
    return any(tag in FINITE for tag in tokens.tags[span[0] : span[1]])


def _closes_before(tokens: Tokens, begins: int, first: int) -> int:
    """The mark that closes a quotation right before a report; 0 for none.

    A comma may follow it where nothing stands before the quotation: «...», said Croft.
    """
    closes, last = tokens.quotations.closes, begins - 1
    if last > 0 and tokens.words[last] == "," and last - 1 in closes and closes[last - 1].open <= first:
        last -= 1
    return last if last in closes else 0


def _content_before(tokens: Tokens, begins: int, first: int, findings: Findings, language: Language) -> Span | None:
    """The quotation or clause that ends right before the report."""
    last = _closes_before(tokens, begins, first) or begins - 1
    quotation = tokens.quotations.closes.get(last)
    if quotation and begins == first:
        start, end = quotation.open, last + 1
    elif quotation:
        start, end = findings.free_start(first, last), last + 1
        if quotation.open <= first or not _leads_into(tokens, start, quotation.open, language):
            start = quotation.open
    else:
        start, end = findings.free_start(first, last), last
    while start < end and (tokens.words[start] in _DASHES or tokens.words[start] in (",", ";")):
        start += 1
    return (start, end) if start < end and findings.is_free(start, end) else None


def _leads_into(tokens: Tokens, start: int, end: int, language: Language) -> bool:
    """Whether the words before a quotation are one clause with it: The plan is "a mess," he said."""
    if end <= start or tokens.words[end - 1] in _BREAKS:
        return False
    return tokens.lower[end - 1] not in language.frames or tokens.tags[end - 1] not in VERBS


def continued(tokens: Tokens, rest: int, after: int, language: Language) -> list[Span]:
    """The quotations that go on after "he said": in its sentence, and in those that follow it in the paragraph."""
    opens, words, size = tokens.quotations.opens, tokens.words, len(tokens)
    spans: list[Span] = []
    index = rest
    while index < size and tokens.paragraphs[index] == tokens.paragraphs[rest - 1]:
        quotation = opens.get(index)
        if quotation is None:
            if index >= after:
                break
            index += 1
            continue
        if index < after and words[index - 1] not in _BREAKS and tokens.tags[index - 1] not in VERBS:
            if quotation.is_title(words):
                index = quotation.close + 1  # she told "Good Evening, Tolm"
                continue
            if index > rest:
                break  # the bridge is "a mess" is no part of what was said before
        announced = index - 1 if words[index - 1] not in (",", ":") else index - 2
        if announced >= rest and tokens.lower[announced] in language.frames and tokens.tags[announced] in VERBS:
            break  # "..., adding, " begins another report
        if index > after and words[index - 1] not in _STOPS and index - 1 not in tokens.quotations.closes:
            break
        if quotation.closed and words[quotation.close - 1] == "," and _cue_follows(tokens, quotation, language):
            break
        if not _ends_like_speech(tokens, quotation):
            break
        spans.append((quotation.open, quotation.close + 1))
        index = quotation.close + 1
    return spans


def _ends_like_speech(tokens: Tokens, quotation: Quotation) -> bool:
    last = quotation.close - 1
    while last > quotation.open and tokens.words[last] in CLOSING_MARKS:
        last -= 1  # "... they say, ‘Stay.’"
    if not quotation.closed or tokens.words[last] in _STOPS:
        return True
    return quotation.close + 1 < len(tokens) and tokens.words[quotation.close + 1] in (".", "?", "!")


def _cue_follows(tokens: Tokens, quotation: Quotation, language: Language) -> bool:
    following = tokens.lower[quotation.close + 1 : quotation.close + 12]
    return any(word in language.frames for word in following)
