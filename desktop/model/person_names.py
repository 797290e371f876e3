"""What of a person's name is the person's own: without what stands before it, and with the given name first.

"Engineer Paul Okafor" is plainly "Paul Okafor", as is "Okafor, Paul". The words that may stand before a name are data:
resources/titles.toml, and the titles of courtesy of resources/given_names.toml.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from desktop.base import paths
from desktop.model import gender
from desktop.model.folding import folded

_LETTERS = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")  # accents may be characters of their own
_NUMERAL = re.compile("I{2,3}|IV")
_SMALL_WORDS = "de da di do du dos del della la van von zu der den ter bin al el"
_PARTICLES = frozenset(_SMALL_WORDS.split())
_AN_ABBREVIATION = 4  # letters, from which on a word is none
_MOST_SURNAMES = 3  # words before the comma of an inverted name: van den Berg


def plain(name: str) -> str:
    """The name as it is where no title, role or comma is; one that has none of these comes back as it is."""
    name = " ".join(name.split()).strip(" ,") or name
    before, comma, after = (part.strip() for part in name.partition(","))
    if not comma:
        return " ".join(_untitled(name.split()))
    if not before or not after:
        return plain(before or after)
    if _is_role(before.split()):
        return plain(after)
    given = _untitled(after.split())
    if _is_role(given) or "," in after:
        return plain(before)
    if len(before.split()) <= _MOST_SURNAMES and (not given[0].islower() or name.islower()):
        return " ".join((*given, *_untitled(before.split())))
    return name


def without_capitals(name: str) -> str:
    """A name that stands in capitals as it is written elsewhere: JANE VAN DER O’NEILL is Jane van der O’Neill.

    It stays as it is where it may hold an abbreviation: a single word, or short words without a known given name.
    """
    words = name.split()
    if len(words) < 2 or not name.isupper():
        return name
    long = (len(word) >= _AN_ABBREVIATION or word[1:] == "." or word.lower() in _PARTICLES for word in words)
    if not all(long) and not any(gender.of_given_name(word.lower()) for word in words):
        return name
    return " ".join([_capitalised(words[0]), *map(_in_a_name, words[1:])])


def same_plainly(one: str, other: str) -> bool:
    """Whether two names differ at most in titles, roles, and the order of given name and surname."""
    return folded(plain(one)) == folded(plain(other))


def words_of(name: str) -> list[str]:
    """The words of a plain name, folded, each initial for itself: J.P. Morgan is j, p, morgan."""
    return folded(plain(name)).replace("-", " ").replace(".", " ").split()


def fit_by_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether these are the words of one name, of which one way to write it has initials in place of given names.

    So J. P. Morgan and John Pierpont Morgan fit.
    """
    if not 1 < len(one) == len(other) or one[-1] != other[-1] or len(one[-1]) < 2:
        return False
    given = list(zip(one[:-1], other[:-1], strict=True))
    fits = all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in given)
    return fits and any(a != b for a, b in given)


def titles(name: str) -> list[str]:
    """The titles and roles that are no part of the person's own name, in small letters: mayor, of "Mayor Lin"."""
    own = () if is_title(name) else plain(name).lower().split()
    words = (word.lower() for word in name.replace(",", " ").split())
    return [word for word in words if word not in own and _is_title(word)]


def is_title(name: str) -> bool:
    """Whether this is nothing but titles and roles: Mayor. It may be somebody's name all the same."""
    words = name.split()
    return bool(words) and all(map(_is_title, words))


def get_ready() -> None:
    """Read the words that the first name is compared with, which takes as long as thousands of names."""
    _is_title("")
    gender.of_given_name("")


def fit(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether these names and those may be one person's: Mrs. Kohl is not Peter Kohl, nor Miss Kohl."""
    names, others = list(names), list(others)
    genders = [{told for name in some if (told := _gender(name))} for some in (names, others)]
    titles = [{title for name in some if (title := gender.parted(name)[0])} for some in (names, others)]
    return not any(all(told) and told[0].isdisjoint(told[1]) for told in (genders, titles))


def _in_a_name(word: str) -> str:
    return word.lower() if word.lower() in _PARTICLES else _capitalised(word)


def _capitalised(word: str) -> str:
    return word if _NUMERAL.fullmatch(word) else _LETTERS.sub(lambda run: _with_capital(run[0]), word)


def _with_capital(letters: str) -> str:
    if len(letters) >= _AN_ABBREVIATION + 1 and letters.startswith("MC"):
        return "Mc" + letters[2:].capitalize()
    return letters.capitalize()


def _gender(name: str) -> gender.Gender:
    return gender.of_name(name) or gender.of_name(plain(name))


def _untitled(words: Sequence[str]) -> Sequence[str]:
    """The words after the last title; all where none is left, or where the title may be a name itself."""
    if len(words) < 2:
        return words
    after = next((place + 1 for place in reversed(range(len(words) - 1)) if _is_title(words[place])), 0)
    before, left = words[:after], words[after:]
    if not before or (left[0].islower() and not all(map(str.islower, words))):
        return words  # the Minister for Health; typed letters may all be small
    others = [word for word in before if not _is_title(word)]
    if any(gender.of_given_name(word.lower()) for word in others):
        return words  # Martin King Lee
    if len(left) > 1:
        return left
    return words if others or _may_be_named(before[-1].lower()) else left


def _may_be_named(title: str) -> bool:
    """Whether a title and one word may be a whole name, or lead a given name: Dean Martin, Pope Francis."""
    return bool(gender.of_given_name(title)) or title in _words("with_given_names")


def _is_role(words: Sequence[str]) -> bool:
    """Whether these words are a role and no name: the city's chief engineer."""
    return _is_title(words[-1]) and (words[0].islower() or all(map(_is_title, words)))


def _is_title(word: str) -> bool:
    lower = word.lower()
    if lower in _words("roles") or lower in _words("with_given_names") or gender.of_title(lower):
        return True
    last = lower.rpartition("-")[2]  # Vice-President, ex-minister
    return last in _words("roles") if last != lower else lower.endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_words("endings"))


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(_tables()[table].split())


@cache
def _tables() -> dict[str, str]:
    import tomllib  # only when a name is compared: no start needs it

    return tomllib.loads(paths.resource("titles.toml").read_text(encoding="utf-8"))
