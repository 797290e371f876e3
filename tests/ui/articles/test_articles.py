"""Articles in the real window: opened, dropped, pasted, filtered, stepped through, marked, searched, exported."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Article, Speaker
from tests.making import added_article
from tests.ui.conftest import TEXT
from tests.ui.gestures import child, claim, click_row, message_of, press, type_words
from ui.articles.article_dialog import ArticleDialog
from ui.articles.model import PAGE
from ui.articles.same_texts_dialog import SameTextsDialog
from ui.base.file_dialogs import FileDialog
from ui.base.plain_text import PlainLabel
from ui.files.import_report import ImportReportDialog
from ui.window.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


def finish(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.tasks.current is None)
    qtbot.wait(20)


def test_files_are_opened_by_the_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "storm.txt"
    file.write_text("Storm warning\n\nIt will blow, said the office.", encoding="utf-8")
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    window.articles.filter.setFocus()
    press(Qt.Key.Key_O, modifier=_CTRL)
    finish(qtbot, window)
    assert window.view.page.hasFocus()
    assert window.session.article is not None
    assert window.session.article.title == "Storm warning"
    assert window.articles.model.total == 4
    assert window.windowTitle() == "Storm warning — news — Ascribe"
    assert window.settings.folder == str(tmp_path)


def test_files_are_opened_by_a_drop_and_each_refusal_is_listed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("Good news\n\nAll is well, she said.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    names = ("good.txt", "empty.txt", "missing.txt")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 400), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 400), *how))
    finish(qtbot, window)
    (report,) = window.findChildren(ImportReportDialog)
    reasons = report.lines.toPlainText().split("\n\n")
    assert [str(tmp_path / "empty.txt") in reasons[0], str(tmp_path / "missing.txt") in reasons[1]] == [True, True]
    assert window.session.article is not None
    assert window.session.article.title == "Good news"
    report.close()


def test_what_is_left_out_of_a_file_is_told_and_of_several_is_listed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    written = {"a.rtf": rb"{\rtf1 It holds.{\v X}}", "b.rtf": rb"{\rtf1 It does.{\v X}}", "c.rtf": rb"{\rtf1 Yes.}"}
    for name, data in written.items():
        (tmp_path / name).write_bytes(data)
    window.files.import_paths([tmp_path / "a.rtf"])
    finish(qtbot, window)
    assert window.message.words.text() == "Left out: hidden words."
    window.files.import_paths([tmp_path / "b.rtf", tmp_path / "c.rtf"])
    finish(qtbot, window)
    (report,) = window.findChildren(ImportReportDialog)
    assert report.lines.toPlainText() == f"{tmp_path / 'b.rtf'}: Left out: hidden words."
    report.close()


def two_articles(folder: Path) -> list[Path]:
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(f"News {number}\n\nSaid the {number}th.", encoding="utf-8")
    return [folder / "1.txt", folder / "2.txt"]


def test_who_opens_several_articles_sees_the_first(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.files.import_paths(two_articles(tmp_path))
    finish(qtbot, window)
    assert window.session.article is not None
    assert window.session.article.title == "News 1"


def test_who_works_on_while_articles_are_added_stays_there(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    worked_on = window.session.article
    window.files.import_paths(two_articles(tmp_path))
    claim(window, "its boats were full", "The ferry company")
    window.session.select(None)
    finish(qtbot, window)
    assert window.session.article is not None
    assert worked_on is not None
    assert window.session.article.id == worked_on.id


def test_where_nothing_is_open_the_first_of_several_articles_is_opened_whoever_works(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.session.close_article()
    window.files.import_paths(two_articles(tmp_path))
    with window.session.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Ada Lin"))
    finish(qtbot, window)
    assert window.session.article is not None
    assert window.session.article.title == "News 1"


def test_the_same_text_is_corrected_before_and_not_doubled(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("Twice\n\nThe same, said both.", encoding="utf-8")
        window.files.import_paths([tmp_path / name])
        finish(qtbot, window)
    assert window.articles.model.total == 4
    assert window.message.isVisible()
    assert window.message.words.text() == "This article is in the library already; it is open now."


def test_an_import_is_cancelled_and_what_was_read_stays(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number:03}.txt").write_text(f"Article {number}\n\nSaid the {number}th.", encoding="utf-8")
    window.files.import_paths([tmp_path])
    qtbot.waitUntil(window.progress_bar.isVisible)
    QTest.mouseClick(window.progress_bar.cancel, Qt.MouseButton.LeftButton)
    finish(qtbot, window)
    assert not window.progress_bar.isVisible()
    assert "Cancelled" in window.message.words.text()
    assert window.articles.model.total < 603


def test_closing_asks_while_an_import_runs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(f"Article {number}\n\nSaid the {number}th.", encoding="utf-8")
    asked: list[str] = []
    answers = iter(["Keep working", "Stop it and close"])

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        wanted = next(answers)
        box.setProperty("answer", wanted)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(
        QMessageBox,
        "clickedButton",
        lambda box: next(button for button in box.buttons() if button.text() == box.property("answer")),
    )
    window.files.import_paths([tmp_path])
    assert window.close() is False
    assert window.isVisible()
    assert window.close() is True
    assert window.tasks.current is None or window.tasks.current.isFinished()
    assert asked == ["Adding articles is not finished."] * 2


def test_a_question_about_work_follows_when_it_ends(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text("Article\n\nSaid the first.", encoding="utf-8")
    asked: list[list[str]] = []

    def answer(box: QMessageBox) -> int:
        for _ in range(2):
            asked.append([box.text(), *(button.text() for button in box.buttons())])
            qtbot.waitUntil(lambda: window.tasks.current is None)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[1])
    window.files.import_paths([tmp_path])
    assert window.close() is False
    assert asked == [
        ["Adding articles is not finished.", "Stop it and close", "Keep working"],
        ["Adding articles is finished.", "Close", "Keep working"],
    ]
    assert window.close() is True


def test_a_text_is_pasted_as_it_is(window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.files.paste_dialog import PasteDialog

    text = "Pasted\u00a0news\n\nIt is 5\u202f% more, she said. 🙂"
    QGuiApplication.clipboard().setText(text)

    def fill(dialog: PasteDialog) -> int:
        dialog.publisher.setText("Gazette")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PasteDialog, "exec", fill)
    window.actions_["paste"].trigger()
    article = window.session.article
    assert article is not None
    assert library.text(article.id) == text
    assert (article.publisher, window.session.undo_operation) == ("Gazette", operations.paste_article())


@pytest.mark.parametrize("date", ["26/11/2026", "2026-02-30", "2026-1"])
def test_only_a_date_is_taken_for_one(window: MainWindow, qtbot: QtBot, article: Article, date: str) -> None:
    from ui.articles.article_dialog import ArticleDialog, ArticlesDialog
    from ui.files.paste_dialog import PasteDialog

    QGuiApplication.clipboard().setText("News.")
    paste, one, several = PasteDialog(window), ArticleDialog(window, article), ArticlesDialog(window, 2)
    for dialog, line in ((paste, paste.published), (one, one.line("published")), (several, several.line("published"))):
        line.setText("2026-11")
        assert dialog.accept_button.isEnabled()
        qtbot.keyClicks(line, "x")
        assert not dialog.accept_button.isEnabled()
        assert "Write the date as 2026-11-26, 2026-11 or 2026." in [one.text() for one in dialog.findChildren(QLabel)]
        for value, can in ((date, False), ("2026-11-26", True), (date, False), (" ", True)):
            line.clear()
            qtbot.keyClicks(line, value)
            assert dialog.accept_button.isEnabled() is can


def test_a_date_of_an_older_library_may_stay(window: MainWindow, qtbot: QtBot, article: Article) -> None:
    from ui.articles.article_dialog import ArticleDialog

    dialog = ArticleDialog(window, replace(article, published="26/11/2026"))
    qtbot.keyClicks(dialog.line("publisher"), "x")
    assert dialog.accept_button.isEnabled()
    assert set(dialog.changed()) == {"publisher"}
    qtbot.keyClicks(dialog.line("published"), "x")
    assert not dialog.accept_button.isEnabled()


def test_the_list_is_filtered_and_enter_opens_the_first(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["filter-articles"].trigger()
    type_words("river")
    qtbot.waitUntil(lambda: window.articles.model.total == 1)
    press(Qt.Key.Key_Return)
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    window.articles.filter.setText("nothing like it")
    qtbot.waitUntil(lambda: window.articles.model.total == 0)
    assert not window.articles.list.isVisible()


def test_letters_step_through_the_articles_and_mark_them(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    press(Qt.Key.Key_J)
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    press(Qt.Key.Key_D)
    assert library.article(window.session.article.id).status == "done"
    assert window.session.undo_operation == operations.mark_articles("done", 1)
    qtbot.waitUntil(lambda: window.articles._heading.note == "1 of 3 done")
    window.view.page.setFocus()
    press(Qt.Key.Key_D)
    assert message_of(window) == "The article is marked as done already."
    window.view.page.setFocus()
    press(Qt.Key.Key_K)
    assert window.session.article.title == "Harbour bridge to close"
    press(Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert window.session.article.title == "River levels fall"


def test_letters_typed_into_a_field_stay_letters(window: MainWindow) -> None:
    opened = window.session.article
    window.articles.filter.setFocus()
    type_words("jkd")
    assert window.articles.filter.text() == "jkd"
    assert window.session.article == opened
    assert opened is not None
    assert opened.status == "new"


def test_a_click_on_the_status_changes_it(window: MainWindow, library: Library, article: Article) -> None:
    articles = window.articles.list
    row = articles.visualRect(window.articles.model.index(0))
    for expected in ("in progress", "done", "new"):
        QTest.mouseClick(articles.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 24, row.top() + 18))
        assert library.article(article.id).status == expected


def test_a_row_opens_its_article(window: MainWindow) -> None:
    click_row(window.articles.list, 2)
    assert window.session.article is not None
    assert window.session.article.title == "Exports are up"


def test_enter_on_a_row_goes_into_its_text(window: MainWindow) -> None:
    window.articles.list.setFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    assert window.view.page.hasFocus()


def test_the_library_is_searched_and_enter_opens_at_the_hit(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, modifier=_CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.search
    type_words("rains no")
    qtbot.waitUntil(lambda: window.search.is_open)
    assert [hit.article.title for hit in window.search.hits] == ["River levels fall"]
    press(Qt.Key.Key_Return)
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    assert not window.search.is_open
    text = window.session.state.text if window.session.state else ""
    assert [text[start:end] for start, end in window.view.page.marks.search] == ["rains", "no"]


def test_a_search_without_a_hit_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    type_words("zebra")
    qtbot.waitUntil(lambda: window.search.is_open)
    assert window.search.hits == []
    press(Qt.Key.Key_Escape)
    assert not window.search.is_open


def test_the_search_finds_speakers_and_notes_too(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(library.article(library.article_ids()[1]), note="Ask the mayor")
    claimed = claim(window, "nobody asked us", "Rosa Mayor")
    claim(window, "its boats were full", "Rosa Mayor")
    window.session.open_article(library.article_ids()[2])
    window.search.start()
    type_words("mayor")
    qtbot.waitUntil(lambda: len(window.search.hits) == 2)
    assert [hit.where for hit in window.search.hits] == ["text", "note"]
    window.search.clear()
    type_words("rosa")
    qtbot.waitUntil(lambda: [hit.where for hit in window.search.hits] == ["speaker"])
    press(Qt.Key.Key_Return)
    assert window.session.article is not None
    assert window.session.article.title == "Harbour bridge to close"
    assert claimed in window.session.state.annotations  # type: ignore[union-attr]


def test_what_is_found_after_the_search_was_left_opens_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    type_words("rains")
    qtbot.waitUntil(lambda: window.search.is_open)
    press(Qt.Key.Key_Escape)
    qtbot.wait(30)
    assert not window.search.is_open


def test_find_in_article_marks_counts_and_steps(window: MainWindow, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    press(Qt.Key.Key_F, modifier=_CTRL)
    type_words("the")
    hits = TEXT.lower().count("the")
    qtbot.waitUntil(lambda: window.find_bar._count.text() == f"1 of {hits}")
    press(Qt.Key.Key_Return)
    assert window.find_bar._count.text() == f"2 of {hits}"
    QTest.mouseClick(child(window.find_bar, QToolButton, "Previous hit"), Qt.MouseButton.LeftButton)
    assert window.find_bar._count.text() == f"1 of {hits}"
    window.find_bar.field.setFocus()
    press(Qt.Key.Key_Escape)
    assert not window.find_bar.isVisible()
    assert list(window.view.page.marks.search) == []


def test_an_export_writes_the_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.files.export_dialog import ExportDialog

    claim(window, "“nobody asked us”", "A spokesman")
    target = tmp_path / "out.json"
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.view.page.setFocus()
    press(Qt.Key.Key_E, modifier=_CTRL)
    finish(qtbot, window)
    exported = json.loads(target.read_text(encoding="utf-8"))
    assert len(exported["articles"]) == 3
    assert exported["articles"][0]["annotations"][0]["fragments"][0]["text"] == "“nobody asked us”"
    assert window.message.words.text() == f"Exported to {target}."


def test_an_export_that_cannot_be_written_is_told_in_a_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.files.export_dialog import ExportDialog

    target = tmp_path / "missing" / "out.json"
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.files.export()
    finish(qtbot, window)
    assert str(target) in window.message.words.text()
    assert "cannot be written" in window.message.words.text()


def test_what_is_known_of_an_article_is_put_right(
    window: MainWindow, library: Library, article: Article, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from ui.articles.article_dialog import ArticleDialog

    def fill(dialog: ArticleDialog) -> int:
        dialog.line("publisher").setText("The Herald")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ArticleDialog, "exec", fill)
    window.actions_["article-details"].trigger()
    assert library.article(article.id).publisher == "The Herald"
    qtbot.waitUntil(lambda: window.articles.model.row(0).article.publisher == "The Herald")  # type: ignore[union-attr]


def test_an_article_is_read_in_another_alphabet(
    window: MainWindow, library: Library, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Le ministère a démenti.\n\nLa maire, elle, a parlé mardi."
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("cp1252"))
    window.files.import_paths([file])
    finish(qtbot, window)
    assert "Central European (Windows-1250)" in window.message.words.text()

    def choose(dialog: ArticleDialog) -> int:
        with qtbot.waitExposed(dialog):
            dialog.show()
        assert dialog.reading.text().startswith("Le ministère a démenti.")
        dialog.encoding.setFocus()
        press(Qt.Key.Key_Down)
        assert dialog.reading.text().startswith("Le ministčre a démenti.")
        dialog.line("publisher").setText("La Dépêche")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(ArticleDialog, "exec", choose)
    window.actions_["article-details"].trigger()
    article = window.session.article
    assert article is not None
    assert (article.title, article.publisher) == ("Le ministčre a démenti.", "La Dépêche")
    assert window.view.page.toPlainText().startswith("Le ministčre")
    assert window.session.undo_operation == operations.read_in("Central European (Windows-1250)")
    window.actions_["undo"].trigger()
    assert window.session.article is not None
    assert library.text(window.session.article.id) == text
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    claim(window, "a parlé")
    offered: list[int] = []
    monkeypatch.setattr(ArticleDialog, "exec", lambda dialog: offered.append(dialog.encoding.count()))
    window.actions_["article-details"].trigger()
    assert offered == [0]  # once it is annotated


def test_a_deleted_article_comes_back_with_its_claims(window: MainWindow, library: Library, article: Article) -> None:
    claim(window, "nobody asked us", "A spokesman")
    before = library.annotations(article.id)
    window.actions_["delete-article"].trigger()
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    assert library.count_articles() == (2, 0)
    window.actions_["undo"].trigger()
    assert library.annotations(article.id) == before


def test_the_start_reads_only_the_page_of_the_open_article(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    for number in range(10 * PAGE):
        added_article(library, f"Text {number}.", f"Article {number}")
    assert set(open_window(library).articles.model._pages) == {0}


def test_only_what_is_looked_at_is_read(window: MainWindow, library: Library) -> None:
    for number in range(350):
        added_article(library, f"Text {number}.", f"Article {number}")
    window.articles.model.refresh(None)
    model = window.articles.model
    assert model.rowCount() == 353
    model._pages.clear()
    window.articles.list.scrollToBottom()
    window.articles.list.viewport().repaint()
    assert 352 // PAGE in model._pages
    assert 150 // PAGE not in model._pages
    window.session.open_article(library.articles(limit=1, offset=150)[0].article.id)
    assert window.articles.list.currentIndex().row() == 150
    window.articles.step(1)
    assert window.session.article is not None
    assert window.session.article.title == "Article 148"
    row = model.row(352)
    assert row is not None
    assert row.article.title == "Article 349"


def test_the_same_text_elsewhere_is_shown_and_opened(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = library.text(library.article_ids()[0])
    twin = added_article(library, text, "Bridge to close", publisher="Der Bote")
    window.session.catch_up()
    told: list[str] = []

    def details(dialog: ArticleDialog) -> int:
        told.extend(label.text() for label in dialog.findChildren(PlainLabel))
        return 0

    monkeypatch.setattr(ArticleDialog, "exec", details)
    window.actions_["article-details"].trigger()
    assert "Same text elsewhere:\nBridge to close · Der Bote · the same text" in plain(told)

    def choose(dialog: SameTextsDialog) -> int:
        told.append(dialog.list.item(0).text())
        return 1

    monkeypatch.setattr(SameTextsDialog, "exec", choose)
    window.actions_["same-texts"].trigger()
    assert plain(told[-1:]) == ["Bridge to close · Der Bote · the same text"]
    assert window.session.article is not None
    assert window.session.article.id == twin.id


def plain(told: list[str]) -> list[str]:
    """Without the marks that keep directions apart."""
    return [words.replace("\u2068", "").replace("\u2069", "") for words in told]


def test_an_article_that_is_alone_says_so(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[SameTextsDialog] = []

    def look(dialog: SameTextsDialog) -> None:
        seen.append(dialog)

    monkeypatch.setattr(SameTextsDialog, "exec", look)
    window.actions_["same-texts"].trigger()
    assert seen[0].list.isHidden()
    assert seen[0].chosen == ""
