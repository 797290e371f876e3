"""One running window per library: a second start raises the first and hands its articles over."""

import hashlib
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

from desktop import places
from desktop.errors import KnownError

_PATIENCE = 15.0  # seconds that a second start waits for the first to answer or to end
_ANSWER = 1000  # ms for one try
_ENOUGH = b"taken\n"


class SingleWindow(QObject):
    """The claim of this process on a library's window. Qt's network module is loaded only when there is a second start
    to talk to, or once the first window stands."""

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:24]
        self._name = f"ascribe-{digest}"
        self._library = library
        self._lock = QLockFile(str(_lock_folder() / f"{digest}.lock"))
        self._lock.setStaleLockTime(0)

    def is_first(self, articles: list[Path]) -> bool:
        """Whether this process owns the window; otherwise the owner was raised and was given the articles.

        Raises:
            KnownError: another process owns it, but neither answers nor ends.
        """
        deadline = time.monotonic() + _PATIENCE
        while not self._lock.tryLock(50):
            if self._hand_over(articles):
                return False
            if time.monotonic() > deadline:
                raise KnownError(
                    f"{self._library} is open in another window, which does not answer; close that one first."
                )
            time.sleep(0.2)
        return True

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

    def let_go(self) -> None:
        """The window is closed: the next start is the first."""
        self._lock.unlock()


def _lock_folder() -> Path:
    folder = places.config_folder() / "running"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # settings that cannot be written are no reason not to start
        return Path(tempfile.gettempdir())
    return folder
