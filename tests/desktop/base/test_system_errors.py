"""What is lacking is told for what it is: room, handles, memory."""

import errno
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import pytest

from desktop.base import files, system_errors
from desktop.base.errors import KnownError
from desktop.base.system_errors import as_known, lacking, reason
from desktop.library.sqlite.errors import sqlite_errors_as_known
from tests.conftest import MakeDisk

FULL = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "your quota of the disk is used up"}
LACKS = {
    **FULL,
    errno.EMFILE: "Ascribe has too many files open",
    errno.ENFILE: "this computer has too many files open",
    errno.ENOMEM: "there is too little memory",
}


@pytest.fixture
def no_handles() -> Iterator[ExitStack]:
    """No file can be opened any more; closing what it gives ends that."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, before)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, before[0]), before[1]))
        with suppress(OSError):
            while True:
                stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        yield stack


@pytest.mark.parametrize("number", LACKS)
def test_what_is_lacking_is_no_bug(number: int) -> None:
    error = OSError(number, os.strerror(number))
    assert reason(error) == LACKS[number]
    assert str(as_known(error)) == f"This cannot be done: {LACKS[number]}."
    loading = ImportError(f"libx.so.1: cannot open shared object file: {os.strerror(number)}")
    assert str(as_known(loading)) == f"This cannot be done: {LACKS[number]}."


@pytest.mark.parametrize(("place", "is_lack"), [("<frozen importlib._bootstrap>", True), ("elsewhere.py", False)])
def test_a_module_that_cannot_begin_lacks_memory(place: str, is_lack: bool) -> None:
    with pytest.raises(SystemError) as told:
        exec(compile("raise SystemError('initialization of x failed without raising an exception')", place, "exec"))
    assert (as_known(told.value) is not None) == is_lack


def test_a_module_that_ends_in_it_lacks_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half_loaded.py").write_text("raise SystemError('NULL result without error in PyObject_Call')\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SystemError) as told:
        import_module("half_loaded")
    assert "too little memory" in str(as_known(told.value))


def test_memory_is_no_bug_and_bugs_are() -> None:
    assert "too little memory" in str(as_known(MemoryError()))
    assert "too little memory" in str(as_known(ImportError("libx.so.1: failed to map segment from shared object")))
    known = KnownError("A sentence.")
    assert as_known(known) is known
    for bug in (OSError(errno.ENOENT, "No such file"), ImportError("cannot import name 'x'"), KeyError("x")):
        assert as_known(bug) is None


def test_no_handles_are_told(no_handles: ExitStack, tmp_path: Path) -> None:
    found = lacking(tmp_path)
    with pytest.raises(KnownError, match="too many files open"), files.replacing(tmp_path / "out.json"):
        pass
    with (
        pytest.raises(KnownError, match="too many files open"),
        sqlite_errors_as_known(tmp_path / "a.ascribe"),
    ):
        sqlite3.connect(tmp_path / "a.ascribe").execute("SELECT * FROM sqlite_master")
    no_handles.close()
    assert found is not None
    assert found.errno == errno.EMFILE
    assert lacking(tmp_path) is None
    assert lacking(tmp_path / "no such folder") is None, "that is another fault than a lack"


def test_a_full_disk_is_found(disk: MakeDisk) -> None:
    small = disk("16k")
    found = lacking(small)
    assert found is not None
    assert found.errno == errno.ENOSPC
    assert list(small.iterdir()) == []


@pytest.mark.parametrize("number", FULL)
def test_what_sqlite_calls_an_error_of_the_disk_may_be_a_lack_of_room(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite knows ENOSPC for a full disk, and no quota; nor does it tell the number."""

    def refuse(handle: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(system_errors.os, "fsync", refuse)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    with pytest.raises(KnownError, match=LACKS[number]), sqlite_errors_as_known(tmp_path / "a.ascribe"):
        raise error
    with (
        pytest.raises(KnownError, match=f"{LACKS[number]}. Nothing was changed."),
        files.replacing(tmp_path / "out.json") as stream,
    ):
        stream.write(b"x")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    with pytest.raises(KnownError, match="reports an error"), sqlite_errors_as_known(tmp_path / "a.ascribe"):
        raise error
