"""Searching a large library, beside the bare query through sqlite3."""

import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing

from desktop.library import Library
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import ANNOTATOR

_RUNS, _BEST = 15, 50
_QUERY = (
    "SELECT article.*, article_text.text FROM ("
    "SELECT rowid, rank FROM article_search WHERE article_search MATCH ? ORDER BY rank LIMIT ?) AS found "
    "JOIN article ON article.number = found.rowid JOIN article_text ON article_text.number = found.rowid "
    "ORDER BY found.rank"
)


def measure() -> Mapping[str, Measured]:
    path = made.large_library()
    with Library.open(path, annotator=ANNOTATOR) as library, closing(sqlite3.connect(path)) as connection:

        def bare() -> int:
            return len(connection.execute(_QUERY, (f'"{made.RARE_WORD}"', _BEST)).fetchall())

        def ours() -> int:
            return len(library.search(made.RARE_WORD, _BEST))

        runs, yardstick = [], []
        for _ in range(_RUNS):
            yardstick.append(_milliseconds(bare))
            runs.append(_milliseconds(ours))
    return {"search": Measured(runs, yardstick)}


def _milliseconds(search: Callable[[], int]) -> float:
    began = time.perf_counter()
    found = search()
    took = time.perf_counter() - began
    assert found == _BEST
    return 1000 * took
