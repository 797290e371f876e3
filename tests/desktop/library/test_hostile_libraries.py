"""Libraries that were not made here: each kind is told in a sentence, or works; nothing that it declares is run.

`make faults` gives each kind, for all columns, to every command.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.base.errors import Conflict, Foreign, KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from desktop.library.restore import restore
from tests.desktop.library.test_bad_libraries import use_all_of
from tests.faults.hostile_libraries import BY_HAND, KINDS, OF_COLUMNS, sound

pytestmark = pytest.mark.about_a_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Hostile.ascribe"


def is_a_sentence(words: str) -> bool:
    return words.endswith(".") and "\n" not in words


@pytest.mark.parametrize("kind", [*BY_HAND, *list(OF_COLUMNS)[::5]])
def test_each_kind_is_used_or_told(path: Path, kind: str) -> None:
    KINDS[kind](path)
    told: list[str] = []
    try:
        with Library.open(path, annotator="ada") as library:
            told += library.check()
            use_all_of(library, steps=1000 if "journal" in kind else 2)
    except Conflict as error:
        told.append(str(error))
    except KnownError as error:
        told.append(str(error))
        told += [str(path)] if str(path) not in str(error) else []
    assert all(map(is_a_sentence, told))


def test_what_they_are_made_of_is_sound(path: Path) -> None:
    sound(path)
    with Library.open(path, annotator="ada") as library:
        assert library.check() == []
        use_all_of(library)
        assert library.check() == []


def test_there_are_as_many_as_were_tried() -> None:
    assert len(BY_HAND) >= 66


@pytest.mark.parametrize(
    "kind",
    [
        "a trigger that deletes",
        "an extra view",
        "a view without end in place of the articles",
        "a virtual table in place of what is kept",
        "a generated column that takes long",
        "an index that takes long",
        "a check that takes long",
        "a default that takes long",
        "a renamed column",
        "no journal",
        "a trigger in the first version",
        "the tables of the first version with the number of now",
    ],
)
def test_a_file_that_declares_something_else_is_left_as_it_was(path: Path, kind: str) -> None:
    KINDS[kind](path)
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(Foreign, match=str(path)):
            Library.open(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_newer_minor_version_with_tables_of_its_own_is_called_so(path: Path) -> None:
    KINDS["a newer minor version with more tables"](path)
    with pytest.raises(KnownError, match="made by a newer Ascribe"):
        Library.open(path)


def test_the_check_tells_each_kind_of_thing_that_is_not_as_it_is_written(path: Path) -> None:
    sound(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for change in (
            "UPDATE speaker SET aliases = '{'",
            "UPDATE annotation SET attributes = '7' WHERE rowid < 3",
            "UPDATE journal SET changes = '[7]' WHERE seq = 2",
            "UPDATE meta SET value = '[]' WHERE key = 'scheme'",
        ):
            connection.execute(change)
    with Library.open(path) as library:
        told = library.check()
    assert len(told) == 4
    assert all(map(is_a_sentence, told))
    for words in (
        "is not a codebook",
        "rows of the table speaker",
        "2 rows of the table annotation",
        "1 row of the journal",
    ):
        assert any(words in one for one in told), words


# Restoring, where it is needed


@pytest.mark.parametrize(
    "kind",
    [
        "a schema format of 7",
        "a read version of 9",
        "a page size of none",
        "a header of ten bytes",
        "no tables",
        "no table of the articles",
        "a name that is no text",
        "declarations that are none",
        "a trigger that deletes",
        "articles by twenty thousand ways",
        "a journal of noise beside it",
    ],
)
def test_what_cannot_be_opened_is_replaced_and_kept(path: Path, kind: str) -> None:
    KINDS[kind](path)
    before = path.read_bytes()
    sound(copy := path.with_name("Copy.ascribe"))
    saved = restore(LibraryAddress.of(path), copy, tell=print)
    assert saved is not None
    if saved.name.startswith("Hostile.ascribe"):
        assert saved.read_bytes() == before
    with Library.open(path) as library:
        assert library.check() == []
        assert library.count_articles() == (3, 1)


@pytest.mark.parametrize("length", [200, 239, 247])
def test_a_library_with_the_longest_of_names_is_restored(path: Path, length: int) -> None:
    path = path.with_name("a" * (length - len(".ascribe")) + ".ascribe")
    sound(copy := path.with_name("Copy.ascribe"))
    for content in (b"no database", b"nor this"):
        path.write_bytes(content)
        saved = restore(LibraryAddress.of(path), copy, tell=print)
        assert saved is not None
        assert saved.read_bytes() == content
        with Library.open(path) as library:
            assert library.count_articles() == (3, 1)


def test_a_library_with_a_name_that_is_no_utf_8_is_backed_up_and_restored(path: Path) -> None:
    path = path.with_name("News\udcff.ascribe")
    try:
        sound(path)
    except OSError:
        pytest.skip("no file can have such a name here")
    with Library.open(path) as library:
        backup = library.backup()
    restore(LibraryAddress.of(path), backup, tell=print)
    path.write_bytes(b"no database")
    restore(LibraryAddress.of(path), backup, tell=print)
    with Library.open(path) as library:
        assert library.check() == []
