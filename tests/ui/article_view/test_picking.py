"""Annotations on the page: seeing them, picking them, changing their shape."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.model.records import Attribution, Source, Speaker
from desktop.model.text import Fragment
from ui.article_view import lanes
from ui.base import theme

SHIFT = Qt.KeyboardModifier.ShiftModifier
MAYOR = Speaker(name="Ann Mayor", hue=0)
UNION = Speaker(name="Union", hue=1)


def test_a_click_picks_the_innermost_and_then_the_next(hands) -> None:
    outer = hands.annotation("Claim", "The bridge is safe, the mayor said on Tuesday")
    middle = hands.annotation("Claim", "bridge is safe")
    inner = hands.annotation("Speaker", "is")
    hands.show(outer, middle, inner)
    picked = []
    for _ in range(4):
        hands.click("is safe"[:2])
        picked.append(hands.view.selected)
    assert picked == [inner.id, middle.id, outer.id, inner.id]


def test_a_click_beside_the_marks_clears(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.click("is safe")
    hands.click("Tuesday")
    assert hands.view.selected is None
    hands.click("is safe")
    place = QPointF(hands.place(hands.of("the council").start)).toPoint()
    place.setX(hands.view.page.viewport().width() - 2)
    QTest.mouseClick(hands.view.page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert hands.view.selected is None
    assert hands.said == [("selected_changed", claim.id), ("selected_changed", "")] * 2


def test_each_part_of_a_split_claim_picks_it(hands) -> None:
    claim = hands.annotation("Claim", "“Over the years,”", "“we have seen many such bridges.”")
    hands.show(claim)
    hands.click("Over the years")
    assert hands.view.selected == claim.id
    hands.click("she said,")
    assert hands.view.selected is None
    hands.click("many such")
    assert hands.view.selected == claim.id


def test_a_double_click_opens_what_the_first_click_picked(hands) -> None:
    outer = hands.annotation("Claim", "The bridge is safe, the mayor said")
    inner = hands.annotation("Claim", "bridge is safe")
    hands.show(outer, inner)
    for _ in range(2):  # the second time it is selected already, and stays so
        hands.view.page._gestures._third_click.stop()  # as when a person waits a moment
        hands.double_click("is safe")
        assert hands.said[-1] == ("opened", inner.id)
        assert hands.view.selected == inner.id
        assert hands.view.selection == ()


def test_enter_goes_to_the_selected(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.key(Qt.Key.Key_Return)
    assert hands.said == []
    hands.click("is safe")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Enter)
    assert hands.said[1:] == [("entered", claim.id)] * 2


def test_steps_go_through_the_annotations(hands) -> None:
    first = hands.annotation("Claim", "bridge is safe")
    second = hands.annotation("Claim", "what the bridge has cost")
    hands.show(first, second)
    visited = []
    for by in (1, 1, -1):
        hands.view.page.caret.step(by)
        visited.append(hands.view.selected)
    assert visited == [first.id, second.id, first.id]
    assert hands.view.page.caret.point == first.start


def test_a_step_scrolls_to_what_is_out_of_sight(make_hands) -> None:
    hands = make_hands("\n\n".join(f"Paragraph {number} has its words." for number in range(200)), title="")
    far = hands.annotation("Claim", "Paragraph 150 has")
    hands.show(far)
    hands.view.page.caret.step(1)
    assert hands.view.selected == far.id
    assert hands.view.page.rects(far.fragments[0])


def test_tab_leaves_the_text(hands) -> None:
    hands.show(hands.annotation("Claim", "bridge is safe"))
    beside = QPushButton(hands.view)
    beside.show()
    hands.key(Qt.Key.Key_Tab)
    assert hands.view.selected is None
    assert QApplication.focusWidget() is not hands.view.page


@pytest.fixture
def slowly(qapp: QApplication) -> Iterator[None]:
    """Clicks belong together however long the machine takes for them."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(60_000)
    yield
    qapp.setDoubleClickInterval(before)


