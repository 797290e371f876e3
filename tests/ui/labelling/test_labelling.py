"""Labelling in the real window: drag, key, picker, and what the library then holds."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.base import garbage_collection
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Article, Source
from tests.making import added_article, over, said
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, click_row, drag, press, type_words
from ui.article_view.speaker_picker import SpeakerPicker
from ui.window.main_window import MainWindow


def test_a_claim_with_its_speaker_is_one_drag_and_two_keys(
    window: MainWindow, library: Library, article: Article
) -> None:
    claim(window, "“We have waited too long,”", "Ada Lin")

    (annotation,) = library.annotations(article.id)
    assert (annotation.label, annotation.fragments) == ("Claim", over(TEXT, "“We have waited too long,”"))
    assert annotation.attributes["quotation"] == "direct"
    (speaker,) = library.speakers()
    assert speaker.name == "Ada Lin"
    assert library.attributions(article.id)[annotation.id].sources == (Source(speaker.id, None),)
    assert library.article(article.id).status == "in progress"

    # The second claim of the same speaker: Enter takes whom the text names.
    window.view.page.setFocus()
    drag(window, "The bridge will close in May")
    press(Qt.Key.Key_C, Qt.Key.Key_Return)
    assert len(library.speakers()) == 1
    assert library.claims_by_speaker() == {speaker.id: 2}


def test_escape_leaves_a_claim_without_a_speaker(window: MainWindow, library: Library, article: Article) -> None:
    made = claim(window, "The bridge will close in May")
    assert library.attributions(article.id) == {}
    assert library.speakers() == []
    assert window.claims.model.speaker_names(window.session.state.annotations[made]) == "No speaker yet"  # type: ignore[union-attr]


def test_ctrl_drag_makes_a_split_quotation(window: MainWindow, library: Library, article: Article) -> None:
    claim(window, "“We have waited too long,”", "Ada Lin")
    drag(window, "“and we will not wait again.”", Qt.KeyboardModifier.ControlModifier)
    assert said(TEXT, library.annotations(article.id)) == ["“We have waited too long,”|“and we will not wait again.”"]
    assert window.session.undo_operation == operations.add_part()


def test_a_claim_that_moves_in_the_list_stays_the_selected_one(window: MainWindow, library: Library) -> None:
    claim(window, "The bridge will close in May", "Ada Lin")
    made = claim(window, "“We have waited too long,”", "Ada Lin")
    for words in ("“and we will not wait again.”", "Mayor Ada Lin"):  # the second one begins before all of it
        drag(window, words, Qt.KeyboardModifier.ControlModifier)
        assert window.session.selected == made
        current = window.claims.list.currentIndex()
        assert window.claims.model.id_at(current.row()) == made
        assert window.claims.list.selectionModel().isSelected(current)


def test_deleting_a_claim_selects_no_other(window: MainWindow, library: Library, article: Article) -> None:
    claim(window, "The bridge will close in May", "Ada Lin")
    claim(window, "“We have waited too long,”", "Ada Lin")
    window.view.page.setFocus()
    press(Qt.Key.Key_Delete)
    assert len(library.annotations(article.id)) == 1
    assert window.session.selected is None
    assert not window.claims.list.selectionModel().hasSelection()


def test_a_cue_and_a_mention_join_the_selected_claim(window: MainWindow, library: Library, article: Article) -> None:
    made = claim(window, "“We have waited too long,”", "Ada Lin")
    drag(window, "told")
    press(Qt.Key.Key_Q)
    drag(window, "she")
    press(Qt.Key.Key_S)
    attribution = library.attributions(article.id)[made]
    by_label = {annotation.label: annotation for annotation in library.annotations(article.id)}
    (speaker,) = library.speakers()
    assert attribution.cues == (by_label["Cue"].id,)
    assert attribution.sources == (Source(speaker.id, by_label["Speaker"].id),)
    assert by_label["Speaker"].speaker == speaker.id
    assert window.session.selected == made


def test_a_mention_is_tied_to_a_speaker_the_same_way(window: MainWindow, library: Library, article: Article) -> None:
    window.view.page.setFocus()
    drag(window, "Ada Lin")
    press(Qt.Key.Key_S)
    type_words("Ada Lin")
    press(Qt.Key.Key_Return)
    (mention,) = library.annotations(article.id)
    (speaker,) = library.speakers()
    assert mention.speaker == speaker.id


def test_delete_removes_and_undo_brings_back(window: MainWindow, library: Library, article: Article) -> None:
    claim(window, "“We have waited too long,”", "Ada Lin")
    before = library.annotations(article.id), library.attributions(article.id)
    window.view.page.setFocus()
    press(Qt.Key.Key_Delete)
    assert library.annotations(article.id) == []
    assert window.claims.model.rowCount() == 0
    assert window.session.selected is None
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert (library.annotations(article.id), library.attributions(article.id)) == before
    assert window.claims.model.rowCount() == 1


def test_undo_and_redo_are_named_in_the_menu_and_survive_a_restart(
    window: MainWindow, library: Library, article: Article, open_window: Callable[[Library], MainWindow]
) -> None:
    claim(window, "“We have waited too long,”", "Ada Lin")
    undo = window.actions_["undo"]
    assert undo.text() == "&Undo Set speaker"
    assert window.status.undo.text() == "Undo: Set speaker"
    undo.trigger()
    assert undo.text() == "&Undo Label Claim"
    assert window.actions_["redo"].text() == "&Redo Set speaker"
    window.close()

    with Library.open(library.address, annotator="tester") as again:
        second = open_window(again)
        assert second.actions_["undo"].text() == "&Undo Label Claim"
        second.actions_["redo"].trigger()
        assert [speaker.name for speaker in again.speakers()] == ["Ada Lin"]
        second.actions_["undo"].trigger()
        second.actions_["undo"].trigger()
        assert again.annotations(article.id) == []
        assert again.article(article.id).status == "new"


def test_enter_in_the_list_of_claims_asks_for_the_speaker(window: MainWindow, library: Library) -> None:
    claim(window, "The bridge will close in May")
    click_row(window.claims.list, 0)
    press(Qt.Key.Key_Return)
    type_words("Ada Lin")
    press(Qt.Key.Key_Return)
    assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]


def test_enter_in_the_text_asks_for_the_speaker_of_the_selected_claim(window: MainWindow, library: Library) -> None:
    claim(window, "The bridge will close in May")
    window.view.page.setFocus()
    press(Qt.Key.Key_Return)
    type_words("Ada Lin")
    press(Qt.Key.Key_Return)
    assert library.claims_by_speaker() == {library.speakers()[0].id: 1}


def test_selecting_in_the_list_selects_in_the_text_and_back(window: MainWindow) -> None:
    first = claim(window, "The bridge will close in May", "Ada Lin")
    second = claim(window, "nobody asked us", "A spokesman")
    assert window.claims.list.currentIndex().row() == 1
    click_row(window.claims.list, 0)
    assert window.view.selected == first
    rect = window.view.page.rects(over(TEXT, "nobody asked us")[0])[0]
    at = QPoint(round(rect.center().x()), round(rect.center().y()))
    QTest.mouseClick(window.view.page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert window.session.selected == second
    assert window.claims.list.currentIndex().row() == 1


def test_the_status_bar_counts_and_leads_to_the_next_claim_without_a_speaker(window: MainWindow, qtbot: QtBot) -> None:
    lacking = claim(window, "The bridge will close in May")
    claim(window, "nobody asked us", "A spokesman")
    qtbot.waitUntil(lambda: window.status.without_speaker.text() == "1 without a speaker")
    assert window.status.claims.text() == "2 claims"
    QTest.mouseClick(window.status.without_speaker, Qt.MouseButton.LeftButton)
    assert window.session.selected == lacking


def test_another_process_own_work_appears(window: MainWindow, library: Library, article: Article) -> None:
    from desktop import labelling

    with (
        Library.open(library.address, annotator="colleague", layer="") as other,
        other.edit(operations.label("Claim")) as edit,
    ):
        label = other.codebook.label("Claim")
        labelling.annotate(edit, article.id, TEXT, over(TEXT, "nobody asked us"), label)
    window.session.catch_up()
    assert window.claims.model.rowCount() == 1
    assert window.actions_["undo"].isEnabled() is True  # the adding of the articles, not the colleague's claim
    assert window.session.undo_operation == operations.import_articles()


def test_those_who_said_it_together_are_its_speakers_by_one_enter(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    text = "“We agree to the plan,” said Ada Lin and Bo Berg on Friday.\n"
    joint = added_article(library, text, "Joint")
    window = open_window(library)
    window.session.open_article(joint.id)
    made = claim(window, "“We agree to the plan,”")
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    names = {speaker.id: speaker.name for speaker in library.speakers()}
    sources = library.attributions(joint.id)[made].sources
    assert [names[source.speaker or ""] for source in sources] == ["Ada Lin", "Bo Berg"]
    window.undo()
    assert library.speakers() == []


def test_words_below_a_picker_that_just_appears_are_dragged_over_all_the_same(
    window: MainWindow, library: Library, article: Article
) -> None:
    window.view.page.setFocus()
    drag(window, "The bridge will close in May")
    press(Qt.Key.Key_C)
    card = window.view.findChild(SpeakerPicker)
    assert card is not None
    assert card.isVisible()
    # By the screen, so that Qt finds what lies there: the picker covers these words.
    below = window.view.page.viewport().mapFromGlobal(card.mapToGlobal(card.rect().center()))
    screen, none = window.windowHandle(), Qt.KeyboardModifier.NoModifier
    at = window.view.page.viewport().mapTo(window, QPoint(below.x(), below.y()))
    QTest.mousePress(screen, Qt.MouseButton.LeftButton, none, at)
    QTest.mouseMove(screen, at + QPoint(60, 0))
    QTest.mouseMove(screen, at + QPoint(120, 0))
    QTest.mouseRelease(screen, Qt.MouseButton.LeftButton, none, at + QPoint(120, 0))
    press(Qt.Key.Key_C)
    assert len(library.annotations(article.id)) == 2


def test_a_picker_that_can_be_seen_has_the_mouse(window: MainWindow, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    drag(window, "The bridge will close in May")
    press(Qt.Key.Key_C)
    card = window.view.findChild(SpeakerPicker)
    assert card is not None
    qtbot.waitUntil(lambda: not card.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents))
    assert card.isVisible()


def test_who_types_a_speaker_does_not_wait_for_the_collector(
    library: Library, open_window: Callable[[Library], MainWindow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    collected: list[bool] = []
    monkeypatch.setattr(garbage_collection, "collect_when_idle", lambda: collected.append(True))
    monkeypatch.setattr("ui.session.session._IDLE", 1)
    window = open_window(library)
    window.view.page.setFocus()
    drag(window, "The bridge will close in May")
    press(Qt.Key.Key_C)
    collected.clear()
    qtbot.wait(50)
    assert not collected

    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(collected))
