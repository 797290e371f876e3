"""PDNC: novels in which each quotation has a speaker (github.com/Priya22/project-dialogism-novel-corpus).

Offsets there count characters, whatever their column is called. Lines that a novel's file breaks are put together.
"""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from desktop.suggest.evaluation.gold import Report
from tests.evaluation.corpus import Corpus, Naming, Quote, Text, fragments

_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_NAMINGS = ("explicit", "anaphoric", "implicit")


def _read(folder: Path) -> Iterator[Text]:
    for novel in sorted((folder / "data").iterdir()):
        text = (novel / "novel_text.txt").read_bytes().decode()
        aliases = dict(_aliases(novel / "character_info.csv"))
        yield Text(novel.name, _LINE_BREAK.sub(" ", text), tuple(_quotes(novel / "quotation_info.csv", aliases)))


def _aliases(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in _rows(path):
        name = row["Main Name"]
        yield name, (name, *sorted(set(ast.literal_eval(row["Aliases"])) - {name}))


def _quotes(path: Path, aliases: dict[str, tuple[str, ...]]) -> Iterator[Quote]:
    for row in _rows(path):
        contents = fragments((start, end) for start, end in ast.literal_eval(row["quoteByteSpans"]))
        naming = row["quoteType"].lower()
        speaker = aliases.get(row["speaker"], (row["speaker"],))
        yield Quote(Report(contents), speaker, cast(Naming, naming) if naming in _NAMINGS else "")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


CORPORA = (Corpus("PDNC, direct speech", "pdnc", "project-dialogism-novel-corpus", "en", _read, "direct speech"),)