@pytest.mark.usefixtures("slowly")
def test_a_triple_click_takes_the_quotation_or_else_the_sentence(hands) -> None:
    hands.show(hands.annotation("Claim", "bridge is safe"))
    text, port = hands.text, hands.view.page.viewport()
    segments = hands.view.page.caret.segments
    for words in ("bridge is safe", "It will open"):
        hands.view.page._gestures._third_click.stop()  # as when a person waits a moment
        hands.double_click(words)
        (start, end) = hands.of(words)
        middle = (start + end) // 2
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=hands.place(middle))
        wanted = segments.quotation(middle, middle) or segments.sentence(middle, middle)
        assert hands.view.selection == (wanted,), text[slice(*wanted)]


def test_shift_and_a_double_click_take_a_word_of_an_annotation(hands) -> None:
    hands.show(hands.annotation("Claim", "bridge is safe"))
    port, (start, _) = hands.view.page.viewport(), hands.of("bridge is safe")
    shift, place = Qt.KeyboardModifier.ShiftModifier, hands.place(start + 2)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, shift, place)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, shift, place)
    assert hands.view.selection == (Fragment(start, start + len("bridge")),)


def test_the_whole_bar_of_a_handle_grips(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.click("is safe")
    page = hands.view.page
    start, end = page.marks.handles(page.visible_text())
    for handle, down in ((start, 1), (end, -1)):
        for share in (0.1, 0.5, 0.9):
            place = QPointF(handle.point.x() - 3 * handle.inward, handle.point.y() + down * share * handle.height)
            assert page.handle_at(place) == handle
            QTest.mouseMove(page.viewport(), place.toPoint())
            assert page.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
        assert page.handle_at(QPointF(handle.point.x() + 12 * handle.inward, handle.point.y() + down * 9)) is None


def test_a_handle_is_dragged(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe", "It will open")
    hands.show(claim)
    hands.view.select(claim.id)
    page = hands.view.page
    start, end = [handle for handle in page.marks.handles(page.visible_text()) if handle.part == 0]
    assert (start.at_start, end.at_start) == (True, False)
    target = hands.of("mayor")
    hands.drag(end.point.toPoint(), hands.place(target.end - 2))
    whole = hands.of("bridge is safe, the mayor")
    assert hands.said[-1] == ("reshaped", claim.id, (whole, hands.of("It will open")))
    assert page.marks.reshaped is None


def test_a_start_handle_is_dragged_without_the_snap(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.view.select(claim.id)
    page = hands.view.page
    handle = page.marks.handles(page.visible_text())[0]
    within = hands.of("dge is safe")
    hands.drag(handle.point.toPoint(), hands.place(within.start), SHIFT)
    (name, id, (part,)) = hands.said[-1]
    assert (name, id) == ("reshaped", claim.id)
    assert abs(part.start - within.start) <= 1
    assert part.end == within.end


def test_a_handle_put_back_changes_nothing(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim)
    hands.view.select(claim.id)
    hands.said.clear()
    page = hands.view.page
    handle = page.marks.handles(page.visible_text())[1]
    hands.drag(handle.point.toPoint(), handle.point.toPoint())
    assert hands.said == []


def test_a_bar_in_the_lane_picks_its_claim(hands) -> None:
    outer = hands.annotation("Claim", "The bridge is safe, the mayor said on Tuesday")
    inner = hands.annotation("Claim", "bridge is safe")
    hands.show(outer, inner)
    lane = hands.named("Claims beside the text")
    bars = lane.bars(hands.view.page.visible_text())
    assert [bar.rank for bar in bars] == [0, 1]
    for bar in bars:
        place = QPointF(lanes.x_of(bar.rank), (bar.top + bar.bottom) / 2).toPoint()
        QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=place)
        assert hands.view.selected == bar.annotation.id


def color_below(hands, words: str) -> QColor:
    """The page's colour above the first letter of these words."""
    (rect,) = hands.view.page.rects(hands.of(words))
    return hands.view.page.viewport().grab().toImage().pixelColor(round(rect.left()) + 2, round(rect.top()) + 4)


def test_a_claim_is_tinted_in_its_speakers_hue(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim, sources={claim.id: MAYOR})
    page, pale = QColor("#FFFFFF"), color_below(hands, "bridge is safe")
    assert pale != page
    assert pale.blue() > pale.red()
    hands.view.highlight_speaker(UNION.id)
    assert color_below(hands, "bridge is safe").red() > pale.red()
    hands.view.highlight_speaker(MAYOR.id)
    assert color_below(hands, "bridge is safe").red() < pale.red()


def tints(hands, words: str) -> list[str]:
    """The colours below these words, from the top of their line to its bottom."""
    picture = hands.view.page.viewport().grab().toImage()
    rect = hands.view.page.rects(hands.of(words))[0]
    x = round(rect.left()) - 2  # within the blank before
    column = [picture.pixelColor(x, y).name() for y in range(round(rect.top()) + 1, round(rect.bottom()) - 1)]
    return [tint for place, tint in enumerate(column) if place == 0 or tint != column[place - 1]]


def over_page(hue: int) -> str:
    look = theme.current()
    share, color = look.fill, theme.speaker_color(hue)
    pairs = zip(color.getRgbF()[:3], look.page.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(over * share + under * (1 - share) for over, under in pairs)).name()


def is_like(one: str, other: str) -> bool:
    pairs = zip(QColor(one).getRgb(), QColor(other).getRgb(), strict=True)
    return all(abs(a - b) <= 2 for a, b in pairs)


def test_a_claim_in_another_has_its_own_colour_and_the_outer_stands_out_of_it(hands) -> None:
    outer = hands.annotation("Claim", "The bridge is safe, the mayor said")
    inner = hands.annotation("Claim", "bridge is safe")
    hands.show(outer, inner, sources={outer.id: MAYOR, inner.id: UNION})
    found = tints(hands, "is safe")
    assert len(found) == 3  # and none is a mixture
    expected = [over_page(hue.hue) for hue in (MAYOR, UNION, MAYOR)]
    assert all(map(is_like, found, expected)), (found, expected)


def test_a_joint_claim_has_the_colours_of_all_who_made_it(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim, sources={claim.id: MAYOR})
    both = (Source(MAYOR.id), Source(UNION.id))
    joint = Attribution(claim=claim.id, article=hands.article.id, sources=both)
    hands.change(attributions={claim.id: joint}, speakers=[MAYOR, UNION])
    found = tints(hands, "is safe")
    assert len(found) == 2
    assert all(map(is_like, found, [over_page(MAYOR.hue), over_page(UNION.hue)]))


def test_touching_claims_of_one_speaker_have_an_edge(hands) -> None:
    first, second = hands.annotation("Claim", "The bridge "), hands.annotation("Claim", "is safe")

    def colours_where_they_meet() -> int:
        picture = hands.view.page.viewport().grab().toImage()
        rect = hands.view.page.rects(hands.of("is safe"))[0]
        y = round(rect.top()) + 2
        return len({picture.pixelColor(x, y).name() for x in range(round(rect.left()) - 3, round(rect.left()) + 4)})

    hands.show(first, second, sources={first.id: MAYOR, second.id: MAYOR})
    assert colours_where_they_meet() >= 2
    hands.change(removed=[second.id], changed=[replace(first, fragments=(hands.of("The bridge is safe"),))])
    assert colours_where_they_meet() == 1


def test_suggestions_have_no_fill(hands) -> None:
    hands.show(hands.annotation("Claim", "bridge is safe", status="suggested"))
    assert color_below(hands, "is safe") == QColor("#FFFFFF")


def test_search_hits_are_marked(hands) -> None:
    hands.view.mark_search([hands.of("Tuesday")])
    assert color_below(hands, "Tuesday") == theme.current().search
    hands.view.mark_search([])
    assert color_below(hands, "Tuesday") == QColor("#FFFFFF")


def test_colour_by_label(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim, sources={claim.id: UNION})
    by_speaker = color_below(hands, "is safe")
    hands.view.set_colour_by("label")
    assert color_below(hands, "is safe") != by_speaker


def test_colour_by_annotator(hands) -> None:
    mine = replace(hands.annotation("Claim", "bridge is safe"), annotator="Ann")
    theirs = replace(hands.annotation("Claim", "the mayor"), annotator="Ben")
    hands.view.show_annotators({"Ann": 0, "Ben": 1})
    hands.show(mine, theirs)
    hands.view.set_colour_by("annotator")
    colors = hands.view.page.marks.colors
    assert (colors(mine), colors(theirs)) == ((theme.speaker_color(0),), (theme.speaker_color(1),))
    assert color_below(hands, "is safe") != color_below(hands, "the mayor")


def test_colour_by_answer(hands) -> None:
    direct = hands.annotation("Claim", "bridge is safe")
    unanswered = replace(hands.annotation("Claim", "the mayor"), attributes={})
    direct = replace(direct, attributes={"quotation": "indirect"})
    hands.show(direct, unanswered)
    hands.view.set_colour_by("attribute")
    colors = hands.view.page.marks.colors
    assert (colors(direct), colors(unanswered)) == ((theme.speaker_color(1),), (theme.current().no_speaker,))
    assert color_below(hands, "is safe") != color_below(hands, "the mayor")


def test_the_theme_changes_live(hands) -> None:
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim, sources={claim.id: MAYOR})
    theme.apply(QApplication.instance(), "dark")
    assert color_below(hands, "Tuesday") == QColor("#17191C")
    assert color_below(hands, "is safe").lightness() < 100
    theme.apply(QApplication.instance(), "light")
    assert color_below(hands, "Tuesday") == QColor("#FFFFFF")


def test_a_change_draws_what_drawing_all_anew_would(hands) -> None:
    hands.view.page.clearFocus()  # no text cursor that blinks
    claim = hands.annotation("Claim", "The bridge is safe")
    cue, mention = hands.annotation("Cue", "said on"), hands.annotation("Speaker", "the mayor")
    other = hands.annotation("Other", "Tuesday")
    long = hands.annotation("Claim", "“Over the years,” she said, “we have seen many such bridges.”\n\nWhat it cost")

    def attributed(*sources: Source, cues: tuple[str, ...] = ()) -> dict[str, Attribution | None]:
        return {claim.id: Attribution(claim=claim.id, article=hands.article.id, sources=sources, cues=cues)}

    changes: list[dict[str, object]] = [
        {"changed": [claim, cue, long]},
        {"attributions": attributed(Source(MAYOR.id), cues=(cue.id,)), "speakers": [MAYOR, UNION]},
        {"changed": [mention]},
        {"attributions": attributed(Source(None, mention.id), cues=(cue.id,))},
        {"changed": [replace(mention, speaker=UNION.id)]},
        {"changed": [replace(claim, fragments=(hands.of("will open"), hands.of("Nobody knows")))]},
        {"changed": [replace(long, status="suggested"), other]},
        {"attributions": attributed()},
        {"changed": [replace(other, label="Cue")], "removed": [claim.id]},
        {"speakers": [replace(UNION, hue=5)]},
        {"changed": [replace(long, status="rejected")], "attributions": {claim.id: None}},
    ]
    pictures = set()
    for number, change in enumerate(changes):
        hands.change(**change)
        hands.view.select((claim.id, long.id, None)[number % 3])
        changed = hands.view.page.grab().toImage()
        hands.view.page.marks.refresh()
        hands.view.page.viewport().update()
        assert changed == hands.view.page.grab().toImage(), number
        pictures.add(bytes(changed.constBits()))
    assert len(pictures) > 8
