"""Who said it: the picker opens in place, finds as one types, and leaves without when told to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.records import Speaker
from ui.article_view.speaker_picker import found_by

CROFT = Speaker(name="Andrew A. Croft", aliases=("the general",), role="Brig. Gen.", hue=0)
ANNA = Speaker(name="Anna Crowe", hue=1)
UN = Speaker(name="United Nations", aliases=("UN",), kind="organisation", hue=2)
CHOICES = [ANNA, CROFT, UN]


@pytest.fixture
def asked(hands):
    """Hands at a claim whose speaker is asked for."""
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.view.ask_speaker(claim.id, CHOICES)
    hands.claim = claim.id
    return hands


def test_it_has_the_keyboard_and_stands_by_the_claim(asked) -> None:
    field = asked.named("Speaker", QLineEdit)
    assert QApplication.focusWidget() is field
    card = field.parentWidget().geometry()
    (rect,) = asked.view.page.rects(asked.of("bridge is safe"))
    assert asked.view.rect().contains(card)
    assert abs(card.top() - rect.bottom()) < 24


def test_enter_takes_the_first(asked) -> None:
    asked.key(Qt.Key.Key_Return)
    assert asked.said == [("speaker_picked", asked.claim, ANNA.id, "")]
    assert QApplication.focusWidget() is asked.view.page
    assert not asked.named("Speaker", QLineEdit).isVisible()


def test_typing_finds_and_arrows_choose(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "cro")
    asked.key(Qt.Key.Key_Down)
    asked.key(Qt.Key.Key_Return)
    assert asked.said == [("speaker_picked", asked.claim, CROFT.id, "")]


def test_a_new_name_makes_a_new_speaker(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "  Jo   Smith ")
    asked.key(Qt.Key.Key_Return)
    assert asked.said == [("speaker_picked", asked.claim, "", "Jo Smith")]


def test_escape_leaves_without(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "cro")
    asked.key(Qt.Key.Key_Escape)
    assert asked.said == []
    assert QApplication.focusWidget() is asked.view.page
    asked.view.ask_speaker(asked.claim, CHOICES)
    asked.key(Qt.Key.Key_Return)
    assert asked.said == [("speaker_picked", asked.claim, ANNA.id, "")]


def test_a_click_on_the_text_leaves_without(asked) -> None:
    asked.click("Tuesday")
    assert not asked.named("Speaker", QLineEdit).isVisible()
    assert asked.said == []


def test_a_click_on_a_row_takes_it(asked) -> None:
    rows = asked.named("Speakers to choose from")
    place = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.said == [("speaker_picked", asked.claim, UN.id, "")]


def test_label_keys_are_letters_in_the_field(asked) -> None:
    asked.key("c")
    assert asked.named("Speaker", QLineEdit).text() == "c"
    assert asked.said == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Anna Crowe", "Andrew A. Croft", "United Nations"]),
        ("an", ["Anna Crowe", "Andrew A. Croft", "New speaker “an”"]),
        ("cro an", ["Anna Crowe", "Andrew A. Croft", "New speaker “cro an”"]),
        ("general", ["Andrew A. Croft", "New speaker “general”"]),
        ("the GENERAL", ["Andrew A. Croft"]),
        ("un", ["United Nations"]),
        ("roft", ["Andrew A. Croft", "New speaker “roft”"]),
        ("anna crowe", ["Anna Crowe"]),
        ("Bob", ["New speaker “Bob”"]),
    ],
)
def test_what_is_found(typed: str, found: list[str]) -> None:
    assert [choice.words for choice in found_by(typed, CHOICES)] == found
