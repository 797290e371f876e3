"""Names as they stand in a text: where one begins, and where it ends."""

from collections.abc import Sequence

from desktop.model.gender import of_given_name
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADVERB,
    COORDINATOR,
    DETERMINER,
    NAME,
    NOUN,
    PAST_VERB,
    POSSESSIVE,
    PREPOSITION,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Span

# Lists of [sources] with words that begin a name: Aunt Polly, the Bank of Tolm.
_BEGIN_NAMES = ("titles", "organisation", "societies", "male_nouns", "female_nouns")


def names_in(tokens: Tokens, first: int, after: int, language: Language) -> list[Span]:
    """The names that stand between two tokens, in text order: Ada Lin; the Ministry of Works without its "the"."""
    names, index = [], first
    while index < after:
        end = index + 1
        if is_name(tokens, index, language):
            end = name_end(tokens, index, after, language)
            names.append((index, end))
        index = end
    return names


def is_name(tokens: Tokens, token: int, language: Language) -> bool:
    """Whether a word is a name, or may be one since it opens its sentence."""
    word, tag = tokens.words[token], tokens.tags[token]
    if tag not in (NAME, NOUN) or _is_attribute(word, language):
        return False
    if tag == NAME:
        return True
    first = tokens.sentences[tokens.sentence_of[token]][0] == token
    stands_alone = tokens.tags[token + 1 : token + 2] != [NAME]
    opens = first or (not stands_alone and token - 1 in tokens.quotations.opens)
    if not opens or not word[0].isupper() or len(word) < 2 or _is_common(tokens, token, language):
        return False
    return not (stands_alone and tokens.lower[token] in language.sources["group"])  # Critics said


def _is_common(tokens: Tokens, token: int, language: Language) -> bool:
    """Whether the text has a word that opens a sentence in small letters, too: Presently Tony (came); Oh, (he came)"""
    lower = tokens.lower[token]
    if lower not in tokens.common or token + 1 >= len(tokens) or of_given_name(lower, language.code):
        return False
    if any(lower in language.sources[name] for name in _BEGIN_NAMES):
        return False
    is_adverb = any(tag == ADVERB and lower.endswith(ending) for ending, tag in language.endings)
    return is_adverb or tokens.words[token + 1] == "," or bool(of_given_name(tokens.lower[token + 1], language.code))


def _is_attribute(word: str, language: Language) -> bool:
    """London-listed Norte Mining"""
    if "-" not in word:  # this is asked of every word
        return False
    last = word.rpartition("-")[2]
    is_participle = last.endswith(tuple(ending for ending, tag in language.endings if tag == PAST_VERB))
    return last.islower() and (is_participle or last in language.forms)


def name_end(tokens: Tokens, start: int, limit: int, language: Language) -> int:
    """Where the name ends that begins at `start`, at the latest at `limit`."""
    end = _run_end(tokens, start + 1, limit)
    while begins := _goes_on(tokens, start, end, limit, language):
        end = _run_end(tokens, begins + 1, limit)
    return end


def name_behind_role(tokens: Tokens, mention: Span, language: Language) -> Span | None:
    """The name behind a role and a comma, where all nouns have capitals: Vorsitzende der Grünen, Clara Weiß."""
    comma = next((k for k in range(*mention) if tokens.words[k] == ","), mention[1])
    name, end = comma + 1, comma + 3
    is_name = tokens.words[comma:name] == [","] and tokens.tags[name:end] == [NAME, NAME]
    if not language.nouns_capitalised or not is_name or not of_given_name(tokens.lower[name], language.code):
        return None
    if any(of_given_name(word, language.code) for word in tokens.lower[mention[0] : comma]):
        return None  # Anna Lin, Karl Berg
    is_definite = tokens.tags[mention[0]] == DETERMINER and tokens.words[end : end + 1] in ([","], ["."])
    return (name, max(end, mention[1])) if comma < mention[1] or is_definite else None


def _run_end(tokens: Tokens, start: int, limit: int) -> int:
    end = start
    while end < limit and tokens.tags[end] == NAME:
        end += 1
    return end


def _goes_on(tokens: Tokens, start: int, end: int, limit: int, language: Language) -> int:
    """Where the next words of an organisation's name begin, after one that does not stand in capitals; 0: nowhere."""
    if end + 1 >= limit:
        return 0
    tags, lower = tokens.tags, tokens.lower
    begins = end + 1
    if tags[end] == PREPOSITION and tags[begins] == DETERMINER and begins + 1 < limit:
        if lower[end] not in language.words["in_organisations"]:
            return 0
        begins += 1  # the Friends of the Museum
    if tags[begins] != NAME:
        return 0
    so_far = lower[start:end]
    follows_the = start > 0 and lower[start - 1] in language.words["definite"]
    if tags[end] == PREPOSITION:
        goes_on = _is_body(so_far, language) or (
            follows_the and not _any(so_far, language, "titles") and lower[end] in language.words["in_names"]
        )
    else:
        part = lower[begins : _run_end(tokens, begins + 1, limit)]
        if tags[end] == COORDINATOR:
            goes_on = _is_joined(tokens, start, end, part, language, follows_the=follows_the)
        else:  # the Linden Parents' Association, the Children's Hospital; Russia's Defence Ministry is not called so
            whole = lower[end] != "'s" or (follows_the and end - start == 1)
            goes_on = tags[end] == POSSESSIVE and whole and part[-1] in language.sources["organisation"]
    return begins if goes_on else 0


def _is_joined(
    tokens: Tokens, start: int, end: int, part: Sequence[str], language: Language, *, follows_the: bool
) -> bool:
    """Whether "and" is in a name: the Department of Health and Social Care, the Food and Drug Administration."""
    so_far, sources = tokens.lower[start:end], language.sources
    if PREPOSITION in tokens.tags[start:end]:
        is_field = part[-1] in sources["fields"] or part[-1].endswith(tuple(sources["field_endings"]))
        return _any(so_far, language, "organisation") and is_field
    has_head = _any(so_far, language, "organisation") or _any(so_far, language, "titles")
    return follows_the and len(so_far) <= 2 <= len(part) and not has_head and part[-1] in sources["organisation"]


def _is_body(words: Sequence[str], language: Language) -> bool:
    return _any(words, language, "organisation") or _any(words, language, "societies")


def _any(words: Sequence[str], language: Language, name: str) -> bool:
    return not language.sources[name].isdisjoint(words)
