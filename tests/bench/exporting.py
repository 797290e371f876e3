"""Exporting everything, beside a bare loop that reads the same rows by sqlite3 and writes the same JSON."""

import json
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import Clock, say, told_by

_RUNS = 3
_OF_ARTICLE = ["id", "title", "publisher", "url", "author", "published", "language", "status", "note", "sha256", "text"]
_LISTS_OF_ARTICLE = ["tags", "sets"]
_OF_ANNOTATION = [
    "id",
    "status",
    "speaker",
    "annotator",
    "layer",
    "origin",
    "confidence",
    "created_at",
    "updated_at",
    "note",
]
_ROLES = {"Claim": "claim", "Speaker": "speaker", "Cue": "cue"}


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        library = made.labelled_library()
        targets = {way: Path(folder) / f"{way}.json" for way in ("bare", "ours")}
        said: dict[str, list[Mapping[str, Any]]] = {way: [] for way in targets}
        for _ in range(_RUNS):
            for way, target in targets.items():
                said[way].append(told_by("exporting", way, library, target, home=Path(folder)))
        _compare(targets["ours"], targets["bare"])
    ours, bare = said["ours"], said["bare"]
    return {
        "export": Measured(
            [one["wall"] for one in ours], [one["wall"] for one in bare],
            [one["cpu"] for one in ours], [one["cpu"] for one in bare],
        ),
        "export memory": Measured([one["peak"] for one in ours], [one["peak"] for one in bare]),
    }  # fmt: skip


def _compare(ours: Path, bare: Path) -> None:
    """The loop is a yardstick only as long as it does the same work."""
    sizes = ours.stat().st_size, bare.stat().st_size
    assert abs(sizes[0] - sizes[1]) < 0.01 * sizes[0], f"the exports differ in size: {sizes}"


def ours(library: Path, target: Path) -> None:
    """What `ascribe export -o FILE` does."""
    from desktop.base import garbage_collection
    from desktop.cli.main import run

    garbage_collection.collect_rarely()
    clock = Clock()
    status = run(["export", "--format", "json", "--library", str(library), "-o", str(target)])
    say(**clock.taken()._asdict())
    assert status == 0


def bare(library: Path, target: Path) -> None:
    """The same document, without a check or a thought."""
    clock = Clock()
    with closing(sqlite3.connect(library)) as connection, target.open("w", encoding="utf-8") as file:
        connection.row_factory = sqlite3.Row
        speakers = [
            {**row, "aliases": json.loads(row["aliases"])}
            for row in map(dict, connection.execute("SELECT * FROM speaker ORDER BY name"))
        ]
        (codebook,) = connection.execute("SELECT value FROM meta WHERE key = 'scheme'").fetchone()
        head = {"format": "ascribe", "version": 2, "scheme": json.loads(codebook), "speakers": speakers}
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "articles": [')
        articles = connection.execute("SELECT * FROM article JOIN article_text USING (number) ORDER BY number")
        for number, row in enumerate(articles):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(_article(connection, row), ensure_ascii=False))
        file.write("]}\n")
    say(**clock.taken()._asdict())


def _article(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    own = (row["id"],)
    annotations = connection.execute("SELECT * FROM annotation WHERE article = ? ORDER BY start", own).fetchall()
    attributions = connection.execute("SELECT * FROM attribution WHERE article = ?", own).fetchall()
    return {
        **{name: row[name] for name in _OF_ARTICLE},
        **{name: json.loads(row[name]) for name in _LISTS_OF_ARTICLE},
        "tracks": [],
        "annotations": [_annotation(annotation, row["text"]) for annotation in annotations],
        "attributions": [_attribution(connection, attribution) for attribution in attributions],
    }


def _annotation(row: sqlite3.Row, text: str) -> dict[str, Any]:
    fragments = [{"start": start, "end": end, "text": text[start:end]} for start, end in json.loads(row["fragments"])]
    return {
        **{name: row[name] for name in _OF_ANNOTATION},
        "label": row["label"],  # whose name is its id
        "label_id": row["label"],
        "role": _ROLES[row["label"]],
        "fragments": fragments,
        "attributes": json.loads(row["attributes"]),
        "attribute_ids": json.loads(row["attributes"]),
        "evidence": json.loads(row["evidence"]) or None,
    }


def _attribution(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    claim = (row["claim"],)
    sources = connection.execute("SELECT speaker, mention FROM attribution_source WHERE claim = ?", claim)
    cues = connection.execute("SELECT cue FROM attribution_cue WHERE claim = ?", claim)
    return {
        "claim": row["claim"],
        "sources": [dict(source) for source in sources],
        "cues": [cue for (cue,) in cues],
        "parent": row["parent"],
    }


if __name__ == "__main__":
    {"ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
