"""A library is copied while another computer works in it: what changes between the copies of its files."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.base.errors import Busy, KnownError
from desktop.library import Library, private_copy
from desktop.library.private_copy import PrivateCopy, remove_left_behind
from tests.making import added_article, as_open_elsewhere

pytestmark = pytest.mark.about_a_file

COPY = shutil.copyfile


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Library]:
    """The library as another computer has it open, with an article that is in the -wal file yet."""
    with Library.open(tmp_path / "News.ascribe") as library:
        as_open_elsewhere(library)
        added_article(library, "The bridge will close, she said.", "Bridge")
        assert wal_of(library.address.file).stat().st_size
        yield library


@pytest.fixture
def at_rest(tmp_path: Path) -> Path:
    """A library that nobody has open: there is no -wal file."""
    path = tmp_path / "News.ascribe"
    with Library.open(path) as library:
        added_article(library, "The bridge will close, she said.", "Bridge")
    assert not wal_of(path).exists()
    return path


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the copies lie."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def wal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def add(library: Library) -> None:
    added_article(library, f"Rivers fall {library.count_articles()[0]} feet.", "Rivers")


def checkpoint(path: Path, mode: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()[0] == 0, "nobody was in its way"


def begin_anew(library: Library) -> None:
    """The -wal file is folded, and what is done next is written over it from its beginning."""
    checkpoint(library.address.file, "RESTART")
    add(library)


def open_and_close(path: Path) -> None:
    """A colleague's window comes and goes: the library's file is written, and no -wal file tells of it."""
    with Library.open(path) as library:
        add(library)


def while_copying(
    monkeypatch: pytest.MonkeyPatch, which: Path, happens: Callable[[], object], *, times: int = 1
) -> list[Path]:
    """So often, `happens` comes halfway through a copy of this file; gives the files that were copied, as they are."""
    copied: list[Path] = []

    def copy_in_halves(source: Path, target: Path) -> None:
        copied.append(source)
        if source != which or copied.count(which) > times:
            COPY(source, target)
            return
        with source.open("rb") as read, target.open("wb") as written:
            written.write(read.read(source.stat().st_size // 2))
            written.flush()
            happens()
            shutil.copyfileobj(read, written)

    monkeypatch.setattr(private_copy.shutil, "copyfile", copy_in_halves)
    monkeypatch.setattr(private_copy, "_PAUSE", 0)
    return copied


def articles_in(path: Path) -> list[str]:
    """The articles of a copy, which is sound."""
    copy = PrivateCopy(path)
    try:
        with Library.open(copy.file) as library:
            assert library.check() == []
            return library.article_ids()
    finally:
        copy.remove()


def test_a_library_that_is_open_here_is_not_copied(tmp_path: Path) -> None:
    """Closing what was opened to copy it would end SQLite's locks."""
    with Library.open(tmp_path / "News.ascribe") as library:
        added_article(library, "The bridge will close, she said.", "Bridge")
        for use in (PrivateCopy, lambda path: Library.open(path, read_only=True)):
            with pytest.raises(KnownError, match="belongs to a library that is open here"):
                use(library.address.file)
        reads = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT 1 FROM meta')"
        subprocess.run([sys.executable, "-c", reads, library.address.file], check=True)
        assert wal_of(library.address.file).exists()


