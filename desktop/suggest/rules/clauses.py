"""Whether a clause begins at a word: a subject, and a verb after it."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    DETERMINER,
    GERUND_VERB,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    PAST_VERB,
    PREPOSITION,
    SUBJECT,
    VERB,
)
from desktop.suggest.language.word_lists import Language

_BEGINS_CLAUSE = frozenset({DETERMINER, NAME, NOUN, NUMBER, ADJECTIVE, OBJECT, GERUND_VERB, ADVERB, PREPOSITION})
_STOPS = frozenset({".", "!", "?", ";", "…"})
_LONGEST_SUBJECT = 30  # tokens


def is_clause(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    """Whether a subject stands at `start` and its verb follows."""
    tags, lower = tokens.tags, tokens.lower
    if tags[start] == SUBJECT:
        return True
    if tags[start] not in _BEGINS_CLAUSE and lower[start] not in language.words["clause_openers"]:
        return False
    for index in range(start, min(after, start + _LONGEST_SUBJECT)):
        if tags[index] in (VERB, AUXILIARY) or (index > start and tags[index] == PAST_VERB):
            return True
        if lower[index] in _STOPS:
            return False
    return False
