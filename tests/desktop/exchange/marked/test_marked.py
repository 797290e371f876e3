"""Articles to read: who said what stands there in words and in colour, and nothing of a text is taken for markup."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import html

from desktop import labelling
from desktop.exchange import exporting, losses
from desktop.exchange.document import Document, Head
from desktop.exchange.exporting import Selection
from desktop.exchange.format import Format
from desktop.exchange.formats import marked_page, marked_word
from desktop.exchange.importing import paste
from desktop.exchange.marked.article import MarkedArticle, marked
from desktop.exchange.marked.colors import ground_of
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Speaker
from tests.making import over

TEXT = """The ferry stays <b>for now</b>

“Nobody is left behind,” said Lene Brandt & wept, “not even now.”

“Brandt told us that it costs too much,” Jonas Weir said. Both agreed that it is old.
"""
FORMATS = [marked_page.FORMAT, marked_word.FORMAT]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "l.ascribe")
    (article,) = paste(library, TEXT, title="The ferry stays <b>for now</b>", publisher="Gazette").added
    claim, mention, cue = (
        next(label for label in library.codebook.labels if label.role == role) for role in ("claim", "speaker", "cue")
    )
    with library.edit(operations.label("Claim")) as edit:
        brandt = edit.add(Speaker(name="Lene <Brandt>", role="mayor"))
        weir = edit.add(Speaker(name="Jonas Weir"))

        def said(*words: str) -> str:
            fragments = [fragment for each in words for fragment in over(TEXT, each)]
            return labelling.annotate(edit, article, TEXT, tuple(fragments), claim)

        split = said("“Nobody is left behind,”", "“not even now.”")
        named = labelling.annotate(edit, article, TEXT, over(TEXT, "Lene Brandt"), mention, joining=split)
        labelling.annotate(edit, article, TEXT, over(TEXT, "said"), cue, joining=split)
        labelling.attribute(edit, split, brandt, named)
        outer, inner = said("“Brandt told us that it costs too much,”"), said("it costs too much")
        labelling.attribute(edit, outer, weir)
        labelling.attribute(edit, inner, brandt)
        said("it is old")
    yield library
    library.close()


def _marked(library: Library) -> MarkedArticle:
    with library.snapshot() as snapshot:
        (whole,) = snapshot.whole_articles(snapshot.article_ids())
        head = Head(codebook=snapshot.codebook, speakers=snapshot.speakers(), has_ids=True)
        shown = Document(whole.article, whole.text, whole.annotations, list(whole.attributions.values()))
        return marked(head, shown)


def _written(library: Library, format: Format) -> bytes:
    stream = io.BytesIO()
    exporting.write(library, format, Selection(), stream)
    return stream.getvalue()


def test_the_text_is_cut_where_something_begins_or_ends(library: Library) -> None:
    article = _marked(library)
    assert ["".join(run.text for run in runs) for runs in article.paragraphs] == [
        line for line in TEXT.split("\n") if line
    ]
    assert [(run.text, [claim.number for claim in run.claims]) for run in article.paragraphs[1]] == [
        ("“Nobody is left behind,”", [1]),
        (" ", []),
        ("said", []),
        (" ", []),
        ("Lene Brandt", []),
        (" & wept, ", []),
        ("“not even now.”", [1]),
    ]
    assert [[claim.number for claim in run.claims] for run in article.paragraphs[2]][:3] == [[2], [2, 3], [2]]
    begun = [(claim.number, first) for runs in article.paragraphs for run in runs for claim, first in run.begins]
    assert begun == [(1, True), (1, False), (2, True), (3, True), (4, True)]
    assert [claim.who for claim in article.claims] == ["Lene <Brandt>", "Jonas Weir", "Lene <Brandt>", "no speaker"]
    assert [speaker.name if speaker else "" for speaker, _ in article.speakers] == ["Jonas Weir", "Lene <Brandt>", ""]
    assert article.begins_with_title


def test_a_page_shows_the_words_as_they_are_and_names_who_said_them(library: Library) -> None:
    page = html.document_fromstring(_written(library, marked_page.FORMAT).decode())
    title, *paragraphs = (" ".join(one.text_content().split()) for one in page.xpath("//h1 | //p[not(@class)]"))
    assert title == "The ferry stays <b>for now</b>"
    assert paragraphs == [
        "1 Lene <Brandt>“Nobody is left behind,” said Lene Brandt & wept, 1 …“not even now.”",
        "2 Jonas Weir“Brandt told us that 3 Lene <Brandt>it costs too much,” Jonas Weir said. "
        "Both agreed that 4 no speakerit is old.",
    ]
    assert [one.text_content() for one in page.xpath("//*[@class='mention'] | //*[@class='cue']")] == [
        "said",
        "Lene Brandt",
    ]
    entries = [" ".join(one.text_content().split()) for one in page.xpath("//section//li")]
    assert [entry.rpartition(": ")[2] for entry in entries] == ["2", "1, 3", "4"]
    assert not page.xpath("//script | //img | //link | //b[text()='for now']")
    targets = {one.get("href") for one in page.xpath("//a") if one.get("href").startswith("#")}
    assert targets == {f"#{one.get('id')}" for one in page.xpath("//*[@id]") if one.tag != "article"}


def test_a_word_document_shows_the_same(library: Library) -> None:
    written = docx.Document(io.BytesIO(_written(library, marked_word.FORMAT)))
    lines = [paragraph.text.replace("\u00a0", " ") for paragraph in written.paragraphs]
    assert lines[:4] == [
        "The ferry stays <b>for now</b>",
        "Gazette",
        "1 Lene <Brandt> “Nobody is left behind,” said Lene Brandt & wept, 1 … “not even now.”",
        "2 Jonas Weir “Brandt told us that 3 Lene <Brandt> it costs too much,” Jonas Weir said. "
        "Both agreed that 4 no speaker it is old.",
    ]
    assert "Lene <Brandt>, mayor\nThe ferry stays <b>for now</b>: 1, 3" in lines


@pytest.mark.parametrize("format", FORMATS, ids=[one.name for one in FORMATS])
def test_what_no_file_may_hold_is_shown_and_what_is_no_web_address_is_no_link(library: Library, format: Format) -> None:
    paste(library, "Odd\x1b\ufffe signs\n\nare here.", url="javascript:alert(1)")
    written = _written(library, format)
    if format is marked_page.FORMAT:
        page = html.document_fromstring(written.decode())
        assert not page.xpath("//a[starts-with(@href, 'javascript')]")
        assert "\x1b" not in page.text_content()
    else:
        assert any("Odd␛" in paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs)


@pytest.mark.parametrize("format", FORMATS, ids=[one.name for one in FORMATS])
def test_a_library_without_articles_makes_a_file(tmp_path: Path, format: Format) -> None:
    with Library.open(tmp_path / "empty.ascribe") as library:
        assert _written(library, format)


def test_what_is_not_shown_is_told_before(library: Library) -> None:
    told = losses.sentence(exporting.losses(library, marked_page.FORMAT, Selection()), marked_page.FORMAT)
    assert told.endswith("without the codebook’s 4 labels, the details of 1 speaker and who made 6 annotations.")


def test_grounds_of_several_claims_lie_over_each_other() -> None:
    assert ground_of([]) == ""
    assert ground_of([0]) == "#DDEAF4"
    assert ground_of([0, 1]) != ground_of([0])
    assert ground_of([-1]) == "#EDEEEF"
