"""Word documents: what stands on the page, and nothing that does not."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop.exchange import registry

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relationships(**targets: str) -> str:
    each = (f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for kind, part in targets.items())
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'


def _text(folder: Path, body: str, **notes: str) -> str:
    """The text of a document with this body and with these parts of notes, by their kind."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("_rels/.rels", _relationships(officeDocument="word/document.xml"))
        package.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", _relationships(**{kind: f"{kind}.xml" for kind in notes}))
        for kind, content in notes.items():
            if content:
                package.writestr(f"word/{kind}.xml", f"<w:{kind} {_W}>{content}</w:{kind}>")
    path = folder / "a.docx"
    path.write_bytes(packed.getvalue())
    (document,) = registry.read(path).documents
    return document.text


def _run(text: str, about: str = "") -> str:
    return f'<w:r>{about}<w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("symbol", "shown"),
    [
        ('w:font="Symbol" w:char="F0BE"', "—"),
        ('w:font="Symbol" w:char="F061"', "α"),
        ('w:font="Segoe UI" w:char="2014"', "—"),
        ('w:font="Wingdings" w:char="F04A"', "\ufffd"),
        ('w:font="Symbol" w:char="F001"', "\ufffd"),
        ('w:char="x"', "\ufffd"),
        ("", "\ufffd"),
    ],
)
def test_a_symbol_is_its_character_or_leaves_a_sign(tmp_path: Path, symbol: str, shown: str) -> None:
    body = f"<w:p>{_run('Brandt')}<w:r><w:sym {symbol}/></w:r>{_run('the mayor')}</w:p>"
    assert _text(tmp_path, body) == f"Brandt{shown}the mayor"


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    hidden, shown = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="false"/></w:rPr>'
    about = f"<w:pPr>{hidden}</w:pPr>"  # the mark at the paragraph's end alone
    body = f"<w:p>{about}{_run('It holds.')}{_run(' CHECK', hidden)}{_run(' It does.', shown)}{_run(' Yes.')}</w:p>"
    assert _text(tmp_path, body) == "It holds. It does. Yes."


def test_a_drop_cap_begins_its_paragraph(tmp_path: Path) -> None:
    cap = f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{_run("T")}</w:p>'
    assert (
        _text(tmp_path, f"{cap}<w:p>{_run('he ferry stays.')}</w:p><w:p>{_run('Good.')}</w:p>")
        == "The ferry stays.\nGood."
    )
    assert _text(tmp_path, cap) == "T"


def test_notes_stand_at_the_end_with_their_numbers(tmp_path: Path) -> None:
    body = (
        f'<w:p>{_run("It holds.")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        f'<w:p>{_run("Good.")}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>'
    )
    separator = f'<w:footnote w:type="separator" w:id="0"><w:p>{_run("---")}</w:p></w:footnote>'
    footnote = f'<w:footnote w:id="2"><w:p>{_run(" So Brandt told")}</w:p><w:p>{_run("the Post.")}</w:p></w:footnote>'
    endnote = f'<w:endnote w:id="2"><w:p>{_run("In May.")}</w:p></w:endnote>'
    assert _text(tmp_path, body, footnotes=separator + footnote, endnotes=endnote) == (
        "It holds.[1]\nGood.[2]\n[1] So Brandt told the Post.\n[2] In May."
    )
    assert _text(tmp_path, body, footnotes="") == "It holds.[1]\nGood.[2]\n[1]\n[2]"  # the part is not there


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = f"<w:p>{mark}{_run('It holds. ')}</w:p><w:p>{_run('It does.')}</w:p><w:p>{_run('Yes.')}</w:p>"
    assert _text(tmp_path, body) == "It holds. It does.\nYes."


def test_an_equation_is_read(tmp_path: Path) -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = f'<w:p>{_run("where ")}<m:oMath xmlns:m="{math}"><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>'
    assert _text(tmp_path, body) == "where a=b"
