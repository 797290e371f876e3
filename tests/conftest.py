"""What every test has: a home of its own, and Qt without a screen."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from desktop.library import database
from desktop.library.sqlite import engine
from tests import blank_libraries, on_postgres
from tests.examples import PROFILE
from tests.statements import compiled_once

settings.load_profile(PROFILE)  # before a test is declared

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"
os.environ["QT_ACCESSIBILITY"] = "0"  # no accessibility bus: the tests speak to the widgets


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test's libraries, settings and logs."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ASCRIBE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def statements() -> Iterator[None]:
    """The thousands of libraries of a run share what SQLAlchemy compiles: half of a short test's time otherwise."""
    with compiled_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def blanks() -> Iterator[None]:
    """Nor is each of them made from nothing, but for those of tests of just that: see `made_from_nothing`."""
    with blank_libraries.copied():
        yield


@pytest.fixture
def made_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """New libraries are made as the program makes them."""
    monkeypatch.setattr(engine, "_fill", blank_libraries.make)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is flushed to the disk: only `tests/faults/` cuts the power, in processes of its own."""
    pragmas = tuple(one.replace("synchronous = FULL", "synchronous = OFF") for one in engine._PRAGMAS)
    monkeypatch.setattr(engine, "_PRAGMAS", pragmas)
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture(scope="session")
def databases() -> Iterator[on_postgres.Databases | None]:
    """A server for the run, where libraries are to be on one: see `on_postgres`."""
    with on_postgres.databases() as made:
        yield made


@pytest.fixture(autouse=True)
def on_a_server(
    request: pytest.FixtureRequest, databases: on_postgres.Databases | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Has each library that a test names by a file be a database of that server."""
    if databases is not None:
        if request.node.get_closest_marker("about_a_file"):
            pytest.skip("it is about SQLite's file")
        monkeypatch.setattr(database, "opened", databases.in_place_of_files())


MakeDisk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[MakeDisk]:
    """Makes a disk with so much room ("64k"), where the user of the tests may."""
    disks: list[Path] = []

    def make(size: str) -> Path:
        disk = tmp_path / f"disk{len(disks)}"
        disk.mkdir()
        mount = shutil.which("mount")
        command = [str(mount), "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
        if not mount or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("a disk cannot be mounted here")
        disks.append(disk)
        return disk

    yield make
    for made in disks:
        subprocess.run(["umount", made], check=True)
