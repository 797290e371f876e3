"""Words and what each does in its clause: the first steps of the suggester. Sentences, `model/sentences.py` tells."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from desktop.model.sentences import paragraph_numbers, sentence_spans, words_and_signs
from desktop.model.words import is_plain, spelt
from desktop.suggest.language.datelines import dateline_end
from desktop.suggest.language.names import join_names
from desktop.suggest.language.quotations import Quotations, quotations_of
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    CLOSING,
    DETERMINER,
    GERUND_VERB,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    OPENING,
    PAST_VERB,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    SUBJECT,
    TIME,
    TO,
    VERB,
)
from desktop.suggest.language.word_lists import BASE, GERUND, PARTICIPLE, PAST, THIRD, Language

_LONGEST_SMALL = 4  # letters of a word that a heading writes small: of, with
_FEWEST_CAPITALS = 3  # words with one in a heading
_CLEARLY = 5  # times oftener in small letters than as a name
_SUBJECTS = frozenset({NOUN, NAME, QUESTION})
_BEFORE_A_VERB = frozenset({NOUN, NAME, CLOSING, NUMBER, TIME})


@dataclass(slots=True)
class Tokens:
    """The words and marks of a text, side by side in lists: what they are, where they stand, what they do."""

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    paragraphs: list[int]  # of each token: the number of its paragraph
    sentences: list[tuple[int, int]]  # first token and the one after the last
    sentence_of: list[int]  # of each token: the number of its sentence
    quotations: Quotations
    common: frozenset[str]  # words in small letters that are nowhere a name; none where nouns have capitals

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str, language: Language) -> Tokens:
    """The tokens of a text with all that the later steps ask of them."""
    words, starts = words_and_signs(text, language, clitics=language.clitics, elisions=language.elisions)
    lower = [word.lower().replace("’", "'") for word in (words if is_plain(text) else map(spelt, words))]
    ends = [start + len(word) for word, start in zip(words, starts, strict=True)]
    paragraphs = paragraph_numbers(text, starts)
    quotations = quotations_of(text, starts)
    sentences = sentence_spans(words, lower, paragraphs, quotations.opens, language)
    sentences, datelines = _without_datelines(sentences, text, starts, ends, paragraphs, language)
    sentence_of = [number for number, (first, after) in enumerate(sentences) for _ in range(first, after)]
    tags = _tags(words, lower, sentences, quotations, language)
    for first, after in datelines:
        tags[first:after] = [TIME] * (after - first)
    common = frozenset[str]() if language.nouns_capitalised else _common(words, lower, tags)
    return Tokens(text, words, lower, starts, ends, tags, paragraphs, sentences, sentence_of, quotations, common)


def _common(words: list[str], lower: list[str], tags: list[str]) -> frozenset[str]:
    small = Counter(word for word in words if word[0].islower())
    names = Counter(word for word, tag in zip(lower, tags, strict=True) if tag == NAME)
    return frozenset(word for word, often in small.items() if often > _CLEARLY * names[word])


def _without_datelines(
    sentences: list[tuple[int, int]],
    text: str,
    starts: list[int],
    ends: list[int],
    paragraphs: list[int],
    language: Language,
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The sentences, each dateline a sentence of its own; and the datelines."""
    parted: list[tuple[int, int]] = []
    datelines: list[tuple[int, int]] = []
    for first, after in sentences:
        begins = first
        if not first or paragraphs[first] != paragraphs[first - 1]:
            begins = bisect_left(starts, dateline_end(text, starts[first], ends[after - 1], language), first, after)
        if begins > first:
            datelines.append((first, begins))
            parted.append((first, begins))
        parted.append((begins, after))
    return parted, datelines


def _tags(
    words: list[str], lower: list[str], sentences: list[tuple[int, int]], quotations: Quotations, language: Language
) -> list[str]:
    """What each word does, from left to right, by the word itself and the ones beside it."""
    tags = [""] * len(words)
    for first, after in sentences:
        previous = before = ""
        opening = True  # a capital says nothing here
        heading = not language.nouns_capitalised and _is_heading(
            words, first, after, language
        )  # nor does one in such a line
        for index in range(first, after):
            following = words[index + 1] if index + 1 < after else ""
            previous = tags[index] = _tag(
                words[index], lower[index], previous, before, following, opening, heading, language
            )
            before = lower[index]
            opening = index in quotations.opens or (opening and previous in (PUNCTUATION, OPENING, CLOSING))
        join_names(words, lower, tags, first, after, language)
    return tags


