"""Sound files of each kind, which are then mutated."""

import gzip
import io
import json
import lzma
import quopri
import re
import tarfile
import tempfile
import zipfile
from functools import cache
from html import escape
from pathlib import Path

import docx

from desktop import labelling
from desktop.base import paths
from desktop.exchange import codebook_files, exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.format import Format
from desktop.exchange.formats import native
from desktop.exchange.formats.tables import ods, xlsx
from desktop.exchange.importing import paste
from desktop.exchange.tables.table import Table
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Speaker
from tests.desktop.exchange.formats.test_parquet import parquet_file
from tests.desktop.exchange.news_databases.test_splitting import (
    EUROPRESSE_PAGE,
    FACTIVA,
    FACTIVA_PAGE,
    INDEXED,
    LABELLED,
    NEXIS,
    NEXIS_PAGE,
    PROQUEST,
)
from tests.desktop.exchange.test_transcripts import INTERVIEW, OTTER, QUESTIONS, SRT, TTML, VTT, WHISPER
from tests.making import over

TEXT = """The dam holds, for now

Ruiz said that the dam would hold. "It is old," said Berg, "but it is ours." He smiled 🛩.

„Wir haben gewartet“, sagte die Bürgermeisterin. Según el gobierno, “todo está bien”.
"""
QUOTES = [
    {"contents": [[34, 57]], "sources": [[24, 28]], "cues": [[29, 33]]},
    {"contents": [[59, 71], [83, 100]], "sources": [[77, 81]], "cues": [[72, 76]]},
    {"contents": [[102, 111]], "sources": [[24, 28]], "cues": []},
]
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>The dam holds – The Gazette</title><meta charset="utf-8">
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2026-03-04T10:00:00Z"><link rel="canonical" href="https://g.example/d">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": {{"name": "Jane Roe"}}}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>The dam holds</h1><p>{TEXT}</p><h2>Costs</h2>
<p>“We won’t wait,” she said on <b>Tuesday</b>, <a href="/x">adding</a> that work begins &amp; will not stop.</p>
<blockquote>It is ours.</blockquote><ul><li>One is closed.</li></ul><table><tr><td>1</td><td>2</td></tr></table>
<img src="pixel.gif"></article><footer>© The Gazette</footer></body></html>"""
_FIXTURES = Path(__file__).parents[1] / "desktop/exchange/formats/fixtures"
_LIBRARIES = Path(__file__).parents[1] / "desktop/library/sqlite/fixtures"
EXPORTED = _FIXTURES / "exported-by-0.1.0.json"


def texts() -> list[bytes]:
    """In several encodings, long and short."""
    sample = next(paths.resource("sample").glob("*.txt")).read_bytes()
    return [sample, *(TEXT.encode(name, "replace") for name in ("utf-8-sig", "utf-16", "cp1252", "shift_jis"))]


def database_texts() -> list[bytes]:
    return [text.encode() for text in (NEXIS, FACTIVA, INDEXED, PROQUEST, LABELLED)]


def database_pages() -> list[bytes]:
    return [page.encode() for page in (FACTIVA_PAGE, EUROPRESSE_PAGE, NEXIS_PAGE)]


def subtitles() -> list[bytes]:
    return [SRT.encode()]


def web_subtitles() -> list[bytes]:
    return [VTT.encode()]


def timed_texts() -> list[bytes]:
    return [TTML.encode()]


def whispered() -> list[bytes]:
    return [WHISPER.encode()]


def transcripts() -> list[bytes]:
    return [text.encode() for text in (INTERVIEW, QUESTIONS, OTTER)]


def tables() -> list[bytes]:
    quoted = TEXT.replace('"', '""')
    return [f'title{sign}text{sign}date\nDam{sign}"{quoted}"{sign}2026-03-04\n'.encode() for sign in ",;\t"]


def _sheet(format: Format) -> bytes:
    stream = io.BytesIO()
    assert format.write_table is not None
    table = Table("articles", ["title", "text", "date"], [["Dam", TEXT, "2026-03-04"], ["Quay", "It is old.", 46000]])
    format.write_table(table, stream, {})
    return _timeless(stream.getvalue())


def _timeless(package: bytes) -> bytes:
    """An office document without the moment in which it was made: the same seed makes the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"2026-01-01T00:00:00", parts.read(name))
            copy.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def workbooks() -> list[bytes]:
    return [_sheet(xlsx.FORMAT)]


def spreadsheets() -> list[bytes]:
    return [_sheet(ods.FORMAT)]


def parquet_tables() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        return [parquet_file(Path(folder, "a.parquet"), [("Dam", TEXT, "2026-03-04"), ("Quay", "It is old.", None)])]


def json_lines() -> list[bytes]:
    return [json.dumps({"title": "Dam", "text": TEXT, "date": "2026-03-04", "tags": ["a"]}).encode()]


