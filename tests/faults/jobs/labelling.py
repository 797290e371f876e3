"""Labelling by the library: edits and steps back, one after the other."""

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from desktop.base.errors import KnownError
from desktop.library import Library
from tests.desktop.library.labeller import Labeller, state_of
from tests.faults import libraries
from tests.faults.campaign import hold
from tests.making import added_article

NAME = "labelling"
WHAT = "labelling by the library"
EDITS = 25
TEXT = "The minister said on Monday that nothing was decided. " * 40


def prepare(folder: Path) -> str:
    with Library.open(folder / libraries.NAME, annotator=libraries.ANNOTATOR) as library:
        article = added_article(library, TEXT)
        return state_of(library, article.id)


def work(folder: Path, chance: Random) -> int:
    """As a person does, it goes on where an edit is refused."""
    refused = 0
    with Library.open(folder / libraries.NAME, annotator=libraries.ANNOTATOR) as library:
        labeller = Labeller(library, chance.randrange(2**32))
        for _ in range(EDITS):
            try:
                labeller.do_something()
            except KnownError as error:
                print(error, file=sys.stderr)
                refused += 1
                labeller = Labeller(library, chance.randrange(2**32))
    return min(refused, 1)


def verify(folder: Path, said: Sequence[str], known: str) -> None:
    path = folder / libraries.NAME
    libraries.begin_anew(folder)
    with Library.open(path, annotator=libraries.ANNOTATOR) as library:
        (article,) = library.article_ids()
        state = state_of(library, article)
        hold(state in may_be(said, known), f"{said.count('saved')} edits were saved, and not all are there")
        if library.undo():
            library.redo()
            hold(state_of(library, article) == state, "Undo and redo come to something else")
    libraries.must_be_tidy(folder)


def may_be(said: Sequence[str], before: str) -> list[str]:
    """The states that may be met: the last that was saved, and those whose saving did not come to its end.

    Of a commit that fails to sync, SQLite takes nothing back on the disk: unless something is written over it, it is
    there when the library is opened the next time.
    """
    states = [before]
    for line in said:
        if line != "saved":
            states.append(line.removeprefix("saving "))
        elif states[-1] == states[0]:  # nothing was changed, so nothing was written
            del states[-1]
        else:
            del states[:-1]
    return states
