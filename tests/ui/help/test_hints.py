"""The hints of the first minute: on the sample, one after another, dismissed for good, and shown again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.library import Library
from ui.base.settings import Settings
from ui.help.hints import HINTS, HintCard
from ui.window.main_window import MainWindow


def card(window: MainWindow) -> HintCard | None:
    found = window.help.hints
    return found if found and found.isVisible() else None


def with_sample(window: MainWindow, qtbot: QtBot) -> HintCard:
    window.actions_["sample"].trigger()
    qtbot.waitUntil(lambda: card(window) is not None)
    return window.help.hints  # type: ignore[return-value]


def test_they_come_on_the_sample_alone_one_after_another(window: MainWindow, qtbot: QtBot) -> None:
    assert card(window) is None
    window.view.page.setFocus()
    hints = with_sample(window, qtbot)
    seen = [hints.words.text()]
    while hints.next.isVisible():
        QTest.mouseClick(hints.next, Qt.MouseButton.LeftButton)
        seen.append(hints.words.text())
    assert seen == [hint.text for hint in HINTS]
    assert window.view.page.hasFocus(), "the keys go on working in the text"
    window.articles.step(-1)
    assert card(window) is None


def test_one_click_ends_them_for_good(
    library: Library, open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(library)
    QTest.mouseClick(with_sample(window, qtbot).end, Qt.MouseButton.LeftButton)
    assert card(window) is None
    window.settings.save()
    assert not Settings().shows_hints
    window.articles.step(-1)
    window.articles.step(1)
    assert card(window) is None


def test_help_shows_them_again_on_any_article(window: MainWindow, qtbot: QtBot) -> None:
    hints = with_sample(window, qtbot)
    QTest.mouseClick(hints.next, Qt.MouseButton.LeftButton)
    QTest.mouseClick(hints.end, Qt.MouseButton.LeftButton)
    window.articles.step(-1)
    window.actions_["hints"].trigger()
    assert card(window) is hints
    assert hints.words.text() == HINTS[0].text
