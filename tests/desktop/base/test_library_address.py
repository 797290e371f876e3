"""What a library is known by."""

import os
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.base.library_address import FileAddress, LibraryAddress, ServerAddress, is_named_like_a_library


def test_a_file_is_known_by_its_absolute_path_and_read_from_how_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = FileAddress.at("News of May.ascribe")
    assert address.file == tmp_path / "News of May.ascribe"
    assert str(address) == str(tmp_path / "News of May.ascribe")
    assert LibraryAddress.of(str(address)) == LibraryAddress.of(address.file) == LibraryAddress.of(address) == address


def test_what_belongs_to_it_lies_beside_it(tmp_path: Path) -> None:
    address = FileAddress.at(tmp_path / "News.ascribe")
    assert (address.name, address.folder) == ("News", tmp_path)
    assert address.backups == tmp_path / "News backups"
    assert address.lock == tmp_path / "News.ascribe-lock"


@pytest.mark.parametrize("there", [True, False])
def test_by_whichever_link_it_is_one_library_with_one_lock(there: bool, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    one = FileAddress.at(tmp_path / "real" / "News.ascribe")
    other = FileAddress.at(tmp_path / "linked" / "News.ascribe")
    if there:
        one.file.touch()
    assert one != other, "they are written differently"
    assert one.is_at(other.file)
    assert other.is_at(one.file)
    assert (one.lock, one.identity) == (other.lock, other.identity)
    another = FileAddress.at(tmp_path / "real" / "Olds.ascribe")
    assert not one.is_at(another.file)
    assert one.lock != another.lock


def test_two_names_of_one_file_are_one_library(tmp_path: Path) -> None:
    one = FileAddress.at(tmp_path / "one.ascribe")
    one.file.touch()
    os.link(one.file, tmp_path / "other.ascribe")
    assert one.is_at(tmp_path / "other.ascribe")


@pytest.mark.parametrize("url", ["mysql://ada:secret@db/news", "postgresql+psycopg://db/news", "HTTPS://a.example"])
def test_a_url_of_another_kind_is_told_without_the_password_in_it(url: str) -> None:
    with pytest.raises(KnownError, match=r"libraries are not supported; name a file, or postgresql://….$") as told:
        LibraryAddress.of(url)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("url", ["postgresql://ada:secret@db/news", "postgres://db/news?password=secret"])
def test_a_password_is_refused_since_an_address_is_shown_and_kept(url: str) -> None:
    with pytest.raises(KnownError, match="Leave the password out") as told:
        LibraryAddress.of(url)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://ada@db.example:5433/news", "news"),
        ("postgres://db/News%20of%20May", "News of May"),
        ("postgresql:///?service=desk", "desk"),
        ("postgresql:///?host=/run/news&dbname=may", "may"),
        ("postgresql://db.example", "db.example"),
        ("postgresql://", "PostgreSQL"),
    ],
)
def test_a_library_on_a_server_is_named_as_libpq_does(url: str, name: str) -> None:
    address = LibraryAddress.of(url)
    assert isinstance(address, ServerAddress)
    assert address.name == name
    assert str(address) == url.replace("postgres://", "postgresql://")
    assert LibraryAddress.of(str(address)) == address
    assert address.is_same(LibraryAddress.of(url))
    assert not address.is_at(Path("/News.ascribe"))
    assert is_named_like_a_library(url)


def test_a_file_may_name_a_server(tmp_path: Path) -> None:
    file = tmp_path / "News.ascribe-server"
    file.write_text("# the desk's\n\n  postgresql://db/news  \nmore\n")
    assert LibraryAddress.of(file) == LibraryAddress.of("postgresql://db/news")
    assert is_named_like_a_library(file)
    file.write_text("the desk's server\n")
    with pytest.raises(KnownError, match="names no library"):
        LibraryAddress.of(file)
    file.write_text("postgresql://ada:secret@db/news")
    with pytest.raises(KnownError, match="Leave the password out"):
        LibraryAddress.of(file)
    with pytest.raises(KnownError, match="does not exist"):
        LibraryAddress.of(tmp_path / "Olds.ascribe-server")


def test_a_drive_is_no_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert isinstance(LibraryAddress.of("C://News.ascribe"), FileAddress)
    assert FileAddress.at("C://News.ascribe").file.name == "News.ascribe"


@pytest.mark.parametrize("name", ["n" * 300, "a\0b", "", Path.cwd().anchor])
def test_what_no_file_can_be_called_is_told(name: str) -> None:
    with pytest.raises(KnownError):
        LibraryAddress.of(name)


def test_a_new_library_gets_the_suffix_unless_it_has_it(tmp_path: Path) -> None:
    assert LibraryAddress.of_new(tmp_path / "News").file.name == "News.ascribe"
    assert LibraryAddress.of_new(tmp_path / "News.ascribe").file.name == "News.ascribe"
    assert LibraryAddress.of_new(tmp_path / "News of 1. May").file.name == "News of 1. May.ascribe"


def test_a_library_is_told_from_an_article_by_its_suffix() -> None:
    assert is_named_like_a_library("/some/News.ascribe")
    assert is_named_like_a_library(Path("NEWS.ASCRIBE"))
    assert not is_named_like_a_library("news.txt")
