"""Suggestions for a very long article in the real window: made while a person works, and all accepted in one step.

Run as a module of its own with a library whose last article is that one.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from desktop.library import Library
from desktop.model import operations
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.painting import until_painted
from tests.bench.processes import ANNOTATOR, Clock, Taken, told_by
from tests.bench.watched import work_in_the_window

_ROUNDS = 3
_FEW_NAMES = 40  # people who speak in one article, however long


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        path = Path(folder) / "Bench.ascribe"
        with Library.open(path, annotator=ANNOTATOR) as library, library.edit(operations.import_articles()) as edit:
            newsroom = made.Newsroom(7, names=_FEW_NAMES)
            for length in (3_000, 1_000_000):
                text = newsroom.text(length)
                edit.add_article(newsroom.article(text), text)
        said = told_by("suggesting", path, home=Path(folder))
    return {
        name: Measured([1000 * wall for wall, _ in runs], cpu=[1000 * cpu for _, cpu in runs])
        for name, runs in said.items()
        if isinstance(runs, list)
    }


class Analyst:
    """Lets the window suggest, accepts all, takes it back and does it again."""

    def __init__(self, window: Any) -> None:
        self._window = window
        self._page = window.view.page.viewport()

    def work(self) -> Mapping[str, list[Taken]]:
        """All that is measured, by name."""
        said: dict[str, list[Taken]] = {"hold-up": [self._longest_hold_up()], "accept all": [], "undo accept all": []}
        assert self._window.progress.suggestions > 1_500
        self._window.sure_suggestions.slider.setValue(0)
        self._window.suggestions.step(1)
        said["accept one"] = [self._taken(self._window.suggestions.accept) for _ in range(_ROUNDS)]
        for _ in range(_ROUNDS):
            said["accept all"].append(self._taken(self._window.suggestions.accept_sure))
            assert not self._window.session.state.suggestions()
            said["undo accept all"].append(self._taken(self._window.undo))
            assert len(self._window.session.state.suggestions()) > 1_500
        return said

    def _longest_hold_up(self) -> Taken:
        longest = Taken(0, 0)
        self._window.actions_["suggest"].trigger()
        while self._window.tasks.current is not None or not self._window.progress.suggestions:
            clock = Clock()
            QApplication.processEvents()
            longest = max(longest, clock.taken())
        return longest

    def _taken(self, act: Any) -> Taken:
        taken = until_painted(self._page, act)
        settled = Clock()
        while settled.wall < 0.3:
            QApplication.processEvents()
        return taken


def _work(window: Any) -> Mapping[str, Any]:
    window.session.open_article(window.session.library.article_ids()[-1])
    return Analyst(window).work()


if __name__ == "__main__":
    work_in_the_window(_work)
