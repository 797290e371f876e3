"""Noun phrases that can be a source: the one before a cue, the one after it, the subject of the clause."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BEFORE_VERB,
    CLOSING,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND_VERB,
    NAME,
    NEGATION,
    NOUN,
    NUMBER,
    OPENING,
    PAST_VERB,
    POSSESSIVE,
    PREPOSITION,
    QUESTION,
    SUBJECT,
    TIME,
    TO,
    VERB,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Span

_HEAD = frozenset({NAME, NOUN, ADJECTIVE, NUMBER, POSSESSIVE})
_NOMINAL = frozenset({NAME, NOUN, NUMBER, POSSESSIVE, CLOSING})
_OPENS_PHRASE = frozenset({*_HEAD, DETERMINER})
_LINKS = frozenset({PREPOSITION, COORDINATOR, DETERMINER, TO})  # after these a determiner may stand
_BEGINS_APPOSITION = frozenset({DETERMINER, NUMBER, QUESTION, NOUN, ADJECTIVE, NAME, POSSESSIVE})
_BEGINS_INSERTION = _BEGINS_APPOSITION | {PREPOSITION, PAST_VERB, GERUND_VERB}
_ENDS_APPOSITION = frozenset({",", ".", ";", ":"})
_TIMES = frozenset({TIME, NUMBER, ADVERB})
_LONGEST_INSERTION = 45  # tokens of the longest apposition or relative clause that is looked over
_LONGEST_BRACKET = 12
_LONGEST_TITLE = 8


def phrase_before(tokens: Tokens, after: int, first: int, language: Language) -> Span | None:
    """The noun phrase that ends right before the token `after`, looking no further back than `first`."""
    after = _without_time(tokens, after, first, language)
    last = after - 1
    if last < first:
        return None
    word, tag = tokens.lower[last], tokens.tags[last]
    if word == ",":
        return _before_insertion(tokens, last, first, language)
    if tag == QUESTION:
        return (last, after) if word in language.words["relative"] else None
    if tag == SUBJECT or word in language.words["relative"]:
        return (last, after)
    start = _grown_left(tokens, after, first, language)
    return (start, after) if _names_something(tokens, start, after, language) else None


def _without_time(tokens: Tokens, after: int, first: int, language: Language) -> int:
    """Where a phrase ends that when follows: The council on late Monday (asked)"""
    tags, end = tokens.tags, after
    lower = tokens.lower
    while end - 1 > first and (tags[end - 1] in _TIMES or lower[end - 1] in language.words["near_a_time"]):
        end -= 1
    if end == after or TIME not in tags[end:after]:
        return after
    if end - 1 > first and tags[end - 1] == PREPOSITION:
        end -= 1
    return end if tags[end - 1] in _NOMINAL else after


def _grown_left(tokens: Tokens, after: int, first: int, language: Language) -> int:
    """Where the phrase that ends before `after` begins."""
    tags, lower = tokens.tags, tokens.lower
    start = after
    joined = False
    while start > first:
        tag = tags[start - 1]
        here = tags[start] if start < after else ""
        follows_nominal = (
            start < after
            and start - 2 >= first
            and (_is_nominal(tokens, start - 2, language) or lower[start - 2] in language.words["pronoun_like"])
        )
        if here == DETERMINER and tag not in _LINKS:
            break
        if tag in _OPENS_PHRASE:
            start -= 1
        elif tag == CLOSING:
            opening = _opening(tokens, start - 1, first)
            if opening < 0:
                break
            start = opening
        elif tag == PAST_VERB and here in _HEAD and _is_attribute(tokens, start - 1, first):
            start -= 1
        elif tag == GERUND_VERB and here == NOUN and start - 2 >= first and tags[start - 2] == DETERMINER:
            start -= 1  # the fishing association
        elif lower[start - 1] in language.words["agent"] and _is_participle(tokens, start - 2, first):
            start -= 2  # a memo seen by reporters
        elif follows_nominal and lower[start - 1] in language.words["joining"]:
            joined = True
            start -= 1
        elif tag in (PREPOSITION, TO) and _is_close(tokens, start - 2, first, language):
            start -= 2  # people close to the mayor
        elif follows_nominal and (tag in (PREPOSITION, TO) or (joined and lower[start - 1] == ",")):
            start -= 1
        else:
            break
    while start < after and (tags[start] in (POSSESSIVE, PREPOSITION, COORDINATOR, TO) or lower[start] == ","):
        start += 1
    return start


def _is_nominal(tokens: Tokens, token: int, language: Language) -> bool:
    """Whether a word can be the last of a name or a role: her deputy (in Lund)"""
    return tokens.tags[token] in _NOMINAL or tokens.lower[token] in language.sources["titles"]


def _is_attribute(tokens: Tokens, participle: int, first: int) -> bool:
    """the elected chairman"""
    return participle > first and tokens.tags[participle - 1] in (DETERMINER, PREPOSITION, ADJECTIVE)


def _is_participle(tokens: Tokens, token: int, first: int) -> bool:
    """a memo seen by ..."""
    return token > first and tokens.tags[token] == PAST_VERB and tokens.tags[token - 1] in _NOMINAL


def _is_close(tokens: Tokens, token: int, first: int, language: Language) -> bool:
    """people close to"""
    if token <= first or tokens.lower[token] not in language.words["before_to_a_noun"]:
        return False
    return _is_nominal(tokens, token - 1, language) and tokens.lower[token + 1] in language.words["to"]


def _opening(tokens: Tokens, closing: int, first: int) -> int:
    """The bracket that opens what the one at `closing` closes; -1 when it is not near."""
    places = range(closing - 1, max(first, closing - _LONGEST_BRACKET) - 1, -1)
    return next((index for index in places if tokens.tags[index] == OPENING), -1)


def _names_something(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    if after - start == 1 and tokens.lower[start] in language.words["pronoun_like"]:
        return True
    if after - start == 1 and tokens.lower[start] in language.sources["titles"]:
        return True  # General Cites Ability
    if after - start > 1 and tokens.tags[start] == DETERMINER and tokens.tags[after - 1] == ADJECTIVE:
        return True  # the general
    return any(tag in (NAME, NOUN, NUMBER) for tag in tokens.tags[start:after])


def _before_insertion(tokens: Tokens, comma: int, first: int, language: Language) -> Span | None:
    """The phrase of "Jane Doe, the mayor of Lund, (said)", from its name to its second comma."""
    tags, lower = tokens.tags, tokens.lower
    for index in range(comma - 2, max(first, comma - _LONGEST_INSERTION), -1):
        if lower[index] != "," or tokens.quotations.inside[index] >= 0:
            continue
        if not _is_nominal(tokens, index - 1, language) or tags[index + 1] not in _BEGINS_INSERTION:
            continue
        relative = QUESTION in tags[index + 1 : index + 4]
        if not relative and _has_verb(tokens, index + 1, comma):
            continue
        if phrase := phrase_before(tokens, index, first, language):
            if tags[index + 1] in (PREPOSITION, GERUND_VERB):
                return phrase  # Jane Doe, in a letter, (said); Jane Doe, however, (said)
            return (_with_name(tokens, phrase, first, language), comma)
    return None


def _has_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a clause is here, and not only an infinitive: Jane Doe, the first to see it, (said)"""
    tags = tokens.tags
    return any(tags[k] == AUXILIARY or (tags[k] == VERB and tags[k - 1] != TO) for k in range(start, end))