def _is_heading(words: list[str], first: int, after: int, language: Language) -> bool:
    """Whether all words of a sentence, but for small ones, have capitals: Minister Says Dam Will Hold."""
    small = capitals = 0
    for word in words[first:after]:
        if word[0].islower():
            if len(word) > _LONGEST_SMALL or word not in language.tags:
                return False
            small += 1
        capitals += word[0].isupper()
    return capitals >= _FEWEST_CAPITALS and capitals > small


def _tag(
    word: str,
    lower: str,
    previous: str,
    before: str,
    following: str,
    opening: bool,
    heading: bool,
    language: Language,
) -> str:
    first = word[0]
    if lower in ("'s", "'") and previous in (NAME, NOUN, NUMBER, TIME):
        return POSSESSIVE
    if not first.isalnum() and (len(word) == 1 or word in ("''", "``", "...")):
        return OPENING if word in "([" else CLOSING if word in ")]" else PUNCTUATION
    if first.isdigit():
        return NUMBER
    capital = first.isupper() and not (opening or language.nouns_capitalised)
    listed = language.tags.get(lower)
    if listed == TO and before in language.words["before_to_a_noun"]:
        return PREPOSITION  # according to people there
    if word.isupper() and len(word) > 1 and (listed == OBJECT or (listed == QUESTION and not following.isupper())):
        return NAME  # US officials, and not "us"; the WHO
    if listed:
        return NAME if capital and listed == ADJECTIVE and len(word) > 2 and previous else listed
    forms = language.forms.get(lower)
    if heading and forms and THIRD in forms and before in language.sources["titles"]:
        return VERB  # General Cites Forces' Ability
    if capital and not (heading and forms):
        return NAME
    if language.nouns_capitalised and first.isupper() and not opening:
        return NOUN if previous in (DETERMINER, ADJECTIVE) else NAME
    if language.nouns_capitalised and first.islower():
        return _in_small_letters(lower, following, language)
    if forms:
        return _verb_or_noun(lower, previous, before, following, language)
    if first.isupper():
        return NOUN
    if previous == TO and len(word) > 2 and not _is_plural(lower):
        return VERB
    if previous in _SUBJECTS and _is_plural(lower) and not _is_plural(before) and _has_object(following, language):
        return VERB  # the mayor deserves a prize
    for ending, tag in language.endings:
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            return tag
    return NOUN


def _has_object(following: str, language: Language) -> bool:
    return language.tags.get(following.lower()) in (DETERMINER, OBJECT)


def _in_small_letters(lower: str, following: str, language: Language) -> str:
    """What a word is that is no noun, or it would have a capital: a verb, an adjective before a noun, or an adverb."""
    if forms := language.forms.get(lower):
        return VERB if BASE in forms or THIRD in forms else GERUND_VERB if GERUND in forms else PAST_VERB
    for ending, tag in language.endings:
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            if tag != ADJECTIVE or following[:1].isupper() or following.endswith(ending):
                return tag
            return VERB if ending == "e" else ADVERB  # gehöre: the mood of what others say
    return ADVERB


def _verb_or_noun(word: str, previous: str, before: str, following: str, language: Language) -> str:
    """Whether a word that can be a verb is one here, by the words beside it."""
    forms = language.forms[word]
    if GERUND in forms:
        return GERUND_VERB
    if forms == {PAST}:
        return VERB
    if previous == TO and THIRD in forms and BASE not in forms:
        return NOUN  # opposed to calls for a ban
    if (PAST in forms or PARTICIPLE in forms) and BASE not in forms:
        return PAST_VERB
    if BASE in forms and word in language.words["no_noun"] and previous in _BEFORE_A_VERB:
        return VERB  # The museum's friends say rain is coming
    if previous in (DETERMINER, ADJECTIVE, PREPOSITION, POSSESSIVE, NUMBER):
        return VERB if previous == DETERMINER and before in language.words["plural_subject"] else NOUN
    if previous in (VERB, PAST_VERB, GERUND_VERB) and THIRD in forms:
        return NOUN  # prompted calls for a ban
    if previous in (VERB, PAST_VERB) and BASE in forms and language.tags.get(following.lower()) == AUXILIARY:
        return NOUN  # said help was coming
    if previous in (NOUN, NAME, CLOSING):
        plural = _is_plural(before) or before in language.words["plural_subject"]
        unlisted = following.lower() not in language.tags
        if (
            BASE in forms
            and unlisted
            and (previous == NAME or (following.islower() and following not in language.forms and not plural))
        ):
            return NOUN  # the Sanders campaign manager
        if PAST in forms and language.tags.get(following.lower()) in (DETERMINER, OBJECT, SUBJECT):
            return VERB  # As Ruiz put it
        singular = THIRD in forms and not (plural and previous == NOUN)
        return VERB if singular or (plural and BASE in forms) else NOUN
    return VERB if previous else NOUN


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")
