"""The page as a whole: its headline, its places, its size, and very many annotations."""

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from desktop.model.records import Annotation, Article, Attribution, Source, Speaker
from desktop.model.text import Fragment
from ui.article_view.lanes import initials, x_of
from ui.article_view.view import facts
from ui.base.dates import shown_date

MANY = 10_000


def test_an_empty_article_and_no_article_are_shown(make_hands) -> None:
    hands = make_hands("", title="")
    hands.show()
    hands.key(Qt.Key.Key_Tab)
    hands.view.grab()
    hands.view.clear()
    hands.view.grab()
    assert hands.view.selection == ()
    assert hands.view.selected is None
    assert not hands.view.page.isVisible()


def test_the_headline_of_the_text_is_not_repeated(hands, make_hands) -> None:
    assert hands.view.page.reading.title_is_text
    (title,) = hands.view.page.rects(hands.of("bridge\n"[:6]))
    (body,) = hands.view.page.rects(hands.of("safe"))
    assert title.height() > body.height()


def test_a_headline_that_the_text_lacks_is_above_it(make_hands) -> None:
    without = make_hands("First words.\n\nMore words.", title="A headline")
    assert not without.view.page.reading.title_is_text
    (rect,) = without.view.page.rects(without.of("First"))
    assert rect.top() > 100
    assert without.view.page.point_at(rect.center()) in range(5)


def test_a_headline_above_the_text_has_the_room_of_its_own_lines_whenever_the_column_is_told(make_hands) -> None:
    without = make_hands("First words.\n\nMore words.", title="A headline of rather many words, about the bridge")
    page = without.view.page
    reading, first = page.reading, page.document().firstBlock()
    wide, height = reading.width, reading.blockBoundingRect(first).height()
    reading.width = wide / 4
    assert reading.blockBoundingRect(first).height() > height
    reading.width = wide
    assert reading.blockBoundingRect(first).height() == height


def test_every_character_is_where_it_is_shown(hands) -> None:
    display = hands.view.page.reading.display
    for point, character in enumerate(hands.text):
        if character != "\n" and point + 1 < len(hands.text):
            rects = hands.view.page.rects(Fragment(point, point + 1))
            if rects:  # a blank where a line is wrapped has no room of its own
                assert hands.view.page.point_at(rects[0].center()) == point, (point, character, display.start(point))


def test_lines_are_moved_apart_also_after_a_resize(hands) -> None:
    for width in (820, 500, 1200):
        hands.view.resize(width, 700)
        QApplication.processEvents()
        hands.view.grab()
        for _, paragraph in hands.view.page.visible_text().paragraphs[2:]:
            for line, below in zip(paragraph.lines, paragraph.lines[1:], strict=False):
                assert below.top - line.top == 29
        page = hands.view.page
        for words in ("safe", "many such", "builders"):
            start = hands.of(words).start
            cursor = page.textCursor()
            cursor.setPosition(page.reading.display.start(start))
            page.setTextCursor(cursor)
            (rect,) = page.rects(Fragment(start, start + 1))
            assert abs(page.cursorRect().left() - rect.left()) <= 2
            assert rect.top() <= page.cursorRect().center().y() <= rect.bottom()


def test_the_column_is_centred_and_about_seventy_characters(make_hands) -> None:
    hands = make_hands("word " * 400, title="", size=(1400, 800))
    port = hands.view.page.viewport().geometry()
    assert abs(port.center().x() - hands.view.page.width() / 2) < 4
    line = hands.view.page.visible_text().paragraphs[0][1].lines[1]
    assert 60 <= line.end - line.start <= 85


def test_the_place_stays_when_the_text_grows(make_hands) -> None:
    hands = make_hands("\n\n".join(f"Paragraph {number} has its words. " * 6 for number in range(100)), title="")
    hands.view.page.scroll_to(hands.text.index("Paragraph 50"))
    QApplication.processEvents()
    before = hands.view.page.reading.display.point(hands.view.page.visible_text().start)
    hands.view.set_text_size(22)
    QApplication.processEvents()
    after = hands.view.page.reading.display.point(hands.view.page.visible_text().start)
    assert abs(after - before) < 250


def test_new_annotations_keep_place_and_selection(make_hands) -> None:
    hands = make_hands("\n\n".join(f"Paragraph {number} has its words." for number in range(200)), title="")
    first, second = hands.annotation("Claim", "Paragraph 100"), hands.annotation("Claim", "Paragraph 101")
    hands.show(first)
    hands.view.select(first.id, reveal=True)
    place = hands.view.page.verticalScrollBar().value()
    assert place > 0
    hands.change([second])
    assert (hands.view.page.verticalScrollBar().value(), hands.view.selected) == (place, first.id)
    hands.change(removed=[first.id])
    assert hands.view.selected is None
    assert hands.said[-1] == ("selected_changed", "")