def _with_name(tokens: Tokens, phrase: Span, first: int, language: Language) -> int:
    """Where the name begins that a phrase tells more of: Jane Doe, the mayor of Lund, which is old, (said).

    So does one that is named before it with an apposition, too: Jane Doe, the mayor, and Bo Ek, her deputy, (said).
    """
    comma = phrase[0] - 1
    if comma - 1 > first and tokens.lower[comma] in language.words["joining"] and tokens.words[comma - 1] == ",":
        other = _before_insertion(tokens, comma - 1, first, language)
        return other[0] if other else phrase[0]
    if comma <= first or tokens.words[comma] != "," or tokens.tags[comma - 1] != NAME:
        return phrase[0]
    name = phrase_before(tokens, comma, first, language)
    return name[0] if name else phrase[0]


def phrase_after(tokens: Tokens, start: int, limit: int, language: Language) -> Span | None:
    """The noun phrase that begins at `start`, with its apposition where it has one, up to `limit`."""
    end = _grown_right(tokens, start, limit, language)
    if end == start:
        return None
    if end < limit and tokens.lower[end] == "," and tokens.tags[start] != SUBJECT:
        return (start, _apposition_end(tokens, end, limit))
    return (start, end)


def _apposition_end(tokens: Tokens, comma: int, limit: int) -> int:
    """Where "(Jane Doe), the mayor of Lund" ends; at the comma when no apposition follows."""
    tags, lower = tokens.tags, tokens.lower
    begins = tags[comma + 1] if comma + 1 < limit else ""
    if begins not in _BEGINS_APPOSITION:
        return comma
    relative = QUESTION in tags[comma + 1 : comma + 4]
    end = comma + 1
    while end < limit and lower[end] not in _ENDS_APPOSITION:
        if tags[end] in (VERB, AUXILIARY) and not relative:
            return comma
        relative = relative or tags[end] == QUESTION
        if quotation := tokens.quotations.opens.get(end):  # the author of "Small Rivers"
            if quotation.close >= limit or quotation.close - end >= _LONGEST_TITLE:
                return comma
            end = quotation.close
        end += 1
    if end < limit and lower[end] == "," and begins == NUMBER and end - comma <= 2:
        return _apposition_end(tokens, end, limit)  # Jane Doe, 44, the mayor of Lund
    return end


