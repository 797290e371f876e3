"""Articles handed over from a later start to the window that a library has already.

By a local socket in a folder that its user alone may enter, whichever settings a start has. Each side also asks the
system whose process the other is, before it says anything. The window speaks first, so nothing is sent to one that is
too busy to hear. A library is found by its path and by its file, which may have other names.
"""

import hashlib
import json
import logging
import os
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.base import paths
from desktop.base.library_address import FileAddress, LibraryAddress

_READY, _TAKEN = b"ready\n", b"taken\n"
_ANSWER = 1000  # ms for one try
_LONGEST = 1_000_000  # bytes of what a start hands over
_LONGEST_NAME = 103  # bytes of a socket's path: sockaddr_un has room for 104 on macOS and BSD, for 108 on Linux
_UCRED = "=iII"  # what SO_PEERCRED gives (unix(7) of Linux): a process, its user and group
_XUCRED = "=2I"  # the beginning of what LOCAL_PEERCRED gives (unix(4) of macOS and BSD; untried): a version, the user

log = logging.getLogger(__name__)


def hand_over(library: LibraryAddress, articles: list[Path]) -> bool:
    """Whether the window of a library was raised and took these articles over; False where none answers."""
    return any(_hand_over(name, articles) for folder in _folders() for name in _names(library, folder))


def _hand_over(name: str, articles: list[Path]) -> bool:
    connection = QLocalSocket()
    connection.connectToServer(name)
    if not connection.waitForConnected(_ANSWER):
        return False
    if not _is_the_users_own(connection):
        log.warning("%s is of another user, who is told nothing", name)
        return False
    if _answer(connection) != _READY:
        return False
    connection.write(json.dumps([str(path.absolute()) for path in articles]).encode() + b"\n")
    connection.flush()
    return _answer(connection) == _TAKEN


def _answer(connection: QLocalSocket) -> bytes:
    while not connection.canReadLine():
        if not connection.waitForReadyRead(_ANSWER):
            return b""
    return bytes(connection.readLine(100).data())


class Listener(QObject):
    """Calls `raised(articles)` for each later start on a library, as long as it is there."""

    def __init__(self, library: LibraryAddress, raised: Callable[[list[Path]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._raised = raised
        folder = next(filter(_made_private, _folders()), None)
        for name in _names(library, folder) if folder else ():
            QLocalServer.removeServer(name)  # what a killed owner left; the lock says that we own it now
            server = QLocalServer(self)
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            server.newConnection.connect(lambda server=server: self._accept(server))
            if not server.listen(name):
                log.warning("later starts cannot be heard at %s: %s", name, server.errorString())

    def close(self) -> None:
        """Hear no later start any more."""
        for server in self.findChildren(QLocalServer):
            server.close()

    def _accept(self, server: QLocalServer) -> None:
        connection = server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        if not _is_the_users_own(connection):
            log.warning("a start of another user is not heard")
            connection.abort()
            return
        connection.readyRead.connect(lambda: self._read(connection))
        connection.write(_READY)
        connection.flush()

    def _read(self, connection: QLocalSocket) -> None:
        if not connection.canReadLine():
            if connection.bytesAvailable() > _LONGEST:
                connection.abort()
            return
        line = bytes(connection.readLine().data())
        try:
            articles = [Path(path) for path in json.loads(line)]
        except (ValueError, TypeError):  # also for bytes that are no text
            log.warning("a later start said what is no list of files")
            connection.abort()
            return
        connection.write(_TAKEN)
        connection.flush()
        connection.disconnectFromServer()
        self._raised(articles)


def _folders() -> Iterator[Path]:
    """Where a window may listen: the first that can be made private. Another start may be told of other folders."""
    if sys.platform == "win32":  # a pipe there, which has no folder
        yield Path()
        return
    of_the_session = os.environ.get("XDG_RUNTIME_DIR", "")
    for runtime in dict.fromkeys((Path(of_the_session), _of_a_login())):
        if runtime.is_absolute() and _is_the_users_folder(runtime):
            yield runtime / "ascribe"
    yield Path(tempfile.gettempdir()) / f"ascribe-{os.getuid()}"
    yield paths.config_folder() / "running"  # the last, since a start with another ASCRIBE_HOME has another one


def _of_a_login() -> Path:
    """The folder that the system gives a user who logs in, as by ssh, where no variable names it."""
    return Path(f"/run/user/{os.getuid()}")


def _names(library: LibraryAddress, folder: Path) -> list[str]:
    """The names of a library's sockets in a folder: by what it is called, and by its file where there is one."""
    told = [library.identity]
    if isinstance(library, FileAddress):
        with suppress(OSError):
            found = library.file.stat()
            told.append(f"{found.st_dev} {found.st_ino}")
    named = [hashlib.sha256(words.encode(errors="surrogateescape")).hexdigest()[:24] for words in told]
    if sys.platform == "win32":
        return [f"ascribe-{name}" for name in named]
    return [str(folder / name) for name in named]


def _made_private(folder: Path) -> bool:
    """Whether a folder is there, is the user's own, and nobody else may enter it; it is made so where it can be."""
    if sys.platform == "win32":
        return True
    if len(os.fsencode(folder)) + 25 > _LONGEST_NAME:
        return False
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        if not _is_the_users_folder(folder):
            return False
        folder.chmod(0o700)
    except OSError as error:
        log.info("%s cannot be used: %s", folder, error)
        return False
    return True


def _is_the_users_folder(folder: Path) -> bool:
    if sys.platform == "win32":
        return True
    try:
        found = folder.lstat()  # a link could lead into another's
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _is_the_users_own(connection: QLocalSocket) -> bool:
    """Whether the process at the other end is this user's. Windows lets no other user at the pipe."""
    if sys.platform == "win32":
        return True
    with suppress(OSError), socket.socket(fileno=os.dup(int(connection.socketDescriptor()))) as peer:
        if sys.platform == "linux":
            _, user, _ = struct.unpack(_UCRED, peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        else:
            _, user = struct.unpack_from(_XUCRED, peer.getsockopt(0, socket.LOCAL_PEERCRED, 76))
        return bool(user == os.getuid())
    return False
