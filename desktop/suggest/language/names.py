"""Small words that belong to a name: Ursula von der Leyen, Bashar al-Assad, Marks & Spencer, Save the Children."""

from desktop.model.gender import of_given_name
from desktop.model.words import SENTENCE_ENDS
from desktop.suggest.language.word_classes import COORDINATOR, DETERMINER, NAME, NOUN, PREPOSITION
from desktop.suggest.language.word_lists import Language

_SMALL = frozenset({PREPOSITION, DETERMINER, COORDINATOR})


def join_names(words: list[str], lower: list[str], tags: list[str], first: int, after: int, language: Language) -> None:
    """Tags the small words within the names of a sentence as names, too."""
    is_sentence = any(word in SENTENCE_ENDS for word in words[max(first, after - 2) : after])  # and no headline
    for index in range(first, after - 1):
        if words[index] == "&":
            joins = index > first and _is_capital(words[index - 1]) and _is_capital(words[index + 1])
        else:
            small = tags[index] in _SMALL and words[index][0].isupper()
            joins = small and is_sentence and index > first and _is_named(words, tags, index - 1, first)
            joins = joins and tags[index + 1] == NAME
        if joins:
            tags[index] = NAME
        is_call = lower[index] in language.words["calls"] and _is_capital(words[index]) and words[index + 1] == "the"
        if is_call and tags[index + 2 : min(index + 3, after)] == [NAME]:
            tags[index : index + 2] = [NAME, NAME]
    _join_particles(words, lower, tags, first, after, language)


def is_particle(word: str, language: Language) -> bool:
    """Whether a word is one that stands in small letters within a name, or begins with one: von; al-Assad."""
    return word in language.words["particles"] or _with_particle(word, language)


def _with_particle(word: str, language: Language) -> bool:
    if word.isalpha():  # this is asked of every word
        return False
    for mark in "-'’":
        prefix, _, rest = word.partition(mark)
        if rest and prefix.islower() and rest[0].isupper():
            return prefix in language.words["particles"]
    return False


def _join_particles(
    words: list[str], lower: list[str], tags: list[str], first: int, after: int, language: Language
) -> None:
    particles, index = language.words["particles"], first
    while index < after:
        start = index
        while index < after and words[index] in particles:
            index += 1
        if index < after and _with_particle(words[index], language):
            tags[index] = NAME
        ends = index < after and (tags[index] == NAME or _is_capital(words[index]))
        if start < index and ends and _belong(words, lower, tags, start, index, first, language):
            tags[start : index + 1] = [NAME] * (index + 1 - start)
        index += 1


def _belong(
    words: list[str], lower: list[str], tags: list[str], start: int, end: int, first: int, language: Language
) -> bool:
    """Whether particles before a name are a part of it.

    One that is also a word of the language is so only after a first name: Ursula von, and not "the letter von".
    """
    before = lower[start - 1] if start > first else ""
    if any(word in language.tags for word in lower[start:end]):
        return bool(of_given_name(before, language.code))
    if start > first and _is_named(words, tags, start - 1, first):
        return True
    alone = len(words[start]) > 1 and (not before or tags[start - 1] != NOUN)
    return alone or before in language.sources["titles"]


def _is_named(words: list[str], tags: list[str], index: int, first: int) -> bool:
    return tags[index] == NAME or (index == first and tags[index] == NOUN and _is_capital(words[index]))


def _is_capital(word: str) -> bool:
    return word[0].isupper()
