"""Labelling in the window, with the mouse and the keys."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from desktop.library import Library, open_article
from desktop.model.article import OpenArticle
from desktop.model.records import Speaker
from tests.faults import libraries
from tests.faults.campaign import hold
from tests.making import added_article

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

NAME = "window"
WHAT = "labelling in the window"
_GESTURES = 8
_WORDS = ("will close in May", "We have waited too long", "and we will not wait again", "its boats were full")
_SPEAKERS = ("Ada Lin", "The ferry company", "A spokesman")


def prepare(folder: Path) -> None:
    from ui.window import main_window  # noqa: F401 - it is there at once then for each child

    with Library.open(folder / libraries.NAME, annotator="who imported") as library:
        added_article(library, libraries.TEXT)


def work(folder: Path, chance: Random) -> None:
    """Says what the window shows as saved, after each gesture."""
    os.environ |= {"ASCRIBE_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen", "QT_ACCESSIBILITY": "0"}
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.ui import gestures
    from ui.base import theme
    from ui.base.settings import Settings
    from ui.window.main_window import MainWindow

    app = QApplication([])
    theme.apply(app, "light")
    settings = Settings()
    settings.suggests = False
    window = MainWindow(Library.open(folder / libraries.NAME, annotator=libraries.ANNOTATOR), settings)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    window.open_last_article()
    QTest.qWait(20)
    for _ in range(_GESTURES):
        page = window.view.page
        page.setFocus()
        match chance.choice(("claim", "claim", "claim", "undo", "redo")):
            case "claim":
                gestures.drag(window, chance.choice(_WORDS))
                gestures.press(Qt.Key.Key_C)
                _say(window)
                if not page.hasFocus():  # nobody is asked for where the words were the selected claim's: it is dragged
                    gestures.type_words(chance.choice(_SPEAKERS))
                    gestures.press(Qt.Key.Key_Return)
            case "undo":
                gestures.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
            case "redo":
                gestures.press(
                    Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
                )
        QTest.qWait(1)
        _say(window)
    window.close()
    window.session.stop()
    window.session.library.close()


def verify(folder: Path, said: Sequence[str], known: None) -> None:
    path = folder / libraries.NAME
    libraries.begin_anew(folder)
    with Library.open(path, annotator=libraries.ANNOTATOR) as library:
        steps = len(library.journal(limit=10_000))
        if said:
            told, shown = said[-1].split()
            hold(int(told) <= steps <= int(told) + 1, f"{told} steps were shown as saved, and {steps} are there")
            (article,) = library.article_ids()
            there = _shown(open_article.opened(library, article, _speakers(library)))
            hold(there == shown or steps > int(told), "What was shown as saved is not what is there")
    libraries.must_be_tidy(folder)


def _say(window: "MainWindow") -> None:
    """Writes how many steps were taken, and what stands for all that is shown."""
    article = window.session.state
    assert article is not None
    steps = len(window.session.library.journal(limit=10_000))
    os.write(1, f"{steps} {_shown(article)}\n".encode())


def _shown(article: OpenArticle) -> str:
    """Stands for the annotations of an article and who says what in it."""
    claims = [(id, article.speakers_of(id)) for id, claim in article.annotations.items() if article.is_claim(claim)]
    shown = sorted(article.annotations.items()), sorted(article.attributions.items()), sorted(claims)
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _speakers(library: Library) -> dict[str, Speaker]:
    return {speaker.id: speaker for speaker in library.speakers()}
