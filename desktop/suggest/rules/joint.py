"""Several who are named side by side as one source: Ann Lin, Bo Ek and the Red Cross."""

from itertools import pairwise

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Found, Span
from desktop.suggest.rules.names import names_in


def joint_names(tokens: Tokens, source: Span, language: Language) -> list[Span]:
    """The name of each of them; none where a source is one."""
    names = names_in(tokens, *source, language)
    together, is_joined = names[:1], False
    for before, name in pairwise(names):
        between = tokens.lower[before[1] : name[0]]
        joining = language.words["joining"].intersection(between)
        if not between or not {",", *language.words["definite"], *joining}.issuperset(between):
            break
        together.append(name)
        is_joined = is_joined or bool(joining - {","})
    return together if is_joined else []


def joint_parts(tokens: Tokens, source: Span, language: Language) -> list[Span]:
    """A source in parts, one for each who is named in it; the source itself where it is one."""
    names = joint_names(tokens, source, language)
    if not names:
        return [source]
    linking = {",", *language.words["joining"]}
    begins = [next(k for k in range(after, source[1]) if tokens.lower[k] not in linking) for _, after in names[:-1]]
    ends = [*(name[1] for name in names[:-1]), source[1]]
    return list(zip([source[0], *begins], ends, strict=True))


def joint_before(tokens: Tokens, found: list[Found], mention: Span, language: Language) -> list[Span]:
    """Whom "they" means where those who spoke last before it did so together: the name of each."""
    sources = [source for one in found for source in one.sources if source[1] <= mention[0]]
    return joint_names(tokens, max(sources), language) if sources else []
