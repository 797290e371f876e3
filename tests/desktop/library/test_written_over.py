"""A library into whose file another program writes while it is open: the file stays the same one."""

import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.base.errors import Lost
from desktop.library import Library, open_article
from desktop.model import operations
from desktop.model.records import Annotation, Speaker
from desktop.model.text import Fragment
from tests.making import added_article

pytestmark = pytest.mark.about_a_file

TEXT = "The bridge will close, Ada Lin said."


def empty_it(path: Path) -> None:
    path.write_bytes(b"")


def write_something_else(path: Path) -> None:
    path.write_bytes(b"Something else, and long. " * 20_000)


def cut_it_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def copy_another_over_it(path: Path) -> None:
    with Library.open(path.with_name("Other.ascribe")) as other:
        for number in range(30):
            added_article(other, f"A text of another library {number}. " * 50)
    shutil.copyfile(path.with_name("Other.ascribe"), path)


def copy_an_older_state_over_it(path: Path) -> None:
    shutil.copyfile(path.with_name("Before.ascribe"), path)


def copy_its_backup_over_it(path: Path) -> None:
    (backup,) = (path.parent / "News backups").iterdir()
    shutil.copyfile(backup, path)


def copy_a_backup_that_was_opened_over_it(path: Path) -> None:
    (backup,) = (path.parent / "News backups").iterdir()
    shutil.copyfile(backup, path.with_name("Copy.ascribe"))
    Library.open(path.with_name("Copy.ascribe")).close()
    shutil.copyfile(path.with_name("Copy.ascribe"), path)


def copy_what_was_done_elsewhere_over_it(path: Path) -> None:
    with Library.open(path.with_name("Before.ascribe")) as laptop:
        for number in range(30):
            added_article(laptop, f"A text from the laptop {number}.", "Laptop")
    shutil.copyfile(path.with_name("Before.ascribe"), path)


WAYS = [
    empty_it,
    write_something_else,
    cut_it_off,
    copy_another_over_it,
    copy_an_older_state_over_it,
    copy_its_backup_over_it,
    copy_a_backup_that_was_opened_over_it,
    copy_what_was_done_elsewhere_over_it,
]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    """A library in which was worked since a copy and a backup were made; part of that is only in its -wal file."""
    path = tmp_path / "News.ascribe"
    with Library.open(path, annotator="ada") as library:
        added_article(library, TEXT, "Before")
    shutil.copyfile(path, path.with_name("Before.ascribe"))
    library = Library.open(path, annotator="ada")
    library.backup()
    for number in range(30):
        with library.edit(operations.add_speaker()) as edit:
            edit.add(Speaker(name=f"Speaker {number}"))
    library.checkpoint()
    with library.edit(operations.add_speaker()) as edit:
        edit.add(Speaker(name="Ada Lin"))
    yield library
    library.close()


@pytest.mark.parametrize("ahead", [True, False], ids=["with a -wal file", "folded"])
@pytest.mark.parametrize("happens", WAYS)
def test_it_is_noticed_and_what_lies_there_is_left_alone(
    opened: Library, happens: Callable[[Path], None], ahead: bool
) -> None:
    with opened as library:
        if not ahead:
            library._database._since_checkpoint = 1000
            library.checkpoint()
        assert library.is_in_place
        happens(library.address.file)
        before = library.address.file.read_bytes()
        assert not library.is_in_place
        uses: list[Callable[[], object]] = [
            lambda: library.edit(operations.edit_articles(1)).__enter__(),
            library.undo,
            library.again,
            library.backup,
            library.catch_up,
            library.speakers,
            lambda: library.snapshot().__enter__(),
        ]
        for use in uses:
            with pytest.raises(Lost, match="wrote over the library"):
                use()
        library.checkpoint()
    assert library.address.file.read_bytes() == before
    beside = {file.name for file in library.address.folder.glob("News*") if file.is_file()}
    assert beside == {"News.ascribe"}, "it would be read with what lies there now"
    assert not list(library.address.folder.glob("lost*"))


def test_what_is_written_over_it_before_an_edit_is_noticed_by_that_edit(opened: Library) -> None:
    with opened as library:
        copy_another_over_it(library.address.file)
        before = library.address.file.read_bytes()
        with pytest.raises(Lost):
            added_article(library, "A text.")
    assert library.address.file.read_bytes() == before


def test_a_library_that_is_closed_without_another_look_writes_nothing_there(opened: Library) -> None:
    with opened as library:
        assert library.is_in_place
        copy_another_over_it(library.address.file)
        before = library.address.file.read_bytes()
    assert library.address.file.read_bytes() == before
    with Library.open(library.address) as now_there:
        assert now_there.count_articles() == (30, 0)
        assert now_there.check() == []


def test_the_open_article_can_be_saved(opened: Library, tmp_path: Path) -> None:
    with opened as library:
        (row,) = library.articles()
        with library.edit(operations.label("Claim")) as edit:
            edit.add(Annotation(article=row.article.id, label="Claim", fragments=(Fragment(0, 21),)))
        speakers = {speaker.id: speaker for speaker in library.speakers()}
        article = open_article.opened(library, row.article.id, speakers)
        empty_it(library.address.file)
        assert not library.is_in_place
        open_article.save(article, tmp_path / "Saved.ascribe")
    with Library.open(tmp_path / "Saved.ascribe") as saved:
        assert saved.text(row.article.id) == TEXT
        assert saved.annotations(row.article.id) == list(article.annotations.values())
        assert {speaker.id: speaker for speaker in saved.speakers()} == speakers
        assert saved.check() == []


# What is not taken for it


def test_a_new_time_and_the_same_content_are_nothing(opened: Library) -> None:
    with opened as library:
        path = library.address.file
        os.utime(path, (1, 1))
        assert library.is_in_place
        os.utime(path)
        assert library.is_in_place


def test_what_is_partly_written_is_no_damage_in_the_log(opened: Library, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "desktop.library.file_location")
    with opened as library:
        path = library.address.file
        whole = path.read_bytes()
        with path.open("r+b") as file:  # as a look meets it whose pages another process is writing
            file.seek(4096)
            file.write(bytes(len(whole) - 4096))
        assert library.is_in_place
        path.write_bytes(whole)
        assert library.is_in_place
        os.utime(path)
    assert [one.getMessage() for one in caplog.records] == [f"{path} is looked at again later: it is being written"]


def test_what_other_handles_and_processes_write_is_no_writing_over(tmp_path: Path) -> None:
    code = (
        "import sys; from desktop.library import Library; from tests.making import added_article\n"
        "with Library.open(sys.argv[1]) as library:\n"
        "    for number in range(120):\n"
        "        added_article(library, f'A text of the other {number}. ' * 900)\n"
        "        if number % 10 == 9: library.undo()\n"
    )
    with Library.open(tmp_path / "News.ascribe") as library:
        added_article(library, TEXT)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        other = subprocess.Popen([sys.executable, "-c", code, str(library.address)], env=environment)
        looks = 0
        with library.snapshot():  # a reader, which keeps what is written ahead from being taken over whole
            while other.poll() is None:
                assert library.is_in_place
                looks += 1
                time.sleep(0.002)
        while library.is_in_place and looks < 100:
            looks += 1
            with library.edit(operations.add_speaker()) as edit:
                edit.add(Speaker(name=f"Speaker {looks}"))
            library.checkpoint()
        assert other.returncode == 0
        assert library.is_in_place
        assert looks > 20
