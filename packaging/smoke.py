"""Lets a frozen Ascribe do its whole job, without a screen and on one, and fails on any unexpected output.

Called so:

    python packaging/smoke.py dist/ascribe/ascribe
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PATIENCE = 180  # seconds
OLDER, OLDER_STAMP = 900, "0009"
# What a library of today has that one of that version had not.
TO_OLDER = tuple(f"DROP TABLE {name}" for name in ("assignment", "comment"))


def main(program: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        bare = {**without_python(os.environ), "ASCRIBE_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        rehearse("without a screen", program, bare)
        migrate(program, bare, Path(home))
        if sys.platform == "linux":
            with screen() as display:
                rehearse("on a screen", program, {**bare, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})


def rehearse(where: str, program: Path, environment: dict[str, str]) -> None:
    start = time.monotonic()
    run([program, "--smoke"], environment, expected="")
    took = time.monotonic() - start
    print(f"{program.name} --smoke {where}: imported, labelled, exported and compared in {took:.1f} s", flush=True)


def migrate(program: Path, environment: dict[str, str], home: Path) -> None:
    """A library that says it is of an earlier version is led to this one: Alembic and its scripts are in the bundle."""
    library = home / "Old.ascribe"
    note = home / "note.txt"
    note.write_text("A note\n\nIt rained, she said.\n", encoding="utf-8")
    run([program, "import", "--library", library, note], environment)
    with closing(sqlite3.connect(library)) as connection:
        current = connection.execute("PRAGMA user_version").fetchone()
        for statement in TO_OLDER:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {OLDER}")
        connection.execute("UPDATE alembic_version SET version_num = ?", (OLDER_STAMP,))
        connection.commit()
    run([program, "list", "--library", library], environment)
    with closing(sqlite3.connect(library)) as connection:
        if connection.execute("PRAGMA user_version").fetchone() != current:
            sys.exit(f"{program.name} did not bring {library.name} up to date.")
    print(f"{program.name} list: brought a library of an earlier version up to date")


def run(command: list[str | Path], environment: dict[str, str], expected: str | None = None) -> None:
    """Runs `command`; status 0, nothing on standard error, and, where it is given, `expected` on standard output."""
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        sys.exit(f"{' '.join(map(str, command))}\ndid not end within {PATIENCE} seconds.")
    if done.returncode or done.stderr or (expected is not None and done.stdout != expected):
        words = " ".join(map(str, command))
        sys.exit(f"{words}\nended with status {done.returncode} and said:\n{done.stdout}{done.stderr}")


@contextmanager
def screen() -> Iterator[str]:
    """A screen of its own (Xvfb); gives the name of its display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def without_python(environment: "os._Environ[str]") -> dict[str, str]:
    """The environment without what would lend the frozen program a Python or a Qt of this machine."""
    return {name: value for name, value in environment.items() if not name.startswith(("PYTHON", "QT_", "VIRTUAL_ENV"))}


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
