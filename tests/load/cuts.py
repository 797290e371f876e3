"""`make load-postgres`: connections to a server are cut in the middle of edits, a thousand times.

What was shown as done has to be there, once; what was refused must not be. A proxy cuts before a message arrives, on
its way there or back: at any of an edit, and every other time at one of the last, where the commit is.
"""

import logging
import random
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from desktop import labelling
from desktop.base.errors import Unreachable
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Article
from desktop.model.text import Fragment
from tests.making import added_article
from tests.postgres_server import running
from tests.slow_network import Network, network

_MOST = 240.0  # seconds
_LAST = 7  # messages of an edit, among which the commit is and what is told after it
_UNDO = 0.2  # how often an edit is taken back
_TEXT = "The mayor said that the bridge will stay. Nobody asked him why. " * 200


class _Annotator:
    """Labels and undoes by a way that is cut, and knows what was shown as done."""

    def __init__(self, library: Library, way: Network, article: Article, dice: random.Random) -> None:
        self._library, self._way, self._article, self._dice = library, way, article, dice
        self._claim = next(one for one in library.codebook.labels if one.role == "claim")
        self._place = 0
        self._messages = self._label_and_count()
        self.shown: list[str] = [one.id for one in library.annotations(article.id)]
        self.cuts = self.refused = self.undone = 0

    def work(self) -> None:
        """Do one edit, whose connection is cut if it lasts until then."""
        first = max(0, self._messages - _LAST) if self._dice.random() < 0.5 else 0
        moment, left = self._dice.randrange(first, self._messages + _LAST), count()
        is_cut = False

        def cuts() -> bool:
            nonlocal is_cut
            is_now = not is_cut and next(left) == moment
            is_cut |= is_now
            return is_now

        self._way.cuts_at = cuts
        try:
            if self.shown and self._dice.random() < _UNDO:
                self._undo()
            else:
                self.shown.append(self._label())
        except Unreachable:
            self.refused += 1
        finally:
            self._way.cuts_at = lambda: False
        self.cuts += is_cut

    def wrong(self) -> set[str]:
        """What was shown as done and is not there, and what is there and was not shown."""
        return set(self.shown) ^ {one.id for one in self._library.annotations(self._article.id)}

    def _label(self) -> str:
        self._place = (self._place + 10) % (len(_TEXT) - 10)
        with self._library.edit(operations.label("Claim")) as edit:
            labelling.start_article(edit, self._article)
            words = (Fragment(self._place, self._place + 9),)
            return labelling.annotate(edit, self._article.id, _TEXT, words, self._claim).id

    def _undo(self) -> None:
        if self._library.undo() is not None:
            self.shown.pop()
            self.undone += 1

    def _label_and_count(self) -> int:
        """How many messages go to and fro in an edit."""
        messages = count()

        def counts() -> bool:
            next(messages)
            return False

        self._label()
        self._way.cuts_at = counts
        self._label()
        self._way.cuts_at = lambda: False
        return next(messages)


def main(cuts: int = 1000, seed: int | None = None) -> int:
    """Gives 0 when all went well."""
    seed = random.SystemRandom().randrange(1 << 32) if seed is None else seed
    print(f"cutting {cuts} connections, seed {seed}")
    logging.disable(logging.WARNING)  # psycopg tells of each connection that is lost
    ends = time.monotonic() + _MOST
    with (
        running("max_connections=120", "synchronous_commit=on") as server,
        tempfile.TemporaryDirectory(prefix="ascribe-far-") as folder,
        network(server, Path(folder)) as way,
        Library.open(way.url(server.new_database().partition("?")[0].rpartition("/")[2]), annotator="ada") as library,
    ):
        annotator = _Annotator(library, way, added_article(library, _TEXT), random.Random(seed))
        while annotator.cuts < cuts and time.monotonic() < ends:
            annotator.work()
            if wrong := annotator.wrong():
                print(f"after {annotator.cuts} cuts, lost or done unseen: {wrong}")
                return 1
        problems = library.check()
    print(f"{annotator.cuts} cut, {annotator.refused} edits refused; {len(annotator.shown)} claims are there as shown")
    print(f"{annotator.undone} undone; lost: 0, done unseen or twice: 0")
    for problem in problems:
        print(problem)
    return 1 if problems or annotator.cuts < cuts else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
