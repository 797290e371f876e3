"""Text that is read from the right, alone and among words that are read from the left.

What Qt itself draws as selected is the measure of where characters are.
"""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtTest import QTest

from desktop.model.text import Fragment, OffsetMap
from desktop.model.words import character_at
from tests.ui.article_view.conftest import Hands
from tests.ui.pictures import on_screen
from ui.article_view.paragraph import Paragraph
from ui.base import theme

ARABIC = "قال الوزير إن السد آمن اليوم"
HEBREW = "שר האוצר אמר כי המס ירד"
LINES = {
    "Arabic": ARABIC,
    "Hebrew": HEBREW,
    "an English name in Arabic": "قال John Smith إن السد آمن",
    "Hebrew in English": "He said שר האוצר אמר and left",
    "numbers in Hebrew": "בשנת 2026 ירד המס ב-15 אחוז",
    "marks and emoji": "قال: «السد 😀 آمن» (NATO)!",
    "Hebrew with its vowels": "שָׁלוֹם עֲלֵיכֶם אָמַר הַשָּׂר",
    "Arabic with its vowels": "قَالَ الوَزِيرُ إنَّ السَّدَّ آمِنٌ",
}
SPANS = 6  # every how many-th pair of places is tried


@pytest.fixture(autouse=True)
def _face(faces: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "READING_FACES", ["Source Serif Pro", "Test Fallback"])


