"""`kill -9` at any moment of labelling loses nothing that was shown as saved, and leaves nothing half done."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice, takewhile
from pathlib import Path

import pytest

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Article
from tests.desktop.library import labeller

pytestmark = pytest.mark.about_a_file

ROOT = Path(__file__).parents[3]
KILLS = 10  # `make faults` makes a thousand
MOST_KILLS = 200  # until one hits the middle of an edit
MOST_LINES = 30  # that a labeller says before it is killed: two an edit
LONGEST_DELAY = 0.003  # seconds from the last of these lines to the kill: an edit takes one or two thousandths


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    path = tmp_path / "killed.ascribe"
    text = "The minister said on Monday that nothing was decided. " * 40
    with Library.open(path, annotator="labeller") as library, library.edit(operations.import_articles()) as edit:
        edit.add_article(Article(title="Nothing", sha256=sha256(text.encode()).hexdigest(), length=len(text)), text)
    return path


@pytest.fixture
def zygote(library_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", labeller.__name__, str(library_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed_at_work(zygote: subprocess.Popen[str], seed: int, *, lines: int, delay: float) -> list[str]:
    """What a labeller said that was killed `delay` seconds after it had said so many lines."""
    assert zygote.stdin is not None
    assert zygote.stdout is not None
    heard = (line.rstrip("\n") for line in zygote.stdout)
    zygote.stdin.write(f"{seed}\n")
    pid = int(next(heard).removeprefix("child "))
    said = list(islice(takewhile(lambda line: line != "dead", heard), lines))
    assert len(said) == lines, "the labeller died by itself: see what it wrote on standard error"
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    return said + list(takewhile(lambda line: line != "dead", heard))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the labeller is forked, so that it starts in no time")
def test_nothing_saved_is_lost_and_nothing_is_half_done(library_path: Path, zygote: subprocess.Popen[str]) -> None:
    moments = random.Random(1)
    with Library.open(library_path, annotator="labeller") as library:
        (article,) = library.article_ids()
        state = labeller.state_of(library, article)
    saved_edits = cut_edits = 0
    for seed in range(MOST_KILLS):
        lines = killed_at_work(
            zygote, seed, lines=moments.randrange(MOST_LINES), delay=moments.uniform(0, LONGEST_DELAY)
        )
        states = [line.removeprefix("saving ") for line in lines if line.startswith("saving ")]
        saved = lines.count("saved")
        saved_edits += saved
        cut_edits += len(states) - saved
        allowed = [state, *states][saved:]  # the last one saved, or the one that was being saved
        with Library.open(library_path, annotator="labeller") as library:
            state = labeller.state_of(library, article)
            assert state in allowed, f"kill {seed}: {saved} edits saved"
            assert library.check() == []
            if library.undo():
                library.redo()
                assert labeller.state_of(library, article) == state
        if cut_edits and seed + 1 >= KILLS:
            break
    # The kills met labellers at work, and some in the middle of an edit.
    assert saved_edits > KILLS
    assert cut_edits > 0, "no kill was quick enough: make LONGEST_DELAY shorter"


def test_all_that_killed_labellers_did_can_be_undone(library_path: Path, zygote: subprocess.Popen[str]) -> None:
    with Library.open(library_path, annotator="labeller") as library:
        (article,) = library.article_ids()
        at_first = labeller.state_of(library, article)
    for seed in range(5):
        killed_at_work(zygote, seed, lines=20, delay=0)
    with Library.open(library_path, annotator="labeller") as library:
        while library.undo_operation != operations.import_articles():
            assert library.undo()
        assert labeller.state_of(library, article) == at_first
        assert library.check() == []