def test_the_map_goes_there(make_hands) -> None:
    hands = make_hands("\n\n".join(f"Paragraph {number} has its words." for number in range(400)), title="")
    overview = hands.named("Map of the article")
    QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(5, overview.height() // 2))
    QApplication.processEvents()
    shown = hands.view.page.visible_text()
    assert shown.start < hands.text.index("Paragraph 200") < shown.end


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Andrew A. Croft", "AC"), ("UNESCO", "UN"), ("he", "HE"), ("“Sources”", "“S"), ("Jean-Luc", "JL"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_line_of_facts() -> None:
    article = Article(title="T", sha256="", length=2238, publisher="DVIDS", published="2017-11-06")
    assert facts(article) == f"DVIDS · {shown_date('2017-11-06')} · 2,238 characters"
    assert "2017" in shown_date("2017-11-06")
    assert shown_date("2017") == "2017"
    assert shown_date("spring") == "spring"
    assert facts(Article(title="T", sha256="", length=1)) == "1 character"
    arabic = Article(title="T", sha256="", length=1, publisher="رويترز", published="2017")
    assert facts(arabic) == "\u2068رويترز\u2069 · 2017 · 1 character"


def test_ten_thousand_annotations(make_hands) -> None:
    words = "The minister said that the bridge is safe, and that it will stay so for years to come. " * 3
    text = "\n\n".join(f"{number}. {words}" for number in range(2000))
    hands = make_hands(text, title="")
    chance, speaker = random.Random(7), Speaker(name="Ann Mayor", hue=3)
    annotations = []
    for number in range(MANY):
        start = chance.randrange(len(text) - 300)
        size = chance.choice((3, 12, 90, 250))
        annotations.append(
            Annotation(
                id=f"{number:05}",
                article=hands.article.id,
                label=chance.choice(("Claim", "Speaker", "Cue", "Other")),
                fragments=(Fragment(start, start + size),),
                status=chance.choice(("accepted", "accepted", "suggested")),
            )
        )
    annotations.append(Annotation(id="all", article="", label="Claim", fragments=(Fragment(0, len(text)),)))
    attributions = {
        one.id: Attribution(claim=one.id, article="", sources=(Source(speaker.id),))
        for one in annotations
        if one.label == "Claim"
    }
    hands.fill(annotations, attributions, [speaker])
    for place in (0, len(text) // 2, len(text) - 1):
        hands.view.page.scroll_to(place)
        QApplication.processEvents()
        hands.view.grab()
    last = hands.view.page.reading.display.point(hands.view.page.visible_text().end - 5)
    assert [one.id for one in hands.open.places.at(last)][-1] == "all"
    hands.change(removed=[f"{number:05}" for number in range(0, MANY, 2)])
    hands.view.grab()
    assert len(hands.open.annotations) == MANY // 2 + 1


@pytest.mark.parametrize(
    ("title", "text", "is_text", "shown"),
    [
        ("A headline", "A headline\n\nWords.", True, "A headline"),
        ("A headline - The Paper", "\nA headline\nWords.", True, "A headline - The Paper"),
        ("A headline", "Words.", False, "A headline"),
        ("Long words " * 10, "Long words " * 40, False, ""),
        ("", "Words.", False, ""),
        ("A headline", "", False, "A headline"),
    ],
)
def test_which_line_is_the_headline(make_hands, title: str, text: str, is_text: bool, shown: str) -> None:
    reading = make_hands(text, title=title).view.page.reading
    assert (reading.title_is_text, reading.title) == (is_text, shown)


def test_headings_are_short_lines_that_stand_alone_in_the_story(make_hands) -> None:
    story = "The tunnel will not be finished before the winter after next, the head of the port authority said."
    text = "\n\n".join(
        ["Tunnel late", "By Ann Other", story, "What it costs", story, "It ends here.", story, "The last words\n"]
    )
    hands = make_hands(text, title="Tunnel late")
    bold = []
    block = hands.view.page.document().firstBlock()
    while block.isValid():
        bold += [block.text() for span in block.layout().formats() if span.format.font().bold()]
        block = block.next()
    assert bold == ["Tunnel late", "What it costs"]


def test_screen_readers_meet_the_text_and_the_buttons(hands) -> None:
    page = QAccessible.queryAccessibleInterface(hands.view.page)
    assert page.text(QAccessible.Text.Name) == "Article text"
    assert page.role() == QAccessible.Role.EditableText
    assert page.state().readOnly
    words = page.textInterface()
    assert words.text(0, words.characterCount()) == hands.text
    hands.drag_over("bridge is safe")
    assert page.textInterface().selectionCount() == 1
    button = QAccessible.queryAccessibleInterface(hands.named("Claim", QPushButton))
    assert (button.text(QAccessible.Text.Name), button.role()) == ("Claim", QAccessible.Role.Button)
    assert hands.view.page.accessibleDescription() == hands.article.title


def test_a_tool_tip_shows_names_as_they_are(hands) -> None:
    speaker = Speaker(name="<b>Bold</b> & <img src='file:///dev/zero'>")
    claim = hands.annotation("Claim", "bridge is safe")
    hands.show(claim, sources={claim.id: speaker})
    port, lane = hands.view.page.viewport(), hands.named("Claims beside the text")
    (line,) = lane.bars(hands.view.page.visible_text())
    over_bar = QPoint(round(x_of(line.rank)), round((line.top + line.bottom) / 2))
    for widget, place in ((port, hands.place(hands.of("is safe").start)), (lane, over_bar)):
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
        shown = QTextDocument()
        shown.setHtml(QToolTip.text())
        assert shown.toPlainText() == f"Claim · {speaker.name}"
        QToolTip.hideText()
