"""Several articles selected with the mouse and the keys: what opens, and what commands act on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.exchange.importing import paste
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import PROGRAM, Article, new_id
from tests.making import added_article, article_of, over
from tests.ui.gestures import claim, click_row, press, type_words
from ui.articles import controller
from ui.articles.article_dialog import ArticlesDialog
from ui.base.file_dialogs import FileDialog
from ui.files.export_dialog import ExportDialog
from ui.window.main_window import MainWindow

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def five(library: Library) -> Library:
    """The library, with five articles."""
    for title in ("Fourth", "Fifth"):
        added_article(library, f"{title} text.\n\n“It rains no more,” he said.", title)
    return library


@pytest.fixture
def opened(window: MainWindow) -> list[str]:
    """What was opened since, by title."""
    titles: list[str] = []
    session = window.session
    session.article_opened.connect(lambda: titles.append(session.article.title if session.article else ""))
    return titles


def click(window: MainWindow, row: int, modifier: Qt.KeyboardModifier) -> None:
    view = window.articles.list
    QTest.mouseClick(view.viewport(), _LEFT, modifier, view.visualRect(view.model().index(row, 0)).center())


def select_three(window: MainWindow) -> None:
    """The first, the third and the fourth article; the first one is open."""
    click_row(window.articles.list, 0)
    click(window, 2, _CTRL)
    click(window, 3, _CTRL)


def statuses(library: Library) -> list[str]:
    return [row.article.status for row in library.articles()]


def text_of(window: MainWindow, command_id: str) -> str:
    return window.actions_[command_id].text().replace("&", "")


def test_ctrl_and_shift_select_and_open_nothing(five: Library, window: MainWindow, opened: list[str]) -> None:
    select_three(window)
    assert [window.articles.chosen_count, opened] == [3, []]
    click_row(window.articles.list, 1)
    click(window, 4, _SHIFT)
    assert [window.articles.chosen_count, opened] == [4, ["River levels fall"]]
    assert window.articles.chosen == five.article_ids()[1:]


def test_a_drag_over_rows_opens_none_of_them_but_the_first(
    five: Library, window: MainWindow, opened: list[str]
) -> None:
    view = window.articles.list
    rows = [view.visualRect(view.model().index(row, 0)).center() for row in range(4)]
    QTest.mousePress(view.viewport(), _LEFT, pos=rows[1])
    for place in (*rows[2:], rows[3] + QPoint(0, 3)):
        QTest.mouseMove(view.viewport(), place)
    QTest.mouseRelease(view.viewport(), _LEFT, pos=rows[3])
    assert opened == ["River levels fall"]
    assert window.articles.chosen_count == 3


def test_the_keys_select_and_open_alike(five: Library, window: MainWindow, opened: list[str]) -> None:
    window.articles.list.setFocus()
    press(Qt.Key.Key_Down)
    assert opened == ["River levels fall"]
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=_SHIFT)
    assert [window.articles.chosen_count, opened] == [3, ["River levels fall"]]


def test_one_that_is_left_selected_is_open(five: Library, window: MainWindow) -> None:
    select_three(window)
    click(window, 0, _CTRL)
    click(window, 3, _CTRL)
    assert window.session.article is not None
    assert [window.session.article.id] == window.articles.chosen == [five.article_ids()[2]]
    click(window, 2, _CTRL)
    assert window.articles.chosen == [window.session.article.id], "there is always one: the open article"


def test_going_on_ends_the_selection(five: Library, window: MainWindow) -> None:
    select_three(window)
    window.view.page.setFocus()
    press(Qt.Key.Key_J)
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    assert window.articles.chosen == [window.session.article.id]


def test_what_is_selected_is_said_everywhere(five: Library, window: MainWindow) -> None:
    select_three(window)
    assert window.articles._heading.note == "3 selected"
    assert text_of(window, "mark-done") == "Mark 3 articles as done"
    assert text_of(window, "delete-article") == "Delete 3 articles…"
    assert text_of(window, "export") == "Export 3 articles…"
    assert text_of(window, "article-details") == "Details of 3 articles…"
    assert text_of(window, "suggest") == "Suggest quotations in 3 articles"
    click_row(window.articles.list, 1)
    assert window.articles._heading.note == "0 of 5 done"
    assert text_of(window, "mark-done") == "Mark as done"
    assert text_of(window, "delete-article") == "Delete the article"


@pytest.mark.parametrize("place", ["text", "list"])
def test_a_key_marks_all_of_them_in_one_step(five: Library, window: MainWindow, place: str) -> None:
    select_three(window)
    (window.view.page if place == "text" else window.articles.list).setFocus()
    press(Qt.Key.Key_D)
    assert statuses(five) == ["done", "new", "done", "done", "new"]
    assert window.session.undo_operation == operations.mark_articles("done", 3)
    assert window.articles.chosen_count == 3, "and they are still selected"
    window.actions_["undo"].trigger()
    assert statuses(five) == ["new"] * 5


def test_the_right_click_offers_the_same_commands(five: Library, window: MainWindow, qtbot: QtBot) -> None:
    select_three(window)
    view = window.articles.list
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(2, 0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (mark,) = (action for action in menu.actions() if action.text().replace("&", "") == "Mark 3 articles as done")
    menu.close()
    mark.trigger()
    assert statuses(five).count("done") == 3


def test_all_of_them_are_deleted_in_one_step_after_a_question(
    five: Library, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim(window, "nobody asked us", "A spokesman")
    before = [(row.article, row.claims) for row in five.articles()]
    answers = iter(["Keep them", "Delete 3 articles"])
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or 0)
    monkeypatch.setattr(
        QMessageBox,
        "clickedButton",
        lambda box: next(button for answer in [next(answers)] for button in box.buttons() if button.text() == answer),
    )
    select_three(window)
    window.actions_["delete-article"].trigger()
    assert five.count_articles() == (5, 0)
    window.actions_["delete-article"].trigger()
    assert asked == ["3 articles are selected."] * 2
    assert [row.article.title for row in five.articles()] == ["River levels fall", "Fifth"]
    assert window.session.article is not None
    assert window.session.article.title == "River levels fall"
    assert window.articles.chosen == [window.session.article.id]
    window.actions_["undo"].trigger()
    assert [(row.article, row.claims) for row in five.articles()] == before


def test_who_deletes_others_work_with_an_article_is_asked_and_told_whose_it_is(
    five: Library, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def answer(box: QMessageBox) -> int:
        asked.append([box.text(), box.informativeText(), *(button.text() for button in box.buttons())])
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[1])
    claim(window, "nobody asked us", "A spokesman")
    with Library.open(five.address, annotator="Ben") as ben, ben.edit(operations.label("Claim")) as edit:
        first = ben.article_ids()[0]
        labelling.annotate(edit, first, ben.text(first), over(ben.text(first), "Harbour"), edit.codebook.label("Claim"))
    window.session.catch_up()
    window.actions_["delete-article"].trigger()
    assert five.count_articles() == (5, 0)
    assert asked == [
        [
            "Others have worked in “Harbour bridge to close”.",
            "What is deleted with it: 1 annotation by tester, 1 annotation by Ben. Undo brings everything back.",
            "Delete 1 article",
            "Keep it",
        ]
    ]
    window.articles.step(1)
    window.actions_["delete-article"].trigger()  # where nobody has worked
    assert five.count_articles() == (4, 0)
    assert len(asked) == 1


def test_those_that_are_deleted_around_the_open_one_leave_it_open(
    five: Library, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.articles_controller, "_may_delete", lambda number: True)
    click_row(window.articles.list, 2)
    click(window, 3, _CTRL)
    click(window, 4, _CTRL)
    click(window, 2, _CTRL)
    window.actions_["delete-article"].trigger()
    assert window.session.article is not None
    assert window.session.article.title == "Exports are up"
    assert window.articles.chosen == [window.session.article.id]


def test_the_export_says_how_many_and_writes_them(
    five: Library, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def look(dialog: ExportDialog) -> int:
        said.extend([dialog.all.text(), dialog.selected.text()])
        assert dialog.selected.isChecked()
        return QDialog.DialogCode.Accepted

    target = tmp_path / "three.json"
    monkeypatch.setattr(ExportDialog, "exec", look)
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    select_three(window)
    window.view.page.setFocus()
    press(Qt.Key.Key_E, modifier=_CTRL)
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert said == ["All 5 articles", "Only the 3 selected articles"]
    written = [article["title"] for article in json.loads(target.read_text(encoding="utf-8"))["articles"]]
    assert written == ["Harbour bridge to close", "Exports are up", "Fourth"]


def test_what_is_known_is_put_right_in_all_of_them(
    five: Library, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: ArticlesDialog) -> int:
        dialog.line("publisher").setText("Gazette")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ArticlesDialog, "exec", fill)
    before = {row.article.id: row.article for row in five.articles()}
    select_three(window)
    window.actions_["article-details"].trigger()
    after = [row.article for row in five.articles()]
    assert [article.publisher for article in after] == ["Gazette", "Agency", "Gazette", "Gazette", ""]
    assert [article.published for article in after] == [before[article.id].published for article in after]
    assert window.session.undo_operation == operations.edit_articles(3)
    window.actions_["undo"].trigger()
    assert {row.article.id: row.article for row in five.articles()} == before


def test_suggestions_are_made_in_all_of_them(five: Library, window: MainWindow, qtbot: QtBot) -> None:
    select_three(window)
    window.actions_["suggest"].trigger()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    proposed = [{note.annotator for note in five.annotations(id)} for id in five.article_ids()]
    assert proposed == [{PROGRAM}, set(), {PROGRAM}, {PROGRAM}, set()]


def test_a_filter_that_hides_the_open_article_leaves_it_to_the_commands(
    five: Library, window: MainWindow, qtbot: QtBot
) -> None:
    window.articles.filter.setText("fifth")
    qtbot.waitUntil(lambda: window.articles.model.total == 1)
    assert window.articles.chosen == []
    window.view.page.setFocus()
    press(Qt.Key.Key_D)
    assert statuses(five) == ["done", "new", "new", "new", "new"]


def test_what_others_change_leaves_the_selection(five: Library, window: MainWindow) -> None:
    select_three(window)
    chosen = window.articles.chosen
    with Library.open(five.address, annotator="other", layer="") as other:
        added_article(other, "More, said he.", "Sixth")
    window.session.catch_up()
    assert window.articles.model.total == 6
    assert window.articles.chosen == chosen


def fill(library: Library, number: int) -> None:
    """Give the library so many more articles."""
    with library.bulk_edit(operations.import_articles(), new_id()) as edit:
        edit.add_articles((article_of(f"Text {n}.", f"Article {n}"), f"Text {n}.") for n in range(number))


def test_all_of_a_large_library_are_selected_and_marked_without_reading_each(
    library: Library, open_window: Callable[[Library], MainWindow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    fill(library, 2000)
    window = open_window(library)
    asked: list[str] = []
    read = window.articles.model._read_page
    monkeypatch.setattr(window.articles.model, "_read_page", lambda at: (asked.append("page"), read(at))[1])
    window.articles.list.setFocus()
    press(Qt.Key.Key_A, modifier=_CTRL)
    assert len(window.articles_controller.chosen) == 2003
    window.articles_controller.mark("done")
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert library.count_articles() == (2003, 2003)
    assert window.session.undo_operation == operations.mark_articles("done", 2_003)
    assert len(asked) < 10
    assert window.articles_controller.count == 2003, "they are still selected, for the next command"
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert library.count_articles() == (2003, 0)


def test_very_many_are_deleted_in_the_background_and_come_back_in_one_step(
    library: Library,
    open_window: Callable[[Library], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(controller, "_MANY", 100)
    fill(library, 250)
    window = open_window(library)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    window.articles.list.setFocus()
    press(Qt.Key.Key_A, modifier=_CTRL)
    click(window, 0, _CTRL)
    window.actions_["delete-article"].trigger()
    assert window.tasks.current is not None, "the window does not wait for it"
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert library.count_articles() == (1, 0)
    qtbot.waitUntil(lambda: window.session.article is not None)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: window.tasks.current is None)
    assert library.count_articles() == (253, 0)
    assert library.text(library.articles(limit=1, offset=150)[0].article.id).startswith("Text ")


def three_articles(library: Library) -> list[Article]:
    return [added_article(library, f"The text of {name}.", name) for name in ("First", "Second", "Third")]


def assert_one_article_is_meant(window: MainWindow, article: Article) -> None:
    assert window.session.article is not None
    assert window.session.article.id == article.id
    assert window.articles_controller.chosen == [article.id]


def test_an_article_that_comes_back_by_undo_is_opened_and_meant(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    first, second, _ = three_articles(library)
    window = open_window(library)
    window.session.open_article(first.id)
    window.articles_controller.delete()
    assert_one_article_is_meant(window, second)
    window.undo()
    assert_one_article_is_meant(window, first)
    window.redo()
    assert_one_article_is_meant(window, second)


def test_an_article_that_comes_back_elsewhere_leaves_the_open_one_meant(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    first, second, _ = three_articles(library)
    window = open_window(library)
    with Library.open(library.address, annotator="colleague", layer="") as other:
        with other.edit(operations.delete_articles(1)) as edit:
            labelling.delete_article(edit, edit.article(first.id))
        window.session.catch_up()
        window.session.open_article(second.id)
        other.undo()
    window.session.catch_up()
    assert_one_article_is_meant(window, second)


def test_undo_of_a_new_article_opens_its_neighbour_and_redo_opens_it_again(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    *_, third = three_articles(library)
    window = open_window(library)
    (pasted,) = paste(library, "A pasted text.").added
    window.session.open_article(pasted)
    window.undo()
    assert_one_article_is_meant(window, third)
    window.redo()
    assert_one_article_is_meant(window, library.article(pasted))


def test_esc_empties_the_filter(five: Library, window: MainWindow, qtbot: QtBot) -> None:
    window.articles_controller.filter()
    type_words("Fourth")
    qtbot.waitUntil(lambda: window.articles.model.rowCount() == 1)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.articles.model.rowCount() > 1)
