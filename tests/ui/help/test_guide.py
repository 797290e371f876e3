"""The pages of help: the same in each language, and with our own pictures."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from desktop.base import translation
from desktop.base.paths import resource
from ui.help.guide import GuideDialog
from ui.help.page import Page

PAGES = sorted(file.name for file in resource("help").glob("*.md"))
LANGUAGES = [code for code in translation.languages() if code != translation.ENGLISH]
IMAGE = QTextDocument.ResourceType.ImageResource.value


def shape(words: str) -> dict[str, int]:
    """What a page and its translation have alike: headings, rows of tables, steps, pictures, paragraphs."""
    marks = {"headings": "#+ ", "rows": r"\|", "steps": r"\d\. |- ", "pictures": "!"}
    found = {kind: len(re.findall(f"^(?:{mark})", words, re.MULTILINE)) for kind, mark in marks.items()}
    return found | {"paragraphs": len(words.strip().split("\n\n"))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_in_each_language_what_it_says_in_english(language: str, page: str) -> None:
    translated = resource(f"help/{language}/{page}")
    assert translated.is_file(), f"translate resources/help/{page} into resources/help/{language}"
    english = resource(f"help/{page}").read_text("utf-8")
    assert shape(translated.read_text("utf-8")) == shape(english), (
        f"resources/help/{language}/{page} lacks what was written into the English page"
    )


@pytest.mark.parametrize("folder", ["help", *(f"help/{code}" for code in LANGUAGES)])
def test_each_picture_of_a_page_is_there_is_small_and_has_words(folder: str, qtbot: QtBot) -> None:
    browser = Page()
    qtbot.addWidget(browser)
    named = set()
    for page in PAGES:
        for words, name in re.findall(r"!\[(.*?)\]\((.*?)\)", resource(f"{folder}/{page}").read_text("utf-8")):
            file = (resource(folder) / name).resolve()
            assert words
            assert file.stat().st_size <= 60_000
            shown = browser.loadResource(IMAGE, QUrl(name))
            assert isinstance(shown, QImage)
            assert shown.width() > 100
            named.add(file.name)
    assert named == {file.name for file in resource("help/pictures").glob("*.png")}


@pytest.mark.parametrize(
    "name", ["{file}", "file://{file}", "pictures/../{file}", "pictures/none.png", "help.md", "x.png"]
)
def test_nothing_else_is_loaded(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    picture = QImage(60, 60, QImage.Format.Format_RGB32)
    assert picture.save(str(tmp_path / "a.png"))
    browser = Page()
    qtbot.addWidget(browser)
    shown = browser.loadResource(IMAGE, QUrl(name.format(file=tmp_path / "a.png")))
    assert isinstance(shown, QImage)
    assert shown.width() == 1


def test_the_guide_shows_its_pictures(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GuideDialog, "room", QSize(1016, 600))
    guide = GuideDialog(None)
    qtbot.addWidget(guide)
    guide.show()
    document = guide.text.document()
    assert document.idealWidth() <= guide.text.viewport().width() + 1, "no page is wider than there is room"
    names = re.findall(r'<img src="(.*?)"', guide.text.toHtml())
    assert names == ["pictures/window.png"]
