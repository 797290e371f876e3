"""A library that has several names by hard links: SQLite keeps what is written ahead beside one of them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library import Library, read
from desktop.library.network_drives import OnNetworkDrive
from desktop.library.other_names import NamedElsewhere
from desktop.library.restore import restore
from tests.making import added_article

pytestmark = pytest.mark.about_a_file

KILLED = """
import os, sys
from desktop.library import Library
from tests.making import added_article
library = Library.open(sys.argv[1])
added_article(library, "A text.", "Only in the -wal file")
os._exit(9)
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.ascribe"
    with Library.open(path) as library:
        added_article(library, "A text of before.", "Before")
    return path


@pytest.fixture
def linked(news: Path) -> Path:
    """The same library under another name."""
    os.link(news, link := news.with_name("link.ascribe"))
    return link


def read_by_a_script(path: Path) -> None:
    with read(path):
        pass


OPENINGS: list[Callable[[Path], object]] = [
    Library.open,
    lambda path: Library.open(path, read_only=True),
    lambda path: Library.open(path, used_only_here=True),
    read_by_a_script,
    lambda path: restore(LibraryAddress.of(path), path.with_name("other.ascribe")),
    lambda path: restore(LibraryAddress.of(path.with_name("other.ascribe")), path),
]


@pytest.mark.parametrize("open_it", OPENINGS)
def test_it_is_opened_under_the_name_under_which_it_is_open(
    news: Path, linked: Path, open_it: Callable[[Path], object]
) -> None:
    Library.open(news.with_name("other.ascribe")).close()
    with Library.open(news) as library:
        added_article(library, "Another text.", "Ahead")
        with pytest.raises(KnownError) as told:
            open_it(linked)
        assert str(told.value) == f"{linked} is another name of the library {news}, which is in use; open {news}."
        assert library.count_articles() == (2, 0)
    with Library.open(linked) as library:
        assert library.count_articles() == (2, 0), "once it is closed, any name will do"


def test_what_a_killed_program_left_ahead_of_one_name_is_not_hidden_by_the_other(news: Path, linked: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", KILLED, str(news)], env=environment, check=False)
    with pytest.raises(KnownError, match="is another name of the library"):
        Library.open(linked)
    with Library.open(news) as library:
        assert library.count_articles() == (2, 0)
    with Library.open(linked) as library:
        assert library.count_articles() == (2, 0)
        assert library.check() == []


def test_a_library_that_was_used_under_both_names_is_not_damaged_further(news: Path, linked: Path) -> None:
    with Library.open(news) as library:
        news.with_name("link.ascribe-wal").write_bytes(b"of another program")
        added_article(library, "Another text.", "Ahead")
        for name in (news, linked):
            with pytest.raises(KnownError, match="used under both names"):
                Library.open(name)
        linked.unlink()
        Library.open(news).close()  # which is the way out


def test_a_name_in_another_folder_is_taken_on_a_persons_word(news: Path) -> None:
    (news.parent / "elsewhere").mkdir()
    os.link(news, news.parent / "elsewhere" / "link.ascribe")
    with pytest.raises(NamedElsewhere, match="has another name, in another folder"):
        Library.open(news)
    with Library.open(news, read_only=True) as library:
        assert library.count_articles() == (1, 0)
    with Library.open(news, used_only_here=True) as library, library.again() as again:
        assert again.count_articles() == (1, 0)
    assert not issubclass(NamedElsewhere, OnNetworkDrive)


def test_a_link_of_another_kind_is_no_other_name(news: Path) -> None:
    news.with_name("link.ascribe").symlink_to(news)
    with Library.open(news) as library, Library.open(news.with_name("link.ascribe")) as linked:
        added_article(library, "Another text.")
        assert linked.count_articles() == (2, 0)
