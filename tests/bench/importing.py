"""Importing text files, beside the same rows put into the same tables by the sqlite3 module."""

import hashlib
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from desktop.library import Library
from desktop.model.folding import folded
from desktop.model.records import new_id
from desktop.model.search_query import index_words
from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import ANNOTATOR, Clock, say, told_by

_ARTICLES, _LENGTH, _RUNS = 10_000, 2_500, 3


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        for number, text in enumerate(made.texts(_ARTICLES, _LENGTH)):
            (articles / f"{number:05}.txt").write_text(text, encoding="utf-8")
        ours, bare = [], []
        for run in range(_RUNS):
            for said, way in ((bare, "bare"), (ours, "ours")):
                target = Path(folder) / f"{way}{run}.ascribe"
                said.append(told_by("importing", way, articles, target, home=Path(folder)))
                target.unlink()
    return {
        "import": Measured(
            [one["wall"] for one in ours], [one["wall"] for one in bare],
            [one["cpu"] for one in ours], [one["cpu"] for one in bare],
        )
    }  # fmt: skip


def ours(articles: Path, target: Path) -> None:
    """What the window and `ascribe import FOLDER` do."""
    from desktop.exchange.importing import import_paths

    with Library.open(target, annotator=ANNOTATOR) as library:
        clock = Clock()
        report = import_paths(library, [articles])
        taken = clock.taken()
        assert len(report.added) == _ARTICLES
    say(**taken._asdict())


def _article_row(number: int, text: str) -> dict[str, str | int]:
    title = text.partition("\n")[0]
    return {
        "number": number,
        "id": new_id(),
        "title": title,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "length": len(text),
        "publisher": "",
        "url": "",
        "author": "",
        "published": "",
        "language": "",
        "status": "new",
        "note": "",
        "added_at": "2026-11-22T10:00:00.000Z",
        "tags": "[]",
        "sets": "[]",
        "title_folded": folded(title),
        "publisher_folded": "",
    }


def bare(articles: Path, target: Path) -> None:
    """The same rows, ready in memory, in one transaction."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(articles.iterdir())]
    rows = [_article_row(number, text) for number, text in enumerate(texts, 1)]
    words = [
        (row["number"], index_words(row["title"]), index_words(text)) for row, text in zip(rows, texts, strict=True)
    ]
    Library.open(target).close()
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")
        clock = Clock()
        connection.execute("BEGIN IMMEDIATE")
        values = ", ".join(f":{column}" for column in rows[0])
        connection.executemany(f"INSERT INTO article ({', '.join(rows[0])}) VALUES ({values})", rows)
        connection.executemany("INSERT INTO article_text VALUES (?, ?)", enumerate(texts, 1))
        connection.executemany("INSERT INTO article_search(rowid, title, text) VALUES (?, ?, ?)", words)
        connection.execute("COMMIT")
        say(**clock.taken()._asdict())


if __name__ == "__main__":
    {"ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
