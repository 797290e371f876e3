"""The addresses that are assumed until somebody publishes: CONTRIBUTING.md names each file that has one."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("desktop", "ui", "resources", "packaging", ".github")
ASSUMED = re.compile(rb"ascribe\.github\.io/|github\.com/ascribe/")


def files() -> Iterator[Path]:
    yield from (file for file in ROOT.iterdir() if file.is_file())
    for folder in FOLDERS:
        yield from (
            file for file in (ROOT / folder).rglob("*") if file.is_file() and file.suffix not in (".pyc", ".png")
        )


def test_each_file_with_an_assumed_address_is_named_in_one_place() -> None:
    guide = ROOT / "CONTRIBUTING.md"
    section = guide.read_text(encoding="utf-8").partition("## Addresses that are assumed")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([^`:]+\.\w+)`", section)) - {"io.github.ascribe.Ascribe"}
    found = {file.relative_to(ROOT).as_posix() for file in files() if ASSUMED.search(file.read_bytes())}
    assert found - {guide.name} == named
