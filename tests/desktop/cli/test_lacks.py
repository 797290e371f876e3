"""Little memory, few handles, a full disk: each command ends in a sentence, and the library is what it was."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.library import Library
from tests.conftest import MakeDisk
from tests.desktop.cli.conftest import ROOT, Ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")

TEXT = "“The dam will hold,” Ruiz said on Friday, and Ada Lin agreed.\n"
COMMANDS = {
    "import": ("import", "{folder}"),
    "list": ("list",),
    "search": ("search", "dam"),
    "suggest": ("suggest",),
    "export": ("export", "-o", "{folder}/out.json"),
    "check": ("check",),
    "backup": ("backup",),
}


@pytest.fixture
def folder(tmp_path: Path, ascribe: Ask) -> Path:
    """A folder of articles, one of which is in the library."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Article {number}\n\n{TEXT}", encoding="utf-8")
    assert ascribe("import", folder / "0.txt").status == 0
    return folder


def limited(limit: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Ascribe under a limit of the shell ("-n 10")."""
    command = ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", sys.executable, "-m", "desktop", *arguments]
    environment = os.environ | {"PYTHONWARNINGS": "error"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def is_told(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether it went well, or ended in one sentence."""
    if done.returncode == 0:
        return "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1:]
    return done.returncode == 1 and "Traceback" not in done.stderr and last[0].startswith("ascribe: ")


@pytest.mark.parametrize(
    ("command", "handles"), [*((command, 5) for command in COMMANDS), ("import", 6), ("import", 8)]
)
def test_few_handles(command: str, handles: int, folder: Path) -> None:
    arguments = [word.format(folder=folder) for word in COMMANDS[command]]
    done = limited(f"-n {handles}", *arguments)
    assert is_told(done), done.stderr
    if handles == 5:
        assert done.returncode == 1
        assert "too many files open" in done.stderr
    with Library.open(paths.default_library()) as library:
        assert library.check() == []


@pytest.mark.parametrize("command", ["import", "suggest"])
def test_little_memory(command: str, folder: Path) -> None:
    arguments = [word.format(folder=folder) for word in COMMANDS[command]]
    ended = [limited(f"-v {kilobytes}", *arguments) for kilobytes in (44_000, 50_000, 56_000)]
    assert [done.stderr for done in ended if not is_told(done)] == []
    assert any("too little memory" in done.stderr for done in ended)
    with Library.open(paths.default_library()) as library:
        assert library.check() == []


def test_files_may_be_no_larger(folder: Path, ascribe: Ask) -> None:
    """The limit of one file's size, which SQLite does not tell from a broken disk."""
    (folder / "long.txt").write_text("The dam will hold. " * 40_000, encoding="utf-8")
    for arguments in (("import", str(folder)), ("backup",)):
        done = limited("-f 200", *arguments)
        assert is_told(done), done.stderr
        assert done.returncode == 1
    assert ascribe("check").out == f"{paths.default_library()} is sound.\n"


@pytest.fixture
def full(disk: MakeDisk, folder: Path) -> Path:
    """A library on a disk that has no room left."""
    small = disk("1m")
    library = small / "Library.ascribe"
    shutil.copy(paths.default_library(), library)
    with (small / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            pass
    return library


def test_a_full_disk(full: Path, folder: Path, ascribe: Ask) -> None:
    long = folder / "long.txt"
    long.write_text("word " * 40_000, encoding="utf-8")
    for arguments in (
        ("import", folder, "--library", full),
        ("suggest", "--library", full),
        ("backup", "--library", full),
        ("backup", full.with_name("copy.ascribe")),
        ("restore", paths.default_library(), "--library", full),
        ("export", "-o", full.with_name("out.json")),
    ):
        answer = ascribe(*arguments)
        assert answer.status == 1, arguments
        assert "full" in answer.err, arguments
        assert "Traceback" not in answer.err, arguments
    full.with_name("filler").unlink()
    with Library.open(full) as library:
        assert library.check() == []
        assert library.count_articles() == (1, 0)
