"""Exporting all articles in the place of a file that was there, by the command."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from tests.faults import libraries
from tests.faults.campaign import hold
from tests.faults.children import tried

NAME = "export"
WHAT = "exporting onto a file"
_BEFORE = "What was there before"


def prepare(folder: Path) -> Any:
    """What the export is to hold."""
    libraries.make_small(folder / libraries.NAME, articles=libraries.MORE)
    (folder / "out").mkdir()
    tried(lambda: work(folder, Random())).must_be_sound("the export")
    expected = _read(folder)
    _target(folder).write_text(_BEFORE, encoding="utf-8")
    return expected


def work(folder: Path, chance: Random) -> int:
    return libraries.command("export", "--library", folder / libraries.NAME, "-o", _target(folder))


def verify(folder: Path, said: Sequence[str], known: Any) -> None:
    libraries.begin_anew(folder)
    is_as_before = _target(folder).read_text(encoding="utf-8") == _BEFORE
    hold(is_as_before or _read(folder) == known, "The file is neither what it was nor the export")
    hold(not is_as_before or "finished" not in said, "The export is not there")
    tried(lambda: work(folder, Random())).must_be_sound("the export, done again")
    hold(_read(folder) == known, "The export, done again, is another")
    libraries.must_be_tidy(folder)


def _target(folder: Path) -> Path:
    return folder / "out" / "News.json"


def _read(folder: Path) -> Any:
    try:
        content = json.loads(_target(folder).read_text(encoding="utf-8"))
    except ValueError:
        return None
    del content["exported_at"]
    return content
