"""Whether those whom a text names are he or she, where no given name tells it: by the pronouns behind their names."""

from collections import Counter, defaultdict

from desktop.model.gender import Gender
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import SUBJECT
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.names import names_in

_FEWEST = 3  # pronouns that tell
_CLEARLY = 3  # times oftener than those of the other gender
_GENDERS: tuple[Gender, ...] = ("male", "female")


def told_genders(tokens: Tokens, language: Language) -> dict[str, Gender]:
    """By the name as it stands, in small letters; of nobody where a capital tells no name."""
    if language.nouns_capitalised:
        return {}
    names = {end - 1: " ".join(tokens.lower[start:end]) for start, end in names_in(tokens, 0, len(tokens), language)}
    pronouns = {word: gender for gender in _GENDERS for word in language.sources[f"pronouns.{gender}"]}
    times: defaultdict[str, Counter[Gender]] = defaultdict(Counter)
    last, paragraph = "", -1
    for token, word in enumerate(tokens.lower):
        if tokens.quotations.inside[token] >= 0:
            continue
        if tokens.paragraphs[token] != paragraph:
            last, paragraph = "", tokens.paragraphs[token]
        if token in names:
            last = names[token]
        elif last and tokens.tags[token] == SUBJECT and word in pronouns:
            times[last][pronouns[word]] += 1
            last = ""  # who is meant further on is less sure
    return {name: gender for name, often in times.items() if (gender := _clear(often))}


def _clear(often: Counter[Gender]) -> Gender:
    """The gender that is told clearly oftener than the other."""
    ((gender, most), *others) = often.most_common()
    rest = sum(count for _, count in others)
    return gender if most >= _FEWEST and most >= _CLEARLY * rest else ""