@pytest.mark.parametrize("during", ["library", "wal"])
def test_it_is_copied_anew_when_the_wal_file_was_begun_anew(
    during: str, colleague: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = colleague.address.file if during == "library" else wal_of(colleague.address.file)
    copied = while_copying(monkeypatch, which, lambda: begin_anew(colleague), times=3)
    assert articles_in(colleague.address.file) == colleague.article_ids()
    assert len(colleague.article_ids()) == 4
    assert copied.count(colleague.address.file) == 4


def test_it_is_copied_anew_when_the_wal_file_is_gone(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    colleague = Library.open(at_rest)
    as_open_elsewhere(colleague)
    add(colleague)
    copied = while_copying(monkeypatch, at_rest, colleague.close)
    assert len(articles_in(at_rest)) == 2
    assert copied.count(at_rest) == 2


def test_a_wal_file_that_was_copied_and_is_gone_is_laid_over_nothing(
    at_rest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague = Library.open(at_rest)
    as_open_elsewhere(colleague)
    add(colleague)

    def close_and_work_on() -> None:
        colleague.close()
        open_and_close(at_rest)

    while_copying(monkeypatch, wal_of(at_rest), close_and_work_on)
    assert len(articles_in(at_rest)) == 3


def test_it_is_copied_anew_when_the_library_was_written_and_there_is_no_wal_file(
    at_rest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = while_copying(monkeypatch, at_rest, lambda: open_and_close(at_rest), times=3)
    assert len(articles_in(at_rest)) == 4
    assert copied.count(at_rest) == 4


def test_it_is_copied_anew_when_a_wal_file_appeared(at_rest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes it folds it into the library's file, which may have been half copied."""
    opened: list[Library] = []

    def start_to_work() -> None:
        opened.append(Library.open(at_rest))
        add(opened[0])

    copied = while_copying(monkeypatch, at_rest, start_to_work)
    assert len(articles_in(at_rest)) == 2
    assert copied.count(at_rest) == 2
    opened[0].close()


def test_what_is_written_into_the_library_out_of_the_wal_file_makes_nobody_wait(
    colleague: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint: half of the copied file is of the time before it, and the -wal file holds all that it wrote."""
    for number in range(8):
        added_article(colleague, f"Article {number}. " * 400, "Another")
    copied = while_copying(monkeypatch, colleague.address.file, lambda: checkpoint(colleague.address.file, "FULL"))
    monkeypatch.setattr(private_copy, "_TRIES", 1)
    assert articles_in(colleague.address.file) == colleague.article_ids()
    assert copied == [colleague.address.file, wal_of(colleague.address.file)]


@pytest.mark.parametrize("during", ["library", "wal"])
def test_what_is_added_to_the_wal_file_makes_nobody_wait(
    during: str, colleague: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = colleague.article_ids()
    which = colleague.address.file if during == "library" else wal_of(colleague.address.file)
    while_copying(monkeypatch, which, lambda: add(colleague))
    monkeypatch.setattr(private_copy, "_TRIES", 1)
    assert articles_in(colleague.address.file)[: len(before)] == before


def test_a_library_that_never_rests_gives_a_sentence_and_leaves_nothing(
    colleague: Library, monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    monkeypatch.setattr(private_copy, "_TRIES", 4)
    copied = while_copying(monkeypatch, colleague.address.file, lambda: begin_anew(colleague), times=99)
    with pytest.raises(Busy, match=r"News\.ascribe is being written by another computer"):
        PrivateCopy(colleague.address.file)
    assert copied.count(colleague.address.file) == 4
    assert list(scratch.iterdir()) == []


def test_nor_is_one_at_rest_that_others_open_and_close_all_the_time(
    at_rest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_copy, "_TRIES", 4)
    while_copying(monkeypatch, at_rest, lambda: open_and_close(at_rest), times=99)
    with pytest.raises(Busy):
        PrivateCopy(at_rest)


# What a killed process leaves


@pytest.mark.skipif(sys.platform == "win32", reason="there, no process can tell that another's copy is left behind")
def test_the_copy_of_a_killed_process_goes_and_that_of_a_living_one_stays(at_rest: Path, scratch: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from desktop.library.private_copy import PrivateCopy, remove_left_behind
copy = PrivateCopy(Path({str(at_rest)!r}))
print(copy.file, flush=True)
sys.stdin.read()
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(scratch)}
    other = subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        ours = PrivateCopy(at_rest)
        remove_left_behind()
        assert theirs.exists()
        assert ours.file.exists()
        other.send_signal(signal.SIGKILL)
    assert theirs.exists()
    remove_left_behind()
    assert list(scratch.iterdir()) == [ours.file.parent]
    ours.remove()
    assert list(scratch.iterdir()) == []


def test_what_may_be_anothers_stays(scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (scratch / "ascribe-x", scratch / "ascribe-copy-x", tmp_path / "elsewhere"):
        folder.mkdir()
    (scratch / "ascribe-x" / "file").touch()  # of another part of the program, or of another program
    (tmp_path / "elsewhere" / "file").touch()
    (scratch / "ascribe-copy-link").symlink_to(tmp_path / "elsewhere")
    (scratch / "ascribe-copy-file").touch()
    (scratch / "ascribe-copy-x" / "file").touch()
    monkeypatch.setattr(os, "getuid", lambda: 4711, raising=False)
    remove_left_behind()
    assert (scratch / "ascribe-x" / "file").exists()
    assert (scratch / "ascribe-copy-x" / "file").exists()
    assert (tmp_path / "elsewhere" / "file").exists()
    assert (scratch / "ascribe-copy-file").exists()
