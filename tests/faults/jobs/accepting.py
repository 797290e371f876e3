"""Accepting all suggestions of a library in one step."""

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation
from tests.faults import libraries
from tests.faults.campaign import hold

NAME = "accept"
WHAT = "accepting all suggestions"


def prepare(folder: Path) -> int:
    """How many suggestions there are."""
    with_suggestions = folder / libraries.NAME
    libraries.make_small(with_suggestions, articles=libraries.MORE)
    return len(_waiting(with_suggestions))


def work(folder: Path, chance: Random) -> None:
    with Library.open(folder / libraries.NAME, annotator=libraries.ANNOTATOR) as library:
        waiting = _suggested(library)
        with library.edit(operations.accept(len(waiting))) as edit:
            labelling.accept(edit, *waiting)
        os.write(1, b"finished\n")


def verify(folder: Path, said: Sequence[str], known: int) -> None:
    path = folder / libraries.NAME
    libraries.begin_anew(folder)
    left = len(_waiting(path))
    hold(left in (0, known), f"{left} of {known} suggestions wait: some were accepted, some not")
    hold(not left or "finished" not in said, "What was accepted waits again")
    if not left:
        with Library.open(path, annotator=libraries.ANNOTATOR) as library:
            library.undo()
        hold(len(_waiting(path)) == known, "It cannot be taken back")
    libraries.must_be_tidy(folder)


def _waiting(path: Path) -> list[Annotation]:
    with Library.open(path) as library:
        return _suggested(library)


def _suggested(library: Library) -> list[Annotation]:
    ids = library.article_ids()
    return [one for id in ids for one in library.annotations(id) if one.status == "suggested"]
