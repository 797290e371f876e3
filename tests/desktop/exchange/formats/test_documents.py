"""One article as LibreOffice 7.4 writes it in each format: the same text comes in.

`fixtures/ferry.fodt` is what the others were made from: `soffice --convert-to odt ferry.fodt`, then the others from the
ODT file, without the pictures and settings that it keeps.
"""

from pathlib import Path

import pytest

from desktop.exchange import registry
from desktop.exchange.import_report import Remark
from desktop.exchange.importing import import_paths
from desktop.library import Library

FIXTURES = Path(__file__).parent / "fixtures"
TEXT = """The ferry stays, for now
By Ines Okafor
4 March 2026
The island ferry will run until autumn, the harbour office said[1] on Monday. “Nobody is left behind,” said Mayor Lene \
Å. Brandt, whose office asked for efficient and office-like first aid 🛟 at the quay.
Opponents were not convinced. “The price is 5 % too high,” a spokesman for the fishermen said, adding that α and ≤ are \
signs[2].
He did not explain  why.
Monday
closed
One boat is old.
Two are new.
“We had asked for a bridge in the long-term plan of the county, and we were promised an answer before the winter; no \
answer ever came,” said Jonas Weir, who has run the ticket office since 1998. The county’s representative, Amara \
Lindqvist, replied that a bridge would be unaffordable: “It costs as much as forty years of ferries.”
A decision is expected in May. The council meets twice before then, and both meetings are open to everybody who lives \
on the island or works there.
[1] In a letter to this newspaper.
[2] Greek, and of mathematics."""
LEFT_OUT = "Left out: hidden words, words that a tracked change deletes, comments."


@pytest.mark.parametrize("extension", ["docx", "odt", "rtf"])
def test_a_document_of_an_office_program_comes_in_as_it_is_read(extension: str) -> None:
    reading = registry.read(FIXTURES / f"ferry.{extension}")
    (document,) = reading.documents
    article = document.article
    assert document.text == TEXT
    assert (article.title, article.author, article.published) == (TEXT.partition("\n")[0], "Ines Okafor", "2026-03-04")
    assert list(reading.remarks) == [LEFT_OUT]


def test_a_book_comes_in_as_it_is_read() -> None:
    # LibreOffice writes what is hidden or deleted into a book as if it were not.
    (document,) = registry.read(FIXTURES / "ferry.epub").documents
    expected = TEXT.replace("left behind", "left very behind").replace("quay.", "quay. CHECK THIS NAME")
    assert document.text.replace("\u00a0", " ") == expected.replace("\u00a0", " ")
    assert (document.article.title, document.article.author, document.article.language) == (
        "Draft 4 final",
        "desk",
        "en",
    )


def test_what_was_left_out_is_told(tmp_path: Path) -> None:
    file = FIXTURES / "ferry.rtf"
    with Library.open(tmp_path / "l.ascribe") as library:
        report = import_paths(library, [file])
    assert report.remarks == [Remark(file, LEFT_OUT)]
