"""Web archives: the articles of their pages."""

import contextlib
import gzip
import re
from pathlib import Path
from random import Random

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Document
from tests.desktop.exchange.formats.test_mail import PAGE


def _archive(*pages: tuple[str, str, str, str], packed: bool = False) -> bytes:
    """An archive of answers: address, status, kind and content of each."""
    return b"".join(gzip.compress(record) if packed else record for record in map(_record, pages))


def _record(page: tuple[str, str, str, str]) -> bytes:
    address, status, kind, content = page
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{content}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(answer)}\r\n"
    return f"{head}Content-Type: application/http; msgtype=response\r\n\r\n".encode() + answer + b"\r\n\r\n"


def _documents(folder: Path, name: str, data: bytes) -> list[Document]:
    path = folder / name
    path.write_bytes(data)
    return list(registry.read(path).documents)


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_the_article_of_each_page_is_read_once(tmp_path: Path, name: str, packed: bool) -> None:
    other = PAGE.replace("ferry", "bridge")
    data = _archive(
        ("https://g.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://g.example/x.css", "200 OK", "text/css", "p { color: red }"),
        ("https://g.example/gone", "404 Not Found", "text/html", PAGE.replace("ferry", "boat")),
        ("https://g.example/1?again", "200 OK", "text/html", PAGE),
        ("https://g.example/empty", "200 OK", "text/html", "<html></html>"),
        ("https://g.example/2", "200 OK", "text/html", other),
        packed=packed,
    )
    articles = [document.article for document in _documents(tmp_path, name, data)]
    assert [(article.title, article.url) for article in articles] == [
        ("The ferry stays", "https://g.example/1"),
        ("The bridge stays", "https://g.example/2"),
    ]


def test_an_archive_without_articles_or_a_damaged_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="No article was found in it"):
        _documents(tmp_path, "a.warc", _archive(("https://g.example/x", "200 OK", "text/css", "p {}")))
    with pytest.raises(KnownError, match=r"a\.warc"):
        _documents(tmp_path, "a.warc", b"WARC/1.0\r\nnothing")


@pytest.mark.parametrize("endless", ["X: " + "a" * 2_000_000, "X: a\r\n" * 300_000])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_headers_without_an_end_are_not_read_to_it(tmp_path: Path, endless: str, name: str) -> None:
    page = ("https://g.example/1", "200 OK", "text/html", PAGE)
    long = ("https://g.example/2", "200 OK", f"text/html\r\n{endless}", PAGE.replace("ferry", "bridge"))
    (tmp_path / name).write_bytes(_archive(page, long, packed=name.endswith("gz")))
    documents = iter(registry.read(tmp_path / name).documents)
    assert next(documents).article.title == "The ferry stays"
    with pytest.raises(KnownError, match="damaged web archive"):
        next(documents)


def test_an_archive_of_one_long_record_can_be_cancelled_within_it(tmp_path: Path) -> None:
    noise = Random(1).randbytes(400_000).hex()
    data = _archive(("https://g.example/x.css", "200 OK", "text/css", noise), packed=True)
    (path := tmp_path / "a.warc.gz").write_bytes(data)
    pulses: list[int] = []
    with pytest.raises(KnownError, match="No article"):
        list(registry.read(path, lambda: pulses.append(1)).documents)
    assert len(pulses) > 5


@pytest.mark.parametrize("length", ["9" * 30, "-1", "1e9", "", "nonsense"])
def test_a_length_that_is_none_is_told_or_left(tmp_path: Path, length: str) -> None:
    record = _archive(("https://g.example/1", "200 OK", "text/html", PAGE)).decode()
    data = re.sub("Content-Length: \\d+", f"Content-Length: {length}", record).encode()
    with contextlib.suppress(KnownError):
        _documents(tmp_path, "a.warc", data)
