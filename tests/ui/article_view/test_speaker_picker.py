"""Who said it: the picker opens in place, finds as one types, and writes nobody whom nothing speaks for."""

import pytest
from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.model.records import Speaker
from desktop.model.speaker_choices import Choice, SpeakerChoices
from desktop.model.speakers import SpeakersByName
from ui.article_view.card import SHADOW
from ui.base import theme

CROFT = Speaker(name="Andrew A. Croft", aliases=("the general",), role="Brig. Gen.", hue=0)
ANNA = Speaker(name="Anna Crowe", hue=1)
UN = Speaker(name="United Nations", aliases=("UN",), kind="organisation", hue=2)

EVERYONE = SpeakersByName([ANNA, CROFT, UN])
NOTHING_SPEAKS = SpeakerChoices(everyone=EVERYONE)
SHE_SAID_IT = SpeakerChoices(
    [
        Choice(UN, reason="said"),
        Choice(Speaker(name="Ada Lin"), is_new=True, reason="named"),
        Choice(CROFT, reason="last", words="he"),
    ],
    EVERYONE,
)


@pytest.fixture
def asked(hands):
    """Hands at a claim whose speaker is asked for, with evidence."""
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.claim = claim.id
    hands.view.ask_speaker(claim.id, SHE_SAID_IT)
    return hands


@pytest.fixture
def asked_in_the_dark(asked):
    """Hands at a claim for which nothing speaks for anybody."""
    asked.view.ask_speaker(asked.claim, NOTHING_SPEAKS)
    return asked


def taken(hands) -> list[str]:
    """The names that were picked."""
    return [choice.speaker.name for what, _, choice in hands.said if what == "speaker_picked"]


def rows(hands) -> list[str]:
    """What each row says: the name, then the reason and the key."""
    model = hands.named("Speakers to choose from").model()
    shown = (model.index(row, 0) for row in range(model.rowCount()))
    said = Qt.ItemDataRole.AccessibleDescriptionRole
    return [f"{row.data()}: {row.data(said)}" for row in shown]


def test_it_has_the_keyboard_and_stands_by_the_claim(asked) -> None:
    field = asked.named("Speaker", QLineEdit)
    assert QApplication.focusWidget() is field
    card = field.parentWidget().geometry()
    rows = asked.named("Speakers to choose from")
    assert rows.height() == rows.model().rowCount() * rows.visualRect(rows.model().index(0, 0)).height()
    edges = card.marginsRemoved(QMargins(*[SHADOW + 8] * 4))
    assert edges.contains(field.geometry().translated(card.topLeft()))
    assert edges.contains(rows.geometry().translated(card.topLeft()))
    (rect,) = asked.view.page.rects(asked.of("bridge is safe"))
    assert asked.view.rect().contains(card)
    assert abs(card.top() - rect.bottom()) < 24


def test_each_row_says_why_and_which_key_takes_it(asked) -> None:
    assert rows(asked) == [
        "United Nations: said it, by the rules, key 1",
        "New: “Ada Lin”: named beside the claim, key 2",
        "Andrew A. Croft: spoke here before, key 3",
        "Anna Crowe: key 4",
    ]


def test_enter_takes_the_first_whom_something_speaks_for(asked) -> None:
    asked.key(Qt.Key.Key_Return)
    assert asked.said == [("speaker_picked", asked.claim, SHE_SAID_IT.first[0])]
    assert QApplication.focusWidget() is asked.view.page
    assert not asked.named("Speaker", QLineEdit).isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_where_nothing_speaks_for_anybody_enter_takes_nobody_and_says_so(asked_in_the_dark, key: Qt.Key) -> None:
    hands = asked_in_the_dark
    field, before = hands.named("Speaker", QLineEdit), hands.named("Speaker", QLineEdit).placeholderText()
    hands.key(key)
    assert hands.said == []
    assert QApplication.focusWidget() is field
    assert "No speaker is chosen" in field.placeholderText() != before
    hands.key(Qt.Key.Key_Down)
    hands.key(key)
    assert taken(hands) == ["Andrew A. Croft"]


def test_who_spoke_far_above_is_offered_first_but_not_chosen(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.view.ask_speaker(claim.id, SpeakerChoices([Choice(UN, reason="last")], EVERYONE))
    hands.key(Qt.Key.Key_Return)
    assert taken(hands) == []
    hands.key("1")
    assert taken(hands) == ["United Nations"]


@pytest.mark.parametrize(("key", "name"), [("1", "United Nations"), ("2", "Ada Lin"), ("4", "Anna Crowe")])
def test_a_digit_takes_a_row(asked, key: str, name: str) -> None:
    asked.key(key)
    assert taken(asked) == [name]
    assert not asked.named("Speaker", QLineEdit).isVisible()


def test_a_digit_of_any_script_takes_a_row(asked) -> None:
    field = QApplication.focusWidget()
    QApplication.sendEvent(
        field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "٢")
    )
    assert taken(asked) == ["Ada Lin"]


def test_a_digit_without_a_row_means_nothing(asked) -> None:
    for key in ("5", "9", "0"):
        asked.key(key)
    assert asked.said == []
    assert asked.named("Speaker", QLineEdit).text() == ""