def selected_columns(paragraph: Paragraph, start: int, end: int, width: int) -> set[int]:
    """The columns of pixels that Qt paints when it draws start..end of a paragraph's one line as selected."""
    picture = QImage(width, int(paragraph.height), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, end - start, QTextCharFormat()
    span.format.setBackground(QBrush(QColor("red")))
    span.format.setForeground(QBrush(Qt.GlobalColor.transparent))
    line = paragraph.lines[0]
    with QPainter(picture) as painter:
        painter.setPen(Qt.GlobalColor.transparent)
        paragraph._block.layout().draw(painter, QPointF(0, 0), [span], QRectF(picture.rect()))
    y = int(line.baseline) - 3
    return {x for x in range(width) if QColor(picture.pixel(x, y)).red() > 200 > QColor(picture.pixel(x, y)).green()}


def is_tint(color: QColor) -> bool:
    """Whether it is of the selection, which is blue; ink is grey."""
    return color.blue() - color.red() > 12


def paragraph_of(hands: Hands, words: str) -> tuple[float, Paragraph]:
    """Where the paragraph of these words is."""
    start = hands.view.page.reading.display.start(hands.text.index(words))
    return next(pair for pair in hands.view.page.visible_text().paragraphs if pair[1].start == start)


@pytest.mark.parametrize("name", LINES)
def test_a_range_is_where_qt_draws_it(make_hands, name: str) -> None:
    words = LINES[name]
    hands = make_hands(f"Nothing\n\n{words}.\n\nThe end.", title="", size=(760, 420))
    _, paragraph = paragraph_of(hands, words)
    offsets = OffsetMap(words)
    places = sorted({offsets.to_utf16(end) for point in range(len(words)) for end in character_at(words, point)})
    for start, end in list(combinations(places, 2))[::SPANS]:
        pieces = list(paragraph.pieces(paragraph.start + start, paragraph.start + end))
        ours = {x for piece in pieces for x in range(round(piece.left), round(piece.right))}
        theirs = selected_columns(paragraph, start, end, 760)
        stray = {x for x in ours ^ theirs if not {x - 1, x, x + 1} & (ours & theirs)}
        assert not stray, (start, end)
        assert sum(piece.begins_at is not None for piece in pieces) == 1, (start, end)
        assert sum(piece.ends_at is not None for piece in pieces) == 1, (start, end)


@pytest.mark.parametrize("name", LINES)
def test_a_range_that_wraps_has_one_beginning_and_one_end(make_hands, name: str) -> None:
    words = " ".join([LINES[name]] * 6)
    hands = make_hands(f"Nothing\n\n{words}.\n\nThe end.", title="", size=(520, 620))
    _, paragraph = paragraph_of(hands, words)
    assert len(paragraph.lines) > 1
    offsets = OffsetMap(words)
    blanks = [0, *(place + 1 for place, letter in enumerate(words) if letter == " ")]
    for first, last in list(combinations(blanks, 2))[::SPANS]:
        start, end = offsets.to_utf16(first), offsets.to_utf16(last - 1)
        pieces = list(paragraph.pieces(paragraph.start + start, paragraph.start + end))
        assert sum(piece.begins_at is not None for piece in pieces) == 1
        assert sum(piece.ends_at is not None for piece in pieces) == 1
        assert {piece.line.start for piece in pieces} == {
            line.start for line in paragraph.lines if line.start < end and line.end > start
        }


def test_a_tab_leaves_no_hole(make_hands) -> None:
    words = "קרא\tספר\tאתמול"
    hands = make_hands(f"Nothing\n\n{words}.\n\nThe end.", title="", size=(760, 420))
    assert len(hands.view.page.rects(hands.of(words))) == 1


@pytest.mark.parametrize("name", LINES)
def test_what_is_under_the_pointer_is_what_is_drawn_there(make_hands, name: str) -> None:
    words = LINES[name]
    hands = make_hands(f"Nothing\n\n{words}.\n\nThe end.", title="", size=(760, 420))
    page, begin = hands.view.page, hands.text.index(words)
    for point in range(begin, begin + len(words)):
        for rect in page.rects(Fragment(point, point + 1)):
            under = page.point_at(rect.center())
            assert under is not None
            assert any(one.contains(rect.center()) for one in page.rects(Fragment(under, under + 1)))


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_dragging_over_half_a_line_marks_that_half(make_hands, words: str) -> None:
    hands = make_hands(f"Nothing\n\n{words}.\n\nThe end.", title="", size=(760, 420))
    first = words.split(" ", 2)[0] + " " + words.split(" ", 2)[1]
    hands.drag_over(first)
    page = hands.view.page
    assert hands.text[slice(*page.selection)] == first
    (rect,) = page.rects(page.selection)
    top, paragraph = paragraph_of(hands, words)
    assert rect.right() == pytest.approx(paragraph.lines[0].right, abs=1)  # its beginning, at the right
    assert rect.left() > paragraph.lines[0].left + 40
    page.setCursorWidth(0)
    QTest.qWait(30)
    picture, left = on_screen(hands.view), page.viewport().x()
    row = int(top + paragraph.lines[0].top) + 3
    tinted = [x for x in range(page.viewport().width()) if is_tint(picture.pixelColor(left + x, row))]
    assert tinted[0] == pytest.approx(rect.left(), abs=4)
    assert tinted[-1] == pytest.approx(rect.right(), abs=4)


def test_handles_stand_where_the_claim_begins_and_ends(make_hands) -> None:
    hands = make_hands(f"Nothing\n\n{ARABIC}.\n\nThe end.", title="", size=(760, 420))
    claim = hands.annotation("Claim", "الوزير إن السد")
    hands.show(claim)
    hands.view.select(claim.id)
    page = hands.view.page
    start, end = page.marks.handles(page.visible_text())
    (rect,) = page.rects(claim.fragments[0])
    assert (start.at_start, start.point.x()) == (True, pytest.approx(rect.right(), abs=1))
    assert (end.at_start, end.point.x()) == (False, pytest.approx(rect.left(), abs=1))
    target = page.rects(hands.of("آمن"))[0]
    hands.drag(end.point.toPoint(), QPointF(target.left() + 1, end.point.y()).toPoint())
    (said,) = [what for what in hands.said if what[0] == "reshaped"]
    assert hands.text[slice(*said[2][0])] == "الوزير إن السد آمن"


def test_paragraphs_stand_at_the_side_where_one_begins_to_read(make_hands) -> None:
    hands = make_hands(f"Nothing\n\n{ARABIC}.\n\nThe end.\n\nIt said «{HEBREW}».", title="", size=(760, 420))
    page = hands.view.page
    for words, from_right in ((ARABIC, True), ("The end.", False), ("It said", False)):
        line = paragraph_of(hands, words)[1].lines[0]
        column = page.reading.width + 8
        assert (line.right == pytest.approx(column, abs=1)) is from_right
        assert (line.left == pytest.approx(8, abs=1)) is not from_right
