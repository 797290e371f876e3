"""The file beside a library that says which computer's window works in it.

The window makes it, by Qt's QLockFile (ui/start/single_window.py). It lies beside the library, so every computer that
reaches the library finds it.
"""

import os
import platform
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from desktop.base.errors import KnownError


class Holder(NamedTuple):
    """Whose window has the library open."""

    computer: str  # its name
    machine: str  # its id, as QSysInfo::machineUniqueId gives it; empty where the system has none
    since: datetime  # by the clock of the drive, in this computer's time zone


class OpenElsewhere(KnownError):
    """The library is open in a window on another computer, or was when that one went down."""

    def __init__(self, sentence: str, holder: Holder) -> None:
        super().__init__(sentence)
        self.holder = holder


def lock_file(library: Path) -> Path:
    """The place of a library's lock, by whichever link the library is named."""
    library = Path(os.path.realpath(library))
    return library.with_name(f"{library.name}-lock")


def holder(library: Path) -> Holder | None:
    """Who holds the lock; None when nobody does, or the file does not say who."""
    file = lock_file(library)
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        since = datetime.fromtimestamp(file.stat().st_mtime)
    except OSError:
        return None
    # The id of the process, the program, the computer's name, its id, the id of its last start: a line each, the
    # latter two since Qt 5.15 (QLockFilePrivate::lockFileContents in qlockfile.cpp).
    if len(lines) < 3 or not lines[2]:
        return None
    return Holder(lines[2], lines[3] if len(lines) > 3 else "", since)


def refuse_if_open_elsewhere(library: Path, machine: str = "") -> None:
    """Raises OpenElsewhere when another computer's window has the library open. `machine` is this computer's id."""
    found = holder(library)
    if found is None:
        return
    # A computer may get another name, and two may have one; the id settles it where both are known.
    is_elsewhere = found.machine != machine if machine and found.machine else found.computer != platform.node()
    if is_elsewhere:
        since = f"{found.since:%Y-%m-%d %H:%M}"
        sentence = f"{library} is open on the computer {found.computer} since {since}; close it there first."
        raise OpenElsewhere(sentence, found)
