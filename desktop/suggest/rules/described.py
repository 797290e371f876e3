"""Names and descriptions: what marked words call somebody, and which description may become a speaker unasked."""

from collections.abc import Sequence

from desktop.model.words import spelt
from desktop.suggest.language.names import is_particle
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import COORDINATOR, DETERMINER, PREPOSITION, QUESTION, TO
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.names import name_behind_role
from desktop.suggest.rules.people import without_titles

_WITHIN = frozenset({COORDINATOR, DETERMINER, PREPOSITION})  # may stand in small letters in a name
_ENDS = frozenset({PREPOSITION, TO, QUESTION})  # what tells more of a role comes after these


def without_frame(tokens: Tokens, span: Span, language: Language) -> Span:
    """Words without a leading article and without a clitic at their end: the Ministry; Macron's."""
    start, end = span
    while end - start > 1 and tokens.lower[end - 1] in (*language.clitics, "'"):
        end -= 1
    if end - start > 1 and tokens.tags[start] == DETERMINER:
        start += 1
    return start, end


def name_of(tokens: Tokens, span: Span, language: Language) -> str:
    """The name that these words are, whole but for titles before it; empty where they describe somebody."""
    if behind := name_behind_role(tokens, span, language):
        span = behind
    start, end = without_frame(tokens, span, language)
    if language.nouns_capitalised and tokens.tags[span[0]] == DETERMINER:
        return ""  # die Ministerin
    comma = next((k for k in range(start, end) if tokens.words[k] == ","), end)
    if COORDINATOR not in tokens.tags[comma:end]:
        end = comma  # Ada Lin, the mayor
    if start >= end or not _is_name(tokens, start, end, language):
        return ""
    titles, bare = without_titles([spelt(word) for word in tokens.words[start:end]], language)
    if not titles:
        return text_of(tokens, (start, end))
    if len(bare) == end - start:
        return ""  # the President
    return text_of(tokens, (end - len(bare), end))


def _is_name(tokens: Tokens, start: int, end: int, language: Language) -> bool:
    words = tokens.words[start:end]
    if words[-1][0].islower() and not is_particle(words[-1], language):
        return False
    if not all(
        not word[0].islower() or is_particle(word, language) or (tag in _WITHIN and place)
        for place, (word, tag) in enumerate(zip(words, tokens.tags[start:end], strict=True))
    ):
        return False
    lower = tokens.lower[start:end]
    sources = language.sources
    return len(words) > 1 or not any(lower[0] in sources[name] for name in ("group", "speaking", "titles"))


def text_of(tokens: Tokens, span: Span) -> str:
    """What stands there, in one line and as a dictionary spells it."""
    return spelt(" ".join(tokens.text[tokens.starts[span[0]] : tokens.ends[span[1] - 1]].split()))


def is_description(name: str, language: Language) -> bool:
    """Whether what a source is called describes it: a spokesman for the Ministry of Works."""
    first, *rest = name.split() or [""]
    if first[:1].islower() and not is_particle(first, language):
        return True
    if not rest and first.lower() in language.sources["titles"]:
        return True  # the Mayor
    return first.lower() in language.sources["group"] and not any(word[0].isupper() for word in rest)


def may_be_new(name: str, language: Language, *, is_definite: bool) -> bool:
    """Whether a source may become a speaker unasked: by a name, or by a role in which people speak.

    A role alone must be of somebody who is new to the reader ("a spokesman"): "the superintendent" is somebody whose
    name was not found.
    """
    if not is_description(name, language):
        return True
    words = name.lower().split()
    return _speaks(words, language) and (len(words) > 1 or not is_definite)


def _speaks(words: Sequence[str], language: Language) -> bool:
    stop = next((k for k, word in enumerate(words) if k and language.tags.get(word) in _ENDS), None)
    roles = ("titles", "group", "speaking", "male_titles", "female_titles")
    return any(word in language.sources[name] for word in words[:stop] for name in roles)
