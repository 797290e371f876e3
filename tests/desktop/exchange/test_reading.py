"""One article out of one file: every format, and every bad input."""

import hashlib
import io
import logging
import os
import socket
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Document, new_document
from desktop.exchange.documents import package
from desktop.exchange.formats import web_page, word
from desktop.model.text import canonical

PAGE = """<!doctype html><html lang="en-GB"><head><title>Mayor pledges new bridge – The Gazette</title>
<meta charset="utf-8"><meta property="og:site_name" content="The Gazette"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2026-03-04T10:00:00Z">
<link rel="canonical" href="https://gazette.example/bridge"><link rel="stylesheet" href="https://gazette.example/x.css">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Mayor pledges new bridge</h1>
<p>“We won’t wait,” the mayor said on <b>Tuesday</b>, <a href="/x">adding</a> that work
begins soon and will not stop.</p><h2>Costs rise</h2><p>Opponents say the cost, put at £5m, is too high.</p>
<ul><li>One bridge is closed.</li><li>Two are open.</li></ul><img src="https://gazette.example/pixel.gif"></article>
<footer>© The Gazette</footer></body></html>"""


def read(folder: Path, name: str, data: bytes | str) -> Document:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return only(path)


def only(path: Path) -> Document:
    (document,) = registry.read(path).documents
    return document


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_text_file_is_the_text_as_a_whole(tmp_path: Path) -> None:
    document = read(tmp_path, "a.txt", "\ufeff\n  The headline \r\n\r\nShe said:\rno.\n")
    article, text = document.article, document.text
    assert text == "\n  The headline \n\nShe said:\nno.\n"
    assert article.title == "The headline"
    assert article.length == len(text)
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_long_first_line_gives_a_short_title(tmp_path: Path) -> None:
    assert len(read(tmp_path, "a.txt", "word " * 500).article.title) == 300


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_a_new_document_is_canonical_and_its_title_stands_in_it(text: str) -> None:
    if not canonical(text).strip():
        with pytest.raises(KnownError, match="no text"):
            new_document(text)
        return
    document = new_document(text)
    article, kept = document.article, document.text
    assert canonical(kept) == kept == canonical(text)
    assert article.title
    assert article.title in kept


def test_what_is_said_of_a_document_is_a_line_without_commands() -> None:
    odd = " Ada\0Ross\n\x1b[2J "
    article = new_document("It is old.", title=odd, publisher=odd, author=odd, url=odd, published=odd).article
    said = {article.title, article.publisher, article.author, article.url, article.published}
    assert said == {"Ada␀Ross ␛[2J"}


def test_a_web_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    document = read(tmp_path, "page.html", PAGE)
    article, text = document.article, document.text
    assert text.split("\n\n") == [
        "Mayor pledges new bridge",
        "“We won’t wait,” the mayor said on Tuesday, adding that work begins soon and will not stop.",
        "Costs rise",
        "Opponents say the cost, put at £5m, is too high.",
        "One bridge is closed.",
        "Two are open.",
    ]
    assert article.title == "Mayor pledges new bridge"
    assert (article.publisher, article.author) == ("The Gazette", "Jane Roe")
    assert (article.published, article.language) == ("2026-03-04", "en-GB")
    assert article.url == "https://gazette.example/bridge"


