"""Who has the room: the text on a narrow window, the panels on a wide one, the lists while nothing is selected."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop.library import Library
from tests.making import added_article
from tests.ui.gestures import claim, click_row, drag, press
from ui.window.main_window import MainWindow


def fitted(window: MainWindow, qtbot: QtBot, width: int, height: int = 640) -> None:
    """Gives the window this size, and waits until it is laid out."""
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.width() == width and not window.panel_sizes.are_to_be_fitted)
    QApplication.processEvents()


def characters_a_line(window: MainWindow) -> float:
    """How many characters of news a line of the text holds, by the usual width of a letter in the face."""
    page = window.view.page
    sample = "The bridge will close in May, the mayor said on Friday, and nobody asked the ferry company about it."
    from PySide6.QtGui import QFontMetricsF

    from ui.base.theme import reading_font

    width = QFontMetricsF(reading_font(page.size_of_text)).horizontalAdvance(sample) / len(sample)
    return page.reading.width / width


@pytest.mark.parametrize("size", [17, 22])
def test_a_narrow_window_leaves_the_text_fifty_characters(window: MainWindow, qtbot: QtBot, size: int) -> None:
    window.preferences.set_text_size(size)
    fitted(window, qtbot, 1024)
    assert window.width() == 1024
    assert characters_a_line(window) >= 49


def test_the_speakers_scopes_can_be_read_in_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    fitted(window, qtbot, 1024)
    scopes = [one for one in window.speakers.findChildren(QToolButton) if one.property("kind") == "scope"]
    for button in scopes:
        button.click()
        QApplication.processEvents()
        for one in scopes:
            one.ensurePolished()
            assert one.width() >= one.fontMetrics().horizontalAdvance(one.text()) + 2, one.text()
    assert len(scopes) == 2


def test_the_articles_fold_away_and_come_back(window: MainWindow, qtbot: QtBot) -> None:
    window.preferences.set_text_size(22)
    fitted(window, qtbot, 1024)
    assert not window.articles.isVisible()
    fitted(window, qtbot, 1500)
    assert window.articles.isVisible()


def test_who_wants_the_articles_has_them_in_a_narrow_window_too(window: MainWindow, qtbot: QtBot) -> None:
    window.preferences.set_text_size(22)
    fitted(window, qtbot, 1024)
    window.actions_["articles-panel"].trigger()
    fitted(window, qtbot, 1020)
    assert window.articles.isVisible()
    window.actions_["articles-panel"].trigger()
    fitted(window, qtbot, 1500)
    assert not window.articles.isVisible(), "what the user has hidden stays so"


def test_beside_a_sheet_the_claims_fold_away_in_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    fitted(window, qtbot, 1024)
    window.actions_["guidelines"].trigger()
    window.preferences.set_text_size(22)
    qtbot.waitUntil(lambda: not window.panel_sizes.are_to_be_fitted)
    QApplication.processEvents()
    assert not window.articles.isVisible()
    assert not window.side.isVisible()
    assert characters_a_line(window) >= 49
    window.actions_["side-panel"].trigger()
    fitted(window, qtbot, 1020)
    assert window.side.isVisible(), "whoever wants them has them"
    window.actions_["side-panel"].trigger()
    window.actions_["side-panel"].trigger()
    window.actions_["guidelines"].trigger()
    assert window.side.isVisible()


def test_what_folded_away_comes_back_when_the_sheet_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    fitted(window, qtbot, 1024)
    window.preferences.set_text_size(22)
    window.actions_["guidelines"].trigger()
    qtbot.waitUntil(lambda: not window.side.isVisible())
    window.actions_["guidelines"].trigger()
    qtbot.waitUntil(window.side.isVisible)


def test_a_wide_window_gives_the_panels_more(window: MainWindow, qtbot: QtBot) -> None:
    before = window.articles.width(), window.side.width()
    fitted(window, qtbot, 1900, 900)
    assert window.articles.width() > before[0] + 50
    assert window.side.width() > before[1] + 50


def test_what_large_text_takes_of_the_panels_they_get_back(window: MainWindow, qtbot: QtBot) -> None:
    fitted(window, qtbot, 1280, 800)
    before = window.articles.width(), window.side.width()
    for size in (26, 22, 26):
        window.preferences.set_text_size(size)
        qtbot.waitUntil(lambda: not window.panel_sizes.are_to_be_fitted)
    assert window.side.width() < before[1]
    window.actions_["usual-text"].trigger()
    qtbot.waitUntil(lambda: (window.articles.width(), window.side.width()) == before)


def test_empty_details_leave_their_height_to_the_lists(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.details.isVisible())
    without = window.claims.height()
    claim(window, "“We have waited too long,”", "Ada")
    assert window.details.isVisible()
    QApplication.processEvents()
    assert window.claims.height() < without
    window.session.select(None)
    assert window.details.isVisible(), "not at once: mostly another one is selected next"
    qtbot.waitUntil(lambda: not window.details.isVisible())
    QApplication.processEvents()
    assert window.claims.height() == without


def test_details_stay_while_words_are_selected_that_may_be_marked(window: MainWindow, qtbot: QtBot) -> None:
    claim(window, "“We have waited too long,”", "Ada")
    window.panel_sizes._yielding.setInterval(0)
    drag(window, "The bridge")
    window.session.select(None)
    qtbot.waitUntil(lambda: not window.panel_sizes._yielding.isActive())
    assert window.details.isVisible(), "the lists would shrink and grow with each claim"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.details.isVisible())


def test_an_article_is_left_and_found_again_where_one_was(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    text = "\n\n".join(f"Paragraph {number}. “It rains,” said Ada Lint, who waited for a bus." for number in range(200))
    long = added_article(library, text, "Long")
    window.session.open_article(long.id)
    window.view.setFocus()
    window.view.page.verticalScrollBar().setValue(120)
    first = window.view.page.top
    assert first > 0
    place = window.view.page.verticalScrollBar().value()
    click_row(window.articles.list, 0)
    chosen = claim(window, "“We have waited too long,”", "Ada")
    click_row(window.articles.list, 3)
    assert window.session.article is not None
    assert window.session.article.id == long.id
    assert window.view.page.top == first
    assert window.view.page.verticalScrollBar().value() == place
    assert window.session.selected is None
    click_row(window.articles.list, 0)
    assert window.session.selected == chosen == window.view.selected
    window.view.setFocus()
    press(Qt.Key.Key_Down)


@pytest.mark.parametrize(
    ("width", "height"), [(683, 400), (512, 300)]
)  # 1024x640 to a text of 1.5 and 2 times the size
def test_the_window_fits_a_small_screen_of_large_text(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    claim(window, "nobody asked us", "A spokesman")

    def fits() -> bool:
        window.resize(width, height)  # again, when the articles have folded away
        return (window.width(), window.height()) == (width, height)

    qtbot.waitUntil(fits)
    QTest.qWait(20)
    for button in window.toolbar.findChildren(QToolButton):
        assert not button.isVisible() or button.width() >= button.sizeHint().width(), button.accessibleName()
    window.resize(1280, 800)
    QTest.qWait(50)
    assert all(button.isVisible() for button in window.toolbar.findChildren(QToolButton) if button.text())
    assert window.status.undo.isVisible()
