"""What is still to be decided in articles: shown before somebody marks them as done in the layer "Adjudicated"."""

from collections.abc import Iterable

from desktop.adjudication.cases import adjudication_of, coding_of
from desktop.base.translation import translated_plural
from desktop.library import Library


def undecided_in(library: Library, articles: Iterable[str]) -> str:
    """How many of the annotators' claims in these articles nobody decided upon, as a sentence; empty where none is."""
    with library.snapshot(layers=None) as everybody:
        codings = [coding_of(everybody, id) for id in articles]
    count = sum(len(adjudication_of(one).undecided) for one in codings)
    if not count:
        return ""
    return translated_plural("{count} claim is not decided yet.", "{count} claims are not decided yet.", count)
