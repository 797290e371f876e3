"""A speaker's page: all that was said, with jumps; and the filter of the list."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.exchange import claims_of_speaker
from desktop.library import Library
from desktop.model import duplicates, operations
from desktop.model.records import Fact, Source, Speaker
from desktop.model.speaker_facts import AFFILIATION
from tests.making import added, added_article
from tests.ui.gestures import click_row, press, type_words
from ui.base.working_dialog import WorkingDialog
from ui.speakers.duplicates_dialog import DuplicatesDialog
from ui.speakers.page import SpeakerPage
from ui.speakers.said_rows import parts_of
from ui.window.main_window import MainWindow

LONG = 10_000  # ms
FIRST, SECOND = "It rained.\n\n“Never again,” said Lin. She left.", "“Perhaps,” Ada Lin told us."


@pytest.fixture
def library(library: Library) -> Library:
    """Ada Lin says something in two articles more, and belongs to the city."""
    one = added_article(library, FIRST, "Rain", publisher="Herald", published="2026-01-05")
    two = added_article(library, SECOND, "Doubts", publisher="Bote", published="2026-03-01")
    with library.edit(operations.add_speaker()) as edit:
        ada = edit.add(
            Speaker(
                name="Ada Lin",
                aliases=("Lin",),
                role="mayor",
                affiliation="The city",
                facts=(Fact(AFFILIATION, "Works", "2019", "2020"),),
            )
        )
        edit.add_all([Speaker(name="City", kind="organisation", aliases=("the city",)), Speaker(name="Bo Ek")])
        for article, text, words in ((one, FIRST, "Never again"), (two, SECOND, "Perhaps")):
            edit.change_attribution(added(edit, article, text, "Claim", words), sources=(Source(ada.id),))
    return library


@pytest.fixture
def listed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the library's speakers listed."""
    window.actions_["library-speakers"].trigger()
    qtbot.waitUntil(lambda: window.speakers.model.rowCount() == 3)
    return window


def names(window: MainWindow) -> list[str]:
    model = window.speakers.model
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def page(listed: MainWindow, qtbot: QtBot) -> Iterator[SpeakerPage]:
    click_row(listed.speakers.list, names(listed).index("Ada Lin"), twice=True)
    found = shown_page()
    qtbot.waitUntil(lambda: len(found.model.shown) == 2, timeout=LONG)
    assert QTest.qWaitForWindowActive(found)
    yield found
    listed.speakers_controller.page.close()


def shown_page() -> SpeakerPage:
    (found,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, SpeakerPage) and one.isVisible())
    return found


def test_a_double_click_shows_all_that_was_said(page: SpeakerPage) -> None:
    assert [(one.quote, one.sentence, one.article.title) for one in page.model.shown] == [
        ("Perhaps", "“Perhaps,” Ada Lin told us.", "Doubts"),
        ("Never again", "“Never again,” said Lin.", "Rain"),
    ]
    assert "1 Mar 2026" in page.model.index(0).data()
    assert page.known.text().splitlines() == ["mayor, The city · Also called Lin", "Affiliation: Works (2019 to 2020)"]
    assert page.words.text() == "2 claims in 2 articles."


def test_a_row_has_no_blank_that_the_text_lacks(page: SpeakerPage) -> None:
    assert [parts_of(one) for one in page.model.shown] == [
        ("“", "Perhaps", ",” Ada Lin told us."),
        ("“", "Never again", ",” said Lin."),
    ]
    rained = replace(page.model.shown[0], sentence="He said\n that it rained  again.", quote="it rained")
    assert parts_of(rained) == ("He said that ", "it rained", " again.")


def test_enter_in_the_page_goes_to_the_claim(page: SpeakerPage, listed: MainWindow) -> None:
    page.list.setCurrentIndex(page.model.index(1))
    press(Qt.Key.Key_Return)
    state = listed.session.state
    assert state is not None
    assert state.article.title == "Rain"
    assert listed.session.selected == page.model.shown[1].claim
    assert page.isVisible()


def test_a_double_click_in_the_page_goes_to_the_claim(page: SpeakerPage, listed: MainWindow) -> None:
    click_row(page.list, 0, twice=True)
    assert listed.session.article is not None
    assert listed.session.article.title == "Doubts"


def test_what_was_said_is_filtered_and_copied(page: SpeakerPage, qtbot: QtBot) -> None:
    page.filter.setFocus()
    type_words("PERHAPS bote")
    press(Qt.Key.Key_Return)
    assert [one.quote for one in page.model.shown] == ["Perhaps"]
    assert page.list.hasFocus()
    QApplication.clipboard().clear()
    press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()), timeout=LONG)
    assert QApplication.clipboard().text() == "Perhaps\n— Ada Lin (mayor, The city), “Doubts”, Bote, 2026-03-01\n"


