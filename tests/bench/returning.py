"""Importing an export of Ascribe, beside the same rows put into the same tables by the sqlite3 module."""

import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from desktop.library import Library
from desktop.model.search_query import index_words
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import ANNOTATOR, Clock, say, told_by

_RUNS = 3
_TABLES = ("speaker", "article", "article_text", "annotation", "attribution", "attribution_source", "attribution_cue")


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        library, export = made.small_library(), Path(folder) / "export.json"
        told_by("returning", "export", library, export, home=Path(folder))
        ours, bare = [], []
        for run in range(_RUNS):
            bare.append(told_by("returning", "bare", library, Path(folder) / f"b{run}.ascribe", home=Path(folder)))
            ours.append(told_by("returning", "ours", export, Path(folder) / f"o{run}.ascribe", home=Path(folder)))
    return {
        "json import": Measured(
            [one["wall"] for one in ours], [one["wall"] for one in bare],
            [one["cpu"] for one in ours], [one["cpu"] for one in bare],
        )
    }  # fmt: skip


def export(library: Path, target: Path) -> None:
    """The file that is imported."""
    from desktop.cli.main import run

    assert run(["export", "--format", "json", "--library", str(library), "-o", str(target)]) == 0
    say()


def ours(export: Path, target: Path) -> None:
    """What the window and `ascribe import FILE` do."""
    from desktop.base import garbage_collection
    from desktop.exchange.importing import import_paths

    garbage_collection.collect_rarely()
    with Library.open(target, annotator=ANNOTATOR) as library:
        clock = Clock()
        report = import_paths(library, [export])
        taken = clock.taken()
        assert (len(report.added), report.annotations) == (made.SMALL, 30 * made.SMALL)
    say(**taken._asdict())


def bare(library: Path, target: Path) -> None:
    """The rows of the library, ready in memory, in one transaction."""
    with closing(sqlite3.connect(library)) as connection:
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in _TABLES}
        texts = connection.execute(
            "SELECT number, title, text FROM article JOIN article_text USING (number)"
        ).fetchall()
    words = [(number, index_words(title), index_words(text)) for number, title, text in texts]
    Library.open(target).close()
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        clock = Clock()
        connection.execute("BEGIN IMMEDIATE")
        for name, some in rows.items():
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(some[0]))})", some)
        connection.executemany("INSERT INTO article_search(rowid, title, text) VALUES (?, ?, ?)", words)
        connection.execute("COMMIT")
        say(**clock.taken()._asdict())


if __name__ == "__main__":
    {"export": export, "ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
