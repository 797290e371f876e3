"""EPUB books: all chapters in their order, with what is known of the book."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Document

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
)
_ABOUT = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>The\n Ferry</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>
<dc:language>en-GB</dc:language><dc:date>2026-03-04T10:00:00Z</dc:date><dc:publisher>The Gazette</dc:publisher>
</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="b%20two.xhtml" media-type="application/xhtml+xml"/><item id="c" href="c.css" media-type="text/css"/>
<item id="a" href="../a.xhtml" media-type="application/xhtml+xml"/><item id="x" href="x.xhtml" media-type="text/html"/>
</manifest><spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/>
<itemref idref="x" linear="no"/></spine></package>"""
_NOTED = (
    '<p>It holds.<a epub:type="noteref" href="#n1"><sup>*</sup></a> Yes.</p>'
    '<aside epub:type="footnote" id="n1"><p><a href="#r1">*</a> So Brandt.</p></aside>'
)


def _book(folder: Path, **parts: str | None) -> Document:
    chapter = '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    content = {
        "META-INF/container.xml": _CONTAINER,
        "in/book.opf": _ABOUT,
        "in/nav.xhtml": chapter.format("<p>Contents</p>"),
        "a.xhtml": chapter.format("<h1>One</h1><p>Tall &amp; é.</p>"),
        "in/b two.xhtml": chapter.format(f"<p hidden=''>no</p>{_NOTED}"),
        "in/x.xhtml": chapter.format("<p>A leaflet</p>"),
    } | parts
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        for name, text in content.items():
            if text is not None:
                package.writestr(name, text)
    path = folder / "a.epub"
    path.write_bytes(stream.getvalue())
    (document,) = registry.read(path).documents
    return document


def test_the_chapters_come_in_their_order_and_notes_at_the_end(tmp_path: Path) -> None:
    document = _book(tmp_path)
    assert document.text == "One\nTall & é.\nIt holds.[1] Yes.\n[1] So Brandt."
    article = document.article
    assert (article.title, article.author, article.publisher) == ("The Ferry", "Ann Lee; Bo Ek", "The Gazette")
    assert (article.published, article.language) == ("2026-03-04", "en-GB")


@pytest.mark.parametrize(
    "damage",
    [
        {"META-INF/container.xml": None},
        {"META-INF/container.xml": "<a/>"},
        {"in/book.opf": None},
        {"in/book.opf": "<a"},
        {"a.xhtml": None},
    ],
)
def test_a_book_that_is_none_is_refused(tmp_path: Path, damage: dict[str, str | None]) -> None:
    with pytest.raises(KnownError, match=r"a\.epub: It is not an EPUB book"):
        _book(tmp_path, **damage)


def test_a_chapter_that_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="nested far deeper"):
        _book(tmp_path, **{"a.xhtml": "<div>" * 200 + "x"})


def test_a_byline_counts_where_a_program_wrote_that_the_author_is_unknown(tmp_path: Path) -> None:
    about = _ABOUT.replace("Ann Lee", "Unknown Author").replace("<dc:creator>Bo Ek</dc:creator>", "")
    chapter = (
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>One</h1><p>By Ada Kern</p><p>Tall.</p></body></html>"
    )
    assert _book(tmp_path, **{"in/book.opf": about, "a.xhtml": chapter}).article.author == "Ada Kern"
