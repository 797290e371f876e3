"""PolNeAR: American political news, annotated with all kinds of attribution (github.com/networkdynamics/PolNeAR).

The development part, in brat's standoff format. Where several people annotated an article, the first by name counts.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from desktop.suggest.evaluation.gold import Report
from tests.evaluation.corpus import Corpus, Quote, Text, fragments


def _read(folder: Path) -> Iterator[Text]:
    part = folder / "data" / "dev"
    done = set()
    for annotations in sorted((part / "attributions").glob("*.ann")):
        name = annotations.stem.rsplit("_", 1)[0]
        if name not in done:
            done.add(name)
            text = (part / "text" / f"{name}.txt").read_bytes().decode()
            yield Text(name, text, tuple(_quotes(annotations.read_text(encoding="utf-8"))))


def _quotes(standoff: str) -> Iterator[Quote]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events = []
    for line in standoff.split("\n"):
        if line.startswith("T") and "\t" in line:
            key, body, *_ = line.split("\t")
            ranges = [part.split() for part in body.split(" ", 1)[1].split(";")]
            spans[key] = [(int(start), int(end)) for start, end in ranges]
        elif line.startswith("E"):
            events.append([part.split(":") for part in line.split("\t")[1].split()[1:]])
    for event in events:
        parts: dict[str, list[tuple[int, int]]] = {"content": [], "source": [], "cue": []}
        for role, key in event:
            kind = re.sub(r"\d+$", "", role).lower()
            if kind in parts:
                parts[kind] += spans.get(key, [])
        if parts["content"]:
            yield Quote(Report(fragments(parts["content"]), fragments(parts["source"]), fragments(parts["cue"])))


CORPORA = (Corpus("PolNeAR, development part", "polnear-dev", "PolNeAR", "en", _read),)
