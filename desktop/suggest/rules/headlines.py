"""Headlines that report: “Minister: no talks”; “No talks: minister”; “No talks - minister”."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    DETERMINER,
    FINITE,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.contents import trimmed
from desktop.suggest.rules.findings import Findings, Found, Span

_IN_A_NAME = frozenset({NAME, NOUN, ADJECTIVE, POSSESSIVE, DETERMINER, NUMBER, PREPOSITION})
_LONGEST_NAME = 8  # tokens before the colon
_LONGEST_LAST = 4  # tokens of a name at the end
_DASHES = frozenset({"-", "–", "—"})
_ENDS = frozenset({".", "!", "?", "…", '"', "”"})
_SPEAK = ("titles", "speaking", "organisation", "group")


def find_headline(tokens: Tokens, findings: Findings, language: Language) -> None:
    """Finds what a headline reports. Only the first line of an article is one."""
    if not tokens.sentences or not findings.is_free(*tokens.sentences[0]):
        return
    first, after = tokens.sentences[0]
    found = _named_first(tokens, first, after, language) or _named_last(tokens, first, after, language)
    if found:
        content, mark, source = found
        findings.add(Found([content], [(mark, mark + 1)], [source], "headline", "speech", mark))


def _named_first(tokens: Tokens, first: int, after: int, language: Language) -> tuple[Span, int, Span] | None:
    colon = next((k for k in range(first + 1, min(after, first + _LONGEST_NAME)) if tokens.words[k] == ":"), 0)
    if not colon or colon + 1 >= after:
        return None
    has_office = any(tokens.lower[k] in language.sources["titles"] for k in range(first, colon))
    if not (tokens.words[colon + 1][0].isupper() or has_office):
        return None
    if tokens.lower[first] in language.words["furniture"]:
        return None
    named = all(tokens.tags[k] in _IN_A_NAME for k in range(first, colon))
    if not named or not any(tokens.words[k][0].isupper() for k in range(first, colon)):
        return None
    return (colon + 1, trimmed(tokens, colon + 1, after)), colon, (first, colon)


def _named_last(tokens: Tokens, first: int, after: int, language: Language) -> tuple[Span, int, Span] | None:
    """Who speaks stands behind a colon; behind a dash, where the outlet may stand, too, only by office."""
    if tokens.words[after - 1] in _ENDS:
        return None
    places = range(after - 2, max(first + 2, after - 2 - _LONGEST_LAST), -1)
    mark = next((k for k in places if tokens.words[k] == ":" or tokens.words[k] in _DASHES), 0)
    if not mark or any(tokens.tags[k] not in _IN_A_NAME for k in range(mark + 1, after)):
        return None
    if not any(tokens.tags[k] in FINITE for k in range(first, mark)):
        return None
    words = tokens.lower[mark + 1 : after]
    has_office = any(word in language.sources[name] for name in _SPEAK for word in words)
    has_name = tokens.words[mark] == ":" and any(word[0].isupper() for word in tokens.words[mark + 1 : after])
    return ((first, mark), mark, (mark + 1, after)) if has_office or has_name else None
