"""Libraries for the file formats to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "first.ascribe", annotator="Ann") as opened:
        yield opened


@pytest.fixture
def other_library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "second.ascribe", annotator="Bob") as opened:
        opened.read_layers(None)  # what others did, too
        yield opened