def headed_texts() -> list[bytes]:
    return [f"# {TEXT}".encode(), f"\n ## A *heading* ##\n{TEXT}".encode()]


def pages() -> list[bytes]:
    return [PAGE.encode(), PAGE.replace('"utf-8"', "windows-1252").encode("cp1252", "replace")]


@cache
def documents() -> list[bytes]:
    whole, stream = docx.Document(), io.BytesIO()
    whole.add_heading("The dam holds", 1)
    whole.add_paragraph(TEXT)
    whole.add_table(2, 2).rows[0].cells[0].text = "in a table"
    whole.save(stream)
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as source, zipfile.ZipFile(bare, "w") as target:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            target.writestr(name, source.read(name), zipfile.ZIP_DEFLATED)
    return [stream.getvalue(), bare.getvalue()]


def real(extension: str) -> list[bytes]:
    """The document that LibreOffice wrote."""
    return [(_FIXTURES / f"ferry.{extension}").read_bytes()]


def saved_pages() -> list[bytes]:
    """As browsers write them."""
    page = quopri.encodestring(PAGE.encode())
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    part = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return [head + part + page + b"\r\n--x--\r\n"]


def mails() -> list[bytes]:
    head = "From: Ann <ann@g.example>\nDate: Wed, 04 Mar 2026 10:00:00 +0100\nMessage-ID: <1@g.example>\nSubject: Dam\n"
    return [f"{head}Content-Type: text/plain; charset=utf-8\n\n{TEXT}".encode(), *saved_pages()]


def feeds() -> list[bytes]:
    item = (
        f"<item><title>The dam</title><link>https://g.example/1</link><description>{escape(TEXT)}</description></item>"
    )
    return [f'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title>{item * 2}</channel></rss>'.encode()]


def archives() -> list[bytes]:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://g.example/\r\nContent-Length: {len(answer)}\r\n"
    )
    return [head.encode() + b"Content-Type: application/http\r\n\r\n" + answer + b"\r\n\r\n"]


@cache
def exports() -> list[bytes]:
    """An export of each version."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "a.ascribe")) as library:
        (article,) = paste(library, TEXT, title="The dam").added
        labels = {label.role: label for label in library.codebook.labels}
        with library.edit(operations.label("Claim")) as edit:
            outer = labelling.annotate(edit, article, TEXT, over(TEXT, "the dam would hold"), labels["claim"])
            labelling.annotate(edit, article, TEXT, over(TEXT, "the dam"), labels["claim"])
            labelling.annotate(edit, article, TEXT, over(TEXT, "said"), labels["cue"], joining=outer)
            mention = labelling.annotate(edit, article, TEXT, over(TEXT, "Ruiz"), labels["speaker"], joining=outer)
            labelling.attribute(edit, outer, edit.add(Speaker(name="Ruiz", aliases=("R.",))), mention)
        stream = io.BytesIO()
        exporting.write(library, native.FORMAT, Selection(), stream)
    return [stream.getvalue(), EXPORTED.read_bytes()]


def gold() -> list[bytes]:
    row = {"id": "dam", "text": TEXT, "quotes": QUOTES}
    return [(json.dumps(row) + "\n" + json.dumps(row | {"id": "other", "quotes": []}) + "\n").encode(), *exports()]


def speaker_lists() -> list[bytes]:
    return [
        b"name,aliases,kind,role,external_id\nVera Thorne,the minister; V. T.,person,minister [2019/2020] | MP,Q1\n",
        "Name;Organisation;Party\nBo Ek;Stadt;Grüne [../2020]\n".encode("latin-1"),
    ]


def metadata_tables() -> list[bytes]:
    return [
        b"id,title,publisher,date,author,url,language,tags,sets,note\n"
        b"a,The dam,Gazette,4.3.2026,Ann Lee,https://a.example/b,en,a; b,one,Some\nb,,,2026,,,de,,,\n",
        "Datei;Titel;Zeitung;Schlagwörter\ndam.txt;Der Damm;Grüne Post;a, b\n".encode("latin-1"),
    ]


def codebooks(name: str) -> list[bytes]:
    """The codebooks that come along, in a format of codebooks."""
    format = codebook_files.BY_NAME[name]
    return [format.write(codebook_files.read(file)) for file in sorted(paths.resource("codebooks").glob("*.toml"))]


_PACKED = {"a.txt": TEXT.encode(), "deep/er/b.html": PAGE.encode(), "c.csv": b"title,text\nDam,It holds.\n"}


def zipped() -> list[bytes]:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in _PACKED.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return [stream.getvalue()]


def tarred() -> list[bytes]:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in _PACKED.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return [gzip.compress(stream.getvalue(), mtime=0)]


def libraries() -> list[bytes]:
    return [lzma.decompress(file.read_bytes()) for file in sorted(_LIBRARIES.glob("*-full.ascribe.xz"))]
