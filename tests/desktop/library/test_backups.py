"""Backups, their rotation, and the check of a library."""

import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.library.backups import DAYS, OF_TODAY, WEEKS, superfluous
from desktop.model import operations
from tests.making import added, added_article

TEXT = "“Never,” said Ada Lint."


def test_a_backup_is_the_same_library(library: Library, tmp_path: Path) -> None:
    article = added_article(library, TEXT)
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


def test_a_backup_that_cannot_be_written_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnownError, match=r"Copy\.ascribe"):
        library.backup(tmp_path / "file" / "Copy.ascribe")


def test_backups_grow_thinner_with_age() -> None:
    today = datetime(2026, 11, 22, 18)
    backups = [(today - timedelta(hours=hours), Path(f"{hours}")) for hours in range(0, 24 * 90, 3)]
    gone = superfluous(backups, today)
    kept = sorted(at for at, file in backups if file not in gone)
    assert len([at for at in kept if at.date() == today.date()]) == OF_TODAY
    days_before = {at.date() for at in kept if at.date() < today.date()}
    assert all(today.date() - timedelta(days=n) in days_before for n in range(1, DAYS + 1))
    assert today - kept[0] > timedelta(weeks=WEEKS - 2)
    assert len(kept) <= OF_TODAY + DAYS + WEEKS
    assert superfluous([entry for entry in backups if entry[1] not in gone], today) == []


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
    library.fold()
    assert not is_in_the_file(), "not after each edit: a disk is slow"
    for number in range(30):
        with library.edit(operations.edit_articles(1)) as edit:
            edit.change(edit.current(article), note=str(number))
    library.fold()
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
        ("UPDATE annotation SET fragments = '[[5,9],[0,5]]'", "do not fit"),
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
    assert library.kept("model") is None
    library.keep("model", b"\0one")
    library.keep("model", b"\0two")
    assert (library.kept("model"), library.undo_operation) == (b"\0two", None)
    with Library.open(library.backup(tmp_path / "Copy.ascribe")) as copy:
        assert copy.kept("model") == b"\0two"
    library.keep("model", None)
    assert library.kept("model") is None
