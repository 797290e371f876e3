"""Files of many articles in the real window: what they would bring is shown before anything is added."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.exchange.news_databases import pattern as patterns
from desktop.exchange.saved_choices import CHOICES
from desktop.exchange.source import Choices
from tests.desktop.exchange.news_databases.test_splitting import CLIPPINGS, FIRST, MINE, NEXIS
from tests.desktop.exchange.tables.test_incoming import workbook_in
from tests.ui.articles.test_articles import finish
from ui.base.file_dialogs import FileDialog
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
            rows.append([dialog.words.text()])
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
    assert [row[:4] for row in rows] == [
        ["A quay to be mended", "Lund Herald", "2021-01-11", "Ada Ross; Tim Holm"],
        ["Tram leaves the rails", "Mora Post", "2021-01-15", ""],
    ]
    assert all(len(row[4].split()) > 3 for row in rows)  # the first words of the text
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


Look = Callable[[ImportPreviewDialog], None]


@pytest.fixture
def choose(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Look], None]:
    """Imports a file; in the preview a person does something, and adds what is found."""

    def chosen(file: Path, look: Look) -> None:
        def shown(dialog: ImportPreviewDialog) -> int:
            with qtbot.waitExposed(dialog):
                dialog.show()
            look(dialog)
            qtbot.waitUntil(dialog.accept_button.isEnabled)
            QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
            return dialog.result()

        monkeypatch.setattr(ImportPreviewDialog, "exec", shown)
        window.files.import_paths([file])
        finish(qtbot, window)

    return chosen


def take(combo: QComboBox, words: str) -> None:
    """Choose what begins with these words, by the keys."""
    combo.setFocus()
    combo.showPopup()
    place = next(place for place in range(combo.count()) if combo.itemText(place).startswith(words))
    combo.view().setCurrentIndex(combo.model().index(place, 0))
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)


TABLE = "Kopf;Quelle;Wörter;Notiz\nKai;Der Bote;„Er ist alt“, sagte Croft.;x\nBahn;Die Post;Sie entgleiste.;y\n"


def test_the_columns_of_a_table_are_chosen_and_kept(
    window: MainWindow, qtbot: QtBot, choose: Callable[[Path, Look], None], tmp_path: Path
) -> None:
    file, other = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_text(TABLE, encoding="cp1252")
    other.write_text(TABLE.replace("Kai", "Mole").replace("alt", "neu"), encoding="cp1252")

    def look(dialog: ImportPreviewDialog) -> None:
        assert not dialog.accept_button.isEnabled()  # no column is known to hold texts
        assert "hold the texts of articles" in dialog.refused.text()
        form = dialog.form
        assert form.delimiter.currentText() == "Detected: Semicolon"
        assert form.encoding.currentText() == "Detected: Western European (Windows-1252)"
        take(form.columns["text"], "Wörter")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert dialog.list.topLevelItem(0).text(4) == "„Er ist alt“, sagte Croft."
        take(form.columns["title"], "Kopf")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        take(form.columns["author"], "Notiz")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert [dialog.list.topLevelItem(0).text(place) for place in range(4)] == ["Kai", "Der Bote", "", "x"]
        assert dialog.accept_button.text() == "Add 2 articles"
        form.name.setFocus()
        QTest.keyClicks(form.name, "Bote")

    choose(file, look)
    library = window.session.library
    assert [row.article.title for row in library.articles()][-2:] == ["Kai", "Bahn"]
    assert CHOICES.all() == {"Bote": Choices(columns={"text": "Wörter", "title": "Kopf", "author": "Notiz"})}

    def again(dialog: ImportPreviewDialog) -> None:
        take(dialog.form.kept, "Bote")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert dialog.form.columns["text"].currentText() == "Wörter"

    choose(other, again)
    assert [row.article.title for row in library.articles()][-1] == "Mole"


def test_letters_and_what_parts_the_cells_are_chosen(
    window: MainWindow, qtbot: QtBot, choose: Callable[[Path, Look], None], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("title|text\nMinistère;|Elle a démenti|, dit-elle\n".encode("cp1252"))

    def look(dialog: ImportPreviewDialog) -> None:
        take(dialog.form.encoding, "Central European (Windows-1250)")
        qtbot.waitUntil(lambda: dialog.list.topLevelItem(0).text(0) == "Ministčre;")
        take(dialog.form.delimiter, "Comma")
        qtbot.waitUntil(lambda: bool(dialog.refused.text()))
        assert dialog.list.topLevelItemCount() == 0
        take(dialog.form.delimiter, "Vertical bar")
        qtbot.waitUntil(dialog.accept_button.isEnabled)

    choose(file, look)
    assert [row.article.title for row in window.session.library.articles()][-1] == "Ministčre;"


def test_a_folder_is_looked_at_and_its_names_are_taken(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "2026-03-04_Gazette_The_dam.txt").write_text("It holds, said Croft.")
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_: str(folder))

    def shown(dialog: ImportPreviewDialog) -> int:
        with qtbot.waitExposed(dialog):
            dialog.show()
        field = dialog.form.name_pattern
        field.setFocus()
        QTest.keyClicks(field, "{date}_{shoe}")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert dialog.isVisible()  # it does not add what was not shown
        assert "pattern of file names" in dialog.refused.text()
        assert not dialog.accept_button.isEnabled()
        field.clear()
        QTest.keyClicks(field, "{date}_{publisher}_{title}")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        row = [dialog.list.topLevelItem(0).text(place) for place in range(3)]
        assert row == ["The dam", "Gazette", "2026-03-04"]
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ImportPreviewDialog, "exec", shown)
    window.actions_["preview-folder"].trigger()
    finish(qtbot, window)
    assert window.session.article is not None
    assert (window.session.article.title, window.session.article.publisher) == ("The dam", "Gazette")


def test_a_pattern_of_a_file_is_chosen_and_kept(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, mine = tmp_path / "a.txt", tmp_path / "p.toml"
    file.write_text(CLIPPINGS)
    mine.write_text(MINE)
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(FileDialog, "getOpenFileName", lambda *_: (str(mine), ""))

    def shown(dialog: ImportPreviewDialog) -> int:
        with qtbot.waitExposed(dialog):
            dialog.show()
        take(dialog.form.pattern, "The pattern of a file")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert dialog.form.pattern.currentText() == "Clippings"
        assert "2 articles (Clippings)" in dialog.words.text()
        QTest.keyClicks(dialog.form.name, "mine")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ImportPreviewDialog, "exec", shown)
    window.actions_["preview-folder"].trigger()
    finish(qtbot, window)
    kept = patterns.folder_of_kept() / "mine.toml"
    assert kept.exists()
    assert CHOICES.all()["mine"].pattern == kept


def test_columns_stay_chosen_while_the_table_is_read_otherwise(
    window: MainWindow, qtbot: QtBot, choose: Callable[[Path, Look], None], tmp_path: Path
) -> None:
    (file := tmp_path / "a.csv").write_text("title;text;when;who\nKai;Er ist alt.;2021-01-11;Ada Kern\n")

    def look(dialog: ImportPreviewDialog) -> None:
        columns = dialog.form.columns
        take(columns["published"], "when")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        take(columns["author"], "who")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        take(columns["publisher"], "title")  # which the title is, too
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        words = "".join(one for one in dialog.words.text() if one.isprintable())  # without the marks of directions
        assert "title = title" in words
        assert "date = when" in words
        take(dialog.form.delimiter, "Comma")
        qtbot.waitUntil(lambda: bool(dialog.refused.text()))
        take(dialog.form.delimiter, "Detected")
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        chosen = {field: combo.currentText() for field, combo in columns.items()}
        assert list(chosen.values()) == ["text", "title", "title", "when", "who", "None", "None"]

    choose(file, look)
    article = [row.article for row in window.session.library.articles()][-1]
    assert (article.title, article.publisher, article.published) == ("Kai", "Kai", "2021-01-11")
    assert article.author == "Ada Kern"


def test_a_sheet_is_chosen(
    window: MainWindow, qtbot: QtBot, choose: Callable[[Path, Look], None], tmp_path: Path
) -> None:
    def look(dialog: ImportPreviewDialog) -> None:
        sheet = dialog.form.sheet
        assert [sheet.itemText(place) for place in range(sheet.count())] == ["May", "June", "Codes", "All sheets"]
        assert sheet.currentText() == "May"
        assert "Only its sheet" in dialog.words.text()
        take(sheet, "June")
        qtbot.waitUntil(lambda: dialog.list.topLevelItem(0).text(0) == "A tram")
        take(sheet, "All sheets")
        qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)

    choose(workbook_in(tmp_path), look)
    assert [row.article.title for row in window.session.library.articles()][-2:] == ["A quay", "A tram"]


def test_what_is_there_already_is_not_offered(window: MainWindow, ask: Ask, export: Path) -> None:
    ask(export, "Add 2 articles")
    before = window.articles.model.total
    *_, (said,) = ask(export, "Cancel")
    assert "2 are in the library already" in said
    assert window.articles.model.total == before
