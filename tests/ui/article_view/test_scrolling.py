"""Scrolling moves pixels and draws the rest: what is then on the screen is what would be drawn afresh."""

import random

import pytest
from PySide6.QtWidgets import QApplication

from desktop.model.records import Speaker
from tests.ui.pictures import expect_as_drawn_afresh
from ui.base import theme

WORDS = "The minister said that the bridge is safe, and that it will stay so for years to come. " * 5
TEXT = "\n\n".join(f"{number}. {WORDS}" for number in range(40))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_scrolling_leaves_is_what_would_be_drawn(make_hands, mode: str) -> None:
    hands = make_hands(TEXT, title="", size=(700, 400))
    theme.apply(QApplication.instance(), mode)
    whole = f"3. {WORDS}\n\n4. {WORDS}\n\n5. {WORDS}"
    long = hands.annotation("Claim", whole)
    suggested = hands.annotation("Claim", f"4. {WORDS}\n\n5. {WORDS}", status="suggested")
    short = [hands.annotation("Claim", f"{number}. The minister said") for number in range(40)]
    mentions = [hands.annotation("Speaker", f"{number}. The minister") for number in range(40)]
    hands.show(long, suggested, *short, *mentions, sources={long.id: Speaker(name="Ann Mayor", hue=3)})
    view, bar, chance = hands.view, hands.view.page.verticalScrollBar(), random.Random(5)
    view.page.setCursorWidth(0)  # it blinks
    bar.setValue(6)
    for _ in range(60):
        bar.setValue(bar.value() + chance.choice((1, 3, 3, -2, 8, -7)))
        expect_as_drawn_afresh(view)


def test_two_claims_that_begin_on_one_line_are_both_signed(hands) -> None:
    first, second = hands.annotation("Claim", "The bridge"), hands.annotation("Claim", "the mayor said")
    hands.show(first, second)
    lane = hands.named("Claims beside the text")
    bars = lane.bars(hands.view.page.visible_text())
    assert bars[0].top == bars[1].top
    signs = lane.signs(bars)
    assert [sign.claim for sign in signs] == [first.id, second.id]
    assert not signs[0].room.intersects(signs[1].room)


def test_a_claim_that_begins_above_the_screen_is_signed_at_its_top_until_it_ends(make_hands) -> None:
    hands = make_hands(TEXT, title="", size=(700, 400))
    claim = hands.annotation("Claim", f"3. {WORDS}\n\n4. {WORDS}")
    hands.show(claim)
    page, lane = hands.view.page, hands.named("Claims beside the text")
    seen = []
    for line in range(30):
        page.verticalScrollBar().setValue(12 + line)
        QApplication.processEvents()
        seen.append([sign.top for sign in lane.signs(lane.bars(page.visible_text()))])
    tops = [tops[0] if tops else None for tops in seen]
    assert tops[0] > 2.0
    assert tops[-1] is None
    assert tops.count(2.0) > 5
