"""The pinned packages: all with hashes, no index, no place of any one machine, the same pins to run and to test."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN, DEV, FONTS = (ROOT / "packaging" / f"requirements{kind}.txt" for kind in ("", "-dev", "-fonts"))


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", [RUN, DEV, FONTS], ids=lambda path: path.name)
def test_every_pin_has_hashes(lock: Path) -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(lock)) > 0
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", [RUN, DEV, FONTS], ids=lambda path: path.name)
def test_no_lock_names_an_index_or_a_place(lock: Path) -> None:
    places = r"://|--index|--extra-index|--find-links|--trusted-host|^\s*/"
    assert re.findall(places, lock.read_text(encoding="utf-8"), re.MULTILINE) == []


def test_what_is_tested_is_what_runs() -> None:
    assert pins(RUN).items() <= pins(DEV).items()


def test_all_that_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    asked_to_test = project["project"]["optional-dependencies"]["dev"]
    assert {name_of(requirement) for requirement in asked} <= pins(RUN).keys()
    assert {name_of(requirement) for requirement in asked_to_test} <= pins(DEV).keys()


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower()
