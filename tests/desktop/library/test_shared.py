"""A library where other computers can write to it."""

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.library import Library, LibraryAddress
from desktop.library.network_drives import OnNetworkDrive
from desktop.library.restore import restore
from desktop.model import operations
from tests.making import added_article, as_open_elsewhere, held_by, mounted

pytestmark = pytest.mark.about_a_file


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is a network drive."""
    folder = tmp_path / "share"
    folder.mkdir()
    mounted(monkeypatch, tmp_path, {folder: "nfs4"})
    return folder


@pytest.fixture
def elsewhere(share: Path) -> Iterator[Library]:
    """The library on the share, as another computer that takes itself for alone has it open, with an article in it."""
    with Library.open(share / "News.ascribe", annotator="ben", used_only_here=True) as library:
        as_open_elsewhere(library)
        added_article(library, "The bridge will close, she said.", "Bridge")
        yield library


def as_it_lies(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_library_on_a_network_drive_is_opened_on_a_persons_word_alone(share: Path) -> None:
    path = share / "News.ascribe"
    with pytest.raises(OnNetworkDrive, match=r"would lie on a network drive \(nfs4\)"):
        Library.open(path)
    assert list(share.iterdir()) == []
    Library.open(path, used_only_here=True).close()
    with pytest.raises(OnNetworkDrive, match=r"News\.ascribe lies on a network drive \(nfs4\)"):
        Library.open(path)
    assert list(share.iterdir()) == [path]


def test_reading_shows_what_is_there_and_touches_nothing(elsewhere: Library, share: Path) -> None:
    before = as_it_lies(share)
    assert "News.ascribe-wal" in before, "what was added is in there yet"
    with Library.open(elsewhere.address, read_only=True) as read:
        assert [row.article.title for row in read.articles()] == ["Bridge"]
        assert read.name == "News"
        assert read.search("bridge")
        assert read.check() == []
        with pytest.raises(KnownError, match=r"News\.ascribe is read-only"), read.edit(operations.rename_speaker()):
            pass
        with pytest.raises(KnownError, match="read-only"):
            read.undo()
        with read.again() as in_a_thread:
            assert in_a_thread.read_only
            assert in_a_thread.article_ids() == read.article_ids()
    assert as_it_lies(share) == before


def test_what_was_opened_to_read_is_a_copy_of_one_moment_and_goes_in_the_end(
    elsewhere: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with Library.open(elsewhere.address, read_only=True) as read:
        added_article(elsewhere, "Rivers fall.", "Rivers")
        assert read.count_articles() == (1, 0)
        assert list(scratch.iterdir())
    assert list(scratch.iterdir()) == []


def test_a_copy_to_work_in_holds_all_and_lies_where_it_was_wanted(elsewhere: Library, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    with Library.open(elsewhere.address, read_only=True) as read:
        copy = read.backup(tmp_path / "here" / "News.ascribe")
    with Library.open(copy, annotator="ada") as library:
        assert library.article_ids() == elsewhere.article_ids()
        added_article(library, "Rivers fall.", "Rivers")
    assert elsewhere.count_articles() == (1, 0)


def test_a_library_that_may_not_be_written_is_read_without_asking(
    elsewhere: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.library.sqlite.engine.is_writable", lambda path: False)
    with Library.open(elsewhere.address) as read:
        assert read.read_only
        assert read.is_of_one_moment


def test_a_library_of_an_earlier_version_is_read_and_stays_as_it_is(share: Path) -> None:
    path = share / "News.ascribe"
    older = Path(__file__).with_name("sqlite") / "fixtures" / "0004-suggestions.ascribe.xz"
    path.write_bytes(lzma.decompress(older.read_bytes()))
    before = as_it_lies(share)
    with Library.open(path, read_only=True) as read:
        assert read.check() == []
    assert as_it_lies(share) == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 and then", b"no database at all" * 90])
def test_what_is_no_library_is_told_by_its_own_name(content: bytes, share: Path) -> None:
    path = share / "News.ascribe"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=str(path)):
        Library.open(path, read_only=True)
    with pytest.raises(KnownError, match="There is no library"):
        Library.open(share / "Nothing.ascribe", read_only=True)
    assert as_it_lies(share) == {path.name: content}


def test_a_restore_on_a_network_drive_needs_a_persons_word(share: Path, tmp_path: Path) -> None:
    path = share / "News.ascribe"
    with Library.open(path, used_only_here=True) as library:
        added_article(library, "One.", "One")
        backup = library.backup()  # beside it: on the share, too
        added_article(library, "Two.", "Two")
    with pytest.raises(OnNetworkDrive):
        restore(LibraryAddress.of(path), backup)
    assert restore(LibraryAddress.of(path), backup, used_only_here=True) is not None
    with Library.open(path, used_only_here=True) as library:
        assert library.count_articles() == (1, 0)
    restore(LibraryAddress.of(tmp_path / "Here.ascribe"), backup)  # from a network drive to this computer


def test_what_is_restored_is_read_beside_the_computer_that_has_it_open(tmp_path: Path) -> None:
    """A drive that is not known as a network one: the lock alone says that another computer is at work."""
    source = tmp_path / "share" / "News.ascribe"
    source.parent.mkdir()
    with Library.open(source) as library:
        as_open_elsewhere(library)
        added_article(library, "One.", "One")
        held_by(source, "archive-pc")
        before = as_it_lies(source.parent)
        restore(LibraryAddress.of(tmp_path / "Here.ascribe"), source)
        assert as_it_lies(source.parent) == before
    with Library.open(tmp_path / "Here.ascribe") as restored:
        assert restored.count_articles() == (1, 0)
