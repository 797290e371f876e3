"""A library with one article, which nobody has coded yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.library import Library
from tests.desktop.adjudication.making import TEXT
from tests.making import added_article


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "News.ascribe", annotator="Ann") as library:
        added_article(library, TEXT, "Harbour bridge to close")
        yield library
