"""Disks of a size, or with options, of a test's own."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(at: Path, options: str) -> Iterator[None]:
    """A disk in memory at a folder, with these options (tmpfs(5)), as long as the block lasts."""
    mount = shutil.which("mount") if sys.platform == "linux" else None
    command = [mount or "", "-t", "tmpfs", "-o", options, "tmpfs", str(at)]
    if not mount or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a disk cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def fill_up(disk: Path) -> Path:
    """Leaves no room on a disk; gives the file that takes it."""
    film = disk / "film"
    try:
        with film.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 4096)
    except OSError:
        return film
