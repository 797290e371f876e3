"""From article to article: whatever was scrolled to, whatever the lengths, whenever suggestions come.

pytest-qt fails a test in which any slot or event of Qt's raised, so these tests are also about the log.
"""

import random
from collections.abc import Iterator
from itertools import permutations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation, Attribution, Source, Speaker
from desktop.model.text import Fragment
from tests.examples import examples
from tests.making import added_article
from tests.ui.gestures import press
from tests.ui.pictures import expect_as_drawn_afresh
from ui.base import theme

CTRL = Qt.KeyboardModifier.ControlModifier
SAID = "“The dam will hold,” said Ann Lin. The engineers have looked at it for years, and so have the people of Tolm. "
TEXTS = {
    "empty but for a word": "Dam",
    "one line": "Short one\n\nOne line, said Ruiz.",
    "three quotations in a line": "Three voters\n\n“Yes,” said Ann. “No,” said Bob. “Perhaps,” said Cid.",
    "two screens": "Two screens\n\n" + "\n\n".join(f"{number}. {SAID * 2}" for number in range(12)),
    "many short paragraphs": "Many\n\n" + "\n".join(f"{number}. Yes, said Ann." for number in range(300)),
    "one paragraph of many lines": "One\n\n" + SAID * 150,
    "ends in blanks": "Blanks\n\n" + SAID * 20 + "\n" * 60,
}


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    library = Library.open(tmp_path / "news.ascribe", annotator="tester")
    for title, text in TEXTS.items():
        added_article(library, text, title)
    yield library
    library.close()


