"""A label that is refused: the same words twice, or a library that takes nothing. What is typed on does nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.base.errors import Busy
from desktop.library import Library
from desktop.model import operations
from tests.making import answers, over, question
from tests.ui.conftest import TEXT
from tests.ui.gestures import claim, drag, message_of, press, type_words
from ui.article_view import ignored_typing
from ui.window.main_window import MainWindow

KEY = Qt.Key


def count(library: Library, window: MainWindow) -> int:
    assert window.session.article is not None
    return len(library.annotations(window.session.article.id))


def test_identical_claims_are_refused_with_a_jump_to_the_one_there_is(window: MainWindow, library: Library) -> None:
    first = claim(window, "The bridge will close in May", "Ada Lin")
    other = claim(window, "nobody asked us", "Ferry company")
    assert window.session.selected == other
    drag(window, "The bridge will close in May")
    press(KEY.Key_C)
    type_words("Ada Djukanovic Mraz")  # as if the picker had opened: keys of commands are among them
    press(KEY.Key_Return)
    assert "have this label already" in message_of(window)
    assert window.session.selected == first
    assert count(library, window) == 2
    state = window.session.state
    assert state is not None
    assert state.article.status == "in progress"
    assert state.article.title == "Harbour bridge to close"
    press(KEY.Key_Return)  # this one is meant
    assert window.view._picker.isVisible()


def test_a_refusal_goes_with_the_next_thing_that_is_done(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(ignored_typing, "_NAME_TYPED_ON", 50)
    claim(window, "The bridge will close in May")
    drag(window, "The bridge will close in May")
    press(Qt.Key.Key_C)
    assert message_of(window).startswith("Nothing was done")
    qtbot.waitUntil(lambda: not window.view.page.ignored_typing.is_on)
    claim(window, "its boats were full")
    assert message_of(window) == ""


def test_after_a_refused_label_nothing_is_selected_but_the_words(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim(window, "nobody asked us", "Ferry company")
    drag(window, "The bridge will close in May")

    def refuse(*_: object, **__: object) -> None:
        raise Busy("The library is busy.")

    with monkeypatch.context() as busy:
        busy.setattr(labelling, "annotate", refuse)
        press(KEY.Key_C)
        type_words("dxa")
        press(KEY.Key_Return)
    assert message_of(window) == "The library is busy."
    assert window.session.selected is None
    assert window.view.selection == over(TEXT, "The bridge will close in May")
    assert count(library, window) == 1
    press(KEY.Key_C)
    assert count(library, window) == 2


def test_a_letter_counts_again_after_a_pause_or_a_click(window: MainWindow) -> None:
    page = window.view.page
    claim(window, "nobody asked us", "Ferry company")
    page.ignored_typing.begin()
    press(KEY.Key_L)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, page.viewport().height() - 5))
    assert window.session.selected is None
    press(KEY.Key_L)
    assert window.session.selected is not None


def test_an_end_that_would_make_two_claims_the_same_is_refused(window: MainWindow, library: Library) -> None:
    claim(window, "The bridge will close in May", "Ada Lin")
    second = claim(window, "The bridge will close", "Ada Lin")
    press(KEY.Key_Right, KEY.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    assert "have this label already" in message_of(window)
    there = library.annotation(second)
    assert there is not None
    assert there.fragments == over(TEXT, "The bridge will close in")


def test_another_label_keeps_the_answers_that_it_can_have_and_says_which_it_cannot(
    library: Library, open_window: Callable[[Library], MainWindow]
) -> None:
    stance = replace(question("stance", "choice", "agree", "disagree"))
    same = question("Stance", "choice", "Agree")
    with library.edit(operations.edit_part("Claim")) as edit:
        first, *others = edit.codebook.labels
        asked = replace(first, attributes=(*first.attributes, stance, question("why"), question("year", "number")))
        opinion = replace(first, id="Opinion", name="Opinion", shortcut="", attributes=(same, question("year")))
        edit.set_codebook(replace(edit.codebook, labels=(asked, opinion, *others)))
    window = open_window(library)
    made = claim(window, "nobody asked us", "Ada Lin")
    press(KEY.Key_Escape)
    with window.session.edit(operations.answer("stance")) as edit:
        there = edit.annotation(made)
        assert there is not None
        edit.change(there, attributes={**there.attributes, "stance": "agree", "why": "so", "year": 2026.0})
    window.labelling.relabel("Opinion")
    there = library.annotation(made)
    assert there is not None
    assert answers(library.codebook, there) == {"Stance": "Agree"}
    assert message_of(window).endswith("does not ask for quotation, why, year, so these answers are left out.")
    window.undo()
    there = library.annotation(made)
    assert there is not None
    assert there.attributes["year"] == 2026


def test_the_picker_of_joint_speakers_offers_nobody_who_is_there(window: MainWindow) -> None:
    claim(window, "The bridge will close in May", "Ada Lin")
    claim(window, "nobody asked us", "Ferry company")
    press(KEY.Key_P)
    offered = [row.speaker.name for row in window.view._picker._model.rows]
    assert "Ferry company" not in offered
    assert "Ada Lin" in offered
    type_words("ferry company")
    assert window.view._picker._model.rows == []