def _grown_right(tokens: Tokens, start: int, limit: int, language: Language) -> int:
    """Where the phrase that begins at `start` ends."""
    tags, lower = tokens.tags, tokens.lower
    if start < limit and tags[start] == SUBJECT:
        return start + 1
    end = start
    while end < limit:
        tag = tags[end]
        begun = end > start
        goes_on = begun and end + 1 < limit and tags[end + 1] in _OPENS_PHRASE
        links = lower[end] in language.words["attaching"] or lower[end] in language.words["joining"]
        starts = tag == DETERMINER and (not begun or tags[end - 1] in _LINKS)
        named = tag == PAST_VERB and tags[end - 1] == DETERMINER  # said the elected chairman
        if tag in _HEAD or starts or (goes_on and (links or named)):
            end += 1
        elif begun and tag == OPENING:
            places = range(end, min(limit, end + _LONGEST_BRACKET))
            close = next((index for index in places if tags[index] == CLOSING), -1)
            if close < 0:
                break
            end = close + 1
        else:
            break
    while end - 1 > start and tags[end - 1] in (DETERMINER, POSSESSIVE):
        end -= 1
    return end


def main_subject(tokens: Tokens, before: int, first: int, language: Language) -> Span | None:
    """The subject of the first finite verb of the sentence, before the token `before`."""
    tags, inside = tokens.tags, tokens.quotations.inside
    for index in range(first + 1, before):
        if tags[index] in FINITE and inside[index] < 0 and tags[index - 1] not in (AUXILIARY, TO):
            start = index
            while start > first and tags[start - 1] in (ADVERB, NEGATION):
                start -= 1
            source = phrase_before(tokens, start, first, language)
            if source and tags[source[0]] != QUESTION:
                return source
    return None


def subject(tokens: Tokens, before: int, first: int, language: Language) -> Span | None:
    """The subject of the nearest finite verb before a token."""
    tags, inside = tokens.tags, tokens.quotations.inside
    index = before - 1
    while index > first:
        if tags[index] in FINITE and inside[index] < 0:
            index = verb_start(tokens, index, first)
            if source := phrase_before(tokens, index, first, language):
                return source
        index -= 1
    return None


def verb_start(tokens: Tokens, verb: int, first: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    start = verb
    while start > first and tokens.tags[start - 1] in BEFORE_VERB:
        start -= 1
    return start


def is_nobody(tokens: Tokens, source: Span | None, language: Language) -> bool:
    """Whether a subject is nobody who reports: It (emerged that); news (emerged that)"""
    return source is not None and tokens.lower[source[1] - 1] in language.words["nobody"]
