"""Typing in the speaker picker of the real window, in a library of very many speakers.

Run as a module of its own with such a library.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Speaker
from desktop.model.text import Fragment
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.painting import until_painted
from tests.bench.processes import ANNOTATOR, Clock, Taken, told_by
from tests.bench.watched import work_in_the_window

_SPEAKERS = 50_000
_TYPED = ("ma lo", "stor", "x", "trean", "e a", "zzz", "wor")


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        path = Path(folder) / "Bench.ascribe"
        newsroom = made.Newsroom(11, names=_SPEAKERS)
        with Library.open(path, annotator=ANNOTATOR) as library, library.edit(operations.import_articles()) as edit:
            text = newsroom.text(3_000)
            edit.add_article(newsroom.article(text), text)
            edit.add_all(
                Speaker(id=newsroom.id(), name=name, aliases=(name.rpartition(" ")[2],), role="Minister")
                for name in newsroom.names
            )
        keys = told_by("picking", path, home=Path(folder))["keys"]
    return {"pick": Measured([1000 * wall for wall, _ in keys], cpu=[1000 * cpu for _, cpu in keys], percentile=99)}


def _work(window: Any) -> Mapping[str, list[Taken]]:
    window.session.open_article(window.session.library.article_ids()[0])
    window.window().activateWindow()  # or no field of it has the keyboard
    _wait(1)
    window.labelling.label("Claim", (Fragment(0, 40),))
    _wait(0.2)
    (field,) = (one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Speaker")
    rows = next(one for one in window.findChildren(QListView) if one.accessibleName() == "Speakers to choose from")
    keys: list[Taken] = []
    for typed in _TYPED:
        for key in [*typed, *[Qt.Key.Key_Backspace] * len(typed)]:
            keys.append(until_painted(rows.viewport(), lambda key=key: QTest.keyClick(field, key)))  # type: ignore[misc]
            _wait(0.05)
    return {"keys": keys}


def _wait(seconds: float) -> None:
    waited = Clock()
    while waited.wall < seconds:
        QApplication.processEvents()
        QTest.qSleep(1)


if __name__ == "__main__":
    work_in_the_window(_work)
