"""Learning from what a person settled, by the command."""

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

from desktop.base import scratch
from desktop.library import Library
from desktop.suggest.learning.training_data import learnt_from
from tests.faults import libraries
from tests.faults.campaign import hold

NAME = "learn"
WHAT = "learning"
_ARTICLES = 20


def prepare(folder: Path) -> str:
    libraries.make_worked_through(folder / libraries.NAME, _ARTICLES)
    (folder / "home").mkdir()
    return _labels(folder / libraries.NAME)


def work(folder: Path, chance: Random) -> int:
    os.environ["ASCRIBE_HOME"] = str(folder / "home")
    return libraries.command("learn", "--library", folder / libraries.NAME)


def verify(folder: Path, said: Sequence[str], known: str) -> None:
    os.environ["ASCRIBE_HOME"] = str(folder / "home")
    path = folder / libraries.NAME
    libraries.begin_anew(folder)
    hold(_labels(path) == known, "The library has something else in it")
    with Library.open(path) as library:
        hold(learnt_from(library) or "finished" not in said, "What was learnt is not there")
        if library.derived("learnt") is not None:
            hold(learnt_from(library), "What was learnt is kept and cannot be used")
    scratch.remove_left_beside(folder / "home" / "anything")  # as what is written there next does
    libraries.must_be_tidy(folder)


def _labels(path: Path) -> str:
    with Library.open(path) as library:
        return repr(list(library.whole_articles(library.article_ids())))
