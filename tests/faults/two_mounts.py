"""Two processes that work in one library, which they reach by two paths: mounts of one folder, else links to it.

Beside them, it is backed up, and read as if another computer had it open.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.model.records import Annotation
from tests.faults import libraries
from tests.faults.campaign import Campaign, Case, hold
from tests.faults.children import Child
from tests.making import added_article

_EDITS = 12
_TEXT = "The minister said on Monday that nothing was decided. " * 40


@contextmanager
def _opened(folder: Path) -> Iterator[Case]:
    prepared = folder / "two-paths"
    prepared.mkdir()
    with Library.open(prepared / libraries.NAME, annotator=libraries.ANNOTATOR) as library:
        added_article(library, _TEXT)

    def case(number: int, chance: Random, place: Path) -> str:
        first = shutil.copytree(prepared, place / "first")
        with _second_path(first, place / "second", mounts=bool(number % 2)) as (second, kind):
            kills = chance.random() < 0.5
            workers = [Child(partial(_label, path, Random(chance.random()))) for path in (first, second)]
            others = [
                Child(partial(libraries.command, "backup", "--library", second / libraries.NAME)),
                Child(partial(_must_be_refused, first, second)),
                Child(partial(_read_as_another_computer, second, cut_off=int(kills))),
            ]
            if kills:
                workers[0].ends_within(chance.uniform(0, 0.2))
                workers[0].kill()
            outcomes = [child.outcome() for child in (*workers, *others)]
            for who, outcome in enumerate(outcomes):
                if not (kills and who == 0 and outcome.ended == "killed"):
                    outcome.must_be_sound("one of two at work")
            libraries.begin_anew(first)
            with Library.open(second / libraries.NAME) as library:
                there = {annotation.id for annotation in _work_of_both(library)}
            saved = [line for outcome in outcomes[:2] for line in outcome.said]
            hold(there.issuperset(saved), f"{len(set(saved) - there)} of {len(saved)} claims that were saved are gone")
            libraries.must_be_tidy(first)
        return f"by {kind}"

    yield case


@contextmanager
def _second_path(first: Path, second: Path, *, mounts: bool) -> Iterator[tuple[Path, str]]:
    """Another path to a folder, and what it is."""
    if mounts and _is_mounted(first, second):
        try:
            yield second, "mount"
        finally:
            subprocess.run(["umount", "--lazy", second], check=True)
    else:
        shutil.rmtree(second, ignore_errors=True)
        second.symlink_to(first, target_is_directory=True)
        yield second, "link"


def _is_mounted(first: Path, second: Path) -> bool:
    """Whether the folder could be mounted a second time, which only root may do, and not everywhere."""
    second.mkdir()
    try:
        return not subprocess.run(["mount", "--bind", first, second], check=False, capture_output=True).returncode
    except OSError:
        return False


def _label(folder: Path, chance: Random) -> None:
    """Marks claims, and says the id of each that is saved."""
    with Library.open(folder / libraries.NAME, annotator=str(folder)) as library:
        (article,) = library.article_ids()
        for _ in range(_EDITS):
            id = libraries.claim_anywhere(library, article, len(_TEXT), chance.randrange(len(_TEXT)))
            os.write(1, f"{id}\n".encode())


def _must_be_refused(first: Path, second: Path) -> int:
    """A backup onto the library itself, by its other path."""
    with Library.open(first / libraries.NAME) as library:
        try:
            library.backup(second / libraries.NAME)
        except KnownError:
            return 0
    raise AssertionError("a backup was written onto the library")


def _read_as_another_computer(folder: Path, cut_off: int) -> None:
    """From a copy of the bytes, as what another computer has open is read.

    The bytes of an edit are there before SQLite counts it as done. So as many as a kill may have cut off then may be
    read once, and not again.
    """
    claims = 0
    for _ in range(3):
        with Library.open(folder / libraries.NAME, read_only=True) as library:
            hold(not library.check(), f"What is read is not sound: {library.check()}")
            now = len(_work_of_both(library))
            hold(now >= claims - cut_off, "What was read before is not there")
            claims = now


def _work_of_both(library: Library) -> Sequence[Annotation]:
    """The annotations in all layers: each of the two has their own."""
    library.read_layers(None)
    (article,) = library.article_ids()
    return library.annotations(article)


CAMPAIGN = Campaign(
    name="two-paths",
    what="Two at work in one library by two mounts or links, one killed in half of the cases",
    cases=60,
    quick=2,
    opened=_opened,
)
