"""Noun phrases where no comma and no ending tells them: who speaks, before the verb or behind it."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    CLOSING,
    COORDINATOR,
    DETERMINER,
    NAME,
    NEGATION,
    NOUN,
    NUMBER,
    OBJECT,
    OPENING,
    PREPOSITION,
    QUESTION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERBS,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.verb_second.clauses import Part, is_relative, is_subordinate, is_verb

_HEAD = frozenset({NAME, NOUN, ADJECTIVE, NUMBER})
_NOMINAL = frozenset({NAME, NOUN, NUMBER})
_NO_SUBJECT = frozenset({PREPOSITION, ADVERB, TIME, SUBORDINATOR, QUESTION, OBJECT, NEGATION, *VERBS, AUXILIARY})
_SKIPPED = frozenset({ADVERB, TIME, NEGATION, OBJECT})
_LONGEST_NAME_IN_MARKS = 6  # tokens
_LONGEST_BRACKET = 14


def phrase_end(tokens: Tokens, start: int, limit: int, language: Language) -> int:
    """Where the noun phrase that begins at `start` ends; `start` when none does."""
    tags, lower = tokens.tags, tokens.lower
    if start >= limit:
        return start
    if tags[start] == SUBJECT or (
        lower[start] in language.words["pronoun_like"] and tags[start + 1 : start + 2] != [NOUN]
    ):
        return start + 1
    end = start
    while end < limit:
        begun = end > start and (
            tags[end - 1] in _NOMINAL or tags[end - 1] == CLOSING or end - 1 in tokens.quotations.closes
        )
        quotation = tokens.quotations.opens.get(end)
        if quotation and quotation.closed and quotation.close < limit:
            if quotation.close - end > _LONGEST_NAME_IN_MARKS or not tokens.words[end + 1][0].isupper():
                break
            end = quotation.close + 1
            if end + 1 < limit and tokens.words[end] == "-" and tokens.starts[end] == tokens.ends[end - 1]:
                end += 2  # die „Bild“-Zeitung
        elif end > start and tags[end - 1 : end + 1] == [NAME, ADJECTIVE] and _can_be_verb(lower[end], language):
            break  # der Universität Lund (trinken Jugendliche)
        elif tags[end] in _HEAD or (tags[end] == DETERMINER and not begun):
            if tags[end] == DETERMINER and end > start and tags[end - 1] in (ADJECTIVE, DETERMINER):
                break
            end += 1
        elif (begun and _goes_on(tokens, end, limit, language)) or _is_of(tokens, end, start):
            end += 1
        elif begun and tags[end] == OPENING:
            places = range(end, min(limit, end + _LONGEST_BRACKET))
            close = next((k for k in places if tags[k] == CLOSING), -1)
            if close < 0:
                break
            end = close + 1
        else:
            break
    while end > start and tags[end - 1] in (DETERMINER, PREPOSITION, COORDINATOR, ADJECTIVE) and end - start > 1:
        if tags[end - 1] == ADJECTIVE and not any(tag in _NOMINAL for tag in tags[start:end]):
            break
        end -= 1
    named = any(tags[k] in _HEAD or k in tokens.quotations.opens for k in range(start, end))
    return end if named else start


def _can_be_verb(word: str, language: Language) -> bool:
    return word.endswith(tuple(language.words["infinitive_ending"]))


def _is_of(tokens: Tokens, time: int, start: int) -> bool:
    """Angaben vom gestrigen Mittwoch"""
    if tokens.tags[time] != TIME or time == start or tokens.tags[time - 1] not in (ADJECTIVE, PREPOSITION):
        return False
    return any(word in ("vom", "von", "des") for word in tokens.lower[max(start, time - 2) : time])


def _goes_on(tokens: Tokens, place: int, limit: int, language: Language) -> bool:
    """Whether "von", "der" or "und" goes on with a phrase: more of it follows."""
    lower, tags = tokens.lower, tokens.tags
    attaches = lower[place] in language.words["attaching"] or lower[place] in language.words["joining"]
    if not attaches or place + 1 >= limit:
        return False
    following = tags[place + 1]
    return following in _HEAD or following == DETERMINER or place + 1 in tokens.quotations.opens


def with_apposition(tokens: Tokens, phrase: Span, limit: int, language: Language) -> Span:
    """The phrase with what is told of it between commas: Anna Müller, Ministerin für Verkehr(,)"""
    comma = phrase[1]
    if comma >= limit or tokens.words[comma] != ",":
        return phrase
    end = next((k for k in range(comma + 1, limit) if tokens.words[k] in (",", ":", ";", "–")), limit)
    inserted = Part(comma + 1, end)
    if phrase_end(tokens, comma + 1, end, language) == end and not any(
        is_verb(tokens, k) for k in range(comma + 1, end)
    ):
        return (phrase[0], end)
    if end < limit and is_relative(tokens, inserted, language):
        return (phrase[0], end)
    return phrase


def is_subject(tokens: Tokens, start: int, end: int, language: Language) -> bool:
    """Whether what stands before the verb can be its subject: no adverb, no preposition, no accusative."""
    if start >= end:
        return False
    tags, lower = tokens.tags, tokens.lower
    if tags[start] == SUBJECT or lower[start] in language.words["pronoun_like"]:
        return lower[start] not in language.words["no_speaker"] or end - start > 1
    if tags[start] in _NO_SUBJECT or lower[start] in language.words["accusative"]:
        return False
    if lower[start] in language.words["dative"]:
        return False
    if end - start == 1 and (lower[start] in language.words["no_speaker"] or tags[start] == DETERMINER):
        return False
    return any(tags[k] in _HEAD or k in tokens.quotations.opens for k in range(start, end))


def subject_behind(tokens: Tokens, start: int, limit: int, language: Language) -> Span | None:
    """The subject of a verb that ends at `start`: behind pronouns, adverbs, times and prepositional phrases."""
    tags, lower = tokens.tags, tokens.lower
    index = start
    while index < limit:
        if tags[index] in _SKIPPED or lower[index] in language.words["no_speaker"]:
            index += 1
        elif tags[index] == PREPOSITION:
            end = phrase_end(tokens, index + 1, limit, language)
            while end < limit and tags[end] == TIME:
                end += 1
            if end == index + 1:
                return None
            index = end
        else:
            break
    end = phrase_end(tokens, index, limit, language)
    if end == index or lower[index] in language.words["accusative"] or lower[index] in language.words["dative"]:
        return None
    return (index, end)


def subject_of_sentence(tokens: Tokens, first: int, after: int, language: Language) -> Span | None:
    """What stands before the first verb of a sentence, where it can be its subject."""
    verb = next((k for k in range(first, after) if is_verb(tokens, k)), first)
    start = first
    while start < verb and tokens.tags[start] == COORDINATOR:
        start += 1
    return (start, verb) if is_subject(tokens, start, verb, language) else None


def has_clause(tokens: Tokens, part: Part, language: Language) -> bool:
    """Whether a part is a clause of its own, with a subject and a verb."""
    return is_subordinate(tokens, part, language) or any(is_verb(tokens, k) for k in range(part.start, part.end))
