"""Selecting words with the mouse and the keys, and labelling them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.model.codebook import Codebook, Label
from desktop.model.text import Fragment, OffsetMap

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_drag_takes_whole_words(hands) -> None:
    words = hands.drag_over("bridge is safe")
    assert hands.view.selection == (words,)


def test_a_drag_drops_blanks_at_its_ends(hands) -> None:
    words = hands.of("bridge is safe")
    hands.drag(hands.place(words.start - 1), hands.place(words.end - 1, right=True))
    assert hands.view.selection == (words,)


def test_a_drag_from_behind_a_mark_takes_no_mark_without_its_partner(hands) -> None:
    words = hands.of("we have seen many such bridges")
    hands.drag(hands.place(words.start - 1, right=True), hands.place(words.end - 1, right=True))
    assert hands.view.selection == (words,)


def test_astral_letters_count_once(hands) -> None:
    words = hands.drag_over("It will open 𝒏ext week")
    assert hands.view.selection == (words,)
    assert hands.text[slice(*words)] == "It will open 𝒏ext week"


def test_a_backward_drag_takes_the_same(hands) -> None:
    words = hands.of("bridge is safe")
    hands.drag(hands.place(words.end - 2), hands.place(words.start + 1))
    assert hands.view.selection == (words,)


def test_shift_at_the_release_holds_the_snap_off(hands) -> None:
    words = hands.of("bridge is safe")
    start, end = hands.place(words.start + 2), hands.place(words.end - 2)
    hands.drag(start, end, release=SHIFT)
    (selection,) = hands.view.selection
    assert words.start < selection.start
    assert selection.end < words.end


def test_the_setting_holds_the_snap_off(hands) -> None:
    hands.view.set_snap(False)
    words = hands.of("bridge is safe")
    hands.drag(hands.place(words.start + 2), hands.place(words.end - 2))
    assert words.start < hands.view.selection[0].start


def test_nothing_but_a_blank_is_no_selection(hands) -> None:
    blank = hands.of("safe, the").start + 5
    hands.view.set_snap(True)
    cursor = hands.view.page.textCursor()
    cursor.setPosition(hands.view.page.reading.display.start(blank))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    hands.view.page.setTextCursor(cursor)
    assert hands.view.page.selection_now() is None


def test_the_bar_appears_by_the_selection_without_taking_the_keyboard(hands) -> None:
    bar = hands.named("Labels")
    assert not bar.isVisible()
    hands.drag_over("bridge is safe")
    assert bar.isVisible()
    assert hands.view.rect().contains(bar.geometry())
    assert QApplication.focusWidget() is hands.view.page
    assert [hands.named(name, QPushButton).isVisible() for name in ("Claim", "Speaker", "Cue", "Other")] == [True] * 4


@pytest.mark.parametrize(
    ("key", "label"), [("c", "Claim"), ("s", "Speaker"), ("q", "Cue"), ("o", "Other"), ("C", "Claim")]
)
def test_a_key_labels(hands, key: str, label: str) -> None:
    words = hands.drag_over("bridge is safe")
    hands.key(key)
    assert hands.said == [("label_chosen", label, (words,))]
    assert not hands.named("Labels").isVisible()
    assert hands.view.selection == ()


def test_a_key_without_a_selection_does_nothing(hands) -> None:
    hands.key("c")
    assert hands.said == []


def test_a_click_on_the_bar_labels(hands) -> None:
    words = hands.drag_over("bridge is safe")
    QTest.mouseClick(hands.named("Cue"), Qt.MouseButton.LeftButton)
    assert hands.said == [("label_chosen", "Cue", (words,))]
    assert QApplication.focusWidget() is hands.view.page


def test_escape_dismisses_the_bar_first_and_the_annotation_then(hands) -> None:
    claim = hands.annotation("Claim", "The bridge is safe")
    hands.show(claim)
    hands.click("bridge is")
    hands.drag_over("will open")
    hands.key(Qt.Key.Key_Escape)
    assert not hands.named("Labels").isVisible()
    assert hands.view.selected == claim.id
    hands.key(Qt.Key.Key_Escape)
    assert hands.view.selected is None


def test_the_bar_stays_inside_a_small_view(make_hands) -> None:
    hands = make_hands(size=(330, 260))
    bar = hands.named("Labels")
    for point in (0, 300):
        hands.view.page.scroll_to(point)
        QApplication.processEvents()
        shown = hands.view.page.visible_text()
        display = hands.view.page.reading.display
        hands.view.page.select_text(Fragment(display.point(shown.start), display.point(shown.end)))
        assert bar.isVisible()
        assert hands.view.rect().contains(bar.geometry())


def test_shift_and_arrows_select_and_label(hands) -> None:
    cursor = hands.view.page.textCursor()
    words = hands.of("safe")
    cursor.setPosition(hands.view.page.reading.display.start(words.start))
    hands.view.page.setTextCursor(cursor)
    hands.key(Qt.Key.Key_Right, CTRL | SHIFT)
    assert hands.view.selection == (words,)
    assert hands.named("Labels").isVisible()
    hands.key("c")
    assert hands.said == [("label_chosen", "Claim", (words,))]


def test_an_arrow_dismisses_the_selection(hands) -> None:
    hands.drag_over("bridge is safe")
    hands.key(Qt.Key.Key_Left)
    assert hands.view.selection == ()
    assert not hands.named("Labels").isVisible()


def test_control_drag_draws_a_part_of_the_selected_annotation(hands) -> None:
    claim = hands.annotation("Claim", "“Over the years,”")
    hands.show(claim)
    hands.view.select(claim.id)
    hands.said.clear()
    words = hands.drag_over("we have seen many such bridges", modifiers=CTRL)
    assert hands.said == [("fragment_drawn", claim.id, words)]
    assert hands.view.selected == claim.id
    assert not hands.named("Labels").isVisible()


def test_control_drag_without_a_selected_annotation_selects(hands) -> None:
    words = hands.drag_over("bridge is safe", modifiers=CTRL)
    assert hands.said == []
    assert hands.view.selection == (words,)


def test_a_drag_keeps_the_selected_annotation(hands) -> None:
    claim = hands.annotation("Claim", "The bridge is safe")
    hands.show(claim)
    hands.view.select(claim.id)
    hands.drag_over("the mayor")
    assert hands.view.selected == claim.id


def test_a_shaky_click_is_no_drag(hands) -> None:
    place = hands.place(hands.of("safe").start + 2)
    hands.drag(place, place + QPoint(2, 1))
    assert hands.view.selection == ()


def test_a_double_click_beside_annotations_takes_the_word(hands) -> None:
    words = hands.of("safe")
    hands.double_click("safe")
    assert hands.view.selection == (words,)
    assert hands.named("Labels").isVisible()


def test_copy_takes_the_stored_words(make_hands) -> None:
    hands = make_hands("Ein\u00a0Wort 😀 und\u2009noch eins", title="")
    hands.key("a", CTRL)
    assert hands.view.page.createMimeDataFromSelection().text() == "Ein\u00a0Wort 😀 und\u2009noch eins"


def test_words_of_a_broken_paragraph_are_selected_right(make_hands) -> None:
    text = "word " * 5000 + "😀 here it ends"
    hands = make_hands(text, title="")
    hands.view.reveal(hands.of("here it ends"))
    QApplication.processEvents()
    words = hands.drag_over("here it ends")
    assert hands.view.selection == (words,)


def test_a_labels_key_may_be_any_key(hands) -> None:
    fact = Label(name="Fact", role="other", shortcut="F2")
    doubt = Label(name="Doubt", role="other", shortcut="Ctrl+D")
    hands.fill(labels=Codebook(name="Own", labels=(fact, doubt)))
    words = hands.drag_over("bridge is safe")
    hands.key(Qt.Key.Key_F2)
    hands.drag_over("bridge is safe")
    hands.key(Qt.Key.Key_D, CTRL)
    assert hands.said == [("label_chosen", fact.id, (words,)), ("label_chosen", doubt.id, (words,))]


def test_what_a_screen_reader_selects_is_shown_and_can_be_labelled(hands) -> None:
    start, end = hands.of("the mayor said")
    cursor = hands.view.page.textCursor()  # as Qt's accessibility bridge sets it
    cursor.setPosition(OffsetMap(hands.text).to_utf16(start))
    cursor.setPosition(OffsetMap(hands.text).to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
    hands.view.page.setTextCursor(cursor)
    assert hands.view.selection == (Fragment(start, end),)
    QTest.keyClick(hands.view.page, Qt.Key.Key_C)
    assert hands.said[-1] == ("label_chosen", "Claim", (Fragment(start, end),))
