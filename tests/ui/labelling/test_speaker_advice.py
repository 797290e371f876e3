"""What stands around some words is read before a person asks who said them."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.suggest import article_reading
from tests.making import added_article, over
from tests.ui.gestures import press
from ui.window.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton


def test_the_words_are_read_while_the_mouse_is_down(
    window: MainWindow, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraphs = [f"It rained on day {number} and the river rose by an inch. " * 3 for number in range(300)]
    paragraphs[200] = "The bridge is safe by now, Mayor Ada Lin said."
    text = "\n\n".join(paragraphs)
    article = added_article(library, text)
    with qtbot.waitSignal(window.session.at_rest):
        window.session.open_article(article.id)
    (words,) = over(text, "The bridge is safe by now")
    window.view.reveal(words)
    QApplication.processEvents()
    read: list[Any] = []
    original = article_reading.read
    monkeypatch.setattr(article_reading, "read", lambda *asked: read.append(asked) or original(*asked))

    page = window.view.page
    (rect,) = page.rects(words)
    start, end = QPoint(2, 2) + rect.toRect().topLeft(), rect.toRect().bottomRight() - QPoint(2, 2)
    QTest.mousePress(page.viewport(), _LEFT, pos=start)
    QApplication.processEvents()
    assert len(read) == 1
    QTest.mouseMove(page.viewport(), end)
    QTest.mouseRelease(page.viewport(), _LEFT, pos=end)
    press(Qt.Key.Key_C)  # at once
    assert len(read) == 1
    press(Qt.Key.Key_Return)  # whom the words around tell
    assert [speaker.name for speaker in library.speakers()] == ["Ada Lin"]
    assert window.session.selected_claim is not None
    assert window.session.selected_claim.fragments == (words,)
