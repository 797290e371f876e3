"""What was said: before the words that report, behind them, and where it ends."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import ADVERB, COORDINATOR, FINITE, NAME, NOUN, PAST_VERB, SUBJECT, VERBS
from desktop.suggest.language.word_lists import BASE, Language
from desktop.suggest.rules.findings import Findings, Span
from desktop.suggest.rules.verb_second.clauses import (
    Part,
    is_relative,
    is_subordinate,
    is_verb,
    opening,
    sentence_end,
)
from desktop.suggest.rules.verb_second.phrases import phrase_end

_SIGNS = frozenset({",", ";", ":", "-", "–", "—", "."})
_INSERTED = 3  # parts that may stand between a verb and what was said: relative clauses, appositions


def said_before(tokens: Tokens, begins: int, first: int, findings: Findings) -> Span | None:
    """What ends right before the report that begins at `begins`: a quotation, or the sentence so far."""
    last = begins
    while last > 0 and tokens.words[last - 1] in _SIGNS and last - 1 not in tokens.quotations.closes:
        last -= 1
    quotation = tokens.quotations.closes.get(last - 1) if last > 0 else None
    if quotation and (quotation.open <= first or _stands_apart(tokens, quotation.open)):
        start, end = quotation.open, last
    else:
        start, end = findings.free_start(first, begins), last
    while start < end and tokens.words[start] in _SIGNS:
        start += 1
    return (start, end) if start < end and findings.is_free(start, end) else None


def _stands_apart(tokens: Tokens, mark: int) -> bool:
    """Whether a quotation is no part of the clause before it."""
    return mark == 0 or tokens.words[mark - 1] in (",", ":", ".", "?", "!") or tokens.tags[mark - 1] in VERBS


def said_behind(tokens: Tokens, start: int, after: int, language: Language) -> Span | None:
    """What goes on behind a report that is set into it, up to the end of the sentence."""
    while start < after and tokens.words[start] in _SIGNS:
        start += 1
    end = content_end(tokens, start, after, language)
    return (start, end) if end > start else None


def content_end(tokens: Tokens, start: int, after: int, language: Language) -> int:
    """Where what begins at `start` ends: with its sentence, or before ";" and "und" with another report."""
    lower, quotations = tokens.lower, tokens.quotations
    index = start
    beyond_first = start >= after or is_relative(tokens, Part(start, after), language)
    while index < after:
        quotation = quotations.opens.get(index)
        if quotation and quotation.close < after:
            index = quotation.close + 1
            continue
        announces = lower[index] == ":" and index + 1 in quotations.opens
        if lower[index] == ";" or announces or (index > start + 1 and _joins_report(tokens, index, after, language)):
            return sentence_end(tokens, start, index)
        if lower[index] == "," and not beyond_first and index > start + 1:
            beyond_first = True
            if index + 1 < after and is_verb(tokens, index + 1) and not is_subjunctive(tokens, index + 1, language):
                return index  # ..., sprach aber von Geduld
        index += 1
    last = quotations.last_opened(start, after)
    return sentence_end(tokens, start, max(after, last.close + 1) if last else after)


def _joins_report(tokens: Tokens, place: int, after: int, language: Language) -> bool:
    """..., und warnte vor Hochwasser"""
    if tokens.tags[place] != COORDINATOR:
        return False
    verb = place + 1
    while verb < after and tokens.tags[verb] == ADVERB:
        verb += 1
    if verb >= after or not is_verb(tokens, verb):
        return False
    if is_subjunctive(tokens, verb, language):
        return False
    word = tokens.lower[verb]
    after_clause = tokens.tags[place - 1] in FINITE and tokens.tags[verb] == PAST_VERB
    return after_clause or word in language.frames or word in language.apart


def following(
    tokens: Tokens, parts: list[Part], place: int, after: int, takes: frozenset[str], language: Language
) -> Span | None:
    """What was said in the parts that follow the one at `place`."""
    for number in range(place + 1, min(len(parts), place + 2 + _INSERTED)):
        part = parts[number]
        sign = tokens.words[parts[number - 1].end] if parts[number - 1].end < len(tokens) else ""
        start = opening(tokens, part)
        if sign == ":" and part.start < after:
            return (part.start, content_end(tokens, part.start, after, language))
        if start >= part.end:
            continue
        if sign != "," and part.start not in tokens.quotations.opens:
            return None
        if part.start in tokens.quotations.opens and tokens.quotations.opens[part.start].is_speech(tokens.words):
            return (part.start, content_end(tokens, part.start, after, language))
        if _is_content(tokens, part, parts[number:], takes, language):
            return (part.start, content_end(tokens, part.start, after, language))
        inserted = is_relative(tokens, part, language) or _is_phrase(tokens, part, language)
        if not inserted:
            return None
    return None


def _is_phrase(tokens: Tokens, part: Part, language: Language) -> bool:
    """Whether a part only tells more of a noun."""
    return phrase_end(tokens, part.start, part.end, language) == part.end


def _is_content(tokens: Tokens, part: Part, rest: list[Part], takes: frozenset[str], language: Language) -> bool:
    """Whether a part begins what was said, by its first word, its "zu" or its mood."""
    start = part.start
    if tokens.lower[start] in language.words["complementiser"]:
        return bool(takes & {"clause", "quotation"})
    if tokens.lower[start] in language.words["leaving"] or opening(tokens, part) > start:
        return False
    if is_infinitive(tokens, part, language):
        return bool(takes & {"clause", "infinitive"}) and tokens.lower[start] not in language.words["purpose"]
    if not takes & {"clause", "quotation"} or is_relative(tokens, part, language):
        return False
    if any(is_subjunctive(tokens, k, language) for one in rest[:3] for k in range(one.start, one.end)):
        return True
    if is_subordinate(tokens, part, language):
        return False
    verb = next((k for k in range(start, part.end) if is_verb(tokens, k)), -1)
    return verb > start and any(tokens.tags[k] in (NAME, NOUN, SUBJECT) for k in range(start, part.end))


def is_infinitive(tokens: Tokens, part: Part, language: Language) -> bool:
    """Whether a part ends with an infinitive with "zu"; also before "haben" or a "können"."""
    for last in range(part.end - 1, max(part.start, part.end - 4), -1):
        word = tokens.lower[last]
        if tokens.lower[last - 1] in language.words["to_infinitive"] and word.endswith(
            ("en", "rn", "ln", "sein", "tun")
        ):
            return True
        inside = word.find("zu", 2)
        if inside > 0 and word.endswith(("en", "rn", "ln")) and word[:inside] in language.words["verb_particle"]:
            return True
    return False


def is_subjunctive(tokens: Tokens, index: int, language: Language) -> bool:
    """Whether a verb has the mood of what others say (er sei, sie komme), and is not the speaker's own (ich komme)."""
    word = tokens.lower[index]
    if word not in language.words["subjunctive"]:
        forms = language.forms.get(word)
        if not forms or BASE not in forms or not word.endswith("e") or tokens.words[index][0].isupper():
            return False
    around = tokens.lower[max(0, index - 3) : index + 3]
    return "ich" not in around
