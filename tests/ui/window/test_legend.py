"""The legend: there on first sight of a mark, dismissed for good by a click, and back when it is wished."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.library import Library
from tests.ui.gestures import claim
from ui.article_view.legend import Legend
from ui.base.settings import Settings
from ui.window.main_window import MainWindow


def legends(window: MainWindow) -> list[Legend]:
    return [one for one in window.findChildren(Legend) if one.isVisible()]


def test_it_comes_with_the_first_mark_and_a_click_dismisses_it_for_good(
    library: Library, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(library, legend=True)
    assert not legends(window)
    claim(window, "nobody asked us", "Ada Lin")
    qtbot.waitUntil(lambda: bool(legends(window)))
    (legend,) = legends(window)
    assert "joint claim" in legend.accessibleDescription()
    QTest.mouseClick(legend.done, Qt.MouseButton.LeftButton)
    assert not legends(window)
    assert not Settings().shows_legend
    window.articles.step(1)
    window.articles.step(-1)
    assert not legends(window)
    window.actions_["legend"].trigger()
    assert legends(window)
    assert window.actions_["legend"].isChecked()


def test_it_says_what_colour_says(library: Library, open_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = open_window(library, legend=True)
    claim(window, "nobody asked us", "A spokesman")
    qtbot.waitUntil(lambda: bool(legends(window)))
    (legend,) = legends(window)
    for what, words in (("annotator", "colour: who marked it"), ("speaker", "colour: who said it")):
        window.actions_[f"colour-by-{what}"].trigger()
        assert words in legend.accessibleDescription()
