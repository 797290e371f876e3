"""Several who are named side by side as one source: Ann Lin, Bo Ek and the Red Cross."""

from itertools import pairwise

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    DETERMINER,
    GERUND_VERB,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Found, Span
from desktop.suggest.rules.names import names_in

_IN_ROLE = frozenset({ADJECTIVE, DETERMINER, GERUND_VERB, NAME, NOUN, NUMBER, POSSESSIVE, PREPOSITION})


def joint_names(tokens: Tokens, source: Span, language: Language) -> list[Span]:
    """The name of each of them; none where a source is one."""
    names = _of_themselves(tokens, names_in(tokens, *source, language), language)
    together, is_joined = names[:1], False
    for before, name in pairwise(names):
        between = tokens.lower[before[1] : name[0]]
        joining = language.words["joining"].intersection(between)
        is_list = bool(between) and {",", *language.words["definite"], *joining}.issuperset(between)
        if not is_list and not _is_joined(tokens, before[1], name[0], language):
            break
        together.append(name)
        is_joined = is_joined or bool(joining - {","})
    return together if is_joined else []


def _of_themselves(tokens: Tokens, names: list[Span], language: Language) -> list[Span]:
    """Names without those that tell what, whose or where another is: her deputy at the Red Cross, Bo Ek."""
    kept = names[:1]
    titles = language.sources["titles"]
    for name in names[1:]:
        if titles.issuperset(tokens.lower[slice(*name)]):
            continue  # Ada Lin, a Republican
        before = name[0] - 1
        before -= tokens.lower[before] in language.words["definite"]
        if tokens.tags[before] != PREPOSITION:
            kept.append(name)
    return kept


def _is_joined(tokens: Tokens, start: int, end: int, language: Language) -> bool:
    """Whether the words between two names join them, and tell no more than what each is.

    Lin and her deputy, Bo Ek; Lin, the mayor, and Bo Ek
    """
    joining = language.words["joining"]
    place = next((k for k in range(start, end) if tokens.lower[k] in joining), end)
    if place == end or not _is_role(tokens, start, place, language):
        return False
    return place + 1 == end or _is_role(tokens, place + 1, end, language)


def _is_role(tokens: Tokens, start: int, end: int, language: Language) -> bool:
    """Whether words between commas, or none but a comma, tell what somebody is: her deputy at the Red Cross."""
    commas = [k for k in range(start, end) if tokens.words[k] == ","]
    if end - start <= len(commas):
        return len(commas) < 2
    role = range(start + (commas[:1] == [start]), end - (commas[-1:] == [end - 1]))
    tags = [tokens.tags[k] for k in role]
    is_set_off = commas[-1:] == [end - 1]
    titles = language.sources["titles"]
    return (
        _IN_ROLE.issuperset(tags)
        and any(tokens.tags[k] == NOUN or tokens.lower[k] in titles for k in role)
        and (is_set_off or PREPOSITION not in tags)
    )


def joint_parts(tokens: Tokens, source: Span, language: Language) -> list[Span]:
    """A source in parts, one for each who is named in it; the source itself where it is one."""
    names = joint_names(tokens, source, language)
    if not names:
        return [source]
    joints = [_joint_between(tokens, before[1], name[0], language) for before, name in pairwise(names)]
    begins = [source[0], *(joint[1] for joint in joints)]
    ends = [*(joint[0] for joint in joints), source[1]]
    return list(zip(begins, ends, strict=True))


def _joint_between(tokens: Tokens, start: int, end: int, language: Language) -> Span:
    """The comma, the word, or both that join two names, between them."""
    joining = language.words["joining"]
    places = range(start, end)
    first = next((k for k in places if tokens.lower[k] in joining), start)
    after = first + 1
    if first > start and tokens.words[first - 1] == ",":
        first -= 1
    while after < end and (tokens.words[after] == "," or tokens.lower[after] in joining):
        after += 1
    return first, after


def joint_before(tokens: Tokens, found: list[Found], mention: Span, language: Language) -> list[Span]:
    """Whom "they" means where those who spoke last before it did so together: the name of each."""
    sources = [source for one in found for source in one.sources if source[1] <= mention[0]]
    return joint_names(tokens, max(sources), language) if sources else []
