"""What killed programs left beside a library goes with the next opening, by whichever command."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base import scratch, this_computer
from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from tests.desktop.cli.conftest import Ask

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there, it stays")
COMMANDS = ["list", "backup", "check", "suggest", "export"]


@pytest.fixture
def address(tmp_path: Path) -> LibraryAddress:
    (tmp_path / "work").mkdir()
    with Library.open(tmp_path / "work" / "News.ascribe") as library:
        return library.address


@pytest.fixture
def ended() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


@pytest.mark.parametrize("command", COMMANDS)
def test_a_lock(address: LibraryAddress, ended: int, command: str, ascribe: Ask) -> None:
    here, machine, boot = platform.node(), this_computer.machine_id(), this_computer.boot_id()
    left = [(ended, here, machine, boot), (ended, here, "", "")]
    if machine and boot:
        left += [(os.getpid(), here, machine, "of an earlier start"), (ended, "old", machine, "of an earlier start")]
    for process, computer, machine, boot in left:
        address.lock.write_text(f"{process}\nascribe\n{computer}\n{machine}\n{boot}\n", encoding="utf-8")
        assert ascribe(command, "--library", address).status == 0
        assert not address.lock.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_what_was_being_written(address: LibraryAddress, command: str, ascribe: Ask) -> None:
    address.backups.mkdir()
    left = [scratch.ScratchFolder(folder, scratch._prefix()) for folder in (address.folder, address.backups)]
    for folder in left:
        (folder.path / "new").touch()
    assert ascribe(command, "--library", address).status == 0
    assert all(folder.path.exists() for folder in left), "they are in use"
    for folder in left:
        os.close(folder._in_use)  # type: ignore[arg-type]  # as the system does it when a process is killed
        folder._in_use = None
    assert ascribe(command, "--library", address).status == 0
    assert not any(folder.path.exists() for folder in left)
