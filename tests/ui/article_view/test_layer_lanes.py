"""Others' layers beside the text: a lane each, whose claims are looked at and not changed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.model import codebook
from desktop.model.article import OpenArticle
from desktop.model.codebook import QUOTATION
from desktop.model.layers import Beside
from desktop.model.records import Annotation, Annotator, Attribution, Source, Speaker
from tests.ui.article_view.conftest import Hands
from ui.article_view.layer_card import LayerCard
from ui.article_view.layer_lane import HEAD, LEAST, LayerHead, LayerLane
from ui.base import theme

MAYOR = Speaker(id="mayor", name="The mayor", hue=0)
WORDS = ("we have seen many such bridges", "The bridge is safe", "Nobody knows")
STEPS = (*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End)


def layer(hands: Hands, name: str, hue: int, *claims: Annotation) -> Beside:
    """What somebody marked of the article, all of it said by the mayor."""
    said = {
        one.id: Attribution(claim=one.id, article=hands.article.id, sources=(Source(MAYOR.id),))
        for one in claims
        if one.label == "Claim"
    }
    article = OpenArticle(hands.article, hands.text, codebook.default(), claims, said, {MAYOR.id: MAYOR})
    article.hide_suggestions(True)
    return Beside(Annotator(id=name, name=name, hue=hue), article)


@pytest.fixture
def two(hands: Hands) -> list[LayerLane]:
    """The lanes of Ben, who marked three claims, one of them as the user did, and of Cleo, who marked one."""
    hands.show(hands.annotation("Claim", WORDS[1]))
    ben = [hands.annotation("Claim", words, id=words, attributes={QUOTATION: "indirect"}) for words in WORDS]
    extra = (hands.annotation("Cue", "said", id="cue"), hands.annotation("Claim", "many", id="m", status="suggested"))
    hands.view.show_layers(
        [layer(hands, "Ben", 3, *ben, *extra), layer(hands, "Cleo", 5, hands.annotation("Claim", "many"))]
    )
    QApplication.processEvents()
    return sorted(hands.view.findChildren(LayerLane), key=lambda lane: lane.x())


def card(hands: Hands) -> LayerCard:
    (found,) = hands.view.findChildren(LayerCard)
    return found


def place_of(lane: LayerLane, claim: str, hands: Hands) -> QPoint:
    (bar,) = (bar for bar in lane.bars(hands.view.page.visible_text()) if bar.annotation.id == claim)
    return QPoint(round(bar.x), round((bar.top + bar.bottom) / 2))


def click(lane: LayerLane, claim: str, hands: Hands) -> None:
    QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=place_of(lane, claim, hands))


def test_each_layer_has_a_lane_left_of_one_s_own_with_its_name_above(hands: Hands, two: list[LayerLane]) -> None:
    ben, cleo = two
    assert [lane.accessibleName() for lane in two] == ["Layer of Ben", "Layer of Cleo"]
    assert [lane.accessibleDescription() for lane in two] == ["3 claims", "1 claim"]
    heads = sorted(hands.view.findChildren(LayerHead), key=lambda head: head.x())
    assert [(head.x(), head.width(), head.geometry().bottom() + 1) for head in heads] == [
        (lane.x(), lane.width(), lane.y()) for lane in two
    ]
    assert [head.accessibleName() for head in heads] == ["Layer of Ben: 3 claims", "Layer of Cleo: 1 claim"]
    assert "Layer of Ben" in heads[0].toolTip()
    own = hands.named("Claims beside the text")
    assert ben.geometry().right() < cleo.x()
    assert cleo.geometry().right() < own.x()
    assert own.y() == hands.view.page.viewport().y() == HEAD


def test_the_bars_are_beside_the_words_in_the_annotator_s_colour(hands: Hands, two: list[LayerLane]) -> None:
    ben, _ = two
    bars = ben.bars(hands.view.page.visible_text())
    assert [bar.annotation.id for bar in bars] == [
        "The bridge is safe",
        "we have seen many such bridges",
        "Nobody knows",
    ]
    picture = ben.grab().toImage()
    for bar in bars:
        (rect, *_) = hands.view.page.rects(bar.annotation.fragments[0])
        assert bar.top - 5 <= rect.center().y() <= bar.bottom + 5
        at = QPoint(round(bar.x), round((bar.top + bar.bottom) / 2)) * picture.devicePixelRatio()
        assert picture.pixelColor(at).name() == theme.speaker_color(3).name()


def test_a_click_shows_what_the_claim_says_and_selects_nothing(hands: Hands, two: list[LayerLane]) -> None:
    ben, cleo = two
    click(ben, WORDS[0], hands)
    shown = card(hands)
    assert shown.isVisible()
    assert (shown.whose.text(), shown.words.text()) == ("Ben", WORDS[0])
    assert shown.what.text() == "Claim · The mayor · indirect"
    assert shown.accessibleName() == "Claim of Ben"
    assert WORDS[0] in shown.accessibleDescription()
    assert hands.view.selected is None
    assert hands.said == []
    assert hands.view.page.marks.framed is not None
    click(cleo, cleo.article.places.claims()[0].id, hands)
    assert (shown.isVisible(), shown.whose.text(), shown.words.text()) == (True, "Cleo", "many")
    assert ben.picked_claim == ""
    hands.click("Nobody knows")
    assert not shown.isVisible()
    assert hands.view.page.marks.framed is None


def test_what_can_be_done_with_one_s_own_claim_cannot_be_done_with_another_s(
    hands: Hands, two: list[LayerLane]
) -> None:
    ben, _ = two
    place = place_of(ben, WORDS[1], hands)
    menus: list[QPoint] = []
    hands.view.menu_wanted.connect(menus.append)
    QTest.mouseDClick(ben, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(ben, Qt.MouseButton.RightButton, pos=place)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_C, Qt.Key.Key_1):
        QTest.keyClick(ben, key)
    assert (hands.said, menus, hands.view.selected) == ([], [], None)
    assert card(hands).isVisible()


def test_the_keys_step_through_a_layer_s_claims(hands: Hands, two: list[LayerLane]) -> None:
    ben, _ = two
    without = ben.grab().toImage()
    ben.setFocus(Qt.FocusReason.TabFocusReason)
    assert ben.grab().toImage() != without, "where the keyboard is can be seen"
    seen = []
    for key in STEPS:
        QTest.keyClick(ben, key)
        seen.append(card(hands).words.text())
    assert seen == [WORDS[1], WORDS[0], WORDS[2], WORDS[2], WORDS[0], WORDS[1], WORDS[2]]
    QTest.keyClick(ben, Qt.Key.Key_Escape)
    assert not card(hands).isVisible()
    assert QApplication.focusWidget() is hands.view.page


def test_the_tip_says_whose_claim_it_is(hands: Hands, two: list[LayerLane]) -> None:
    ben, _ = two
    place = place_of(ben, WORDS[1], hands)
    QApplication.sendEvent(ben, QHelpEvent(QEvent.Type.ToolTip, place, ben.mapToGlobal(place)))
    assert "Ben: Claim · The mayor · indirect" in QToolTip.text()


def test_a_claim_that_changes_while_it_is_looked_at_is_followed(hands: Hands, two: list[LayerLane]) -> None:
    ben, _ = two
    click(ben, WORDS[1], hands)
    wider = hands.annotation("Claim", "The bridge is safe, the mayor", id=WORDS[1])
    hands.view.show_layers([layer(hands, "Ben", 3, wider), two[1].layer])
    assert card(hands).words.text() == "The bridge is safe, the mayor"
    hands.view.show_layers([layer(hands, "Ben", 3), two[1].layer])
    assert not card(hands).isVisible()


def test_without_layers_the_text_has_all_the_room_again(hands: Hands, two: list[LayerLane]) -> None:
    with_lanes = hands.view.least_width
    hands.view.show_layers([])
    QApplication.processEvents()
    assert hands.view.findChildren(LayerLane) == [] or not any(one.isVisible() for one in two)
    assert hands.view.page.viewport().y() == 0
    assert hands.view.least_width == with_lanes - 2 * LEAST


@pytest.mark.parametrize("width", [600, 1400])
def test_four_lanes_leave_room_for_the_text_and_scroll_with_it(make_hands: Callable[..., Hands], width: int) -> None:
    hands = make_hands("One claim here.\n\n" * 120, size=(width, 500))
    claims = [Annotation(article=hands.article.id, label="Claim", fragments=(hands.of("One claim"),), id="first")]
    hands.view.show_layers([layer(hands, name, hue, *claims) for hue, name in enumerate(("Ann", "Ben", "Cy", "Di"))])
    QApplication.processEvents()
    lanes = sorted(hands.view.findChildren(LayerLane), key=lambda lane: lane.x())
    assert lanes[0].x() >= 0
    assert all(lane.width() >= LEAST for lane in lanes)
    assert all(lane.bars(hands.view.page.visible_text()) for lane in lanes)
    click(lanes[2], "first", hands)
    hands.view.page.scroll_to(1500)
    QApplication.processEvents()
    assert [lane.bars(hands.view.page.visible_text()) for lane in lanes] == [[]] * 4
    QTest.keyClick(lanes[2], Qt.Key.Key_Up)
    assert hands.view.page.rects(claims[0].fragments[0]), "the claim that is looked at is brought to the screen"
