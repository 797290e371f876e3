"""In each language, a letter opens one menu, and one entry of it."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.base import translation
from desktop.library import Library
from ui.window.main_window import MainWindow


@pytest.fixture(params=translation.languages())
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    translation.speak([request.param])
    yield request.param
    translation.speak(["en"])


def letters(actions: list[QAction]) -> list[str]:
    """The letter of each entry that has one; `&&` is an ampersand."""
    marked = [re.search("&(.)", one.text().replace("&&", "")) for one in actions if not one.isSeparator()]
    return [found[1].casefold() for found in marked if found]


def twice(actions: list[QAction]) -> set[str]:
    found = letters(actions)
    return {letter for letter in found if found.count(letter) > 1}


@pytest.mark.usefixtures("language")
def test_each_letter_is_of_one_menu_and_of_one_entry(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    window = open_window(library)
    for choosing in (lambda: None, window.articles.list.selectAll):
        choosing()
        window.actions_.refresh()
        bar = window.menuBar()
        wrong = {menu.title(): twice(menu.actions()) for menu in bar.findChildren(QMenu) if twice(menu.actions())}
        assert (twice(bar.actions()), wrong) == (set(), {})
    assert len(letters(bar.actions())) == len(bar.actions())
