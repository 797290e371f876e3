"""A PostgreSQL server of the tests' own: in a folder for temporary files, heard at a socket there and nowhere else."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

PROGRAMS = next((str(one) for one in sorted(Path("/usr/lib/postgresql").glob("*/bin"))[::-1]), "")  # as Debian has them
_PATIENCE = 30.0  # seconds
_OWNER = "ascribe"
# What a power cut would undo is no matter here.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")


class Server:
    """A server that runs, with databases to be made in it."""

    def __init__(self, folder: Path, *settings: str) -> None:
        """`folder` is a new one, whose path is short: a socket's is at most a hundred letters long."""
        self.folder = folder
        self._settings = ("listen_addresses=", f"unix_socket_directories={folder}", *_QUICK, *settings)
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:  # as whom a server refuses to run
            os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        data = str(folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-U", _OWNER, "-E", "UTF8", "--locale=C", "--no-sync", "-N")

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        options = [word for setting in self._settings for word in ("-c", setting)]
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(
            [program("postgres"), "-D", str(self.folder / "data"), *options],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder, **_nobody(),
        )  # fmt: skip
        log.close()
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it: at once and cleanly, or (SIGQUIT) as if it were killed."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def url(self, database: str, user: str = _OWNER) -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}"

    def new_database(self) -> str:
        """The URL of a database with nothing in it."""
        name = f"news{next(self._numbers)}"
        self.do(f"CREATE DATABASE {name}")
        return self.url(name)

    def do(self, statement: str, database: str = "postgres") -> None:
        """Runs a statement as the owner."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [program(name), *arguments], cwd=self.folder, capture_output=True, text=True, check=False, **_nobody()
        )
        if done.returncode:
            raise RuntimeError(done.stderr)


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs; empty where it is not installed."""
    return shutil.which(name, path=PROGRAMS) or shutil.which(name) or ""


def _nobody() -> dict[str, object]:
    return (
        {"user": "nobody", "extra_groups": [], "env": {"PATH": os.defpath, "LC_ALL": "C"}} if os.geteuid() == 0 else {}
    )


@contextmanager
def running(*settings: str) -> Iterator[Server]:
    """A server while a `with` block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="ascribe-pg-"))
    server = Server(folder, *settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