def test_the_page_leads_to_the_organisation_and_back(page: SpeakerPage, qtbot: QtBot) -> None:
    link = page._links.itemAt(0).widget()
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.windowTitle() == "City"
    qtbot.waitUntil(lambda: page.words.text() == "No claim of this speaker is known.", timeout=LONG)
    back = page._links.itemAt(0).widget()
    assert back.property("text") == "1 belongs to it"


def cancelled(dialog: WorkingDialog, qtbot: QtBot) -> None:
    """Press Cancel, and wait until the work has ended."""
    qtbot.waitUntil(lambda: dialog.progress.cancel.isVisible())
    QTest.mouseClick(dialog.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.is_working)


def endless(*arguments: object) -> None:
    """Work that goes on until it is cancelled."""
    progress = arguments[-1]
    assert callable(progress)
    while True:
        progress(1, 2)
        time.sleep(0.01)


def test_a_page_whose_reading_was_cancelled_does_not_say_that_nothing_was_said(
    page: SpeakerPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(claims_of_speaker, "said_by", endless)
        page.show_speaker(page.speaker_id)
        page.filter.setText("x")
        page._narrow()
        assert page.words.text() == ""
        cancelled(page, qtbot)
    not_read = "What was said is not read yet: “Check again” reads it."
    assert page.words.text() == not_read
    page.filter.setText("perhaps")
    page._narrow()
    assert page.words.text() == not_read
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.words.text() == "1 claim in 1 article.")


def test_a_search_for_duplicates_that_was_cancelled_says_so(
    listed: MainWindow, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "groups", endless)
    dialog = DuplicatesDialog(listed, library.again)
    dialog.show()
    dialog.look()
    cancelled(dialog, qtbot)
    assert dialog.words.text() == "Cancelled: it is not known who looks like one."
    dialog.reject()


def test_a_menu_says_how_many_more_there_are(page: SpeakerPage, library: Library, qtbot: QtBot) -> None:
    with library.edit(operations.import_speakers(45)) as edit:
        edit.add_all([Speaker(name=f"Clerk {number:02}", affiliation="City") for number in range(45)])
    page.show_speaker(next(one.id for one in library.speakers() if one.name == "City"))
    links = [page._links.itemAt(place).widget() for place in range(page._links.count())]
    (those,) = (one for one in links if one and str(one.property("text")).endswith("belong to it"))
    QTest.mouseClick(those, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 41
    assert (menu.actions()[-1].text(), menu.actions()[-1].isEnabled()) == ("and 6 more", False)
    menu.close()


def test_the_page_follows_what_becomes_of_the_speaker(page: SpeakerPage, library: Library, listed: MainWindow) -> None:
    ada = next(one for one in library.speakers() if one.name == "Ada Lin")
    with listed.session.edit(operations.edit_speaker()) as edit:
        edit.change(ada, name="Ada B. Lin", role="")
    assert page.windowTitle() == "Ada B. Lin"
    listed.actions_["delete-speaker"].trigger()
    assert not page.isVisible()


def test_the_command_shows_who_says_what_is_selected(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    assert not window.actions_["speaker-page"].isEnabled()
    article = next(row.article for row in library.articles() if row.article.title == "Rain")
    claim = library.annotations(article.id)[0]
    window.session.open_article(article.id, claim.id)
    window.view.page.setFocus()
    press(Qt.Key.Key_I, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    found = shown_page()
    assert found.windowTitle() == "Ada Lin"
    qtbot.waitUntil(found.list.hasFocus)
    press(Qt.Key.Key_Escape)
    assert not found.isVisible()


def test_the_list_is_filtered_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    press(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    type_words("MAYOR lin")
    qtbot.waitUntil(lambda: names(window) == ["Ada Lin"])
    press(Qt.Key.Key_Down)
    assert window.speakers.chosen is not None
    window.speakers.field.setFocus()
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(window)) == 3)


def test_a_filter_follows_changes_and_says_that_nobody_is_found(
    listed: MainWindow, library: Library, qtbot: QtBot
) -> None:
    listed.speakers.field.setFocus()
    type_words("ek")
    qtbot.waitUntil(lambda: names(listed) == ["Bo Ek"])
    with listed.session.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Eka"))
    qtbot.waitUntil(lambda: names(listed) == ["Bo Ek", "Eka"])
    type_words("zz")
    qtbot.waitUntil(lambda: names(listed) == [])
    listed.actions_["library-speakers"].trigger()
    assert not listed.speakers.field.isVisible()
