"""Making a library, and importing the first article into it."""

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

from desktop.library import Library
from tests.faults import libraries
from tests.faults.campaign import hold
from tests.making import added_article

NAME = "making"
WHAT = "making a library"


def prepare(folder: Path) -> None:
    pass


def work(folder: Path, chance: Random) -> None:
    with Library.open(folder / libraries.NAME, annotator=libraries.ANNOTATOR) as library:
        os.write(1, b"made\n")
        added_article(library, libraries.TEXT)
        os.write(1, b"finished\n")


def verify(folder: Path, said: Sequence[str], known: None) -> None:
    path = folder / libraries.NAME
    hold(path.exists() or "made" not in said, "There is no library")
    libraries.begin_anew(folder)
    with Library.open(path) as library:
        hold(library.count_articles()[0] or "finished" not in said, "The article is not there")
    libraries.must_be_tidy(folder)
