"""RTF documents: words of code pages and of Unicode, what is a part of the text, and what is not."""

from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Reading
from desktop.exchange.formats import rtf


def _reading(folder: Path, body: bytes, head: bytes = rb"\rtf1\ansi\ansicpg1252\deff0") -> Reading:
    path = folder / "a.rtf"
    path.write_bytes(b"{%s %s}" % (head, body))
    return registry.read(path)


def _text(folder: Path, body: bytes, head: bytes = rb"\rtf1\ansi\ansicpg1252\deff0") -> str:
    (document,) = _reading(folder, body, head).documents
    return document.text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (rb"A caf\'e9 \{open\} C:\\x", "A café {open} C:\\x"),
        (rb"one\par two\line three\tab four", "one\ntwo\nthree\tfour"),
        (b"one\\\ntwo", "one\ntwo"),
        (b"one \r\ntwo", "one two"),
        (rb"\ldblquote It holds.\rdblquote  \emdash  yes", "“It holds.” — yes"),
        (rb"5\~%, co\_op, ho\-tel", "5\u00a0%, co\u2011op, hotel"),
        (rb"\u8220\'93Hi\u8221\'94", "“Hi”"),
        (rb"\uc2\u945\'83\'bf and", "α and"),
        (rb"\uc0\u945 b", "αb"),
        (rb"{\uc0 \u55357}{\uc1\u57055 ?} helps", "🛟 helps"),
        (rb"a lone \u-10179? half", "a lone \ufffd half"),
        (rb"\u0?zero\'00", "zero"),
        (rb"{\b bold}{\i{\ul both}} plain", "boldboth plain"),
        (rb"see {\field{\*\fldinst HYPERLINK x}{\fldrslt the page}}", "see the page"),
        (rb"{\*\unknown{\deep words}}{\pict 89504e47}here", "here"),
        (rb"{\pict\bin4 }}}}}here", "here"),
        (rb"{\header The Gazette}{\footer Page 1}{\info{\title Draft}}{\listtext 1.}here", "here"),
        (rb"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt in a box\par}}{\shprslt{twice}}}here", "in a box\nhere"),
        (rb"{\*\moMath{\mr a+b}} holds", "a+b holds"),
        (rb"\trowd one\cell two\cell\row three", "one\ntwo\nthree"),
    ],
)
def test_what_is_read_is_what_a_reader_sees(tmp_path: Path, written: bytes, shown: str) -> None:
    assert _text(tmp_path, written) == shown


def test_each_font_has_an_alphabet(tmp_path: Path) -> None:
    fonts = rb"{\fonttbl{\f0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset2 Symbol;}{\f3\fcharset128 MS Mincho;}}"
    body = rb"caf\'e9 {\f1\'cc\'e8\'f0} \f2 a\f3 \'93\'fa\'96\'7b\f0\'e9"
    assert _text(tmp_path, fonts + body) == "café Мир α日本é"


def test_a_document_has_an_alphabet_of_its_own(tmp_path: Path) -> None:
    assert _text(tmp_path, rb"\'cc\'e8\'f0", rb"\rtf1\ansi\ansicpg1251") == "Мир"
    assert _text(tmp_path, rb"caf\'8e", rb"\rtf1\mac") == "café"
    assert _text(tmp_path, rb"caf\'e9", rb"\rtf1\ansi\ansicpg99999") == "café"


def test_what_is_hidden_or_deleted_is_left_out_and_told(tmp_path: Path) -> None:
    body = rb"It holds.{\v  CHECK} {\deleted not }It does.\v0{\*\annotation call him}\v  X\plain  Yes."
    reading = _reading(tmp_path, body)
    (document,) = reading.documents
    assert document.text == "It holds. It does. Yes."
    assert list(reading.remarks) == ["Left out: hidden words, words that a tracked change deletes, comments."]
    assert not _reading(tmp_path, rb"It holds.").remarks


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    assert _text(tmp_path, rb"It holds.{\deleted\par} It does.\par Yes.") == "It holds. It does.\nYes."


def test_notes_stand_at_the_end_with_their_numbers(tmp_path: Path) -> None:
    body = (
        rb"It holds{\super\chftn}{\footnote\pard{\super\chftn} So Brandt\par told the Post.}. "
        rb"Good{\*\footnote\ftnalt Said on Monday.}.\par{\v{\footnote hidden}}"
    )
    assert _text(tmp_path, body) == "It holds[1]. Good[2].\n[1] So Brandt told the Post.\n[2] Said on Monday."


def test_what_ends_in_the_middle_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 It holds. {\b It")
    reading = registry.read(path)
    (document,) = reading.documents
    assert document.text == "It holds. It"
    assert list(reading.remarks) == ["It ends in the middle: the rest of the file is missing."]


def test_what_stands_behind_the_document_is_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 It holds.}\par more}")
    (document,) = registry.read(path).documents
    assert document.text == "It holds."


@pytest.mark.parametrize("body", [b"{" * 2_000 + b"x", rb"\b" * 200])
def test_what_is_no_article_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr(rtf, "_TOKENS_LIMIT", 100)
    monkeypatch.setattr(rtf, "_AT_ONCE", 50)
    with pytest.raises(KnownError, match="far larger than an article"):
        _reading(tmp_path, body)


def test_a_document_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"a\.rtf: There is no text in it"):
        _reading(tmp_path, rb"{\v hidden}")
