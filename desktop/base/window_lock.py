"""The file beside a library that says which computer works in it.

The window makes it, by Qt's QLockFile (ui/start/single_window.py); a command that writes makes one that Qt can read. It
lies beside the library, so every computer that reaches the library finds it.
"""

import logging
import os
import platform
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.this_computer import boot_id, machine_id
from desktop.base.translation import translated

_COMMAND = "ascribe-command"  # the program that a command's lock names

log = logging.getLogger(__name__)


class Holder(NamedTuple):
    """Whose window, or command, has the library open."""

    process: str  # its id on that computer
    computer: str  # its name
    machine: str  # its id, as QSysInfo::machineUniqueId gives it; empty where the system has none
    boot: str  # the id of that computer's last start, as QSysInfo::bootUniqueId gives it; may be empty
    since: datetime  # by the clock of the drive, in this computer's time zone


class OpenElsewhere(KnownError):
    """The library is open on another computer, or was when that one went down."""

    def __init__(self, library: LibraryAddress, holder: Holder) -> None:
        since = f"{holder.since:%Y-%m-%d %H:%M}"
        super().__init__(
            translated(
                "{file} is open on the computer {computer} since {since}; close it there first.",
                file=library,
                computer=holder.computer,
                since=since,
            )
        )
        self.holder = holder


def holder(library: LibraryAddress) -> Holder | None:
    """Who holds the lock; None when nobody does, or the file does not say who."""
    return _holder(library.lock)


def _holder(file: Path) -> Holder | None:
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            return None
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        since = datetime.fromtimestamp(file.stat().st_mtime)
    except OSError:
        return None
    # The id of the process, the program, the computer's name, its id, the id of its last start: a line each, the
    # latter two since Qt 5.15 (QLockFilePrivate::lockFileContents in qlockfile.cpp).
    if len(lines) < 3 or not lines[2]:
        return None
    machine, boot = (lines[number] if len(lines) > number else "" for number in (3, 4))
    return Holder(lines[0], lines[2], machine, boot, since)


def is_open_elsewhere(library: LibraryAddress, machine: str = "") -> bool:
    """Whether another computer has the library open. `machine` is this one's id, where Qt tells it."""
    found = holder(library)
    return found is not None and _is_another(found, machine or machine_id())


def refuse_if_open_elsewhere(library: LibraryAddress, machine: str = "") -> None:
    """Raises OpenElsewhere when another computer has the library open; `machine` as for `is_open_elsewhere`."""
    found = holder(library)
    if found is not None and _is_another(found, machine or machine_id()):
        raise OpenElsewhere(library, found)


def _is_another(found: Holder, machine: str) -> bool:
    if found.machine and machine:  # a computer may be given another name, and two may have one name
        return found.machine != machine
    return found.computer != platform.node()


def is_left_behind(lock: Path, machine: str = "") -> bool:
    """Whether a lock is of a process of this computer that has ended; `machine` as for `is_open_elsewhere`."""
    found = _holder(lock)
    if found is None or _is_another(found, machine or machine_id()):
        return False
    if found.boot and boot_id() and found.boot != boot_id():
        return True
    # A container may be this machine, too, and count its processes by itself.
    return found.computer == platform.node() and _user_of(found.process) == "nobody"


def is_of_another_user(lock: Path) -> bool:
    """Whether a lock is of a running process of another user of this computer, or is not to be read."""
    found = _holder(lock)
    if found is None:
        return os.access(lock, os.F_OK) and not os.access(lock, os.R_OK)
    return found.computer == platform.node() and _user_of(found.process) == "another"


def _user_of(process: str) -> Literal["this one", "another", "nobody", "unknown"]:
    """Whose process this is; nobody's when it has ended."""
    if sys.platform == "win32" or not process.isdecimal():
        return "unknown"  # on Windows, what asks for a process elsewhere ends it
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return "nobody"
    except OSError:
        return "another"
    return "this one"


def remove_left_behind(library: LibraryAddress) -> None:
    """Removes the lock that a killed process of this computer left."""
    if is_left_behind(library.lock):
        with suppress(OSError):  # where it cannot be removed, it keeps nobody out either
            library.lock.unlink()


@contextmanager
def held(library: LibraryAddress) -> Iterator[None]:
    """Tells other computers that a library is worked in without a window, while a `with` block lasts.

    Within one computer that is no reason to wait. So a lock that this one has already is left as it is, and its window
    takes this one over: to QLockFile a process is gone when it goes by another name than the lock says.

    Raises:
        OpenElsewhere: another computer has it open.
    """
    refuse_if_open_elsewhere(library)
    remove_left_behind(library)
    file, content = library.lock, f"{os.getpid()}\n{_COMMAND}\n{platform.node()}\n{machine_id()}\n{boot_id()}\n"
    is_ours = False
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            is_ours = True
            stream.write(content)
    except FileExistsError:
        refuse_if_open_elsewhere(library)  # it may have been made just now
    except OSError as error:  # a lock that cannot be made is no reason not to work
        log.info("no lock can be made at %s: %s", file, error)
    try:
        yield
    finally:
        if is_ours:
            _remove(file, content)


def _remove(file: Path, content: str) -> None:
    """Removes a lock unless it was taken over. A full disk may have cut it off."""
    try:
        if content.startswith(file.read_text(encoding="utf-8", errors="replace")):
            file.unlink()
    except OSError as error:
        log.warning("the lock %s cannot be removed: %s", file, error)
