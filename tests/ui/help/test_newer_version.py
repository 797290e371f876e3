"""The window says in a line that there is a newer version, where the user wants to know; else it asks nobody."""

import sys
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.help import newer_version
from ui.window.main_window import MainWindow
from ui.window.preferences import PreferencesDialog


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses that were asked; each tells of version 99.0."""
    addresses: list[str] = []

    def newest(address: str) -> str:
        addresses.append(address)
        return "99.0"

    monkeypatch.setattr(newer_version, "newest", newest)
    monkeypatch.setattr(newer_version, "_LOOK", 5)
    return addresses


def told(window: MainWindow) -> str:
    return window.message.words.text() if window.message.isVisible() else ""


def turn_on(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def tick(dialog: PreferencesDialog) -> int:
        assert not dialog.asks_for_newer.isChecked(), "it is off at first"
        assert "version.txt" in dialog.asks_for_newer.toolTip()
        dialog.asks_for_newer.click()
        return 1

    monkeypatch.setattr(PreferencesDialog, "exec", tick)
    window.actions_["preferences"].trigger()


def test_it_is_asked_when_it_is_turned_on_and_a_week_later(
    window: MainWindow, asked: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    turn_on(window, monkeypatch)
    qtbot.waitUntil(lambda: "99.0" in told(window))
    assert asked == [window.settings.version_address]
    window.message.hide()
    window.help.look_for_newer_version()  # as the next start does
    assert len(asked) == 1
    window.settings.asked_for_newer = time.time() - 8 * 24 * 3600
    window.help.look_for_newer_version()
    qtbot.waitUntil(lambda: "99.0" in told(window))
    assert len(asked) == 2


def test_it_stays_until_it_is_closed(
    window: MainWindow, asked: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    turn_on(window, monkeypatch)
    qtbot.waitUntil(lambda: "99.0" in told(window))
    window.message._fresh.stop()  # a second later
    window.session.open_article(window.session.library.articles(limit=2)[-1].article.id)
    assert "99.0" in told(window), "it is said once a week, and is of no article"
    window.session.messages.tell("Something else.")
    window.message._fresh.stop()
    window.session.close_article()
    assert told(window) == ""


def test_nobody_is_asked_until_it_is_turned_on(
    window: MainWindow, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "ui.help.newer_version")
    window.help.look_for_newer_version()
    assert asked == []
    assert "ui.help.newer_version" not in sys.modules, "nothing that reaches a network is imported"


@pytest.mark.parametrize("answer", [None, "0.0.1"])
def test_without_an_answer_or_with_an_older_version_it_is_silent(
    window: MainWindow, asked: list[str], answer: str | None, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(newer_version, "newest", lambda address: asked.append(address) or answer)
    turn_on(window, monkeypatch)
    qtbot.waitUntil(lambda: len(asked) == 1)
    qtbot.wait(50)
    assert told(window) == ""
