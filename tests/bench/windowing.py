"""Working in the real window on a very long article, beside a bare QPlainTextEdit with the same text.

Run as a module of its own with a library and the ids of its long article and of a short one, it does what a person
does, with the mouse and the keys of QTest; after them, how many openings, frames and gestures may be named.
"""

import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop.library import Library
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.painting import until_painted
from tests.bench.processes import Clock, Taken, told_by
from tests.bench.watched import work_in_the_window

_OPENINGS, _FRAMES, _GESTURES = 7, 200, 120
_STEP = 3  # lines a wheel's notch scrolls
_PAUSE = 0.15  # seconds between two gestures; whoever labels is not quicker
_LEFT = Qt.MouseButton.LeftButton


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        library = made.copied(made.labelled_library(), Path(folder))
        long = made.add_long_article(library)
        with Library.open(library) as opened:
            short = opened.article_ids()[0]
        said = told_by("windowing", library, long, short, home=Path(folder))
    return {
        "open": _measured(said["open"], said["bare open"]),
        "scroll": _measured(said["scroll"], said["bare scroll"]),
        "select": _measured(said["select"], percentile=99),
        "label": _measured(said["label"], percentile=99),
        "after label": _measured(said["after label"], percentile=99),
    }


def _measured(ours: list[list[float]], bare: list[list[float]] | None = None, percentile: int = 50) -> Measured:
    walls, cpus = ([1000 * one[n] for one in ours] for n in (0, 1))
    bare_walls, bare_cpus = ([1000 * one[n] for one in bare or ()] for n in (0, 1))
    return Measured(walls, bare_walls, cpus, bare_cpus, percentile)


class Worker:
    """Works in the window, and in a bare text widget of the same size and with the same text."""

    def __init__(self, window: Any, long: str, short: str, *counts: str) -> None:
        self._openings, self._frames, self._gestures = map(int, counts or (_OPENINGS, _FRAMES, _GESTURES))
        self._window = window
        self._long, self._short = long, short
        self._page: QPlainTextEdit = window.view.page
        self._text: str = window.session.library.text(long)
        self._random = random.Random(1)
        self._bare = QPlainTextEdit()
        self._bare.setReadOnly(True)
        self._bare.setFont(self._page.font())
        self._bare.resize(self._page.viewport().size())
        self._bare.show()

    def work(self) -> Mapping[str, list[Taken]]:
        """All that is measured, by name."""
        said: dict[str, list[Taken]] = {"open": [], "bare open": []}
        for _ in range(self._openings):
            said["bare open"].append(self._opened_bare())
            said["open"].append(self._opened())
        said["bare scroll"], said["scroll"] = [], []
        for _ in range(self._frames):
            place = self._random.random()
            said["bare scroll"].append(_scrolled(self._bare, place))
            said["scroll"].append(_scrolled(self._page, place))
        self._bare.hide()
        said["select"], said["label"], said["after label"] = self._labelled()
        return said

    def _opened(self) -> Taken:
        self._window.session.open_article(self._short)
        _wait(_PAUSE)
        taken = until_painted(self._page.viewport(), lambda: self._window.session.open_article(self._long))
        _wait(_PAUSE)
        return taken

    def _opened_bare(self) -> Taken:
        self._bare.setPlainText("Some text.")
        _wait(_PAUSE)
        return until_painted(self._bare.viewport(), lambda: self._bare.setPlainText(self._text))

    def _labelled(self) -> tuple[list[Taken], list[Taken], list[Taken]]:
        library = self._window.session.library
        before = len(library.annotations(self._long))
        done: list[None] = []
        self._window.session.done.connect(lambda: done.append(None))
        bar = next(widget for widget in self._window.findChildren(QWidget) if widget.accessibleName() == "Labels")
        select, label, after = [], [], []
        for key, (start, end) in zip(cycle("CSQ"), self._drags(), strict=False):
            _drag(self._page.viewport(), start, end)
            release = QTest.mouseRelease
            select.append(until_painted(bar, lambda: release(self._page.viewport(), _LEFT, pos=end)))  # noqa: B023
            _wait(_PAUSE)
            if self._window.view.selection:  # a drag that began on a handle reshaped, and there is nothing to label
                press = QTest.keyClick
                done.clear()
                taken = until_painted(self._page.viewport(), lambda: press(self._page, key))  # noqa: B023
                held_up = _wait(_PAUSE)
                if done:  # or these words had the label already
                    label.append(taken)
                    after.append(held_up)
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)  # no speaker: it goes on
            _wait(_PAUSE)
        committed = len(Library.open(library.address).annotations(self._long)) - before
        assert committed == len(label) > 0.9 * self._gestures, f"{committed} labels of {self._gestures} were committed"
        return select, label, after

    def _drags(self) -> Iterator[tuple[QPoint, QPoint]]:
        """From where to where the mouse goes, over some words in the middle of a page."""
        bar, viewport = self._page.verticalScrollBar(), self._page.viewport()
        for _ in range(self._gestures):
            start = end = QPoint()
            while start.y() != end.y() or end.x() - start.x() < 60:
                bar.setValue(self._random.randrange(bar.maximum()))
                QApplication.processEvents()
                middle = self._page.cursorForPosition(QPoint(30, viewport.height() // 2))
                start, end = self._place(middle.position() + 5), self._place(middle.position() + 30)
            yield start, end

    def _place(self, position: int) -> QPoint:
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(min(position, self._page.document().characterCount() - 1))
        rect: QRect = self._page.cursorRect(cursor)
        return rect.center()


def _scrolled(text: QPlainTextEdit, place: float) -> Taken:
    bar = text.verticalScrollBar()
    bar.setValue(int(place * bar.maximum()))
    QApplication.processEvents()
    return until_painted(text.viewport(), lambda: bar.setValue(bar.value() + _STEP))


def _drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, _LEFT, pos=start)
    for step in range(1, 5):
        between = start + (end - start) * step / 4
        QTest.mouseEvent(QTest.MouseAction.MouseMove, widget, _LEFT, Qt.KeyboardModifier.NoModifier, between)
        QApplication.processEvents()


def _wait(seconds: float) -> Taken:
    """Lets the window do what it does by itself, and gives the longest time for which it would not have answered."""
    waited, longest = Clock(), Taken(0, 0)
    while waited.wall < seconds:
        held_up = Clock()
        QApplication.processEvents()
        longest = max(longest, held_up.taken())
        QTest.qSleep(1)
    return longest


if __name__ == "__main__":
    work_in_the_window(lambda window: Worker(window, *sys.argv[2:]).work())
