"""Suggesters of other packages: found by their entry point, used by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.suggest.proposing import propose
from desktop.suggest.suggesters import installed, suggester
from tests.making import added_article

CODE = '''
from desktop.suggest import SuggestedAttribution
from desktop.model.text import Fragment


def suggest(text, code, scope):
    """Takes whatever is shouted."""
    return [
        SuggestedAttribution((Fragment(place, place + len(word)),), confidence=0.9, rule="capitals")
        for word in text.split() if word.isupper() and len(word) > 1 and (place := text.index(word)) >= 0
    ]


def unsound(text, code, scope):
    return [SuggestedAttribution((Fragment(0, len(text) + 1),))]
'''
ENTRIES = """[ascribe.suggesters]
shouts = shouting:suggest
unsound = shouting:unsound
broken = no_such_module:suggest
"""


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that offers three suggesters."""
    site = tmp_path / "site"
    about = site / "shouting-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(ENTRIES)
    (site / "shouting.py").write_text(CODE)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(__import__("sys").modules, "shouting", raising=False)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.ascribe") as library:
        yield library


def test_those_of_packages_are_found() -> None:
    assert {"broken", "shouts", "unsound"} <= set(installed())


def test_its_suggestions_lie_beside_the_others(library: Library) -> None:
    article = added_article(library, "“We hold,” Ruiz said. STOP the dam!")
    propose(library, article.id)
    assert propose(library, article.id, by="shouts").new == 1
    assert propose(library, article.id).kept == 1
    origins = {one.origin for one in library.annotations(article.id) if one.label == "Claim"}
    assert origins == {"rules", "shouts"}


@pytest.mark.parametrize("name", ["broken", "unknown"])
def test_one_that_cannot_be_had_is_told(name: str) -> None:
    with pytest.raises(KnownError, match=name):
        suggester(name)


def test_ranges_outside_of_the_text_are_told(library: Library) -> None:
    article = added_article(library, "“We hold,” Ruiz said.")
    with pytest.raises(KnownError, match="unsound"):
        propose(library, article.id, by="unsound")
    assert library.annotations(article.id) == []
