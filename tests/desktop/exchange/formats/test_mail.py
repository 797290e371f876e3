"""Saved pages of one file, and mails."""

import contextlib
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Reading

PAGE = """<html><head><meta charset="utf-8"><title>The ferry stays</title></head><body><article><h1>The ferry stays</h1>
<p>“Nobody is left behind,” the mayor of the island said on Monday, after a meeting with the harbour office.</p>
<p>Opponents said that the price is too high, and that a bridge would have been cheaper by far in the end.</p>
</article></body></html>"""


def _reading(folder: Path, name: str, data: bytes) -> Reading:
    path = folder / name
    path.write_bytes(data)
    return registry.read(path)


def _saved(html: str, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "The ferry stays"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(html, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"GIF89a", "image", "gif")
    return message.as_bytes()


def _mail(text: str, html: str = "", attachment: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"] = '"Ann Lee" <ann@gazette.example>'
    message["Subject"] = "Grüße: the ferry"
    message["Date"] = "Wed, 04 Mar 2026 10:00:00 +0100"
    message["Message-ID"] = "<1@gazette.example>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if attachment:
        message.add_attachment(attachment, "application", "pdf", filename="a.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.txt"])
def test_a_saved_page_is_its_article(tmp_path: Path, name: str) -> None:
    data = _saved(PAGE, Snapshot_Content_Location="https://gazette.example/ferry")
    (document,) = _reading(tmp_path, name, data).documents
    assert document.text.split("\n\n")[:2] == [
        "The ferry stays",
        "“Nobody is left behind,” the mayor of the island said on Monday, after a meeting with the harbour office.",
    ]
    assert (document.article.title, document.article.url) == ("The ferry stays", "https://gazette.example/ferry")


def test_a_mail_is_an_article_with_what_its_head_says(tmp_path: Path) -> None:
    reading = _reading(tmp_path, "a.eml", _mail("Nobody is left behind.\n\nGood.\n", attachment=b"%PDF-"))
    (document,) = reading.documents
    article = document.article
    assert document.text == "Nobody is left behind.\n\nGood.\n"
    assert (article.title, article.author, article.published) == ("Grüße: the ferry", "Ann Lee", "2026-03-04")
    assert list(reading.remarks) == ["Left out: attachments."]


def test_of_a_mail_the_html_is_read_as_it_is_shown(tmp_path: Path) -> None:
    html = "<p>Nobody &amp; nothing.</p><p style='display:none'>no</p><img src='https://pixel.example/x'><p>Good.</p>"
    (document,) = _reading(tmp_path, "a.eml", _mail("See the web page.", html)).documents
    assert document.text == "Nobody & nothing.\n\nGood."


def test_a_text_that_only_begins_like_a_mail_is_a_text(tmp_path: Path) -> None:
    (document,) = _reading(tmp_path, "a.eml", b"Note: nobody is left.\n\nGood.").documents
    assert document.text == "Note: nobody is left.\n\nGood."


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "a.mhtml",
            b"Content-Type: multipart/related; boundary=x\n\n--x\n\nwords\n--x--",
            "There is no web page in it",
        ),
        ("a.mhtml", b"nothing", "There is no web page in it"),
        ("a.eml", b"Message-ID: <1@x>\nContent-Type: image/png\n\nx", "There is no text in it"),
    ],
)
def test_what_has_no_words_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        _reading(tmp_path, name, data)


HEAD = b"Message-ID: <1@gazette.example>\nFrom: Ann <ann@gazette.example>\n"


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        (b"Subject: Gr\xc3\xbc\xc3\x9fe\n", "Grüße", "Ann"),  # as it is, though a header is ASCII
        (b"Subject: =?utf-8?q?Dam=00_and_quay=1B[2J?=\n", "Dam␀ and quay␛[2J", "Ann"),
        (b"Subject: =?utf-8?q?Dam=FF?=\n", "Dam\ufffd", "Ann"),
        (b"Subject: Dam\nDate: Wed, 04 Mar 2026 10:00:00 +99999999999999999999\n", "Dam", "Ann"),
        (b"Subject: Dam\nDate: 99999999999999999999 Mar 2026 10:00:00\n", "Dam", "Ann"),
    ],
)
def test_damaged_headers_are_left_out_and_what_they_say_is_a_line_of_text(
    tmp_path: Path, head: bytes, title: str, author: str
) -> None:
    (document,) = _reading(tmp_path, "a.eml", HEAD + head + b"\nNobody is left behind.\n").documents
    assert (document.article.title, document.article.author) == (title, author)
    assert document.article.published == ""


@pytest.mark.parametrize(
    ("header", "piece"),
    [("Content-Type: text/plain; a=", "&amp;"), ("Content-Type: text/plain; a=", '"a'), ("From: ", "(")],
)
def test_headers_without_an_end_are_not_read_to_it(tmp_path: Path, header: str, piece: str) -> None:
    data = HEAD + f"{header}{piece * (60_000 // len(piece))}\n\nNobody is left behind.\n".encode()
    began = time.process_time()
    with contextlib.suppress(KnownError):
        _reading(tmp_path, "a.eml", data)
    assert time.process_time() - began < 2


def test_a_mail_with_few_headers_and_an_unknown_charset_is_a_mail(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(
        b'From: Ann <a@b.example>\nSubject: The quay\nContent-Type: text/plain; charset="x-odd"\n\nIt is older.\n'
    )
    (document,) = registry.read(file).documents
    assert (document.article.title, document.article.author, document.text.strip()) == (
        "The quay",
        "Ann",
        "It is older.",
    )
