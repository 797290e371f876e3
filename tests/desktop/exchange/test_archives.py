"""Archives of articles: what is in them is imported, within limits, and nothing is written anywhere else."""

import bz2
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.exchange import archives
from desktop.exchange.exporting import Selection, export
from desktop.exchange.formats import native
from desktop.exchange.importing import import_paths
from desktop.library import Library
from tests.desktop.exchange.news_databases.test_splitting import LABELLED
from tests.making import added_article

ARTICLES = {
    "a.txt": "A quay\n\nIt is old.",
    "deep/er/b.md": "# A tram\n\nIt left the rails.",
    "c.txt": LABELLED,
    "../../out.txt": "Outside\n\nIt lies above.",
    "/tmp/ascribe-absolute.txt": "Absolute\n\nIt has a place.",
    "__MACOSX/a.txt": "Not this",
    ".hidden.txt": "Nor this",
    "picture.png": "\x89PNG",
}


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ARTICLES.items():
            archive.writestr(name, text)


def _tar(path: Path) -> None:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, text in ARTICLES.items():
            about = tarfile.TarInfo(name)
            about.size = len(text.encode())
            archive.addfile(about, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tgz", "a.TAR"])
def test_what_is_in_it_is_imported(library: Library, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (_zip if name.endswith("zip") else _tar)(folder / name)
    report = import_paths(library, [folder])
    titles = {library.article(id).title for id in report.added}
    assert titles == {"A quay", "A tram", "A quay to be mended", "Tram leaves the rails", "Outside", "Absolute"}
    assert not report.refused
    known = import_paths(library, [folder]).known
    assert folder / name / "deep/er/b.md" in {one.path for one in known}
    assert [one.name for one in folder.iterdir()] == [name]
    assert not (tmp_path / "out.txt").exists()
    assert not Path("/tmp/ascribe-absolute.txt").exists()


def test_a_file_that_is_damaged_after_its_first_article_is_named_by_its_place_in_the_archive(
    library: Library, tmp_path: Path
) -> None:
    for text in ("It is old.", "It is new."):
        added_article(library, text)
    export(library, native.FORMAT, Selection(), whole := tmp_path / "whole.json")
    with zipfile.ZipFile(path := tmp_path / "a.zip", "w") as archive:
        archive.writestr("deep/b.json", whole.read_bytes()[:-40])
    with Library.open(tmp_path / "other.ascribe") as other:
        report = import_paths(other, [path])
    (refused,) = report.refused
    assert refused.path == path / "deep/b.json"
    assert str(refused.path) in refused.reason
    assert "/00000/" not in refused.reason


def test_one_that_unpacks_to_far_more_is_refused(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_SMALL", 100_000)
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("first.txt", "A quay\n\nIt is old.")
        archive.writestr("bomb.txt", b"a" * 20_000_000)
    report = import_paths(library, [file])
    assert len(report.added) == 1
    (refusal,) = report.refused
    assert "far more than articles hold" in refusal.reason
    assert str(file) in refusal.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_may_unpack_to_gigabytes_at_once_is_not_unpacked(library: Library, tmp_path: Path, method: int) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("picture.png", b"x" * 1_000, method)
        archive.writestr("first.txt", "A quay\n\nIt is old.", zipfile.ZIP_DEFLATED)
        archive.writestr("bomb.txt", b"a" * 1_000, method)
    report = import_paths(library, [file])
    assert len(report.added) == 1
    (refusal,) = report.refused
    assert str(file) in refusal.reason
    assert "Deflate" in refusal.reason


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_a_tar_file_that_is_packed_in_another_way_is_told(
    library: Library, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    _tar(file := tmp_path / "a.tar")
    file.write_bytes(pack(file.read_bytes()))
    report = import_paths(library, [file])
    assert report.added == []
    assert [refusal.path for refusal in report.refused] == [file]


def test_one_with_too_many_files_is_refused(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_FILES_LIMIT", 3)
    _zip(tmp_path / "a.zip")
    report = import_paths(library, [tmp_path / "a.zip"])
    assert "more than 3 files" in report.refused[0].reason


@pytest.mark.parametrize("size", range(10, 20))
def test_one_whose_head_ends_too_early_is_told(library: Library, tmp_path: Path, size: int) -> None:
    """`tarfile` itself raises a TypeError or an AttributeError where the head says that more comes (0x04) than does."""
    (tmp_path / "a.tar.gz").write_bytes((b"\x1f\x8b\x08\x04" + b"\0" * 6 + b"\x09" * 10)[:size])
    report = import_paths(library, [tmp_path / "a.tar.gz"])
    assert "damaged" in report.refused[0].reason


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar"])
@pytest.mark.parametrize("cut", [0.2, 0.7])
def test_a_damaged_one_is_told(library: Library, tmp_path: Path, name: str, cut: float) -> None:
    file = tmp_path / name
    (_zip if name.endswith("zip") else _tar)(file)
    data = file.read_bytes()
    file.write_bytes(data[: int(cut * len(data))].replace(b"quay", b"kay\xff"))
    for refusal in import_paths(library, [file]).refused:
        assert str(file) in refusal.reason


def test_what_is_wrong_in_it_is_told_with_its_path(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("deep/empty.txt", "")
    (refusal,) = import_paths(library, [file]).refused
    assert refusal.path == file / "deep/empty.txt"
    assert str(refusal.path) in refusal.reason


def test_one_without_articles_is_told(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("picture.png", "x")
    assert "without files" in import_paths(library, [tmp_path / "a.zip"]).refused[0].reason
