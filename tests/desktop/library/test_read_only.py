"""What a script reads, and that nothing comes to be or changes beside the library."""

import csv
import lzma
import re
from pathlib import Path

import pytest

from desktop.base.errors import Damaged, KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library import Library, Source, Speaker, read
from desktop.library.sql import tables
from desktop.model import operations
from tests.desktop.library.sqlite.test_migrations import FIXTURES
from tests.desktop.library.test_bad_libraries import read_only
from tests.making import added, added_article, as_open_elsewhere, held_by, mounted

pytestmark = pytest.mark.about_a_file

TEXT = "“Never,” said Mayor Ada Lint. She left."
README = Path(__file__).parents[3] / "README.md"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A library at rest, with a claim, in a folder of its own."""
    path = tmp_path / "desk" / "News.ascribe"
    with Library.open(path, annotator="ada") as library:
        article = added_article(library, TEXT, "Bridge", published="2026-05-01")
        with library.edit(operations.label("Claim")) as edit:
            speaker = edit.add(Speaker(name="Ada Lint"))
            claim = added(edit, article, TEXT, "Claim", "“Never,”")
            edit.change_attribution(claim, sources=(Source(speaker.id, None),))
    return path


def as_they_lie(folder: Path) -> dict[str, tuple[int, int]]:
    """Sizes and times of the files; the -shm file's content is SQLite's memory, in which a reader leaves its mark.

    By no handle on them: closing one would drop SQLite's locks in this process.
    """
    return {
        file.name: (file.stat().st_size, 0 if file.name.endswith("-shm") else file.stat().st_mtime_ns)
        for file in folder.iterdir()
    }


def test_a_library_at_rest_is_read_and_left_as_it_is(news: Path) -> None:
    before, content = as_they_lie(news.parent), news.read_bytes()
    with read(news) as reader:
        assert [speaker.name for speaker in reader.speakers()] == ["Ada Lint"]
        assert as_they_lie(news.parent) == before
        with Library.open(news, annotator="ada") as window:  # which begins to work in it
            added_article(window, "Another text.")
            assert reader.count_articles() == (1, 0)
    assert sorted(file.name for file in news.parent.iterdir()) == ["News.ascribe"]
    assert news.read_bytes() != content


def test_a_library_in_use_is_read_in_place_at_one_moment_while_the_window_writes(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.library.sqlite.database.PrivateCopy", lambda path: pytest.fail("it is copied"))
    with Library.open(news, annotator="ada") as window:
        added_article(window, "Not folded into the library yet.")
        before = as_they_lie(news.parent)
        with read(news) as reader:
            assert reader.count_articles() == (2, 0)
            assert as_they_lie(news.parent) == before
            added_article(window, "Written meanwhile.")
            assert reader.count_articles() == (2, 0)
            assert next(reader.whole_articles(reader.article_ids())).text == TEXT
        with read(str(news)) as reader:
            assert reader.count_articles() == (3, 0)
    assert sorted(file.name for file in news.parent.iterdir()) == ["News.ascribe"]


def test_what_a_window_leaves_that_is_closed_meanwhile_is_folded_into_the_library(news: Path) -> None:
    lock = LibraryAddress.of(news).lock
    window = Library.open(news, annotator="ada")
    lock.touch()
    added_article(window, "Not folded into the library yet.")
    with read(news) as reader:
        window.close()
        lock.unlink()
        assert reader.count_articles() == (2, 0)
    assert sorted(file.name for file in news.parent.iterdir()) == ["News.ascribe"]


@pytest.mark.parametrize("fixture", sorted(file.name for file in FIXTURES.iterdir()))
def test_a_library_of_an_earlier_version_is_read_and_stays_of_it(fixture: str, tmp_path: Path) -> None:
    path = tmp_path / "desk" / "Before.ascribe"
    path.parent.mkdir()
    path.write_bytes(lzma.decompress((FIXTURES / fixture).read_bytes()))
    before, content = as_they_lie(path.parent), path.read_bytes()
    with read(path) as reader:
        assert reader.codebook.labels
        assert bool(reader.article_ids()) is ("empty" not in fixture)
    assert as_they_lie(path.parent) == before
    assert path.read_bytes() == content


def test_a_folder_that_may_not_be_written_is_no_hindrance(news: Path) -> None:
    with read_only(news.parent), read(news) as reader:
        assert reader.count_articles() == (1, 0)


@pytest.mark.parametrize("where", ["network drive", "another computer"])
def test_where_other_computers_work_it_is_read_from_a_copy(
    where: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "network drive":
        mounted(monkeypatch, tmp_path, {news.parent: "nfs4"})
    else:
        held_by(news, "archive-pc")
    monkeypatch.setattr("desktop.library.read_only._read_in_place", lambda address: pytest.fail("it is opened there"))
    with Library.open(news, used_only_here=True) as colleague:
        as_open_elsewhere(colleague)
        added_article(colleague, "Not folded into the library yet.")
        before = as_they_lie(news.parent)
        with read(news) as reader:
            assert reader.count_articles() == (2, 0)
        assert as_they_lie(news.parent) == before


def test_what_cannot_be_read_is_told_and_nothing_is_made(news: Path) -> None:
    with pytest.raises(KnownError, match="There is no library"), read(news.with_name("None.ascribe")):
        pytest.fail("it is read")
    newer = news.with_name("Newer.ascribe")
    content = bytearray(news.read_bytes())
    content[60:64] = (tables.VERSION + 100).to_bytes(4, "big")
    newer.write_bytes(content)
    with pytest.raises(KnownError, match="newer Ascribe"), read(newer):
        pytest.fail("it is read")
    damaged = news.with_name("Damaged.ascribe")
    damaged.write_bytes(news.read_bytes()[:9000])
    with pytest.raises(Damaged), read(damaged):
        pytest.fail("it is read")
    with pytest.raises(KnownError, match="are not supported"), read("mysql://db/news"):
        pytest.fail("it is read")
    assert sorted(file.name for file in news.parent.iterdir()) == ["Damaged.ascribe", "Newer.ascribe", "News.ascribe"]


def test_a_reader_cannot_write(news: Path) -> None:
    with Library.open(news), read(news) as reader:
        assert not hasattr(reader, "edit")


def test_the_script_in_the_readme_does_what_it_says(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(news.parent)
    found = re.search(r"## From a script\n.*?```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    exec(compile(found[1], "README.md", "exec"), {"__name__": "__main__"})
    with open("claims.csv", encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["speaker", "claim", "article", "date"],
            ["Ada Lint", "“Never,”", "Bridge", "2026-05-01"],
        ]
