"""One running window per library: a second start raises the first and hands its articles over.

The claim is a file beside the library, so that it holds for every computer and every user who reaches the library; in
the user's own folder where that cannot be written. The socket by which articles are handed over is the user's own.
"""

import hashlib
import json
import logging
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QSysInfo

from desktop.base import files, paths
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.system_errors import reason
from desktop.base.translation import translated
from desktop.base.window_lock import Holder, holder, refuse_if_open_elsewhere

_PATIENCE = 15.0  # seconds that a second start waits for the first to answer or to end
_NAMELESS = 1.0  # seconds after which a lock that names nobody is nobody's: one that is being made soon names somebody
_ANSWER = 1000  # ms for one try
_ENOUGH = b"taken\n"

log = logging.getLogger(__name__)


class SingleWindow(QObject):
    """The claim of this process on a library's window. Qt's network module is loaded only when there is a second start
    to talk to, or once the first window stands."""

    def __init__(self, library: LibraryAddress, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digest = hashlib.sha256(library.identity.encode(errors="surrogateescape")).hexdigest()[:24]
        self._name = f"ascribe-{self._digest}"
        self._library = library
        self._lock: QLockFile | None = None
        self.is_ours = False

    def is_first(self, articles: list[Path]) -> bool:
        """Whether this process owns the window; otherwise the owner was raised and was given the articles.

        Raises:
            OpenElsewhere: it is open on another computer, or was when that one went down: see `take_over`.
            KnownError: another process owns it, but neither answers nor ends.
        """
        if self.is_ours:
            return True
        for file in self._places():
            lock = QLockFile(str(file))
            lock.setStaleLockTime(0)
            if self._claim(lock, file, articles):
                self.is_ours = True
                return True
            if lock.error() == QLockFile.LockError.LockFailedError:
                return False
            log.warning("no lock can be made at %s", file)
        self.is_ours = not self._hand_over(articles)  # a lock that cannot be made is no reason not to start
        return self.is_ours

    def _places(self) -> Iterator[Path]:
        yield self._library.lock
        yield _own_folder() / f"{self._digest}.lock"

    def _claim(self, lock: QLockFile, file: Path, articles: list[Path]) -> bool:
        """Whether this is the first window: otherwise the first one was told, or there can be no lock in this place."""
        deadline = time.monotonic() + _PATIENCE
        nameless_since: float | None = None
        while True:
            refuse_if_open_elsewhere(self._library, bytes(QSysInfo.machineUniqueId().data()).decode())
            if lock.tryLock(50):
                self._lock = lock
                return True
            if lock.error() != QLockFile.LockError.LockFailedError or self._hand_over(articles):
                return False
            moment = time.monotonic()
            if _is_of_a_process_that_ended(lock):  # Qt finds that too, but removes it only where the disk has room
                log.warning("%s is of a process that ended, and is taken over", file)
                _remove(file)
            elif _names_somebody(lock):
                nameless_since = None
            elif moment - (nameless_since := nameless_since or moment) > _NAMELESS:
                log.warning("%s names nobody, and is taken over", file)
                _remove(file)
            if moment > deadline:
                raise KnownError(
                    translated(
                        "{file} is open in another window, which does not answer. Close that window first.",
                        file=self._library,
                    )
                )
            time.sleep(0.2)

    def take_over(self, asked_about: Holder) -> None:
        """The user says that this holder has the claim no more. Another one, who took it meanwhile, keeps it.

        Raises:
            KnownError: its file cannot be removed.
        """
        if holder(self._library) == asked_about:
            _remove(self._library.lock)

    def _hand_over(self, articles: list[Path]) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER):
            return False
        socket.write(json.dumps([str(path.absolute()) for path in articles]).encode() + b"\n")
        socket.flush()
        answered = socket.waitForReadyRead(_ANSWER)
        return answered and bytes(socket.readAll().data()) == _ENOUGH

    def listen(self, raised: Callable[[list[Path]], None]) -> None:
        """From now on call `raised(articles)` for each later start."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # what a killed owner left; the lock says that we own it now
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._accept(server, raised))
        server.listen(self._name)

    def _accept(self, server: QObject, raised: Callable[[list[Path]], None]) -> None:
        from PySide6.QtNetwork import QLocalServer

        assert isinstance(server, QLocalServer)
        socket = server.nextPendingConnection()

        def read() -> None:
            if socket.canReadLine():
                line = bytes(socket.readLine().data())
                socket.write(_ENOUGH)
                socket.flush()
                socket.disconnectFromServer()
                raised([Path(path) for path in json.loads(line)])

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            read()

    def release(self) -> None:
        """The window is closed: the next start is the first."""
        self.is_ours = False
        if self._lock is not None:
            self._lock.unlock()


def _names_somebody(lock: QLockFile) -> bool:
    info = lock.getLockInfo()
    assert isinstance(info, tuple)  # PySide returns what C++ writes into its arguments
    return bool(info[0])


def _is_of_a_process_that_ended(lock: QLockFile) -> bool:
    info = lock.getLockInfo()
    assert isinstance(info, tuple)
    pid, computer = info[0], info[1]
    if not pid or computer != platform.node() or sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it is another user's
        return False
    return False


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise KnownError(translated("{file} cannot be removed: {reason}.", file=file, reason=reason(error))) from error


def _own_folder() -> Path:
    folder = paths.config_folder() / "running"
    try:
        files.make_folder(folder)
    except OSError:  # settings that cannot be written are no reason not to start
        return Path(tempfile.gettempdir())
    return folder
