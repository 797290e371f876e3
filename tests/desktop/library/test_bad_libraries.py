"""What a library meets in the world: files that are none, damage, full and read-only disks, other programs.

Each is told in one sentence that names the file, and what was committed before is whole.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from desktop import labelling
from desktop.base import time_limits
from desktop.base.errors import Busy, Cancelled, Conflict, Damaged, KnownError
from desktop.library import Library
from desktop.library.notices import notices_after
from desktop.library.sql.tables import VERSION
from desktop.library.sqlite import engine
from desktop.model import operations
from desktop.model.records import Speaker
from tests.examples import examples
from tests.making import added, added_article

pytestmark = [pytest.mark.about_a_file, pytest.mark.usefixtures("made_from_nothing")]

TEXT = "“Never,” the minister said. " * 50
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def path(library: Library) -> Path:
    """A sound library with an article and a claim, closed."""
    article = added_article(library, TEXT)
    with library.edit(operations.label("Claim")) as edit:
        added(edit, article, TEXT, "Claim", "“Never,”")
    library.close()
    return library.address.file


def told(path: Path) -> str:
    """The sentence with which a library refuses to open; it names the file, and the file stays as it was."""
    before = path.read_bytes() if os.path.isfile(path) else None
    with pytest.raises(KnownError) as caught:
        Library.open(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert (path.read_bytes() if os.path.isfile(path) else None) == before
    return sentence


# What is no library


@pytest.mark.parametrize("content", [b"Dear diary", b"\0" * 4096, b"SQLite format 2\0" + b"x" * 200])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (path := tmp_path / "Diary.ascribe").write_bytes(content)
    assert "not an Ascribe library" in told(path)


def test_a_database_of_another_application(tmp_path: Path) -> None:
    path = tmp_path / "Photos.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photo (name)")
    assert "not an Ascribe library" in told(path)


def test_a_library_of_a_newer_version(path: Path) -> None:
    set_pragma(path, "user_version", VERSION + 100)
    assert "newer Ascribe" in told(path)


def test_a_library_is_refused_by_a_program_that_would_keep_its_index_in_another_way() -> None:
    assert VERSION // 100 > 1  # 0.1.0 wrote 100 and opens all below 200


def test_a_library_of_a_newer_minor_version_still_opens(path: Path) -> None:
    set_pragma(path, "user_version", VERSION + 1)
    with Library.open(path) as library:
        assert library.check() == []


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Folder.ascribe").mkdir()
    assert "cannot be opened" in told(tmp_path / "Folder.ascribe")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told(tmp_path / "file" / "News.ascribe")


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    with Library.open(tmp_path / "some" / "where" / "News.ascribe") as library:
        added_article(library, TEXT)


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    told(tmp_path / ("long" * 100))


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (path := tmp_path / "New.ascribe").touch()
    with Library.open(path) as library:
        added_article(library, TEXT)
        assert library.check() == []


def test_what_a_deleted_library_left_behind_does_not_come_into_a_new_one(library: Library, tmp_path: Path) -> None:
    """A crash leaves a -wal file, and whoever deletes the library may not know that it belongs to it."""
    added_article(library, TEXT)
    left = library.address.file.with_name(library.address.file.name + "-wal").read_bytes()
    library.close()
    library.address.file.unlink()
    library.address.file.with_name(library.address.file.name + "-wal").write_bytes(left)
    with Library.open(library.address) as new:
        assert new.article_ids() == []
        assert new.check() == []


def test_a_library_without_a_version_is_not_taken_for_an_empty_file(path: Path) -> None:
    set_pragma(path, "user_version", 0)
    told(path)


def set_pragma(path: Path, name: str, value: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA {name} = {value}")


# Damage


def use_all_of(library: Library, *, steps: int = 1000) -> None:
    """Reads and edits whatever there is, and takes back so many of the steps that were done."""
    library.search("never")
    library.journal()
    with library._connected() as connection:
        notices_after(connection, 0)  # as a window asks that saw nothing yet of what others did
    library.claims_by_speaker()
    for label in library.codebook.labels:
        for path in (*((label.id, asked.id, "direct") for asked in label.attributes), (label.id,)):
            library.use_of(path)
            library.examples_of(path, 2)
    library.use_of_codebook()
    library.codebook_in_use()
    for row in library.articles():
        library.text(row.article.id)
        library.attributions(row.article.id)
        with library.edit(operations.delete_annotation("Claim")) as edit:
            for annotation in library.annotations(row.article.id)[:2]:
                labelling.delete(edit, annotation)
    with library.snapshot() as snapshot:
        list(snapshot.whole_articles(snapshot.article_ids()))
    while steps and library.undo():
        steps -= 1
    library.redo()


@pytest.mark.chances
@pytest.mark.parametrize("seed", range(examples(10)))
def test_damage_is_told_wherever_it_is_met(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(3):
        size = chance.choice([1, 30, 500, 4096])
        at = chance.randrange(100, len(content) - size)
        content[at : at + size] = chance.choice([bytes(size), chance.randbytes(size), b"\xff" * size])
    path.write_bytes(content)
    for use in (use_all_of, Library.check, Library.backup):
        with suppress(Damaged, Conflict), Library.open(path, annotator="ada") as library:
            use(library)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE article_text SET text = CAST(x'c328' AS TEXT)",
        "UPDATE annotation SET fragments = '[[0,1'",
        "UPDATE annotation SET attributes = CAST(x'ff' AS TEXT)",
        "UPDATE annotation SET evidence = ''",
        "UPDATE journal SET changes = '['",
        "UPDATE journal SET operation = 'Add article'",
        """UPDATE journal SET operation = '["accept",{}]'""",
        "UPDATE meta SET value = '{' WHERE key = 'scheme'",
    ],
)
def test_a_value_that_ascribe_never_wrote_is_damage(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(damage)
    said = f"{path} is damaged; restore a backup"
    with pytest.raises(Damaged, match=said), Library.open(path, annotator="ada") as library:
        use_all_of(library)


def test_a_library_that_was_cut_short_is_damaged_and_not_backed_up(path: Path) -> None:
    with Library.open(path) as library:
        sound = library.backup()
        added_article(library, TEXT * 2)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Damaged, match=path.name), Library.open(path) as library:
        library.backup()
    assert list(sound.parent.iterdir()) == [sound]


def test_the_check_tells_damage_of_the_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name LIKE 'ix_annotation_article%'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xff" * 4096)
    with Library.open(path) as library:
        assert library.check()


# Read-only


def test_a_read_only_folder(path: Path, tmp_path: Path) -> None:
    with read_only(path.parent):
        with Library.open(path) as library:
            assert library.read_only
            (article,) = library.article_ids()
            assert library.text(article) == TEXT
            assert library.search("never")
            assert library.check() == []
            for edit in (lambda: library.edit(operations.label("Claim")).__enter__(), library.undo, library.redo):
                with pytest.raises(KnownError, match="read-only"):
                    edit()
            assert library.annotations(article)
        with pytest.raises(KnownError, match=r"New\.ascribe"):
            Library.open(path.with_name("New.ascribe"))


def test_a_read_only_library_that_was_not_closed(library: Library, tmp_path: Path) -> None:
    """As on a stick that was pulled out: the last edits are in the -wal file, which cannot be folded in."""
    added_article(library, TEXT)
    stick = tmp_path / "stick"
    stick.mkdir()
    for file in tmp_path.glob("News.ascribe*"):
        shutil.copy(file, stick)
    with read_only(stick), Library.open(stick / "News.ascribe") as copied:
        assert copied.count_articles() == (1, 0)


def test_a_read_only_library_of_an_earlier_version(path: Path) -> None:
    set_pragma(path, "user_version", VERSION - 1)
    with read_only(path.parent):
        assert "earlier version" in told(path)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Root may write where modes forbid it, so for root the folder is mounted read-only."""
    if AS_ROOT:
        with mounted("--bind", folder, folder):
            run("mount", "-o", "remount,bind,ro", folder)
            yield
    else:
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)


