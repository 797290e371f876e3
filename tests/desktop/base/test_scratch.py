"""What a killed process leaves of a file that it was writing goes with the next file that is written there."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.base import files, scratch

WRITE = """
import sys
from pathlib import Path
from desktop.base import files
with files.replacing(Path(sys.argv[1])) as stream:
    stream.write(b"half" * 100_000)
    print("writing", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_that_writes(target: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(target)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        yield process


@pytest.mark.skipif(sys.platform == "win32", reason="there, no process can tell that another's file is left behind")
def test_what_a_killed_process_was_writing_goes_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    with another_that_writes(tmp_path / "one.json") as killed, another_that_writes(tmp_path / "two.json"):
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert len(list(tmp_path.iterdir())) == 2
        with files.replacing(tmp_path / "three.json") as stream:
            stream.write(b"whole")
        assert len(list(tmp_path.glob(".ascribe-*"))) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["three.json", "two.json"]
    assert (tmp_path / "two.json").stat().st_size == 400_000


@pytest.mark.skipif(sys.platform == "win32", reason="there, no process can tell that another's file is left behind")
def test_a_folder_goes_whose_maker_was_killed_before_it_put_anything_into_it(tmp_path: Path) -> None:
    (tmp_path / f"{scratch._prefix()}empty").mkdir()
    with scratch.beside(tmp_path / "file") as new:
        assert list(tmp_path.iterdir()) == [new.parent]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there, no process can tell that another's file is left behind")
def test_a_folder_that_another_run_takes_for_left_behind_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, folders = scratch._marked_as_in_use, []

    def mark_late(folder: Path) -> int | None:
        folders.append(folder)
        if len(folders) == 1:
            scratch.remove_left_beside(tmp_path / "another")
        return mark(folder)

    monkeypatch.setattr(scratch, "_marked_as_in_use", mark_late)
    with files.replacing(tmp_path / "file") as stream:
        stream.write(b"whole")
    assert len(folders) == 2
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_cannot_be_read_is_left_to_whoever_uses_it_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(path: Path, pattern: str) -> Iterator[Path]:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "glob", away)
    scratch.remove_left_beside(tmp_path / "a.ascribe")


def test_what_another_computer_is_writing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("platform.node", lambda: "another")
        folder = scratch.ScratchFolder(tmp_path, scratch._prefix())
    (folder.path / "new").touch()
    os.close(folder._in_use)  # type: ignore[arg-type]  # a lock over there is not seen here
    folder._in_use = None
    with scratch.beside(tmp_path / "file"):
        assert (folder.path / "new").exists()
    folder.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_any_length_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("名" * 85)
    with files.replacing(target) as stream:
        stream.write(b"whole")
    assert target.read_bytes() == b"whole"
