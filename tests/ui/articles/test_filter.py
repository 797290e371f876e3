"""The filter of the list of articles, its order, and the progress of the library, by the mouse and the keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.model import operations
from desktop.model.article_filter import ArticleFilter
from tests.making import added_article
from tests.ui.gestures import claim, click_row, press, type_words
from ui.articles.filter_card import FilterCard
from ui.articles.progress_dialog import ProgressDialog
from ui.base.plain_text import PlainLabel
from ui.window.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton


def titles(window: MainWindow) -> list[str]:
    model = window.articles.model
    return [model.index(row).data() for row in range(model.total)]


@pytest.fixture
def tagged(library: Library) -> Library:
    """The library with five articles, two of them tagged."""
    added_article(library, "Á", "Über den Fluss", publisher="Bote", language="de", tags=("water",), status="skipped")
    added_article(library, "B", "A dry summer", publisher="Herald", published="2025-07-01", tags=("water", "heat"))
    return library


@pytest.fixture
def card(tagged: Library, window: MainWindow) -> Iterator[FilterCard]:
    """The card of the filter, opened by its button."""
    QTest.mouseClick(window.articles.filter_row.more, _LEFT)
    (card,) = window.articles.filter_row.findChildren(FilterCard)
    assert card.isVisible()
    yield card
    if popup := QApplication.activePopupWidget():
        popup.close()


def choose(box: QComboBox, words: str) -> None:
    """Choose in a box as by typing the beginning of it."""
    box.setFocus()
    QTest.keyClicks(box, words)
    assert box.currentText().lower().startswith(words.lower())


def test_the_card_leaves_the_list_in_view(card: FilterCard, window: MainWindow) -> None:
    view = window.articles.list
    covered = card.frameGeometry().intersected(QRect(view.mapToGlobal(QPoint(0, 0)), view.size()))
    assert covered.isEmpty()
    assert card.screen().availableGeometry().contains(card.frameGeometry())


def test_a_status_and_a_tag_are_chosen_and_taken_back(card: FilterCard, window: MainWindow) -> None:
    choose(card.boxes["tag"], "water")
    assert titles(window) == ["Über den Fluss", "A dry summer"]
    choose(card.boxes["status"], "skipped")
    assert titles(window) == ["Über den Fluss"]
    assert window.articles._heading.note == "1 of 5 shown"
    card.close()
    in_force = window.articles.filter_row.in_force
    assert in_force.isVisible()
    assert in_force.text() == "skipped · #water ✕"
    QTest.mouseClick(in_force, _LEFT)
    assert len(titles(window)) == 5
    assert not in_force.isVisible()


def test_what_no_article_has_cannot_be_chosen(card: FilterCard) -> None:
    assert not card.boxes["set"].isEnabled()
    assert [card.boxes["publisher"].itemText(row) for row in range(4)] == ["Any", "Agency", "Bote", "Herald"]


def test_dates_count_once_they_are_whole(card: FilterCard, window: MainWindow) -> None:
    line = card.dates["since"]
    line.setFocus()
    QTest.keyClicks(line, "20")
    assert len(titles(window)) == 5
    QTest.keyClicks(line, "26")
    assert titles(window) == ["Harbour bridge to close"]
    card.dates["until"].setText("2026-10")
    assert titles(window) == []
    assert window.articles._stack.currentWidget() is window.articles._none_found


def test_the_list_is_put_in_order(card: FilterCard, window: MainWindow) -> None:
    choose(card.boxes["order"], "Title")
    in_order = ["A dry summer", "Exports are up", "Harbour bridge to close", "River levels fall", "Über den Fluss"]
    assert titles(window) == in_order
    card.descending.setFocus()
    QTest.keyClick(card.descending, Qt.Key.Key_Space)
    assert titles(window) == in_order[::-1]
    QTest.mouseClick(card.show_all, _LEFT)
    assert titles(window)[0] == "Harbour bridge to close"
    assert QApplication.activePopupWidget() is None


def test_words_and_the_rest_hold_together(card: FilterCard, window: MainWindow, qtbot: QtBot) -> None:
    choose(card.boxes["tag"], "water")
    card.close()
    window.articles.filter.setFocus()
    type_words("UBER")
    qtbot.waitUntil(lambda: titles(window) == ["Über den Fluss"])
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(titles(window)) == 2)


def test_claims_without_a_speaker_are_what_is_left(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    claim(window, "“We have waited too long,”")
    claim(window, "The ferry company warned that its boats were full.", "Ferry")
    window.articles.filter_row._want(ArticleFilter(without_speaker=True))
    assert titles(window) == ["Harbour bridge to close"]
    window.articles.filter_row._want(ArticleFilter(order="claims left"))
    assert titles(window)[-1] == "Harbour bridge to close"


def test_an_article_that_no_longer_fits_stays_until_the_filter_is_set_again(
    window: MainWindow, library: Library
) -> None:
    window.articles.filter_row._want(ArticleFilter(status="new"))
    click_row(window.articles.list, 1)
    window.view.setFocus()
    press(Qt.Key.Key_D)
    assert titles(window) == ["Harbour bridge to close", "River levels fall", "Exports are up"]
    press(Qt.Key.Key_J)
    assert window.session.article is not None
    assert window.session.article.title == "Exports are up", "the next one of the list as it was"
    window.articles.filter.setFocus()
    press(Qt.Key.Key_Return)
    assert titles(window) == ["Harbour bridge to close", "Exports are up"]


def test_articles_that_come_or_go_are_looked_for_at_once(window: MainWindow, library: Library) -> None:
    window.articles.filter_row._want(ArticleFilter(words="herald", order="title"))
    assert titles(window) == ["Exports are up", "Harbour bridge to close"]
    added_article(library, "New", "Bread", publisher="Herald")
    assert titles(window) == ["Bread", "Exports are up", "Harbour bridge to close"]
    window.actions_["undo"].trigger()
    assert titles(window) == ["Exports are up", "Harbour bridge to close"]


def test_one_that_begins_to_fit_joins(window: MainWindow, library: Library) -> None:
    window.articles.filter_row._want(ArticleFilter(tag="war"))
    assert titles(window) == []
    with library.edit(operations.group_articles(1)) as edit:
        edit.change(edit.article(library.article_ids()[1]), tags=("war",))
    assert titles(window) == ["River levels fall"]


def test_the_chart_says_how_far_the_library_is(
    tagged: Library, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = window.articles.chart
    assert chart.accessibleDescription() == "1 skipped, 4 not started"
    window.view.setFocus()
    press(Qt.Key.Key_D)
    assert chart.accessibleDescription() == "1 done, 1 skipped, 3 not started"
    told: list[str] = []

    def read(dialog: QDialog) -> int:
        told.extend(label.text() for label in dialog.findChildren(PlainLabel))
        return 0

    monkeypatch.setattr(ProgressDialog, "exec", read)
    QTest.mouseClick(chart, _LEFT)
    assert told[:3] == ["done", "1", "20 %"]
    assert told[-1] == "0 claims. 0 are without a speaker. 0 suggestions wait."
    window.actions_["library-progress"].trigger()
    assert told.count("20 %") == 4


def test_a_library_without_articles_has_no_chart(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    with library.edit(operations.delete_articles(3)) as edit:
        for id in library.article_ids():
            edit.remove(edit.article(id))
    window = open_window(library)
    assert not window.articles.chart.isVisible()
    assert not window.articles.filter.isEnabled()
    QApplication.processEvents()
