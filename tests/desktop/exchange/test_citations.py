"""Claims as citations, as Markdown and as rows of a table."""

import csv
import io
from html.parser import HTMLParser

import pytest

from desktop.exchange import citations
from desktop.library import Library, open_article
from desktop.model import operations
from desktop.model.article import OpenArticle
from desktop.model.records import Attribution, Source, Speaker
from tests.making import added, added_article

TEXT = "Croft & <Lin> said “we *hold* it”.\n\n1. Nobody\nobjected."


@pytest.fixture
def state(library: Library) -> OpenArticle:
    article = added_article(
        library, TEXT, "Bridge [1]", publisher="Herald", published="2026-11-26", url="https://h.example/1"
    )
    with library.edit(operations.label("Claim")) as edit:
        croft = edit.add(Speaker(name="Croft", role="general", affiliation="Army"))
        lin = edit.add(Speaker(name="<Lin>"))
        mention = added(edit, article, TEXT, "Speaker", "<Lin>")
        edit.change(mention, speaker=lin.id)
        said = added(edit, article, TEXT, "Claim", "“we *hold* it”")
        added(edit, article, TEXT, "Claim", "1. Nobody\nobjected")
        sources = (Source(croft.id), Source(None, mention.id), Source(croft.id, mention.id))
        edit.add(Attribution(claim=said.id, article=article.id, sources=sources))
    return open_article.opened(library, article.id, {one.id: one for one in library.speakers()})


def claims(state: OpenArticle) -> list[str]:
    return [claim.id for claim in state.places.claims()]


def test_a_citation_names_quote_speakers_publisher_date_and_address(state: OpenArticle) -> None:
    pasted = citations.citations(*citations.of_article(state, claims(state)[:1]))
    where = "Croft (general, Army); <Lin>, “Bridge [1]”, Herald, 2026-11-26"
    assert pasted.text == f"“we *hold* it”\n— {where}\nhttps://h.example/1\n"
    assert pasted.html == (
        "<blockquote>“we *hold* it”</blockquote><p>— Croft (general, Army); &lt;Lin&gt;, <i>Herald</i>, 2026-11-26. "
        '<a href="https://h.example/1">Bridge [1]</a></p>'
    )


def test_several_claims_are_several_citations(state: OpenArticle) -> None:
    pasted = citations.citations(*citations.of_article(state, claims(state)))
    assert pasted.text.count("— ") == pasted.html.count("<blockquote>") == 2
    assert "1. Nobody\nobjected\n— no speaker, “Bridge [1]”, Herald" in pasted.text


def test_markdown_shows_the_words_as_they_are(state: OpenArticle) -> None:
    first, second = citations.markdown(*citations.of_article(state, claims(state))).text.split("\n\n")
    assert first == (
        "> “we \\*hold\\* it”\n>\n> — Croft (general, Army); \\<Lin\\>, *Herald*, 2026\\-11\\-26. "
        "[Bridge \\[1\\]](<https://h.example/1>)"
    ).replace("(general, Army)", "\\(general, Army\\)")
    assert second.startswith("> 1\\. Nobody\n> objected\n")


def test_an_address_that_is_no_web_page_becomes_no_link(library: Library, state: OpenArticle) -> None:
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(state.article, url="javascript:alert('1')")
    again = open_article.opened(library, state.article.id, state.speakers)
    assert "<a " not in citations.citations(*citations.of_article(again, claims(again))).html
    assert "](<" not in citations.markdown(*citations.of_article(again, claims(again))).text


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attributes: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
        if tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def test_table_rows_are_those_of_the_export_in_both_forms(state: OpenArticle) -> None:
    pasted = citations.table_rows(*citations.of_article(state, claims(state)))
    rows = list(csv.reader(io.StringIO(pasted.text, newline=""), "excel-tab"))
    assert [row[rows[0].index("claim")] for row in rows] == ["claim", "“we *hold* it”", "1. Nobody\nobjected"]
    assert rows[1][rows[0].index("speaker")] == "Croft; <Lin>"
    shown = Cells()
    shown.feed(pasted.html)
    assert shown.rows == rows
