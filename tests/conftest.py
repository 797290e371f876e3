"""What every test has: a home of its own, and Qt without a screen."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"
os.environ["QT_ACCESSIBILITY"] = "0"  # no accessibility bus: the tests speak to the widgets


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test's libraries, settings and logs."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ASCRIBE_HOME", str(folder))
    return folder


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