def test_a_web_page_in_an_older_encoding_is_read_as_it_declares(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").encode("cp1252")
    assert "“We won’t wait,”" in read(tmp_path, "page.htm", page).text


def test_a_damaged_byte_in_a_web_page_does_not_cost_the_article(tmp_path: Path) -> None:
    text = read(
        tmp_path, "page.htm", PAGE.encode().replace(b"Sport", b"Sp\xf6rt").replace(b"begins", b"beg\xefns")
    ).text
    assert "“We won’t wait,”" in text
    assert "beg\ufffdns soon" in text


def test_the_sample_article_is_as_long_as_a_news_item(tmp_path: Path) -> None:
    (sample,) = paths.resource("sample").glob("*.txt")
    document = only(sample)
    article, text = document.article, document.text
    assert article.title == "Flood tunnel will miss its date, port chief admits"
    assert 2500 < article.length < 3500
    assert text.count("“") == text.count("”") >= 10


def test_reading_a_web_page_is_quiet_and_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    caplog.set_level(logging.WARNING)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        read(tmp_path, "page.html", PAGE)
        with pytest.raises(KnownError):
            read(tmp_path, "broken.html", "<html><body><div><a <b")
    assert not warned
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><bo", "<!doctype html>", "<p></p><script>x</script>"]
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(KnownError, match=r"page\.html.*No article was found.*Paste as article"):
        read(tmp_path, "page.html", page)


def test_a_word_document_gives_a_line_for_each_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The headline", 1)
    document.add_paragraph("She ").add_run("said").bold = True
    document.add_table(1, 2).rows[0].cells[0].text = "in a table"
    document.add_paragraph("tab\tand\nbreak")
    document.save(tmp_path / "a.docx")
    document = only(tmp_path / "a.docx")
    article, text = document.article, document.text
    assert text.split("\n") == ["The headline", "She said", "in a table", "", "tab\tand", "break"]
    assert article.title == "The headline"


def test_a_word_document_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    """Inserted words are there, struck ones are not, and a text box is not said twice."""
    data = word_file("MARK")
    inside = (
        '<w:t>a </w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>new </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>old </w:delText></w:r></w:del>'
        "<w:sdt><w:sdtContent><w:r><w:t>word</w:t></w:r></w:sdtContent></w:sdt><w:r>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="w">'
        "<w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert read(
        tmp_path, "a.docx", _with_part(data, "word/document.xml", b"<w:t>MARK</w:t>", inside.encode())
    ).text == ("a new word\nbox")


def _with_part(package: bytes, name: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content.replace(old, new) if part == name else content)
    return stream.getvalue()


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = _with_part(word_file("x"), "word/document.xml", b"<w:t>x</w:t>", b"<w:t>" + b"x" * 60_000_000 + b"</w:t>")
    assert len(bomb) < 1_000_000
    with pytest.raises(KnownError, match=r"bomb\.docx: It unpacks to far more"):
        read(tmp_path, "bomb.docx", bomb)


def test_a_part_that_is_packed_as_no_words_are_is_refused_unread(tmp_path: Path) -> None:
    data = _with_part(word_file("x"), "word/document.xml", b"<w:t>x</w:t>", b"<w:t>" + b"Never. " * 600_000 + b"</w:t>")
    with pytest.raises(KnownError, match=r"packed\.docx: It unpacks to far more"):
        read(tmp_path, "packed.docx", data)


def test_a_zip_bomb_that_declares_little_is_refused_too(tmp_path: Path) -> None:
    bomb = _with_part(word_file("x"), "word/document.xml", b"<w:t>x</w:t>", b"<w:t>" + b"x" * 60_000_000 + b"</w:t>")
    with zipfile.ZipFile(io.BytesIO(bomb)) as package:
        size = package.getinfo("word/document.xml").file_size
    liar = bomb.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert liar != bomb
    with pytest.raises(KnownError, match="not a Word document"):
        read(tmp_path, "liar.docx", liar)


def test_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_PARTS_LIMIT", 5)
    with pytest.raises(KnownError, match="unpacks to far more"):
        read(tmp_path, "a.docx", word_file("x"))


@pytest.mark.parametrize(
    "data",
    [
        b"no zip at all",
        b"PK\x03\x04 cut short",
        word_file("x")[:-30],
        _with_part(word_file("x"), "word/document.xml", b"<w:", b"<<"),
    ],
)
def test_a_docx_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(KnownError, match=r"a\.docx: It is not a Word document"):
        read(tmp_path, "a.docx", data)


def test_a_zip_file_without_a_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(KnownError, match="not a Word document"):
        registry.read(tmp_path / "a.docx")


def test_a_file_without_a_known_extension_is_told_by_its_content(tmp_path: Path) -> None:
    assert read(tmp_path, "page", PAGE).article.publisher == "The Gazette"
    assert read(tmp_path, "letter.bak", word_file("Dear all")).text == "Dear all"
    assert read(tmp_path, "README", "Dear all").text == "Dear all"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "There is no text in it"),
        ("nul.txt", b"a text with a \0 in it", "NUL"),
        ("half.txt", b"half a pair \xed\xa0\xbd", "lone surrogate"),
        ("photo.txt", b"\xff\xd8\xff\xe0" + bytes(100), r"is a picture \(JPEG\), which Ascribe cannot read"),
        ("bytes.txt", bytes(100), "binary file"),
        ("bytes", bytes(100), "is a binary file, which Ascribe cannot read"),
        ("nul.html", PAGE.replace("soon", "so\0on").encode(), "NUL"),
    ],
)
def test_bad_input_gets_a_sentence_that_names_the_file(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(KnownError, match=reason) as caught:
        read(tmp_path, name, data)
    assert str(tmp_path / name) in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"nowhere\.txt does not exist"):
        registry.read(tmp_path / "nowhere.txt")
    with pytest.raises(KnownError, match="does not exist"):
        registry.read(tmp_path / "nowhere")
    with pytest.raises(KnownError, match=str(tmp_path)):
        registry.read(tmp_path)


