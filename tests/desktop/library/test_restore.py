"""Restoring loses nothing: neither what is replaced, nor what was replaced before."""

import lzma
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop.base.errors import Damaged, KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from desktop.library.restore import restore
from tests.desktop.library.test_backups import damage_an_index
from tests.disks import fill_up, mounted
from tests.making import added_article

pytestmark = pytest.mark.about_a_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a library is, or will be."""
    return tmp_path / "News.ascribe"


def edited(path: Path, *titles: str) -> Path:
    """Adds these articles, one edit each, and gives the backup that is made afterwards."""
    with Library.open(path, annotator="ada") as library:
        for title in titles:
            added_article(library, f"The text of {title}.", title)
        return library.backup()


def titles_in(path: Path) -> list[str]:
    with Library.open(path) as library:
        assert library.check() == []
        return [row.article.title for row in library.articles()]


def restored(path: Path, source: Path) -> tuple[Path | None, list[str]]:
    told: list[str] = []
    return restore(LibraryAddress.of(path), source, tell=told.append), told


def test_what_was_done_after_a_restore_is_in_a_backup_though_the_numbers_come_again(path: Path) -> None:
    """Five edits, a backup, five, a backup, the first one restored, five others: their numbers are the same."""
    first = edited(path, *"abcde")
    second = edited(path, *"fghij")
    assert restored(path, first) == (second, [])
    third = edited(path, *"vwxyz")
    saved, _ = restored(path, first)
    assert saved == third
    assert [titles_in(backup) for backup in (first, second, third)] == [
        list("abcde"),
        list("abcdefghij"),
        list("abcdevwxyz"),
    ]


def test_each_restore_is_told_apart(path: Path) -> None:
    first = edited(path, "a")
    saved: list[Path | None] = []
    for title in "bcd":
        edited(path, title)
        saved.append(restored(path, first)[0])
    assert [titles_in(backup) for backup in saved if backup] == [["a", "b"], ["a", "c"], ["a", "d"]]
    assert titles_in(path) == ["a"]


def test_a_disk_that_fails_in_the_last_step_of_the_copy_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = edited(path, "a")
    edited(path, "b")

    def fail(connection: Connection) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
        raise error

    with monkeypatch.context() as failing:
        failing.setattr("desktop.library.backups.begin_lineage", fail)
        with pytest.raises(KnownError, match="reports an error"):
            restored(path, first)
    assert titles_in(path) == ["a", "b"]


@pytest.mark.parametrize("room", [0, 90_000])
def test_a_full_disk_is_told_of_the_library_that_was_named(path: Path, tmp_path: Path, room: int) -> None:
    source = edited(path, "a")
    (disk := tmp_path / "disk").mkdir()
    with mounted(disk, "size=1m"):
        film = fill_up(disk)
        os.truncate(film, film.stat().st_size - room)
        with pytest.raises(KnownError, match="is full") as told:
            restored(disk / "New.ascribe", source)
        assert str(disk / "New.ascribe") in str(told.value)
        assert ".ascribe-" not in str(told.value)
        assert list(disk.iterdir()) == [film]


def test_a_source_that_cannot_be_brought_up_to_date_is_named(path: Path, tmp_path: Path) -> None:
    edited(path, "a")
    source = tmp_path / "Copy.ascribe"
    source.write_bytes(
        lzma.decompress((Path(__file__).parent / "sqlite/fixtures/0005-articles.ascribe.xz").read_bytes())
    )
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0004'")
    with pytest.raises(Damaged) as told:
        restored(path, source)
    assert str(source) in str(told.value)
    assert titles_in(path) == ["a"]


def test_nothing_is_replaced_when_its_backup_is_not_sound(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = edited(path, "a")
    with Library.open(path) as library:
        added_article(library, "Not backed up yet.", "b")

    def unsound(copy: Path, of: Path) -> bool:
        if of == path:
            raise KnownError(f"{of} cannot be relied on.")
        return False

    monkeypatch.setattr("desktop.library.checks.check_and_repair", unsound)
    saved, _ = restored(path, first)
    assert saved is not None
    assert saved.name == "News.ascribe.damaged"
    assert titles_in(path) == ["a"]
    path.write_bytes(saved.read_bytes())
    assert titles_in(path) == ["a", "b"]


@pytest.mark.parametrize(("at", "byte"), [(18, 9), (44, 7), (20, 255), (16, 0)])  # of the file's header
def test_a_library_that_nothing_can_open_is_replaced(path: Path, at: int, byte: int) -> None:
    sound = edited(path, "a")
    content = bytearray(path.read_bytes())
    content[at] = byte
    path.write_bytes(content)
    saved, _ = restored(path, sound)
    assert saved is not None
    assert titles_in(path) == ["a"]


def test_damaged_libraries_that_were_replaced_are_all_kept(path: Path) -> None:
    sound = edited(path, "a")
    for content in (b"no database", b"nor is this", b"nor this"):
        path.write_bytes(content)
        saved, _ = restored(path, sound)
        assert saved is not None
        assert saved.read_bytes() == content
    kept = sorted(path.parent.glob("*.damaged*"))
    assert [file.read_bytes() for file in kept] == [b"no database", b"nor is this", b"nor this"]


def test_what_a_damaged_library_wrote_ahead_is_kept_with_it(path: Path) -> None:
    sound = edited(path, "a")
    path.write_bytes(b"no database")
    path.with_name("News.ascribe-wal").write_bytes(b"the last edits")
    saved, _ = restored(path, sound)
    assert saved is not None
    assert saved.with_name(f"{saved.name}-wal").read_bytes() == b"the last edits"
    assert titles_in(path) == ["a"]


def test_what_can_be_backed_up_can_be_restored(path: Path, tmp_path: Path) -> None:
    edited(path, "a")
    damage_an_index(path)
    told: list[str] = []
    with Library.open(path) as library:
        copy = library.backup(tmp_path / "Copy.ascribe", told.append)
    assert len(told) == 1
    assert restored(path, copy)[1] == []
    assert titles_in(path) == ["a"]


def test_a_damaged_index_is_repaired_on_the_way(path: Path, tmp_path: Path) -> None:
    source = edited(path, "a").rename(tmp_path / "Copy.ascribe")
    damage_an_index(source)
    _, (told,) = restored(path, source)
    assert str(source) in told
    assert titles_in(path) == ["a"]


def test_what_is_wrong_within_a_sound_file_is_told(path: Path, tmp_path: Path) -> None:
    source = edited(path, "a").rename(tmp_path / "Copy.ascribe")
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("UPDATE article_text SET text = 'Something else'")
    saved, (told,) = restored(path, source)
    assert "not the one that was imported" in told
    assert saved is not None
    assert titles_in(saved) == ["a"]


def test_a_restore_leaves_nothing_beside(path: Path) -> None:
    source = edited(path, "a")
    restored(path, source)
    assert sorted(file.name for file in path.parent.iterdir()) == ["News backups", "News.ascribe"]


def test_a_restore_by_a_symbolic_link_restores_what_it_leads_to(library: Library, tmp_path: Path) -> None:
    added_article(library, "A text.")
    copy = library.backup(tmp_path / "Copy.ascribe")
    added_article(library, "Another text.")
    library.close()
    link = tmp_path / "Link.ascribe"
    link.symlink_to(library.address.file)
    restore(LibraryAddress.of(link), copy)
    assert link.is_symlink()
    with Library.open(library.address) as restored:
        assert restored.count_articles() == (1, 0)
