"""A library that is open here and is opened, and closed, by another process: neither takes it from under the other."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.library import Library
from tests.making import added_article

OPEN_AND_CLOSE = (
    "import sys, pathlib; from desktop.library import Library as L; L.open(pathlib.Path(sys.argv[1])).close()"
)


@pytest.mark.about_a_file
def test_it_stays_sound_while_others_open_and_close_it(tmp_path: Path) -> None:
    path = tmp_path / "news.ascribe"
    with Library.open(path) as library:
        added_article(library, "“We hold,” Ruiz said.")
        with Library.open(path) as worker:  # as a task does; POSIX drops a file's locks when any handle on it closes
            worker.article_ids()
        subprocess.run([sys.executable, "-c", OPEN_AND_CLOSE, str(path)], check=True)
        assert path.with_name("news.ascribe-wal").exists()
        for number in range(20):
            added_article(library, f"“We hold {number},” Ruiz said.")
        with Library.open(path) as worker:
            assert len(worker.article_ids()) == 21
            assert worker.check() == []
