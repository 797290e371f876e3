"""Backups, their rotation, and the check of a library."""

import errno
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from desktop.base import files, scratch
from desktop.base.errors import Damaged, KnownError
from desktop.library import Library, backups
from desktop.library.backups import DAYS, OF_TODAY, WEEKS, Backup, superfluous
from desktop.model import operations
from tests.making import added, added_article

pytestmark = pytest.mark.about_a_file

TEXT = "“Never,” said Ada Lint."


def test_a_backup_is_the_same_library(library: Library, tmp_path: Path) -> None:
    article = added_article(library, TEXT)
    (tmp_path / "copies").mkdir()
    target = library.backup(tmp_path / "copies" / "Copy.ascribe")
    with Library.open(target, annotator="ada") as copy:
        assert copy.text(article.id) == TEXT
        assert copy.undo_operation == operations.import_articles()
        assert copy.check() == []
    assert [file.name for file in target.parent.iterdir()] == ["Copy.ascribe"]


def test_a_rotated_backup_is_made_only_when_something_was_edited(library: Library) -> None:
    added_article(library, TEXT)
    first = library.backup()
    assert first.parent == library.address.file.with_name("News backups")
    assert library.backup() == first
    added_article(library, TEXT + " More.")
    assert library.backup() != first


def test_the_folder_of_the_first_backup_is_on_the_disk_too(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a power cut takes it, and the backup with it: make faults, --only power."""
    synced: list[tuple[Path, list[str]]] = []
    monkeypatch.setattr(
        "desktop.base.files.sync_folder",
        lambda folder: synced.append((folder, sorted(file.name for file in folder.iterdir()))),
    )
    backup = library.backup()
    assert any(folder == backup.parent.parent and backup.parent.name in names for folder, names in synced)
    assert (backup.parent, [backup.name]) in [
        (folder, [name for name in names if not name.startswith(".")]) for folder, names in synced
    ]


def test_a_backup_that_cannot_be_written_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnownError, match=r"Copy\.ascribe"):
        library.backup(tmp_path / "file" / "Copy.ascribe")


# Which of them are kept


def backup_of(at: datetime, number: int, lineage: str = "0000aaaa") -> Backup:
    return Backup(at, number, lineage, Path(f"{lineage} {number}"))


def kept_after(times: Iterable[datetime]) -> list[Backup]:
    """The backups that are there in the end when one was made at each of these times by the computer's clock."""
    kept: list[Backup] = []
    for number, at in enumerate(times):
        kept.append(made := backup_of(at, number))
        gone = superfluous(kept, made)
        assert made not in gone
        kept = [backup for backup in kept if backup not in gone]
    return kept


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_backups_grow_thinner_with_age() -> None:
    kept = kept_after(NOON - timedelta(hours=hours) for hours in range(24 * 90, -1, -3))
    assert len([backup for backup in kept if backup.at.date() == NOON.date()]) == OF_TODAY
    days_before = {backup.at.date() for backup in kept if backup.at.date() < NOON.date()}
    assert all(NOON.date() - timedelta(days=n) in days_before for n in range(1, DAYS + 1))
    assert NOON - kept[0].at > timedelta(weeks=WEEKS - 2)
    assert len(kept) <= OF_TODAY + DAYS + WEEKS
    assert superfluous(kept, kept[-1]) == []


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2031, 5, 5, tzinfo=UTC)])
def test_a_clock_that_was_wrong_for_a_while_costs_no_day(wrong: datetime) -> None:
    before = [NOON + timedelta(days=day) for day in range(5)]
    meanwhile = [wrong + timedelta(hours=hours) for hours in range(10)]
    after = [NOON + timedelta(days=day, hours=hours) for day in range(5, 8) for hours in range(3)]
    kept = kept_after([*before, *meanwhile, *after])
    days = {backup.at.date() for backup in kept}
    assert days >= {(NOON + timedelta(days=day)).date() for day in range(8)}


def test_the_newest_of_each_lineage_stays() -> None:
    abandoned = [backup_of(NOON - timedelta(days=400), number, "0000bbbb") for number in range(3)]
    going_on = [backup_of(NOON - timedelta(days=day), 100 - day) for day in range(60)]
    gone = superfluous([*abandoned, *going_on], going_on[0])
    assert [backup in gone for backup in abandoned] == [True, True, False]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[datetime], None]]:
    """Sets the clock by which backups are named."""

    class Clock(datetime):
        at = NOON

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return cls.at.astimezone(tz)

    monkeypatch.setattr(backups, "datetime", Clock)
    return lambda at: setattr(Clock, "at", at)


def test_a_backup_that_was_just_made_is_there_though_the_clock_went_back(
    library: Library, clock: Callable[[datetime], None]
) -> None:
    for number in range(8):
        added_article(library, f"{TEXT} {number}")
        clock(NOON - timedelta(hours=number))
        assert library.backup().is_file()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zones to change here")
