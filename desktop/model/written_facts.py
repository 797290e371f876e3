"""What was so of a speaker, in typed words; in one cell of a table: `Labour [../2021] | Greens [2021/..]`.

The times are intervals of ISO 8601-2 (EDTF: https://www.loc.gov/standards/datetime/), whose ends are days on which it
is so; what has none always is. Several options are parted by a semicolon.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from desktop.base.numbers import number_of
from desktop.model.codebook import Attribute
from desktop.model.dates import is_date
from desktop.model.folding import folded
from desktop.model.records import AttributeValue, Fact

_NEXT: Final = " | "
_AMONG: Final = "; "  # the options of one answer
_OPEN: Final = ".."
_TIME: Final = re.compile(r"(?P<words>.*?)\s*\[(?P<since>[0-9-]+|\.\.|)/(?P<until>[0-9-]+|\.\.|)\]", re.DOTALL)
_MEANT_AS_TIME: Final = re.compile(r".*\[([0-9]{4}[^/\]]*|\.\.)/[^/\]]*\]|.*\[[^/\]]*/\.\.\]", re.DOTALL)
_YES: Final = frozenset({"yes", "true", "1", "x", "y"})
_NO: Final = frozenset({"no", "false", "0", "n"})


class Said(NamedTuple):
    """What is typed, for a time."""

    words: str
    since: str = ""
    until: str = ""


def in_a_cell(facts: Iterable[Fact], attribute: Attribute | None = None) -> str:
    """These facts, which are about the same, in their order."""
    return _NEXT.join(_with_time(words_of(fact.value, attribute), fact) for fact in facts)


def _with_time(words: str, fact: Fact) -> str:
    if not (fact.since or fact.until):
        return words
    return f"{words} [{fact.since or _OPEN}/{fact.until or _OPEN}]"


def words_of(value: AttributeValue, attribute: Attribute | None = None) -> str:
    """An answer as it is typed in: the mirror of `answer_of`."""
    said = attribute.in_words(value) if attribute else value
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, tuple):
        return _AMONG.join(said)
    return f"{said:.15g}" if isinstance(said, int | float) else said


def parted(cell: str) -> list[Said]:
    """What a cell says: one thing, unless all but one of its pieces name a time."""
    pieces = [piece.strip() for piece in cell.split(_NEXT)]
    said = [_said(piece) for piece in pieces]
    if sum(not (one.since or one.until or is_mistimed(one)) for one in said) > 1:
        said = [Said(cell.strip())]
    return [one for one in said if one.words]


def is_mistimed(said: Said) -> bool:
    """Whether the words end with what was meant as a time and is none: `Labour [2021-13/..]`."""
    return not (said.since or said.until) and _MEANT_AS_TIME.fullmatch(said.words) is not None


def _said(piece: str) -> Said:
    time = _TIME.fullmatch(piece)
    if time is None:
        return Said(piece)
    since, until = ("" if end == _OPEN else end for end in (time["since"], time["until"]))
    if not all(end == "" or is_date(end) for end in (since, until)):
        return Said(piece)
    return Said(time["words"], since, until)


def answer_of(words: str, attribute: Attribute) -> AttributeValue:
    """What is typed as the answer to an attribute; options by their names or ids.

    Raises:
        ValueError: it is none.
    """
    match attribute.kind:
        case "choice":
            return _option(words, attribute)
        case "choices":
            return tuple(dict.fromkeys(_option(one.strip(), attribute) for one in _each(words)))
        case "yes/no":
            if (said := folded(words)) in _YES | _NO:
                return said in _YES
            raise ValueError(words)
        case "number":
            return number_of(words)
        case "date" if not is_date(words):
            raise ValueError(words)
    return words


def new_options(words: str, attribute: Attribute) -> Iterator[str]:
    """The names of options that the attribute lacks and takes, if it is an open choice."""
    if attribute.open and attribute.has_options:
        for name in _each(words) if attribute.kind == "choices" else [words]:
            if not (attribute.option(name) or attribute.option_named(name)):
                yield name


def _each(words: str) -> list[str]:
    return [one.strip() for one in words.split(_AMONG.strip()) if one.strip()]


def _option(words: str, attribute: Attribute) -> str:
    found = attribute.option_named(words) or attribute.option(words)
    if found is None:
        raise ValueError(words)
    return found.id
