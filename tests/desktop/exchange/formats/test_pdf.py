"""PDF documents: those of LibreOffice and Chromium, and those without words, locked or damaged.

`fixtures/ferry.pdf` is LibreOffice's, `fixtures/columns.pdf` Chromium's, of a page with two columns.
"""

import io
from pathlib import Path

import pypdf
import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Reading
from desktop.exchange.formats import pdf

FIXTURES = Path(__file__).parent / "fixtures"
FERRY = (FIXTURES / "ferry.pdf").read_bytes()


def _reading(folder: Path, data: bytes) -> Reading:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return registry.read(path)


def _written(writer: pypdf.PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_an_article_of_several_pages_comes_in_as_it_is_read() -> None:
    (document,) = registry.read(FIXTURES / "ferry.pdf").documents
    lines = document.text.split("\n")
    assert lines[:3] == ["The ferry stays, for now", "By Ines Okafor", "4 March 2026"]
    assert lines[3].startswith("The island ferry will run until autumn, the harbour office said[1] on Monday. “Nobody")
    assert lines[3].endswith("efficient and office-like first aid 🛟 at the quay.")
    assert lines[-3].endswith("open to everybody who lives on the island or works there.")
    assert lines[-1] == "[1] In a letter to this newspaper."
    assert "The Harbour Gazette" not in document.text
    assert "Page" not in document.text
    assert (document.article.author, document.article.published) == ("Ines Okafor", "2026-03-04")


def test_columns_are_read_one_after_the_other() -> None:
    (document,) = registry.read(FIXTURES / "columns.pdf").documents
    lines = document.text.split("\n")
    assert [line.split()[0] for line in lines] == ["The", "By", "The", "Opponents", "“We", "A", "In"]
    assert lines[4].endswith("would be unaffordable: “It costs as much as forty years of ferries.”")


def test_pages_without_words_are_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(FERRY))
    writer.add_blank_page()
    reading = _reading(tmp_path, _written(writer))
    assert list(reading.remarks) == ["1 page has no text: it is empty or a picture."]
    blank = pypdf.PdfWriter()
    blank.add_blank_page(100, 100)
    with pytest.raises(KnownError, match=r"a\.pdf: Its pages are pictures without text"):
        _reading(tmp_path, _written(blank))


def test_a_locked_document_is_refused_and_one_that_may_only_not_be_printed_is_read(tmp_path: Path) -> None:
    for password in ("secret", ""):
        writer = pypdf.PdfWriter(io.BytesIO(FERRY))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        data = _written(writer)
        if password:
            with pytest.raises(KnownError, match=r"a\.pdf: It is locked with a password"):
                _reading(tmp_path, data)
        else:
            assert list(_reading(tmp_path, data).documents)


def test_a_document_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PAGES_LIMIT", 1)
    with pytest.raises(KnownError, match="It has 3 pages, and the limit is 1"):
        _reading(tmp_path, FERRY)


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", FERRY[:3000], FERRY.replace(b"/Pages", b"/Pagez")])
def test_a_damaged_document_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(KnownError, match=r"a\.pdf: It"):
        _reading(tmp_path, data)