def test_a_digit_after_a_letter_or_a_blank_is_typed(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "u2")
    assert asked.named("Speaker", QLineEdit).text() == "u2"
    asked.named("Speaker", QLineEdit).clear()
    QTest.keyClicks(QApplication.focusWidget(), " 7 News")
    asked.key(Qt.Key.Key_Return)
    assert taken(asked) == ["7 News"]


def test_no_more_than_nine_rows_have_a_digit(hands) -> None:
    everyone = SpeakersByName(Speaker(name=f"Somebody {number:02}") for number in range(30))
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.view.ask_speaker(claim.id, SpeakerChoices(everyone=everyone))
    assert [row.rpartition(": ")[2] for row in rows(hands)][:11] == [*(f"key {n}" for n in range(1, 10)), "", ""]
    hands.key("9")
    assert taken(hands) == ["Somebody 08"]


def test_typing_finds_and_arrows_choose(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "a")
    asked.key(Qt.Key.Key_Down)
    asked.key(Qt.Key.Key_Return)
    assert taken(asked) == ["Andrew A. Croft"]


def test_a_new_name_makes_a_new_speaker(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "  Jo   Smith ")
    asked.key(Qt.Key.Key_Return)
    ((_, claim, choice),) = asked.said
    assert (claim, choice.speaker.name, choice.is_new) == (asked.claim, "Jo Smith", True)


def test_escape_leaves_without(asked) -> None:
    QTest.keyClicks(QApplication.focusWidget(), "cro")
    asked.key(Qt.Key.Key_Escape)
    assert asked.said == []
    assert QApplication.focusWidget() is asked.view.page
    asked.view.ask_speaker(asked.claim, SHE_SAID_IT)
    asked.key(Qt.Key.Key_Return)
    assert taken(asked) == ["United Nations"]


def test_a_click_on_the_text_leaves_without(asked) -> None:
    asked.click("Tuesday")
    assert not asked.named("Speaker", QLineEdit).isVisible()
    assert asked.said == []


def test_a_click_on_a_row_takes_it(asked) -> None:
    choices = asked.named("Speakers to choose from")
    place = choices.visualRect(choices.model().index(2, 0)).center()
    QTest.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert taken(asked) == ["Andrew A. Croft"]


def test_label_keys_are_letters_in_the_field(asked) -> None:
    asked.key("c")
    assert asked.named("Speaker", QLineEdit).text() == "c"
    assert asked.said == []


@pytest.mark.parametrize("name", ["<b>Ada</b><br><img src=x>", "&amp; Sons", "Two\nlines\tand a tab"])
def test_a_name_is_plain_text_in_one_line(hands, name: str) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    choice = Choice(Speaker(name=name), is_new=True, reason="said", words=name)
    hands.view.ask_speaker(claim.id, SpeakerChoices([choice]))
    plain = " ".join(name.split())
    assert rows(hands) == [f"New: “{plain}”: “{plain}”, by the rules, key 1"]


@pytest.mark.parametrize(
    "name", ["Ada Lin", "The Right Honourable " * 8, "أحمد أبو الغيط", "汎用人工知能研究所", "Wolfeschlegelstein" * 6]
)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_row_keeps_name_reason_and_key_apart(hands, name: str, mode: theme.Mode) -> None:
    theme.apply(QApplication.instance(), mode)
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    reason = Choice(Speaker(name=name, hue=3), reason="follows", words="the secretary general")
    hands.view.ask_speaker(claim.id, SpeakerChoices([reason, Choice(UN, reason="last")], EVERYONE))
    # Dot, name, reason, key: what is shortened leaves room between them.
    assert len(_apart(hands, 0)) == 4
    assert len(_apart(hands, 1)) == 4
    assert len(_apart(hands, 3)) == 3  # nothing is known of Anna Crowe


def _apart(hands, row: int) -> list[int]:
    """The widths of what is painted in a row, where at least 7 pixels are between two of them."""
    choices = hands.named("Speakers to choose from")
    picture = choices.viewport().grab().toImage()
    box = choices.visualRect(choices.model().index(row, 0)).adjusted(6, 5, -6, -5)
    ground = picture.pixel(box.left(), box.top())
    marked = [
        x for x in range(box.left(), box.right())
        if any(picture.pixel(x, y) != ground for y in range(box.top(), box.bottom()))
    ]  # fmt: skip
    parts: list[list[int]] = []
    for x in marked:
        if parts and x - parts[-1][-1] <= 7:
            parts[-1].append(x)
        else:
            parts.append([x])
    return [part[-1] - part[0] for part in parts]


@pytest.mark.parametrize("height", [300, 420, 700])
def test_what_is_asked_about_stays_to_be_seen(make_hands, height: int) -> None:
    hands = make_hands(size=(520, height))
    everyone = SpeakersByName(Speaker(name=f"Somebody {number:02}") for number in range(30))
    for words in ("bridge is safe", "next week, she added", "Nobody knows"):
        claim = hands.annotation("Claim", words.replace("next", "𝒏ext"))
        hands.show(claim)
        hands.view.ask_speaker(claim.id, SpeakerChoices(everyone=everyone))
        card = hands.named("Speaker", QLineEdit).parentWidget().geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        for rect in hands.view.page.rects(claim.fragments[0]):
            assert not card.intersects(rect.toRect())
