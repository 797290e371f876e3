"""A table of metadata taken in, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from tests.ui.speakers.test_speaker_facts import in_a
from ui.articles.metadata_dialog import MetadataDialog
from ui.base.file_dialogs import FileDialog
from ui.window.main_window import MainWindow

LONG = 10_000  # ms
_LEFT = Qt.MouseButton.LeftButton


def test_a_table_shows_what_it_would_change_and_changes_it_in_one_step(
    window: MainWindow, library: Library, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = library.articles()[0].article
    file = tmp_path / "known.csv"
    file.write_text(f"id,title,author,tags\n{article.id},Another title,Ann Lee,a; b\nno,Title,,\n")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))

    def take_in(dialog: MetadataDialog) -> None:
        qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
        assert dialog.words.text().splitlines() == [
            "1 article is found by its id",
            "1 article changes: title 1, author 1, tags 1",
            "1 row fits no article of the library: row 2: no",
        ]
        items = [dialog.list.topLevelItem(place) for place in range(dialog.list.topLevelItemCount())]
        assert [(item.text(0), item.text(1), item.text(2), item.text(3)) for item in items] == [
            (article.title, "title", article.title, "Another title"),
            (article.title, "author", "", "Ann Lee"),
            (article.title, "tags", "", "a, b"),
        ]
        dialog.only_empty.setFocus()
        QTest.keyClick(dialog.only_empty, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2, timeout=LONG)
        QTest.keyClick(dialog.only_empty, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 3, timeout=LONG)
        assert dialog.accept_button.text() == "Change 1 article"
        QTest.mouseClick(dialog.accept_button, _LEFT)

    seen = in_a(MetadataDialog, take_in)
    window.actions_["metadata"].trigger()
    assert seen
    qtbot.waitUntil(lambda: window.session.undo_operation == operations.edit_articles(1), timeout=LONG)
    now = library.article(article.id)
    assert (now.title, now.author, now.tags) == ("Another title", "Ann Lee", ("a", "b"))
    window.undo()
    assert library.article(article.id) == article


def test_a_table_that_says_of_no_article_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "known.csv"
    file.write_text("name,role\nAnn,mayor\n")
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(file), ""))

    def look(dialog: MetadataDialog) -> None:
        qtbot.waitUntil(lambda: "no column" in dialog.words.text(), timeout=LONG)
        assert not dialog.accept_button.isEnabled()

    seen = in_a(MetadataDialog, look)
    window.actions_["metadata"].trigger()
    assert seen
