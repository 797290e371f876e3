"""Whether a clause begins at a word: a subject, and a verb after it."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BEFORE_VERB,
    COORDINATOR,
    DETERMINER,
    GERUND_VERB,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    PAST_VERB,
    PREPOSITION,
    QUESTION,
    SUBJECT,
    SUBORDINATOR,
    TO,
    VERB,
)
from desktop.suggest.language.word_lists import Language

_BEGINS_CLAUSE = frozenset({DETERMINER, NAME, NOUN, NUMBER, ADJECTIVE, OBJECT, GERUND_VERB, ADVERB, PREPOSITION})
_IN_VERB_GROUP = BEFORE_VERB | {VERB, PAST_VERB, GERUND_VERB}
_STOPS = frozenset({".", "!", "?", ";", "…"})
_LONGEST_SUBJECT = 30  # tokens


def is_clause(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    """Whether a subject stands at `start` and its verb follows."""
    tags, lower = tokens.tags, tokens.lower
    if tags[start] == SUBJECT:
        return True
    if tags[start] not in _BEGINS_CLAUSE and lower[start] not in language.words["clause_openers"]:
        return False
    within = 0  # clauses that tell more of the subject and whose verb is yet to come
    index = start
    while index < min(after, start + _LONGEST_SUBJECT):
        tag = tags[index]
        if lower[index] in _STOPS:
            return False
        if index > start and (tag == QUESTION or lower[index] in language.words["relative"]):
            within += 1
        elif index > start and (tag == SUBORDINATOR or tags[index : index + 2] == [COORDINATOR, SUBJECT]):
            return False  # We chose food after they had eaten
        elif _is_finite(tokens, index, start, after, language):
            if not within:
                return True
            within -= 1
            while index + 1 < after and tags[index + 1] in _IN_VERB_GROUP:
                index += 1
        index += 1
    return False


def _is_finite(tokens: Tokens, index: int, start: int, after: int, language: Language) -> bool:
    """Whether a finite verb stands here, and no infinitive and no participle: made by the council."""
    tag = tokens.tags[index]
    if index > start and tokens.tags[index - 1] == TO:
        return False
    if tag == PAST_VERB:
        return index > start and not (index + 1 < after and tokens.lower[index + 1] in language.words["agent"])
    return tag in (VERB, AUXILIARY)
