"""Answering what a codebook of 1,000 options asks, and going about, with 300 annotations in view.

Run as a module of its own with such a library.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from desktop.model.records import Annotation, Attribution, Source, Speaker
from desktop.model.text import Fragment
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.painting import until_painted
from tests.bench.processes import ANNOTATOR, Clock, Taken, told_by
from tests.bench.watched import work_in_the_window

_OPTIONS, _NESTED, _SPEAKERS, _ROUNDS = 1_000, 20, 14, 12
_WORDS, _SPAN, _STEP = 2_600, 14, 8  # code points of the text in view, of an annotation, from one to the next
_LEFT = Qt.MouseButton.LeftButton


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        path = Path(folder) / "Bench.ascribe"
        _make(path)
        said = told_by("answering", path, home=Path(folder))
    return {
        name: Measured(
            [1000 * wall for wall, _ in said[name]], cpu=[1000 * cpu for _, cpu in said[name]], percentile=95
        )
        for name in ("answer", "crowded")
    }


def _make(path: Path) -> None:
    """One article, all of which is in view, with nested, joint and touching claims, mentions and cues."""
    newsroom = made.Newsroom(12)
    with Library.open(path, annotator=ANNOTATOR) as library, library.edit(operations.import_articles()) as edit:
        first, *others = library.codebook.labels
        options = tuple(
            Option(id=f"o{n}", name=f"{newsroom.names[n]} {n}", parent=f"o{n - n % _NESTED}" if n % _NESTED else None)
            for n in range(_OPTIONS)
        )
        asked = Attribute(id="concept", name="concept", kind="choice", open=True, required=True, options=options)
        stance = Attribute(id="stance", name="stance", kind="choice", required=True, options=options[:3])
        claims = replace(first, attributes=(asked, stance, *first.attributes))
        edit.set_codebook(replace(library.codebook, labels=(claims, *others)))
        text = newsroom.text(_WORDS)
        article = edit.add_article(newsroom.article(text), text)
        speakers = edit.add_all(Speaker(id=newsroom.id(), name=newsroom.names[n]) for n in range(_SPEAKERS))
        roles = cycle([claims.id, claims.id, claims.id, *(label.id for label in others)])
        for number, start in enumerate(range(0, _WORDS - 3 * _SPAN, _STEP)):
            label = next(roles)
            words = (Fragment(start, start + (3 * _SPAN if number % 5 == 0 else _SPAN)),)
            marked = edit.add(Annotation(article=article.id, label=label, fragments=words, attributes={"stance": "o1"}))
            if label == claims.id:
                named = {speakers[(number + more) % _SPEAKERS].id for more in range(1 + number % 2)}
                sources = tuple(Source(one) for one in sorted(named))
                edit.add(Attribution(claim=marked.id, article=article.id, sources=sources))


def _work(window: Any) -> Mapping[str, list[Taken]]:
    window.session.open_article(window.session.library.article_ids()[0])
    window.preferences.step_text_size(-2)
    window.window().activateWindow()  # or it hears no keys of commands
    _wait(1)
    window.view.page.setFocus()
    port, state = window.view.page.viewport(), window.session.state
    shown = window.view.page.visible_text()
    in_view = len(state.places.within(0, window.view.page.reading.display.point(shown.end)))
    assert in_view >= 250, in_view
    answer: list[Taken] = []
    crowded: list[Taken] = []
    claims = [claim for claim in state.places.claims() if claim.status == "accepted"]

    def take(widget: QWidget, act: Callable[[], object], into: list[Taken]) -> None:
        into.append(until_painted(widget, act))
        _wait(0.05)

    for number in range(_ROUNDS):
        fragment = claims[5 * number].fragments[0]
        at = window.view.page.rects(fragment)[0].center().toPoint()
        take(port, lambda at=at: QTest.mouseClick(port, _LEFT, pos=at), crowded)  # type: ignore[misc]
        take(port, lambda: QTest.keyClick(window.view.page, Qt.Key.Key_L), crowded)
        take(port, lambda: QTest.keyClick(window.view.page, Qt.Key.Key_M), crowded)
        window.session.select(claims[5 * number].id)
        _wait(0.1)
        QTest.keyClick(window.view.page, Qt.Key.Key_T)
        _wait(0.1)
        card = QApplication.focusWidget().parentWidget()
        for key in ("m", "a", Qt.Key.Key_Down):
            take(card, lambda key=key: QTest.keyClick(QApplication.focusWidget(), key), answer)  # type: ignore[misc]
        take(port, lambda: QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return), answer)
        take(port, lambda: QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1), answer)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        _wait(0.1)
    assert sum(1 for one in window.session.library.annotations(state.article.id) if "concept" in one.attributes) > 5
    return {"answer": answer, "crowded": crowded}


def _wait(seconds: float) -> None:
    waited = Clock()
    while waited.wall < seconds:
        QApplication.processEvents()
        QTest.qSleep(1)


if __name__ == "__main__":
    work_in_the_window(_work)
