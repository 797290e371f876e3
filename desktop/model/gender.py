"""What a name tells of "he" and "she": by a title before it, or by a given name of resources/given_names.toml."""

from functools import cache
from typing import Literal

from desktop.base import paths

Gender = Literal["", "male", "female"]


def of_given_name(name: str, code: str = "en") -> Gender:
    """The gender that a given name tells; empty for one that is unknown, or common for both.

    Args:
        name: a single word, in small letters.
        code: the language whose own list counts before those of the others.
    """
    return _given_names(code).get(name, "")


def of_title(word: str) -> Gender:
    """The gender that a courtesy title tells, in small letters: mrs., herr."""
    return _titles().get(word, "")


def of_name(name: str) -> Gender:
    """The gender that a whole name tells, by its title or its given name; a surname alone tells none."""
    words = name.lower().split()
    if len(words) < 2:
        return ""
    return of_title(words[0]) or of_given_name(words[0])


def parted(name: str) -> tuple[str, str]:
    """The title of courtesy before a name, in small letters, and the name: ("mrs.", "Kohl")."""
    title, _, rest = name.partition(" ")
    return (title.lower(), rest) if rest and of_title(title.lower()) else ("", name)


@cache
def _tables() -> dict[str, dict[str, str]]:
    import tomllib  # only when a name is asked about: it takes three milliseconds of each start

    return tomllib.loads(paths.resource("given_names.toml").read_text(encoding="utf-8"))


@cache
def _titles() -> dict[str, Gender]:
    return _by_word(_tables()["titles"])


@cache
def _given_names(code: str) -> dict[str, Gender]:
    """Those of all languages; where they disagree, what the language itself says, or nothing."""
    known: dict[str, Gender] = {}
    for language, table in _tables().items():
        if language not in ("titles", code):
            for word, gender in _by_word(table).items():
                known[word] = gender if known.get(word, gender) == gender else ""
    return known | _by_word(_tables().get(code, {}))


def _by_word(table: dict[str, str]) -> dict[str, Gender]:
    male: dict[str, Gender] = dict.fromkeys(table.get("male", "").split(), "male")
    return male | dict.fromkeys(table.get("female", "").split(), "female")