def label_densely(library: Library, seed: int) -> None:
    """Claims, mentions and cues all over every article: three in a line, nested, across paragraphs."""
    chance = random.Random(seed)
    with library.edit(operations.label("Claim")) as edit:
        speakers = [edit.add(Speaker(name=name)) for name in ("Ann Lin", "Bo Ek", "Cid")]
        for row in library.articles(limit=20):
            length = row.article.length
            for _ in range(min(length // 12, 120)):
                start = chance.randrange(max(length - 4, 1))
                end = min(start + chance.choice((3, 12, 40, 400)), length)
                label = chance.choice(("Claim", "Claim", "Speaker", "Cue"))
                status = chance.choice(("accepted", "suggested"))
                note = edit.add(
                    Annotation(article=row.article.id, label=label, fragments=(Fragment(start, end),), status=status)
                )
                if label == "Claim":
                    source = Source(chance.choice(speakers).id)
                    edit.add(Attribution(claim=note.id, article=row.article.id, sources=(source,)))


def scroll_somewhere(window, chance: random.Random) -> None:
    """With the wheel, with a key, with the bar: to the beginning, the end or anywhere."""
    page = window.view.page
    bar = page.verticalScrollBar()
    way = chance.choice(("Ctrl+End", "End of the bar", "wheel", "pages", "anywhere", "nowhere"))
    if way == "Ctrl+End":
        press(Qt.Key.Key_End, modifier=CTRL)
    elif way == "End of the bar":
        bar.setValue(bar.maximum())
    elif way == "wheel":
        for _ in range(chance.randrange(40)):
            turn_wheel(window)
    elif way == "pages":
        press(*[Qt.Key.Key_PageDown] * chance.randrange(6))
    elif way == "anywhere":
        bar.setValue(chance.randint(0, max(bar.maximum(), 0)))


def change_the_room(window, chance: random.Random) -> None:
    """Another size of the window, of the text, another appearance: what lays the text out anew."""
    change = chance.choice(("wider", "narrower", "larger", "smaller", "without a panel", "dark", "light"))
    if change in ("wider", "narrower"):
        window.resize(1500 if change == "wider" else 1024, chance.choice((640, 800)))
    elif change in ("larger", "smaller"):
        press(Qt.Key.Key_Plus if change == "larger" else Qt.Key.Key_Minus, modifier=CTRL)
    elif change == "without a panel":
        window.toggle_articles()
    else:
        theme.apply(QApplication.instance(), change)


def turn_wheel(window) -> None:
    port = window.view.page.viewport()
    place = QPointF(port.rect().center())
    event = QWheelEvent(
        place, port.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


@pytest.mark.chances
@pytest.mark.parametrize("seed", range(examples(2)))
def test_the_next_article_is_shown_whole_from_wherever_one_was(library: Library, open_window, seed: int) -> None:
    label_densely(library, seed)
    window = open_window(library)
    window.view.page.setCursorWidth(0)  # it blinks
    chance = random.Random(seed)
    for _ in range(16):
        scroll_somewhere(window, chance)
        if chance.random() < 0.5:
            QApplication.processEvents()
        if chance.random() < 0.3:
            change_the_room(window, chance)
        press(chance.choice((Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_N)))
        state = window.session.state
        assert state is not None
        assert window.view.page.text == state.text
        assert window.claims.list.model().rowCount() == len(state.places.claims())
        window.view.setFocus()
        QApplication.processEvents()
        expect_as_drawn_afresh(window.view)


def test_from_the_end_of_any_article_to_where_any_other_was_left(library: Library, open_window) -> None:
    ids = {row.article.title: row.article.id for row in library.articles(limit=20)}
    window = open_window(library)
    bar, left = window.view.page.verticalScrollBar(), dict.fromkeys(ids, 0)  # at its beginning, the first time
    for first, second in permutations(ids, 2):
        window.session.open_article(ids[first])
        press(Qt.Key.Key_End, modifier=CTRL)
        left[first] = bar.value()
        window.session.open_article(ids[second])
        QApplication.processEvents()
        assert bar.value() == left[second], (first, second)


def test_suggestions_that_come_late_find_another_article_open(library: Library, open_window, qtbot) -> None:
    window = open_window(library, suggests=True)
    chance = random.Random(1)
    for wait in (0, 20, 240, 260, 300, 20, 0, 500, 260, 260):
        scroll_somewhere(window, chance)
        press(Qt.Key.Key_J if chance.random() < 0.7 else Qt.Key.Key_K)
        QTest.qWait(wait)
    qtbot.waitUntil(lambda: window.tasks.current is None)
    three = next(row.article.id for row in library.articles(limit=20) if row.article.title.startswith("three"))
    window.session.open_article(three)
    qtbot.waitUntil(lambda: window.claims.list.model().rowCount() == 3)
    QTest.qWait(50)


# A gesture that is under way


@pytest.fixture
def two(tmp_path) -> Iterator[Library]:
    """A long article with a claim far down, and after it a short one with a suggestion."""
    library = Library.open(tmp_path / "two.ascribe", annotator="tester")
    long = added_article(library, TEXTS["two screens"], "Long")
    short = added_article(library, "Short one\n\n“We hold,” said Ruiz.", "Short")
    with library.edit(operations.label("Claim")) as edit:
        edit.add(Annotation(article=long.id, label="Claim", fragments=(Fragment(400, 440),)))
        edit.add(Annotation(article=long.id, label="Claim", fragments=(Fragment(20, 40),)))
        edit.add(Annotation(article=short.id, label="Claim", fragments=(Fragment(11, 21),), status="suggested"))
    yield library
    library.close()


def shapes(library: Library) -> dict[str, tuple[Fragment, ...]]:
    return {
        note.id: note.fragments for row in library.articles(limit=9) for note in library.annotations(row.article.id)
    }


def press_mouse(window, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mousePress(window.view.page.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def move_and_release(window, point: QPoint) -> None:
    port, left = window.view.page.viewport(), Qt.MouseButton.LeftButton
    place = QPointF(point)
    none = Qt.KeyboardModifier.NoModifier
    for step in (0, 6):
        to = place + QPointF(step, 0)
        event = QMouseEvent(QEvent.Type.MouseMove, to, port.mapToGlobal(to), Qt.MouseButton.NoButton, left, none)
        QApplication.sendEvent(port, event)
    QTest.mouseRelease(port, left, none, point)


@pytest.mark.parametrize("keys", ["J", "JN", "N", "JK"])
def test_a_drag_ends_when_another_article_opens(two: Library, open_window, keys: str) -> None:
    window, before = open_window(two), shapes(two)
    page = window.view.page
    rect = page.rects(Fragment(600, 601))[0]
    press_mouse(window, rect.center().toPoint())
    press(*(Qt.Key[f"Key_{key}"] for key in keys))
    move_and_release(window, QPoint(60, 120))
    assert window.view.selection == ()
    press(Qt.Key.Key_C)
    assert shapes(two) == before


@pytest.mark.parametrize("keys", [["J", "N"], ["M"], ["N"], ["J", "K"]])
@pytest.mark.parametrize("part", [False, True])
def test_a_handle_and_a_part_are_of_the_annotation_they_began_on(two: Library, open_window, keys, part: bool) -> None:
    window, before = open_window(two), shapes(two)
    page = window.view.page
    claim = next(id for id, (first, *_) in before.items() if first.start == 20)
    window.session.select(claim)
    if part:
        press_mouse(window, page.rects(Fragment(600, 601))[0].center().toPoint(), CTRL)
    else:
        press_mouse(window, page.marks.handles(page.visible_text())[1].point.toPoint())
        move = page.rects(Fragment(60, 61))[0].center()
        port, none = page.viewport(), Qt.KeyboardModifier.NoModifier
        kind, left, place = QEvent.Type.MouseMove, Qt.MouseButton.LeftButton, port.mapToGlobal(move)
        QApplication.sendEvent(port, QMouseEvent(kind, move, place, Qt.MouseButton.NoButton, left, none))
    press(*(Qt.Key[f"Key_{key}"] for key in keys))
    assert (window.session.selected == claim) == (keys == ["J", "K"]), "there and back, it is selected again"
    move_and_release(window, QPoint(60, 120))
    assert shapes(two) == before
