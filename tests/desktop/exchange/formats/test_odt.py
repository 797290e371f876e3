"""OpenDocument texts: what a reader sees of them, and nothing else."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Reading

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "manifest")
)
_NAMES += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


def _reading(folder: Path, body: str, styles: str = "", **parts: str) -> Reading:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
        package.writestr("content.xml", f"<office:document-content {_NAMES}>{content}</office:document-content>")
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    path = folder / "a.odt"
    path.write_bytes(stream.getvalue())
    return registry.read(path)


def _text(folder: Path, body: str, styles: str = "", **parts: str) -> str:
    (document,) = _reading(folder, body, styles, **parts).documents
    return document.text


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<text:p> It \n <text:span> holds. </text:span> Yes</text:p>", "It holds. Yes"),
        ('<text:p>one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four</text:p>', "one   two\tthree\nfour"),
        ('<text:p>a<text:s text:c="99999999"/>b<text:s text:c="x"/>c</text:p>', f"a{' ' * 200}b c"),
        ("<text:h>Costs</text:h><text:p/><text:p>High.</text:p>", "Costs\n\nHigh."),
        ("<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b</text:p>", "ab\nbox"),
        ("<text:p><text:ruby>日<text:ruby-text>ni</text:ruby-text></text:ruby></text:p>", "日"),
    ],
)
def test_what_is_read_is_what_a_reader_sees(tmp_path: Path, body: str, shown: str) -> None:
    assert _text(tmp_path, body) == shown


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="Of" style:parent-style-name="Above"/>'
        '<style:style style:name="Shown" style:parent-style-name="Above"><style:text-properties text:display="true"/>'
        "</style:style>"
    )
    above = (
        f"<office:document-styles {_NAMES}>"
        '<style:style style:name="Above"><style:text-properties text:display="none"/></style:style>'
        "</office:document-styles>"
    )
    body = (
        '<text:p>It holds.<text:span text:style-name="H"> X<text:span>Y</text:span></text:span> Yes.</text:p>'
        '<text:p text:style-name="Of">hidden</text:p><text:p text:style-name="Shown">Shown.</text:p>'
        '<text:section text:display="none"><text:p>hidden</text:p></text:section>'
        '<text:p text:style-name="H">a<text:note><text:p>n</text:p></text:note></text:p>'
    )
    reading = _reading(tmp_path, body, styles, styles_xml=above)
    (document,) = reading.documents
    assert document.text == "It holds. Yes.\nShown."
    assert list(reading.remarks) == ["Left out: hidden words."]


def test_a_document_that_is_locked_is_refused(tmp_path: Path) -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = f"<manifest:manifest {_NAMES}>{entry}</manifest:manifest>"
    with pytest.raises(KnownError, match=r"a\.odt: It is locked with a password"):
        _reading(tmp_path, "<text:p>x</text:p>", **{"META-INF__manifest_xml": manifest})


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut short", b"no zip at all"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(data)
    with pytest.raises(KnownError, match=r"a\.odt: It is not an OpenDocument text"):
        registry.read(path)
