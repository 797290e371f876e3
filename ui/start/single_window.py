"""One running window per library: a second start raises the first and hands its articles over.

The claim is a file beside the library, so that it holds for every computer and every user who reaches the library; in
the user's own folder where that cannot be written.
"""

import hashlib
import logging
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QSysInfo

from desktop.base import files, paths
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.base.window_lock import (
    Holder,
    holder,
    is_left_behind,
    is_of_another_user,
    refuse_if_open_elsewhere,
)

if TYPE_CHECKING:
    from ui.start.handing_over import Listener

_PATIENCE = 15.0  # seconds that a second start waits for the first to answer or to end
_NAMELESS = 1.0  # seconds after which a lock that names nobody is nobody's: one that is being made soon names somebody

log = logging.getLogger(__name__)


class SingleWindow(QObject):
    """The claim of this process on a library's window. Qt's network module is loaded only when there is a second start
    to talk to, or once the first window stands."""

    def __init__(self, library: LibraryAddress, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._machine = bytes(QSysInfo.machineUniqueId().data()).decode()
        self._lock: QLockFile | None = None
        self._listener: Listener | None = None
        self._disregarded: Holder | None = None  # of whom the user said that it is not open there any more
        self.is_ours = False

    def is_first(self, articles: list[Path]) -> bool:
        """Whether this process owns the window; otherwise the owner was raised and was given the articles.

        Raises:
            OpenElsewhere: it is open on another computer, or was when that one went down: see `take_over`.
            KnownError: another process owns it, but neither answers nor ends.
        """
        if self.is_ours:
            return True
        if self._library.has_other_names and _hand_over(self._library, articles):
            return False  # its window has it by another name, which has a lock of its own
        for file in self._places():
            claimed = self._claim(file, articles)
            if claimed is not None:
                self.is_ours = claimed
                return claimed
            log.warning("no lock can be made at %s", file)
            if _hand_over(self._library, articles):  # a start with other settings looks for a lock elsewhere
                return False
        self.is_ours = True  # a lock that cannot be made is no reason not to start
        return True

    def _places(self) -> Iterator[Path]:
        if self._disregarded is None:
            yield self._library.lock
        named = f"{self._library.identity} {platform.node()}"  # the folder may be one for all computers of the user
        digest = hashlib.sha256(named.encode(errors="surrogateescape")).hexdigest()[:24]
        yield _own_folder() / f"{digest}.lock"

    def _claim(self, file: Path, articles: list[Path]) -> bool | None:
        """Whether this is the first window, or the first one took the articles; None: no lock can be in this place."""
        if files.exists(file) and not files.is_file(file):  # Qt would wait for what comes out of a pipe
            return None
        lock = QLockFile(str(file))
        lock.setStaleLockTime(0)
        deadline = time.monotonic() + _PATIENCE
        nameless_since: float | None = None
        while True:
            if self._disregarded is None or holder(self._library) != self._disregarded:
                refuse_if_open_elsewhere(self._library, self._machine)
            if lock.tryLock(50):
                self._lock = lock
                return True
            if lock.error() != QLockFile.LockError.LockFailedError:
                return None
            if _hand_over(self._library, articles):
                return False
            if is_of_another_user(file):
                raise KnownError(
                    translated(
                        "{file} is open in the window of another user of this computer; close it there first. "
                        "(If it is not open there any more, delete {lock}.)",
                        file=self._library,
                        lock=file,
                    )
                )
            moment = time.monotonic()
            if is_left_behind(file, self._machine):  # Qt finds that too, but removes it only where the disk has room
                log.warning("%s is of a process that ended, and is taken over", file)
                if not _removed(file):
                    return None
            elif _names_somebody(lock):
                nameless_since = None
            elif moment - (nameless_since := nameless_since or moment) > _NAMELESS:
                log.warning("%s names nobody, and is taken over", file)
                if not _removed(file):
                    return None
            if moment > deadline:
                raise KnownError(_does_not_answer(self._library, articles))
            time.sleep(0.2)

    def take_over(self, asked_about: Holder) -> None:
        """The user says that this holder has the claim no more. Another one, who took it meanwhile, keeps it."""
        if holder(self._library) == asked_about and not _removed(self._library.lock):
            self._disregarded = asked_about

    def listen(self, raised: Callable[[list[Path]], None]) -> None:
        """From now on call `raised(articles)` for each later start."""
        from ui.start.handing_over import Listener

        self._listener = Listener(self._library, raised, self)

    def release(self) -> None:
        """The window is closed: the next start is the first."""
        self.is_ours = False
        if self._listener is not None:
            self._listener.close()
        if self._lock is not None:
            self._lock.unlock()


def _hand_over(library: LibraryAddress, articles: list[Path]) -> bool:
    from ui.start.handing_over import hand_over

    return hand_over(library, articles)


def _does_not_answer(library: LibraryAddress, articles: list[Path]) -> str:
    told = translated("{file} is open in another window, which does not answer. Close that window first.", file=library)
    if articles:
        told += " " + translated("Not added: {files}.", files=", ".join(path.name for path in articles))
    return told


def _names_somebody(lock: QLockFile) -> bool:
    info = lock.getLockInfo()
    assert isinstance(info, tuple)  # PySide returns what C++ writes into its arguments
    return bool(info[0])


def _removed(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        log.warning("%s cannot be removed: %s", file, reason(error))
        return False
    return True


def _own_folder() -> Path:
    folder = paths.config_folder() / "running"
    try:
        files.make_folder(folder)
    except OSError:  # settings that cannot be written are no reason not to start
        return Path(tempfile.gettempdir())
    return folder
