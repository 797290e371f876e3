"""The page in several faces and sizes, with letters that another face has to help out with."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.model.records import Speaker
from tests.ui.article_view.conftest import Hands
from tests.ui.pictures import expect_as_drawn_afresh, on_screen
from ui.base import theme

SIZES = (13, 17, 26)
WORDS = "The minister said that the bridge is safe, and that it will stay so for years to come. " * 5
TEXT = "\n\n".join(f"{number}. {WORDS}" for number in range(20))


def colors_above(view: Hands, picture: QImage) -> set[str]:
    """The colours of the page and the lane above the first line."""
    page = view.view.page
    left, right = page.viewport().x() - 40, page.viewport().geometry().right()
    rows = range(int(page.visible_text().edge))
    return {QColor(picture.pixel(x, y)).name().upper() for y in rows for x in range(max(left, 0), right)}


@pytest.mark.parametrize("px", SIZES)
@pytest.mark.usefixtures("reading_face")
def test_nothing_is_drawn_above_the_first_line(make_hands, px: int) -> None:
    hands = make_hands(TEXT, title="", size=(760, 420))
    view, bar = hands.view, hands.view.page.verticalScrollBar()
    view.set_text_size(px)
    view.page.setCursorWidth(0)  # it blinks
    long = hands.annotation("Claim", f"3. {WORDS}\n\n4. {WORDS}\n\n5. {WORDS}")
    mentions = [hands.annotation("Speaker", f"{number}. The minister said that the bridge") for number in range(20)]
    hands.show(long, *mentions, sources={long.id: Speaker(name="Ann Mayor", hue=3)})
    view.select(long.id)
    slivers = 0
    for value in (7, 8, 9, 10, 14, 13, 12, 22, 21, 30, 29, 6):
        bar.setValue(value)
        expect_as_drawn_afresh(view)
        slivers += view.page.visible_text().edge >= 1
        assert colors_above(hands, on_screen(view)) <= {theme.current().page.name().upper()}
    assert slivers > 3


@pytest.mark.parametrize("px", SIZES)
@pytest.mark.usefixtures("reading_face")
def test_every_line_stands_on_a_whole_pixel(make_hands, px: int) -> None:
    hands = make_hands(TEXT, size=(760, 420))
    hands.view.set_text_size(px)
    for value in (0, 1, 5, 6, 12):
        hands.view.page.verticalScrollBar().setValue(value)
        for top, paragraph in hands.view.page.visible_text().paragraphs:
            assert [one % 1 for line in paragraph.lines for one in (top, line.top, line.baseline)] == [0] * (
                3 * len(paragraph.lines)
            )


@pytest.mark.parametrize("px", SIZES)
@pytest.mark.usefixtures("reading_face")
@pytest.mark.parametrize("letter", ["中", "א", "ж", "ก"])
def test_a_letter_of_another_face_moves_no_line(make_hands, px: int, letter: str) -> None:
    hands = make_hands(f"HHH HHH.\n\nHHH HHH {letter}.\n\nHHH HHH.", title="none", size=(760, 520))
    hands.view.set_text_size(px)
    hands.view.page.setCursorWidth(0)
    QApplication.processEvents()
    picture, page = on_screen(hands.view), hands.view.page
    heights = []
    for top, paragraph in page.visible_text().paragraphs:
        for line in paragraph.lines if paragraph.end > paragraph.start else ():
            left = page.viewport().x() + int(line.left)
            rows = range(int(top + line.top), int(top + line.bottom))
            dark = [y for y in rows if any(QColor(picture.pixel(left + x, y)).lightness() < 128 for x in range(px))]
            heights.append((dark[0] - rows[0], dark[-1] - rows[0]))
    assert len(heights) == 3
    assert len(set(heights)) == 1


@pytest.mark.parametrize("px", SIZES)
@pytest.mark.usefixtures("reading_face")
def test_between_two_lines_is_no_dead_strip(make_hands, px: int) -> None:
    hands = make_hands(TEXT, size=(760, 420))
    hands.view.set_text_size(px)
    page = hands.view.page
    ((top, paragraph),) = page.visible_text().paragraphs[:1]
    line = paragraph.lines[1]
    point = page.reading.display.point
    for y in range(int(top + line.top), int(top + line.bottom)):
        hands.drag(QPoint(220, y), QPoint(300, y))
        selected = page.selection
        assert selected is not None
        assert point(paragraph.start + line.start) < selected.start
        assert selected.end < point(paragraph.start + line.end)