@pytest.mark.parametrize("name", ["large.txt", "large.html", "large.docx"])
def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(b"words ")
        stream.truncate(10**10)  # more than memory holds
    with pytest.raises(KnownError, match=r"large\..* is too large: it has 10,000 MB, and the limit is 50 MB"):
        registry.read(path)


def test_the_heavy_readers_are_loaded_only_when_they_are_needed() -> None:
    for module in (web_page, word):
        assert not hasattr(module, "trafilatura")
        assert not hasattr(module, "docx")


# What somebody made who means ill, or a bad disk


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def word_parts(document: bytes, main: str = "word/document.xml") -> dict[str, bytes]:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    link = b'<Relationship Id="rId1" Type="%s" Target="%s"/>' % (kind, main.encode())
    about = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return {"_rels/.rels": b"<Relationships %s>%s</Relationships>" % (about, link), main: document}


def word_markup(body: bytes, namespace: bytes = word._NAMESPACES[0].encode()) -> bytes:
    return b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (namespace, body)


SAID = b"<w:p><w:r><w:t>She said so.</w:t></w:r></w:p>"


MEASURED = """
import os, sys, time
from pathlib import Path
from desktop.base.errors import KnownError
from desktop.exchange import registry

def read(path):
    try:
        return f"{sum(len(one.text) for one in registry.read(path).documents)} characters"
    except KnownError as error:
        return str(error)

example, *paths = map(Path, sys.argv[1:])
read(example)  # what reads pages is imported once, and then forked
for path in paths:
    sys.stdout.flush()
    if not os.fork():
        said = read(path)
        most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
        print(path.name, time.process_time(), int(most) // 1024, said, sep="\\t", flush=True)
        os._exit(0)
    os.wait()
"""


