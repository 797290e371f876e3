"""Exporting all claims as CSV, beside a bare loop that reads the same rows by sqlite3 and writes the same columns."""

import csv
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import Clock, say, told_by

_RUNS = 3
_OF_ARTICLE = ("title", "publisher", "published", "author", "url", "language", "status", "note")
_OF_SPEAKER = ("name", "id", "kind", "role", "affiliation", "aliases", "external_id", "note")
_LISTS_OF_ARTICLE = ("tags", "sets")
_OF_CLAIM = ("note", "status", "annotator", "layer", "created_at", "updated_at", "origin", "confidence", "id")


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        library = made.labelled_library()
        targets = {way: Path(folder) / f"{way}.csv" for way in ("bare", "ours")}
        said: dict[str, list[Mapping[str, Any]]] = {way: [] for way in targets}
        for _ in range(_RUNS):
            for way, target in targets.items():
                said[way].append(told_by("tabling", way, library, target, home=Path(folder)))
        _compare(targets["ours"], targets["bare"])
    ours, bare = said["ours"], said["bare"]
    return {
        "table": Measured(
            [one["wall"] for one in ours], [one["wall"] for one in bare],
            [one["cpu"] for one in ours], [one["cpu"] for one in bare],
        ),
        "table memory": Measured([one["peak"] for one in ours], [one["peak"] for one in bare]),
    }  # fmt: skip


def _compare(ours: Path, bare: Path) -> None:
    """The loop is a yardstick only as long as it does the same work."""
    sizes = ours.stat().st_size, bare.stat().st_size
    assert abs(sizes[0] - sizes[1]) < 0.05 * sizes[0], f"the tables differ in size: {sizes}"


def ours(library: Path, target: Path) -> None:
    """What `ascribe export --format csv -o FILE` does."""
    from desktop.base import garbage_collection
    from desktop.cli.main import run

    garbage_collection.collect_rarely()
    clock = Clock()
    status = run(["export", "--format", "csv", "--library", str(library), "-o", str(target)])
    say(**clock.taken()._asdict())
    assert status == 0


def bare(library: Path, target: Path) -> None:
    """The same columns, without a check or a thought."""
    clock = Clock()
    with (
        closing(sqlite3.connect(library)) as connection,
        target.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        connection.row_factory = sqlite3.Row
        speakers = {row["id"]: row for row in connection.execute("SELECT * FROM speaker")}
        writer = csv.writer(file)
        articles = connection.execute("SELECT * FROM article JOIN article_text USING (number) ORDER BY number")
        for article in articles:
            writer.writerows(_claims(connection, article, speakers))
    say(**clock.taken()._asdict())


def _claims(
    connection: sqlite3.Connection, article: sqlite3.Row, speakers: Mapping[str, sqlite3.Row]
) -> Iterator[list[object]]:
    text: str = article["text"]
    rows = connection.execute("SELECT * FROM annotation WHERE article = ? ORDER BY start", (article["id"],))
    annotations = {row["id"]: row for row in rows}
    for claim in (row for row in annotations.values() if row["label"] == "Claim"):
        own = (claim["id"],)
        sources = connection.execute("SELECT speaker, mention FROM attribution_source WHERE claim = ?", own).fetchall()
        cues = connection.execute("SELECT cue FROM attribution_cue WHERE claim = ?", own).fetchall()
        parent = connection.execute("SELECT parent FROM attribution WHERE claim = ?", own).fetchone()
        who = [speakers[source["speaker"]] for source in sources if source["speaker"]]
        answers = json.loads(claim["attributes"])
        start, end = claim["start"], claim["end"]
        sentence = text[max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1 : text.find(".", end - 1) + 1]
        yield [
            *(article[name] for name in _OF_ARTICLE),
            *("; ".join(json.loads(article[name])) for name in _LISTS_OF_ARTICLE),
            claim["label"],
            _words(text, claim),
            sentence.strip(),
            answers.get("quotation", "direct"),
            start,
            end,
            "; ".join(f"{first}..{last}" for first, last in json.loads(claim["fragments"])),
            len(sources),
            *("; ".join(speaker[name] for speaker in who) for name in _OF_SPEAKER),
            "; ".join(_words(text, annotations[row["mention"]]) for row in sources if row["mention"]),
            "; ".join(_words(text, annotations[row["cue"]]) for row in cues),
            parent and parent["parent"],
            answers.get("quotation"),
            *(claim[name] for name in _OF_CLAIM),
            article["id"],
            article["sha256"],
        ]


def _words(text: str, annotation: sqlite3.Row) -> str:
    return " … ".join(text[start:end] for start, end in json.loads(annotation["fragments"]))


if __name__ == "__main__":
    {"ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
