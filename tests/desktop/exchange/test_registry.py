"""Which format a file is of: by its name and its content, and what is said where no format fits."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.format import NAMED, Format
from desktop.exchange.registry import FORMATS, READABLE, WRITABLE, format_of
from desktop.exchange.source import Source

PAGE = "<!DOCTYPE html>\n<html><body><p>The bridge closes.</p></body></html>"
OURS = json.dumps({"format": "ascribe", "version": 1})
GOLD = json.dumps({"id": "a", "text": "Croft spoke.", "quotes": []})


def zip_of(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def word_file() -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The bridge closes.")
    document.save(stream)
    return stream.getvalue()


def found(folder: Path, name: str, data: bytes) -> Format:
    path = folder / name
    path.write_bytes(data)
    return format_of(Source.of(path))


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", b"The bridge closes.", "text"),
        ("a.MD", b"# The bridge", "markdown"),
        ("a", b"The bridge closes.", "text"),
        ("a.csv", b"The bridge;closes", "csv"),
        ("utf16.txt", "The bridge closes.".encode("utf-16"), "text"),
        ("utf16", "The bridge closes.".encode("utf-16"), "text"),
        ("bom.txt", b"\xef\xbb\xbfThe bridge closes.", "text"),
        ("object.txt", b'{"a": "a text that somebody keeps so"}', "text"),
        ("talk.txt", b"A page begins with <!doctype html> or <html>.", "text"),
        ("a.html", PAGE.encode(), "html"),
        ("piece.htm", b"<p>The bridge closes.</p>", "html"),
        ("page.txt", PAGE.encode(), "html"),
        ("page.docx", PAGE.encode(), "html"),
        ("page", b"<!-- saved from url=(0022)https://gazette.example -->\n<HTML lang=en>", "html"),
        ("page.bin", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        ("utf16.page", PAGE.encode("utf-16"), "html"),
        ("a.docx", word_file(), "docx"),
        ("a.zip", word_file(), "docx"),
        ("a.txt", word_file(), "docx"),
        ("other.docx", zip_of(hello="hello"), "docx"),  # Word's own sentence tells what is wrong with it
        ("cut.docx", b"The bridge closes.", "docx"),
        ("letter.json", b"{\\rtf1 hello}", "rtf"),
        ("letter.rtf", b"Hello", "text"),
        ("report.txt", b"%PDF-1.7 ...", "pdf"),
        ("letter", zip_of(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        ("cut.odt", b"PK\x03\x04", "odt"),
        ("book", zip_of(mimetype="application/epub+zip"), "epub"),
        ("a.json", OURS.encode(), "json"),
        ("a.jsonl", OURS.encode(), "json"),
        ("a.txt", ("\ufeff\n " + OURS).encode(), "json"),
        ("utf16.json", OURS.encode("utf-16"), "json"),
        ("other.json", b'{"format": "other"}', "json"),
        ("list.json", b"[1, 2]", "json"),
        ("other", b'{"a": 1}', "json"),
        ("a.jsonl", GOLD.encode(), "gold"),
        ("a.json", GOLD.encode(), "gold"),
        ("long.jsonl", json.dumps({"text": "word " * 2000, "quotes": []}).encode(), "gold"),
        ("other.jsonl", b"nonsense", "jsonl"),
    ],
)
def test_a_file_is_of_the_format_that_is_the_most_sure_of_it(
    tmp_path: Path, name: str, data: bytes, format: str
) -> None:
    assert found(tmp_path, name, data).name == format


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a document of an old Office"),
        ("photo.html", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("notes.zip", zip_of(hello="hello"), "is a zip archive"),
        ("table.docx", zip_of(xl__workbook="x"), "is an Excel workbook"),
        ("letter", zip_of(mimetype="application/vnd.oasis.opendocument.graphics"), "is an OpenDocument file"),
        ("library.txt", b"SQLite format 3\0", "is a database"),
        ("bytes", bytes(range(32)) * 10, "is a binary file"),
        ("empty.json", b"", "is empty"),
        ("empty", b"", "is empty"),
    ],
)
def test_where_no_format_fits_a_sentence_says_what_the_file_is(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(KnownError) as caught:
        registry.read(path)
    assert str(caught.value).startswith(f"{path} {kind}")


def test_of_two_that_are_equally_sure_the_first_in_the_table_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (Format(name=name, title=name, extensions=(".tea",), score=lambda _: NAMED) for name in ("one", "two"))
    for table in ((one, other), (other, one)):
        monkeypatch.setattr(registry, "READABLE", table)
        assert found(tmp_path, "a.tea", b"tea") is table[0]


def test_names_of_formats_are_told_apart_and_all_that_is_written_can_be_read() -> None:
    assert len({format.name for format in READABLE}) == len(READABLE)
    assert len(WRITABLE) == sum(format.is_written for format in FORMATS)
    for format in FORMATS:
        assert format.read or format.is_written
        assert format.extensions
        assert all(extension == extension.lower() and extension.startswith(".") for extension in format.extensions)


def test_what_is_written_is_called_as_its_files_end() -> None:
    assert [f".{name}" for name in WRITABLE] == [format.extensions[0] for format in WRITABLE.values()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(
    data=st.binary(min_size=1)
    | st.sampled_from([PAGE, OURS, GOLD, "PK\x03\x04word/", "{"])
    .map(str.encode)
    .flatmap(lambda start: st.binary().map(lambda rest: start + rest)),
    extension=st.sampled_from(["", ".tea", *sorted(registry.EXTENSIONS)]),
)
def test_any_bytes_are_read_or_refused_in_a_sentence_with_the_files_name(
    tmp_path: Path, data: bytes, extension: str
) -> None:
    path = tmp_path / f"any{extension}"
    path.write_bytes(data)
    texts, refusal = read_or_refused(path)
    assert all(text.strip() for text in texts)
    assert texts or str(path) in refusal


def read_or_refused(path: Path) -> tuple[list[str], str]:
    try:
        return [document.text for document in registry.read(path).documents], ""
    except KnownError as error:
        return [], str(error)