def test_names_are_in_utc_wherever_one_is(
    library: Library, clock: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        for number, zone in enumerate(("Pacific/Auckland", "UTC", "Pacific/Honolulu")):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            clock(NOON + timedelta(minutes=number))
            added_article(library, f"{TEXT} {number}")
            assert library.backup().name.startswith(f"2026-11-22 12.0{number}.00 UTC #")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_backups_that_an_earlier_version_made_count_as_before(library: Library) -> None:
    folder = library.address.backups
    folder.mkdir()
    names = [f"2025-01-0{day} 10.00.00 #{day}.ascribe" for day in range(1, 6)]
    names += ["2025-13-01 10.00.00 #9.ascribe", "my own.ascribe"]
    for name in names:
        (folder / name).touch()
    added_article(library, TEXT)
    made = library.backup()
    left = {file.name for file in folder.iterdir()}
    assert left == {made.name, *names}


# What they hold


def test_a_backup_of_another_content_is_made_though_the_number_is_the_same(library: Library) -> None:
    """As after a copy by hand, which sets the number back."""
    added_article(library, TEXT)
    library.close()
    before = library.address.file.read_bytes()
    held: list[Path] = []
    for words in ("One way.", "Another way."):
        library.address.file.write_bytes(before)
        with Library.open(library.address, annotator="ada") as branch:
            added_article(branch, words)
            held.append(branch.backup())
            assert branch.backup() == held[-1]
    assert held[0] != held[1]
    for backup, words in zip(held, ("One way.", "Another way."), strict=True):
        with Library.open(backup) as copy:
            assert [copy.text(id) for id in copy.article_ids()] == [TEXT, words]


def test_a_damaged_backup_is_not_relied_on(library: Library) -> None:
    added_article(library, TEXT)
    first = library.backup()
    first.write_bytes(first.read_bytes()[:5000])
    second = library.backup()
    assert second != first
    with Library.open(second) as copy:
        assert copy.check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there, no process can tell that another's file is left behind")
def test_what_a_killed_backup_left_goes_with_the_next_start(library: Library) -> None:
    library.address.backups.mkdir()
    left = [
        scratch.ScratchFolder(folder, scratch._prefix())
        for folder in (library.address.file.parent, library.address.backups)
    ]
    for folder in left:
        (folder.path / "new").write_bytes(b"half")
    backups.remove_left_behind(library.address)
    assert all(folder.path.exists() for folder in left), "they are in use"
    for folder in left:
        os.close(folder._in_use or -1)  # as when its process is killed
    backups.remove_left_behind(library.address)
    assert not any(folder.path.exists() for folder in left)
    assert library.address.file.exists()


def test_a_damaged_index_is_repaired_in_the_copy_and_told(library: Library, tmp_path: Path) -> None:
    added_article(library, TEXT)
    library.close()
    damage_an_index(library.address.file)
    told: list[str] = []
    with Library.open(library.address) as damaged:
        assert any("can be restored" in problem for problem in damaged.check())
        copies = [damaged.backup(tmp_path / "Copy.ascribe", told.append), damaged.backup(tell=told.append)]
    assert len(told) == 2
    assert all("index" in sentence and str(library.address.file) in sentence for sentence in told)
    for copy in copies:
        with Library.open(copy) as sound:
            assert sound.check() == []


def damage_an_index(path: Path) -> None:
    """Takes a row out of an index, which quick_check does not see before SQLite 3.46."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        name = "ix_article_status"
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        never = f"{sql} WHERE status = 'never'"
        connection.execute(f"DROP INDEX {name}")
        connection.execute(never)
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))
    with closing(sqlite3.connect(path)) as connection:
        if sqlite3.sqlite_version_info < (3, 46):
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]


_TELL = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"


def test_what_was_written_ahead_is_folded_into_the_file_in_a_quiet_moment(library: Library) -> None:
    mark = "Harbourmaster Quux"

    def is_in_the_file() -> bool:
        # Read by another process: a file that is closed in this one takes SQLite's locks along.
        content = subprocess.run(
            [sys.executable, "-c", _TELL, library.address.file], capture_output=True, check=True
        ).stdout
        return mark.encode() in content

    article = added_article(library, TEXT, mark)
    library.checkpoint()
    assert not is_in_the_file(), "not after each edit: a disk is slow"
    for number in range(30):
        with library.edit(operations.edit_articles(1)) as edit:
            edit.change(edit.current(article), note=str(number))
    library.checkpoint()
    assert is_in_the_file()
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(edit.current(article), note="afterwards")
    with Library.open(library.address) as other:
        assert other.article(article.id).note == "afterwards"
        assert other.check() == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE article_text SET text = text || '!'", "not the one that was imported"),
        ("DELETE FROM article_text", "has no text"),
        ("UPDATE annotation SET fragments = '[[0,999]]'", "do not fit"),
        ("UPDATE annotation SET fragments = '[[5,9],[0,5]]'", "what Ascribe never writes"),
        ("UPDATE annotation SET speaker = 'nobody'", "refers to one of speaker"),
    ],
)
def test_the_check_finds_what_is_wrong(library: Library, damage: str, said: str) -> None:
    article = added_article(library, TEXT)
    with library.edit(operations.label("Claim")) as edit:
        added(edit, article, TEXT, "Claim", "“Never,”")
    assert library.check() == []
    with sqlite3.connect(library.address.file) as connection:
        connection.execute(damage)
    connection.close()
    assert any(said in problem for problem in library.check())


def test_what_is_kept_is_the_librarys_and_no_edit(library: Library, tmp_path: Path) -> None:
    assert library.derived("model") is None
    library.save_derived("model", b"\0one")
    library.save_derived("model", b"\0two")
    assert (library.derived("model"), library.undo_operation) == (b"\0two", None)
    with Library.open(library.backup(tmp_path / "Copy.ascribe")) as copy:
        assert copy.derived("model") == b"\0two"
    library.save_derived("model", None)
    assert library.derived("model") is None


def test_a_library_that_was_emptied_is_not_made_anew(library: Library) -> None:
    added_article(library, "A text.")
    library.backup()
    library.close()
    library.address.file.write_bytes(b"")
    with pytest.raises(Damaged, match="Restore a backup"):
        Library.open(library.address)
    assert library.address.file.read_bytes() == b""


def test_a_backup_that_fails_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Library.open(tmp_path / "News.ascribe") as library:
        added_article(library, "A text.")
        monkeypatch.setattr(files, "put_in_place", fail)
        with pytest.raises(KnownError, match="cannot be written"):
            library.backup()
        assert not library.address.backups.exists()
