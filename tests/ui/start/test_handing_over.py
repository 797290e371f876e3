"""A later start hands its articles to the window that is there, and to nobody else."""

import os
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from ui.start import handing_over
from ui.start.handing_over import Listener, hand_over

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are pipes there, which the system keeps apart")

NOBODY = 65534  # the user of that name
HAND_OVER = """
    from desktop.base.library_address import LibraryAddress
    from ui.start.handing_over import hand_over
    print(hand_over(LibraryAddress.of(Path(sys.argv[1])), [Path(sys.argv[2])]))
"""
# Another user listens at a place, and prints what it is told; or says something there, and prints the answer.
LISTEN = """
    os.umask(0)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(sys.argv[1])
        server.listen()
        print("listening", flush=True)
        peer, _ = server.accept()
        peer.settimeout(60)
        try:
            peer.sendall(b"ready\\n")
            print(peer.recv(1000).decode())
        except OSError:
            print()
"""
SAY = """
    with socket.socket(socket.AF_UNIX) as peer:
        peer.settimeout(60)
        peer.connect(sys.argv[1])
        try:
            peer.sendall(b'["/home/of/another.txt"]\\n')
            print(peer.recv(1000).decode())
        except OSError:
            print()
"""


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder for sockets, by a name that is short enough for one."""
    with TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def address(tmp_path: Path) -> LibraryAddress:
    with Library.open(tmp_path / "news.ascribe") as library:
        return library.address


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    parent = QObject()
    yield parent
    for listener in parent.findChildren(Listener):
        listener.close()


def started(code: str, *arguments: object, user: int | None = None) -> "subprocess.Popen[str]":
    code = "import os, socket, sys\nfrom pathlib import Path\n" + textwrap.dedent(code)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    if user is not None:
        if os.getuid() != 0:
            pytest.skip("only root can be another user")
        command[0] = os.path.realpath("/usr/bin/python3")
        environment = {}
        if not Path(command[0]).exists():
            pytest.skip("another user needs a Python that it may run")
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, user=user, cwd="/")


def test_the_window_takes_articles_over_by_the_path_and_by_another_name(
    runtime: Path, address: LibraryAddress, parent: QObject, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[list[Path]] = []
    Listener(address, told.append, parent)
    os.link(address.file, link := tmp_path / "link.ascribe")
    for name in (address.file, link):
        start = started(HAND_OVER, name, "storm.txt")
        qtbot.waitUntil(lambda start=start: start.poll() is not None)
        assert start.communicate()[0] == "True\n"
        assert told.pop() == [Path("/storm.txt")]
    folder = runtime / "ascribe"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for listener in parent.findChildren(Listener):
        listener.close()
    assert list(folder.iterdir()) == []
    assert not hand_over(address, [])


def test_a_start_with_other_settings_finds_the_window_where_the_session_has_no_folder_for_sockets(
    address: LibraryAddress, parent: QObject, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "none"))
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        monkeypatch.setattr(handing_over, "_of_a_login", lambda: tmp_path / "none")
        told: list[list[Path]] = []
        Listener(address, told.append, parent)
        monkeypatch.setenv("ASCRIBE_HOME", str(tmp_path / "other settings"))
        start = started(HAND_OVER, address.file, "storm.txt")
        qtbot.waitUntil(lambda: start.poll() is not None)
        assert start.communicate()[0] == "True\n"
        assert told == [[Path("/storm.txt")]]


def test_nothing_is_told_to_another_user(runtime: Path, address: LibraryAddress, qapp: QApplication) -> None:
    runtime.chmod(0o777)
    (runtime / "ascribe").mkdir()
    (runtime / "ascribe").chmod(0o777)
    server = started(LISTEN, handing_over._names(address, runtime / "ascribe")[0], user=NOBODY)
    assert server.stdout is not None
    assert server.stdout.readline() == "listening\n"
    assert not hand_over(address, [Path("/secret/storm.txt")])
    assert server.communicate()[0] == "\n"


def test_nothing_is_taken_from_another_user(
    runtime: Path, address: LibraryAddress, parent: QObject, qtbot: QtBot
) -> None:
    told: list[list[Path]] = []
    Listener(address, told.append, parent)
    for place in (runtime, runtime / "ascribe", *(runtime / "ascribe").iterdir()):
        place.chmod(0o777)
    start = started(SAY, handing_over._names(address, runtime / "ascribe")[0], user=NOBODY)
    qtbot.waitUntil(lambda: start.poll() is not None)
    assert start.communicate()[0] == "\n"
    assert told == []


def test_a_window_that_is_too_busy_to_hear_is_told_nothing(
    runtime: Path, address: LibraryAddress, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "_ANSWER", 100)
    assert handing_over._made_private(runtime / "ascribe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(handing_over._names(address, runtime / "ascribe")[0])
        server.listen()
        assert not hand_over(address, [Path("/storm.txt")])
        peer, _ = server.accept()
        with peer:
            assert peer.recv(1000) == b""


@pytest.mark.parametrize("line", [b"garbage\n", b"5\n", b"[5]\n", b"\xff\n", b"x" * 2_000_000])
def test_what_is_no_list_of_files_is_not_taken(
    line: bytes, runtime: Path, address: LibraryAddress, parent: QObject, qtbot: QtBot
) -> None:
    told: list[list[Path]] = []
    Listener(address, told.append, parent)
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(handing_over._names(address, runtime / "ascribe")[0])
        peer.setblocking(False)
        answers = b""

        def is_over() -> bool:
            nonlocal answers, line
            try:
                line = line[peer.send(line) :] if line else line
                answers += (got := peer.recv(1000))
            except BlockingIOError:
                return False
            except OSError:
                return True
            return not got

        qtbot.waitUntil(is_over)
    assert answers in {b"", b"ready\n"}
    assert told == []


def test_a_folder_that_is_anothers_or_a_link_is_not_used(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_to_all := tmp_path / "open").mkdir()
    open_to_all.chmod(0o755)
    assert handing_over._made_private(runtime / "new")
    (runtime / "link").symlink_to(open_to_all)
    assert not handing_over._made_private(runtime / "link")
    assert stat.S_IMODE(open_to_all.stat().st_mode) == 0o755
    assert not handing_over._made_private(Path("/tmp/" + "long" * 30))
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)
    assert not handing_over._made_private(runtime / "new")