def measured(example: Path, paths: Iterable[Path]) -> dict[str, tuple[float, int, str]]:
    """What reading each file in a process of its own came to: the seconds of work, the most megabytes, what it said."""
    command = [sys.executable, "-c", MEASURED, str(example), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    rows = (line.split("\t", 3) for line in done.stdout.splitlines())
    return {name: (float(seconds), int(megabytes), said) for name, seconds, megabytes, said in rows}


LARGE: dict[str, tuple[Callable[[], bytes], str]] = {  # what would take long or much memory, and what is said of it
    "bomb.docx": (
        lambda: packed(word_parts(word_markup(b"<w:p/>" * 6_000_000), "word/a.dat")),
        "unpacks to far more",
    ),
    "elements.docx": (
        lambda: packed(word_parts(word_markup(b"".join(b"<w:p a='%d'/>" % number for number in range(600_000))))),
        "unpacks to far more",
    ),
    "zeros.docx": (lambda: packed(word_parts(word_markup(bytes(30_000_000)))), "unpacks to far more"),
    "parts.docx": (lambda: packed({f"{number}": b"" for number in range(60_000)}), "unpacks to far more"),
    "page.html": (
        lambda: b"<!doctype html><body>" + b"<p>She said so.</p>" * 60_000,
        "far larger than an article",
    ),
    "footers.html": (lambda: b"<!doctype html><p>She said so." + b"<footer><a>x</a>" * 400, "nested far deeper"),
    "tag.html": (
        lambda: b"<!doctype html><p " + b" ".join(b"a%d" % n for n in range(20_000)) + b">",
        "far larger",
    ),
    "comments.txt": (lambda: b"<!---->" * 500, "3500 characters"),
    "metas.html": (lambda: b"<!doctype html>" + b"<meta " * 40_000, "No article was found"),
    "heading.md": (lambda: b"# a" + b" " * 40_000 + b"b", "40002 characters"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells how much memory")
def test_no_file_takes_long_or_much_memory(tmp_path: Path) -> None:
    for name, (data, _) in LARGE.items():
        (tmp_path / name).write_bytes(data())
    (example := tmp_path / "example.html").write_text(PAGE, encoding="utf-8")
    came = measured(example, [tmp_path / name for name in LARGE])
    assert {name: said for name, (_, _, said) in came.items() if LARGE[name][1] not in said} == {}
    assert came.keys() == LARGE.keys()
    assert max(seconds for seconds, _, _ in came.values()) < 10  # 2 on a machine that does nothing else
    assert max(megabytes for _, megabytes, _ in came.values()) < 500


@pytest.mark.parametrize(
    ("parts", "method", "reason"),
    [
        (word_parts(b"<!-- no document -->"), zipfile.ZIP_DEFLATED, "not a Word document"),
        (word_parts(b'<w:document xmlns:w="%s"/>' % word._NAMESPACES[0].encode()), zipfile.ZIP_DEFLATED, "no text"),
        (word_parts(b"<document>She said so.</document>"), zipfile.ZIP_DEFLATED, "not a Word document"),
        (word_parts(b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + word_markup(SAID)), zipfile.ZIP_DEFLATED, "not a Word"),
        (word_parts(b"<?xml version='1.0' encoding='undefined'?>" + word_markup(SAID)), zipfile.ZIP_STORED, "not a W"),
        (word_parts(word_markup(SAID)), zipfile.ZIP_BZIP2, "not a Word document"),
        (word_parts(word_markup(SAID)), zipfile.ZIP_LZMA, "not a Word document"),
        ({"_rels/.rels": b"<Relationships/>", "word/document.xml": word_markup(SAID)}, zipfile.ZIP_STORED, "not a W"),
    ],
)
def test_an_odd_package_is_refused(tmp_path: Path, parts: dict[str, bytes], method: int, reason: str) -> None:
    with pytest.raises(KnownError, match=reason):
        read(tmp_path, "a.docx", packed(parts, method))


def test_what_is_not_read_of_a_package_may_be_damaged(tmp_path: Path) -> None:
    styles = {"word/styles.xml": b"<no xml", "word/_rels/document.xml.rels": b"<Relationship/>"}
    assert read(tmp_path, "a.docx", packed(word_parts(word_markup(SAID)) | styles)).text == "She said so."


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    strict = word_markup(SAID, word._NAMESPACES[1].encode())
    assert read(tmp_path, "a.docx", packed(word_parts(strict))).text == "She said so."


@pytest.mark.parametrize("name", ["undefined", "utf-7", "punycode", "unicode_escape", "rot13", "no-such", "idna"])
def test_an_encoding_that_browsers_do_not_know_is_not_declared(tmp_path: Path, name: str) -> None:
    page = PAGE.replace("utf-8", name).encode("cp1252")
    assert "“We won’t wait,”" in read(tmp_path, "page.html", page).text


@pytest.mark.parametrize("extension", ["txt", "html", "docx", "json", "jsonl", ""])
@pytest.mark.skipif(os.name != "posix", reason="devices, pipes and sockets of POSIX")
def test_what_is_no_file_is_not_opened(tmp_path: Path, extension: str) -> None:
    pipe, device, bound = (tmp_path / f"{name}.{extension}" for name in ("pipe", "device", "socket"))
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(bound))
        for path in (pipe, device, bound):
            with pytest.raises(KnownError, match=r"is not a file that can be read\."):
                registry.read(path)
