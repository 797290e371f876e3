"""A new library for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "News.ascribe", annotator="ada") as opened:
        yield opened
