"""Suggesters of others: those that an installed package offers under the entry point group `ascribe.suggesters`.

Such a package names, in its pyproject.toml, a function that takes a text, its language and a scope, and gives what it
finds as `SuggestedAttribution`s, whose fragments count code points:

    [project.entry-points."ascribe.suggesters"]
    mine = "my_package:suggest"
"""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from itertools import pairwise
from typing import Protocol

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.suggest.attributions import SuggestedAttribution
from desktop.suggest.language.word_lists import Scope

GROUP = "ascribe.suggesters"


class Suggester(Protocol):
    """Finds attributions in a text."""

    def __call__(self, text: str, code: str, scope: Scope, /) -> Iterable[SuggestedAttribution]: ...


def installed() -> list[str]:
    """The names of the suggesters that are installed."""
    return sorted(_entries())


def suggester(name: str) -> Suggester:
    """The suggester of this name.

    Raises:
        KnownError: there is none, or its package cannot be loaded.
    """
    entry = _entries().get(name)
    if entry is None:
        known = ", ".join(installed()) or "none"
        raise KnownError(translated("No suggester {name} is installed; installed: {known}.", name=name, known=known))
    try:
        loaded: Suggester = entry.load()
    except (ImportError, AttributeError) as error:
        raise KnownError(
            translated(
                "The suggester {name} ({place}) cannot be loaded: {reason}.", name=name, place=entry.value, reason=error
            )
        ) from error
    return loaded


def found_by(name: str, text: str, code: str, scope: Scope) -> list[SuggestedAttribution]:
    """What the suggester of this name finds in a text.

    Raises:
        KnownError: there is no such suggester, or what it gives is not sound.
    """
    found = list(suggester(name)(text, code, scope))
    for one in found:
        for fragments in (one.contents, *one.sources, *one.cues):
            ends = [0, *(place for fragment in fragments for place in fragment), len(text)]
            if not fragments or any(start > end for start, end in pairwise(ends)):
                raise KnownError(
                    translated(
                        "The suggester {name} gave a range that is not in the text, or ranges out of order.", name=name
                    )
                )
    return found


def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
