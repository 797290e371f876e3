"""The language of an article in the window: recognised as it comes in, put right by hand, followed by suggestions."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.suggest import SuggestedAttribution, proposing, suggest
from tests.desktop.model.test_language import NEWS
from tests.making import added_article
from ui.articles.article_dialog import ArticleDialog
from ui.window.main_window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "news.ascribe", annotator="tester") as library:
        yield library


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.current is None and not window.suggestions.is_making)
    qtbot.wait(120)  # the counts follow a little later


def suggested(library: Library, article_id: str) -> set[str]:
    """What is suggested to have been said, without marks at its ends."""
    text = library.text(article_id)
    claims = [one for one in library.annotations(article_id) if one.label == "Claim" and one.status == "suggested"]
    return {text[one.start : one.end].strip("„“”,. ") for one in claims}


def give_language(window: MainWindow, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def fill(dialog: ArticleDialog) -> int:
        dialog.line("language").setText(code)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ArticleDialog, "exec", fill)
    window.actions_["article-details"].trigger()


def test_a_german_file_gets_german_suggestions(
    library: Library, open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(library, suggests=True)
    (tmp_path / "bruecke.txt").write_text(NEWS["de"], encoding="utf-8")
    window.files.import_paths([tmp_path / "bruecke.txt"])
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions))
    assert window.session.article is not None
    assert window.session.article.language == "de"
    assert "Die Brücke am Hafen wird im Mai geschlossen" in suggested(library, window.session.article.id)


def test_another_language_has_other_suggestions_and_undo_brings_the_first_back(
    library: Library, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = added_article(library, NEWS["de"], language="en")  # as its page said
    window = open_window(library, suggests=True)
    settle(window, qtbot)
    by_english_rules = suggested(library, article.id)
    assert "Die Brücke am Hafen wird im Mai geschlossen" not in by_english_rules
    give_language(window, monkeypatch, "de")
    settle(window, qtbot)
    by_german_rules = suggested(library, article.id)
    assert "Die Brücke am Hafen wird im Mai geschlossen" in by_german_rules
    give_language(window, monkeypatch, "fi")
    settle(window, qtbot)
    assert suggested(library, article.id) == set()
    window.undo()
    settle(window, qtbot)
    assert suggested(library, article.id) == by_german_rules


def choose_language(window: MainWindow, name: str) -> None:
    """Choose the language of the article with the mouse, in the line below."""
    QTimer.singleShot(0, partial(_click_entry, name))
    QTest.mouseClick(window.status.language, Qt.MouseButton.LeftButton)


def _click_entry(name: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(action for action in menu.actions() if action.text() == name)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def test_the_line_below_shows_the_language_and_changes_it(library: Library, open_window: Open, qtbot: QtBot) -> None:
    article = added_article(library, NEWS["de"], language="en")  # as its page said
    window = open_window(library, suggests=True)
    settle(window, qtbot)
    assert window.language_button.text() == "English"
    choose_language(window, "German")
    settle(window, qtbot)
    assert window.language_button.text() == "German"
    assert library.article(article.id).language == "de"
    assert "Die Brücke am Hafen wird im Mai geschlossen" in suggested(library, article.id)
    window.undo()
    settle(window, qtbot)
    assert window.language_button.text() == "English"
    choose_language(window, "Detect from the text")
    qtbot.waitUntil(lambda: window.language_button.text() == "German")
    assert library.article(article.id).language == ""


def test_the_line_below_tells_of_a_language_without_rules_and_of_an_unsure_one(
    library: Library, open_window: Open, qtbot: QtBot
) -> None:
    added_article(library, NEWS["fi"], "A", language="fi")
    unsure = added_article(library, "Berg 3, Tolm 2", "B")
    window = open_window(library)
    qtbot.waitUntil(lambda: window.language_button.text() == "Finnish: no suggestions")
    window.session.open_article(unsure.id)
    qtbot.waitUntil(lambda: window.language_button.text() == "English, not sure")


def test_a_language_without_rules_is_told_once(library: Library, open_window: Open, qtbot: QtBot) -> None:
    articles = [added_article(library, f"{NEWS['fi']} {number}") for number in range(2)]
    window = open_window(library, suggests=True)
    settle(window, qtbot)
    assert window.message.words.text() == "Ascribe has no rules for Finnish yet, so 1 article got no suggestions."
    told: list[str] = []
    window.session.messages.told_briefly.connect(told.append)
    window.session.open_article(articles[1].id)
    settle(window, qtbot)
    assert told == []
    window.close()
    window = open_window(library, suggests=True)
    window.session.messages.told_briefly.connect(told.append)
    settle(window, qtbot)
    assert told == []  # after the next start, too
    assert not any(suggested(library, article.id) for article in articles)
    window.actions_["suggest-everywhere"].trigger()
    settle(window, qtbot)
    told = window.message.words.text()
    assert told.endswith("Ascribe has no rules for Finnish yet, so 2 articles got no suggestions.")


def test_a_bad_article_is_told_and_logged_and_the_others_get_theirs(
    library: Library,
    open_window: Open,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def find(text: str, *rest: object) -> list[SuggestedAttribution]:
        if text == NEWS["en"]:
            raise IndexError("made to fail")
        return suggest(text)

    monkeypatch.setattr(proposing, "suggest", find)
    added_article(library, NEWS["en"], "A bad one")
    good = added_article(library, NEWS["de"], "A good one")
    with caplog.at_level(logging.ERROR):
        window = open_window(library, suggests=True)
        settle(window, qtbot)
    assert window.message.words.text() == "1 article could not be looked through: “A bad one”."
    assert "made to fail" in caplog.text
    window.session.open_article(good.id)
    qtbot.waitUntil(lambda: bool(window.progress and window.progress.suggestions))


@pytest.mark.parametrize(
    ("code", "can"), [("", True), ("pt-BR", True), ("German", False), ("d", False), ("en_GB", False)]
)
def test_only_a_code_is_taken_for_a_language(qtbot: QtBot, library: Library, code: str, can: bool) -> None:
    dialog = ArticleDialog(None, added_article(library, NEWS["de"], language="de"))
    qtbot.addWidget(dialog)
    line = dialog.line("language")
    assert isinstance(line, QLineEdit)
    assert line.text() == "de"
    line.clear()
    qtbot.keyClicks(line, code)
    assert dialog.accept_button.isEnabled() is can
