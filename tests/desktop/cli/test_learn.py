"""ascribe learn."""

import json
from pathlib import Path

from desktop.base import paths
from desktop.library import Library
from tests.desktop.cli.conftest import Ask
from tests.desktop.suggest.learning.test_training_data import work_through


def test_tells_what_it_came_to(ascribe: Ask, home: Path) -> None:
    home.mkdir(exist_ok=True)
    with Library.open(paths.default_library()) as library:
        work_through(library, 25)
    answer = ascribe("learn")
    assert answer.status == 0
    assert answer.out.startswith("Learnt from 25 articles: 100 % found, was ")


def test_too_little_is_told(ascribe: Ask) -> None:
    Library.open(paths.default_library()).close()
    answer = ascribe("learn")
    assert answer.status == 1
    assert "0 articles to learn from" in answer.err


def test_tells_other_programs_line_by_line(ascribe: Ask, home: Path) -> None:
    home.mkdir(exist_ok=True)
    with Library.open(paths.default_library()) as library:
        work_through(library, 25)
    *progress, outcome = [json.loads(line) for line in ascribe("learn", "--json").out.splitlines()]
    assert progress[-1]["done"] == progress[-1]["total"]
    assert outcome["outcome"].startswith("Learnt from 25 articles: 100 % found, was ")
    assert outcome["in_use"] is True
    assert outcome["articles"] == 25
