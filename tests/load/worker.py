"""One of the programs: labels once a second, now and then undoes, searches and adds an article, and hears of others.

Called with the library's URL, its own name and for how many seconds; prints a line of JSON at its end.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from desktop.base.errors import KnownError
from desktop.library import Library, Notice
from desktop.model import operations
from desktop.model.records import Annotation, new_id
from desktop.model.text import Fragment
from tests.making import added_article

_PACE = 1.0  # seconds between two labels
_LOOKS = 0.2  # seconds between two looks at what others did
_PATIENCE = 30.0  # seconds for a server that was stopped

T = TypeVar("T")


class Worker:
    """What one program does, and what it saw of it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._random = random.Random(library.annotator)
        self.shown: list[str] = []  # ids of annotations that were shown as saved, and not undone
        self.undone: list[str] = []
        self.seconds: list[float] = []
        self.heard: list[int] = []  # numbers of rows of the journal
        self.refused = 0
        self.told: dict[str, int] = {}  # sentences, and how often each was told
        library.subscribe(self._hear)
        self._article = self._again(lambda: added_article(library, "The mayor said no. " * 20))

    def work(self, until: float) -> None:
        step = 0
        while time.time() < until:
            next_one = time.time() + _PACE
            step += 1
            self._again(self._label)
            if step % 10 == 0 and self.shown:
                self._again(self._undo)
            if step % 15 == 0:
                self._again(lambda: self._library.search("mayor said"))
            if step % 30 == 0:
                self._again(lambda: added_article(self._library, "Another one. " * 30))
            while time.time() < next_one:
                self._again(self.look)
                time.sleep(_LOOKS)
        self._again(self.look)

    def _label(self) -> None:
        start = self._random.randrange(0, 300)
        claim = Annotation(
            id=new_id(), article=self._article.id, label="claim", fragments=(Fragment(start, start + 10),)
        )
        began = time.perf_counter()
        with self._library.edit(operations.label("Claim")) as edit:
            edit.add(claim)
        self.seconds.append(time.perf_counter() - began)
        self.shown.append(claim.id)

    def _undo(self) -> None:
        if self._library.undo_operation == operations.label("Claim") and self._library.undo() is not None:
            self.undone.append(self.shown.pop())

    def look(self) -> None:
        self._library.catch_up()

    def _hear(self, notice: Notice) -> None:
        self.heard.append(self._library._seen)

    def _again(self, deed: Callable[[], T]) -> T:
        """Does it, and again where the server does not answer just now: what was refused was not saved."""
        until = time.time() + _PATIENCE
        while True:
            try:
                return deed()
            except KnownError as error:
                self.refused += 1
                self.told[str(error)] = self.told.get(str(error), 0) + 1
                if time.time() > until:
                    raise
                time.sleep(_LOOKS)


def main(url: str, name: str, seconds: str) -> None:
    """Works, and tells what was seen."""
    with Library.open(url, annotator=name) as library:
        first = library.newest_row()
        worker = Worker(library)
        print("ready", flush=True)
        worker.work(time.time() + float(seconds))
        sys.stdin.readline()  # until all are done
        worker.look()
        told = {
            "name": name, "first": first, "shown": worker.shown, "undone": worker.undone, "seconds": worker.seconds,
            "heard": worker.heard, "refused": worker.refused, "told": worker.told,
        }  # fmt: skip
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
