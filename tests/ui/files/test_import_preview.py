"""Files of many articles in the real window: what they would bring is shown before anything is added."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.exchange.news_databases.test_splitting import FIRST, NEXIS
from tests.ui.articles.test_articles import finish
from ui.files.import_preview import ImportPreviewDialog
from ui.window.main_window import MainWindow

Ask = Callable[[Path, str], list[list[str]]]


@pytest.fixture
def ask(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Imports a file and presses the button with this name in the preview; gives the rows that it showed."""

    def asked(file: Path, button: str) -> list[list[str]]:
        rows: list[list[str]] = []

        def shown(dialog: ImportPreviewDialog) -> int:
            with qtbot.waitExposed(dialog):
                dialog.show()
            tree = dialog.list
            items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
            rows.extend([[item.text(place) for place in range(tree.columnCount())] for item in items])
            rows.append([dialog.said.text()])
            (pressed,) = [one for one in dialog._box.buttons() if one.text() == button]
            QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
            return dialog.result()

        monkeypatch.setattr(ImportPreviewDialog, "exec", shown)
        window.files.import_paths([file])
        finish(qtbot, window)
        return rows

    return asked


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "nexis.txt"
    file.write_text(NEXIS, encoding="utf-8")
    return file


def test_what_a_file_would_bring_is_shown_first(window: MainWindow, ask: Ask, export: Path) -> None:
    before = window.articles.model.total
    *rows, (said,) = ask(export, "Add 2 articles")
    assert rows == [
        ["A quay to be mended", "Lund Herald", "2021-01-11", "ADA ROSS; Tim Holm"],
        ["Tram leaves the rails", "Mora Post", "2021-01-15", ""],
    ]
    assert "2 articles (Nexis)" in said
    assert "author 1" in said
    assert window.articles.model.total == before + 2


def test_nothing_is_added_without_the_word(window: MainWindow, ask: Ask, export: Path) -> None:
    before = window.articles.model.total
    assert ask(export, "Cancel")
    assert window.articles.model.total == before


def test_one_article_is_added_at_once(window: MainWindow, ask: Ask, tmp_path: Path) -> None:
    before = window.articles.model.total
    file = tmp_path / "a.txt"
    file.write_text(f"A quay\n\n{FIRST}")
    assert not ask(file, "Cancel")
    assert window.articles.model.total == before + 1
