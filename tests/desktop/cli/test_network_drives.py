"""Commands on a library that other computers reach, too."""

import os
import platform
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.window_lock import holder
from desktop.library import Library
from tests.desktop.cli.conftest import Ask
from tests.making import added_article, as_open_elsewhere, held_by, mounted


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library on a network drive, with one article."""
    folder = tmp_path / "share"
    folder.mkdir()
    path = folder / "News.ascribe"
    with Library.open(path) as library:
        added_article(library, "“The bridge will close,” said Ada Lin.", "Bridge")
    mounted(monkeypatch, tmp_path, {folder: "cifs"})
    return path


WRITING = [["import", "article.txt"], ["suggest"], ["learn"], ["restore", "backup.ascribe"]]


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_what_writes_wants_a_persons_word(command: list[str], ascribe: Ask, shared: Path) -> None:
    before = {file: file.read_bytes() for file in shared.parent.iterdir()}
    answer = ascribe(*command, "--library", shared)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(f"ascribe: {shared} is on a network drive (cifs), where a library is damaged")
    assert "--used-only-here" in answer.err
    assert answer.err.count("\n") == 1
    assert {file: file.read_bytes() for file in shared.parent.iterdir()} == before


def test_with_that_word_it_writes(ascribe: Ask, shared: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Rivers\n\nRivers fall, he said.", encoding="utf-8")
    assert ascribe("import", tmp_path / "article.txt", "--library", shared, "--used-only-here").status == 0
    assert "2 articles" in ascribe("suggest", "--library", shared, "--used-only-here").out
    backup = Path(ascribe("backup", "--library", shared).out.strip())
    assert ascribe("restore", backup, "--library", shared, "--used-only-here").status == 0
    assert "2 articles" in ascribe("list", "--library", shared).out


def test_what_reads_works_and_touches_nothing(ascribe: Ask, shared: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in shared.parent.iterdir()}
    assert "Bridge" in ascribe("list", "--library", shared).out
    assert "The bridge will close" in ascribe("export", "--library", shared).out
    assert ascribe("check", "--library", shared).out == f"{shared} is sound.\n"
    assert ascribe("backup", tmp_path / "copy.ascribe", "--library", shared).status == 0
    assert {file: file.read_bytes() for file in shared.parent.iterdir()} == before
    with Library.open(tmp_path / "copy.ascribe") as copy:
        assert copy.count_articles() == (1, 0)


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_what_writes_waits_for_the_window_on_another_computer(command: list[str], ascribe: Ask, shared: Path) -> None:
    held_by(shared, "archive-pc")
    answer = ascribe(*command, "--library", shared, "--used-only-here")
    assert answer.status == 1
    assert "is open on the computer archive-pc since" in answer.err
    assert "News.ascribe-lock" in answer.err
    assert "Bridge" in ascribe("list", "--library", shared).out


READING = [["list"], ["search", "bridge"], ["export"], ["check"], ["backup", "copy.ascribe"]]


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_what_reads_does_so_beside_another_computer_on_any_drive(
    command: list[str], ascribe: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive that is not known as a network one: the lock alone says that another computer is at work."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "drive" / "News.ascribe"
    path.parent.mkdir()
    with Library.open(path) as colleague:
        added_article(colleague, "“The bridge will close,” said Ada Lin.", "Bridge")
        as_open_elsewhere(colleague)
        held_by(path, "archive-pc")
        before = {file: file.read_bytes() for file in path.parent.iterdir()}
        assert f"{path}-wal" in map(str, before), "what was added is in there yet"
        answer = ascribe(*command, "--library", path)
        assert (answer.status, answer.err) == (0, "")
        assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
    assert "Bridge" in answer.out or command[0] in ("check", "backup")


class Watched(KnownError):
    """Ends a command in the middle of its work."""


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_while_it_writes_other_computers_are_told_and_not_after_it_failed(
    command: list[str], ascribe: Ask, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []

    def look(*_: object, **__: object) -> None:
        told.append(holder(LibraryAddress.of(shared)) is not None)
        raise Watched("Enough.")

    for place in (
        "desktop.cli.import_articles.import_paths",
        "desktop.suggest.proposing.propose_in",
        "desktop.suggest.learning.training_data.learn_from",
        "desktop.cli.restore.restore",
    ):
        monkeypatch.setattr(place, look)
    answer = ascribe(*command, "--library", shared, "--used-only-here")
    assert (answer.status, answer.err) == (1, "ascribe: Enough.\n")
    assert told == [True]
    assert not LibraryAddress.of(shared).lock.exists()


def test_a_lock_of_this_computer_is_no_reason_to_wait_and_stays(ascribe: Ask, shared: Path) -> None:
    lock = LibraryAddress.of(shared).lock
    lock.write_text(f"{os.getpid()}\nascribe\n{platform.node()}\n\n\n", encoding="utf-8")
    before = lock.read_bytes()
    assert ascribe("suggest", "--library", shared, "--used-only-here").status == 0
    assert LibraryAddress.of(shared).lock.read_bytes() == before


def test_a_library_in_a_folder_that_is_yet_to_be_made_is_made(ascribe: Ask, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Rivers\n\nRivers fall, he said.", encoding="utf-8")
    answer = ascribe("import", tmp_path / "article.txt", "--library", tmp_path / "new" / "News.ascribe")
    assert (answer.status, answer.err) == (0, "")
