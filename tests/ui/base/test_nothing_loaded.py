"""What is shown as Markdown reads no file that its words name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from ui.codebook.guideline_field import GuidelineField
from ui.help.page import Page


def guideline(words: str) -> QTextEdit:
    field = GuidelineField()
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # with the keyboard, it shows the Markdown itself
    field.show_words(words)
    return field


def page(words: str) -> QTextEdit:
    shown = Page()
    shown.setMarkdown(words)
    return shown


@pytest.mark.parametrize("made", [guideline, page])
@pytest.mark.parametrize("name", ["file://{path}", "{path}", "{path}?x"])
def test_no_picture_is_loaded(made: Callable[[str], QTextEdit], name: str, qtbot: QtBot, tmp_path: Path) -> None:
    red = QColor("#ff0000")
    picture = QImage(60, 60, QImage.Format.Format_RGB32)
    picture.fill(red)
    assert picture.save(str(tmp_path / "a.png"))
    shown = made(f"Look: ![a picture]({name.format(path=tmp_path / 'a.png')}) here.")
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    with qtbot.waitExposed(shown):
        shown.show()
    seen = shown.grab().toImage()
    assert all(seen.pixelColor(x, y) != red for x in range(0, 300, 5) for y in range(0, 200, 5))
    assert "Look" in shown.toPlainText()