@contextmanager
def mounted(*arguments: str | Path) -> Iterator[None]:
    try:
        run("mount", *arguments)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"nothing can be mounted here: {error}")
    try:
        yield
    finally:
        run("umount", "--lazy", arguments[-1])


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


# A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    (disk := tmp_path / "disk").mkdir()
    with mounted("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk):
        yield disk


def test_a_full_disk(small_disk: Path) -> None:
    with Library.open(small_disk / "News.ascribe") as library:
        saved = fill(library)
        assert library.article_ids() == saved
        assert library.undo_operation == operations.import_articles()
        assert library.check() == []
        with pytest.raises(KnownError, match="full"):
            library.backup()
        assert not (small_disk / "News backups").exists()
    with Library.open(small_disk / "News.ascribe") as library:
        assert library.article_ids() == saved
        assert library.check() == []


def test_a_full_disk_that_is_no_longer_full(small_disk: Path) -> None:
    (small_disk / "film").write_bytes(b"\0" * 500_000)
    with Library.open(small_disk / "News.ascribe") as library:
        saved = fill(library)
        (small_disk / "film").unlink()
        after = added_article(library, TEXT + "And this.")
        assert library.article_ids() == [*saved, after.id]


def test_a_new_library_on_a_full_disk(small_disk: Path) -> None:
    with suppress(OSError):
        (small_disk / "film").write_bytes(b"\0" * 2_000_000)
    with pytest.raises(KnownError, match="full"):
        Library.open(small_disk / "News.ascribe")
    assert [file.name for file in small_disk.iterdir()] == ["film"]


def test_a_quota(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk, where none can be mounted: SQLite's own limit of pages stands for the disk's."""
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count = 150"))
    with Library.open(path, annotator="ada") as library:
        before = library.article_ids()
        saved = fill(library)
        assert library.article_ids() == [*before, *saved]
        assert library.check() == []


def fill(library: Library) -> list[str]:
    """Adds articles until the disk is full, and gives the ids of those that were saved."""
    saved: list[str] = []
    chance = random.Random(1)

    def add_articles() -> None:
        for number in range(1000):
            words = " ".join(str(chance.random()) for _ in range(400))
            saved.append(added_article(library, words, title=f"Article {number}").id)

    with pytest.raises(KnownError, match=f"The disk that holds {library.address.file} is full"):
        add_articles()
    assert len(saved) > 1
    return saved


# Other programs


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 200)


@contextmanager
def written_by_another_program(path: Path) -> Iterator[None]:
    code = (
        "import sqlite3, sys; held = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "held.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield
        process.communicate()


@pytest.mark.usefixtures("impatient")
def test_a_busy_library_can_be_read_and_says_why_it_cannot_be_edited(path: Path) -> None:
    with Library.open(path, annotator="ada") as library:
        with written_by_another_program(path):
            (article,) = library.article_ids()
            assert len(library.annotations(article)) == 1
            for attempt in (lambda: added_article(library, "Later."), library.undo):
                with pytest.raises(Busy, match=f"{path} is being written by another program; try again"):
                    attempt()
            with Library.open(path) as another:
                assert another.article_ids() == [article]
        assert library.undo_operation == operations.label("Claim")
        added_article(library, "Later.")


def test_one_waits_for_a_busy_library_as_long_as_a_person_does() -> None:
    assert engine.BUSY_TIMEOUT == 3000


@pytest.mark.usefixtures("impatient")
def test_a_busy_library_is_waited_for(path: Path) -> None:
    with Library.open(path) as library, written_by_another_program(path):
        began = time.monotonic()
        with pytest.raises(Busy):
            added_article(library, "Later.")
        assert time.monotonic() - began > 0.15


def test_what_another_window_removed_is_a_conflict(path: Path) -> None:
    with Library.open(path) as library, Library.open(path) as another:
        with library.edit(operations.add_speaker()) as edit:
            speaker = edit.add(Speaker(name="Ada"))
        another.catch_up()
        with another.edit(operations.delete_speakers(1)) as edit:
            labelling.delete_speaker(edit, speaker)
        for change in (lambda edit: edit.change(speaker, name="Eda"), lambda edit: edit.remove(speaker)):
            with (
                pytest.raises(Conflict, match="no longer in the library"),
                library.edit(operations.edit_note()) as edit,
            ):
                change(edit)


def test_a_question_that_somebody_cancels_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limits, "_SHORT", -1.0)
    monkeypatch.setattr(engine, "_STEPS", 1)
    with Library.open(path) as library:
        with time_limits.cancellable(lambda: True), pytest.raises(Cancelled):
            library.articles()
        monkeypatch.setattr(time_limits._here, "longest", -1.0)
        with pytest.raises(KnownError, match=f"{path} takes too long to answer"):
            library.articles()
