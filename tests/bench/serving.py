"""100,000 articles on a PostgreSQL server of this machine, beside the same library in a file.

The server is started for this, and gets the library by `Library.copy_into`, which takes some minutes.
"""

import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.library import Library, open_article
from desktop.model.article_filter import ArticleFilter
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import ANNOTATOR, told_by
from tests.postgres_server import Server, running

_STARTS, _RUNS = 5, 15
_AT_THE_TOP, _BEST = 100, 50  # rows of the list that are read first, and found articles
_NEWEST = ArticleFilter(order="published", descending=True)


def measure() -> Mapping[str, Measured]:
    file = made.large_library()
    with running("shared_buffers=128MB") as server:  # as a server has it that nobody set up
        url = _served(file, server)
        measured = {"served start": _starts(url, file)}
        with Library.open(url, annotator=ANNOTATOR) as far, Library.open(file, annotator=ANNOTATOR) as near:
            return measured | {
                name: _asked(question, far, near)
                for name, question in (("served list", _list), ("served search", _search), ("served article", _article))
            }


def _served(file: Path, server: Server) -> str:
    """The URL of the library on the server, some time after it came there."""
    url = server.new_database()
    with Library.open(file, annotator=ANNOTATOR) as source, Library.open(url, annotator=ANNOTATOR) as target:
        source.copy_into(target)
    server.do("VACUUM ANALYZE", url.partition("?")[0].rpartition("/")[2])  # it does so by itself, a minute later
    return url


def _starts(url: str, file: Path) -> Measured:
    """From the start of the program to the first paint of its last article."""
    far, near = [], []
    with tempfile.TemporaryDirectory() as folder:
        told_by("program", file, home=Path(folder))  # its bytecode is made
        for _ in range(_STARTS):
            for library, starts in ((url, far), (file, near)):
                said = told_by("program", library, home=Path(folder))
                starts.append(1000 * (said["article"] - said["started"]))
    return Measured(far, near)


def _asked(question: Callable[[Library, int], object], far: Library, near: Library) -> Measured:
    runs: dict[Library, list[float]] = {far: [], near: []}
    for number in range(_RUNS + 1):
        for library, own in runs.items():
            began = time.perf_counter()
            assert question(library, number)
            own.append(1000 * (time.perf_counter() - began))
    return Measured(runs[far][1:], runs[near][1:])  # a question is put into words once


def _list(library: Library, _number: int) -> object:
    """What the list of articles shows in another order."""
    return library.article_rows(library.article_ids(_NEWEST)[:_AT_THE_TOP])


def _search(library: Library, _number: int) -> object:
    return len(library.search(made.RARE_WORD, _BEST)) == _BEST


def _article(library: Library, number: int) -> object:
    return open_article.opened(library, library.articles(limit=1, offset=number)[0].article.id, {})
