"""Claims as citations, as Markdown and as rows of a table."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from desktop.exchange import citations, exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.formats.tables import delimited
from desktop.library import Library, open_article
from desktop.model import operations
from desktop.model.article import OpenArticle
from desktop.model.records import Attribution, Source, Speaker
from tests.making import added, added_article

TEXT = "Croft & <Lin> said “we *hold* it”.\n\n1. Nobody\nobjected."

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


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


def test_a_citation_names_quote_speakers_publisher_date_and_address(library: Library, state: OpenArticle) -> None:
    pasted = citations.citations(*citations.of_article(library, state, claims(state)[:1]))
    where = "Croft (general, Army); <Lin>, “Bridge [1]”, Herald, 2026-11-26"
    assert pasted.text == f"“we *hold* it”\n— {where}\nhttps://h.example/1\n"
    assert pasted.html == (
        "<blockquote>“we *hold* it”</blockquote><p>— Croft (general, Army); &lt;Lin&gt;, <i>Herald</i>, 2026-11-26. "
        '<a href="https://h.example/1">Bridge [1]</a></p>'
    )


def test_several_claims_are_several_citations(library: Library, state: OpenArticle) -> None:
    pasted = citations.citations(*citations.of_article(library, state, claims(state)))
    assert pasted.text.count("— ") == pasted.html.count("<blockquote>") == 2
    assert "1. Nobody\nobjected\n— no speaker, “Bridge [1]”, Herald" in pasted.text


def test_markdown_shows_the_words_as_they_are(library: Library, state: OpenArticle) -> None:
    first, second = citations.markdown(*citations.of_article(library, state, claims(state))).text.split("\n\n")
    assert first == (
        "> “we \\*hold\\* it”\n>\n> — Croft (general, Army); \\<Lin>, *Herald*, 2026-11-26. "
        "[Bridge \\[1\\]](<https://h.example/1>)"
    )
    assert second.startswith("> 1\\. Nobody\n> objected\n")


def _quote_in_markdown(library: Library, words: str) -> tuple[str, str]:
    """A claim of these words as Markdown, and what that is shown as."""
    article = added_article(library, words, "T")
    with library.edit(operations.label("Claim")) as edit:
        added(edit, article, words, "Claim", words)
    opened = open_article.opened(library, article.id, {})
    written = citations.markdown(*citations.of_article(library, opened, claims(opened))).text
    page = html.fragment_fromstring(_MARKDOWN.render(written), create_parent=True)
    (quote,) = page.xpath("blockquote")
    assert {one.tag for one in quote.iterdescendants()} <= {"p"}
    return written, "".join(quote.itertext()).rpartition("— no speaker")[0]


@pytest.mark.parametrize(
    "words",
    [
        "2026-11-17",
        "Well-known costs (of 3 < 4 & 5 > 4)!",
        "it rose by 3.5 + 2, or snake_case #1",
        "at https://a.example/b_c?d=1&e=2 {sic}",
    ],
)
def test_markdown_has_no_backslash_that_it_does_not_need(library: Library, words: str) -> None:
    written, shown = _quote_in_markdown(library, words)
    assert written.startswith(f"> {words}\n")
    assert shown.strip() == words


@pytest.mark.parametrize(
    "words",
    [
        "- one\n+ two\n* three\n4) four\n5. five",
        "# head\n####### none\n> quoted\n    code\n\n    code",
        "a\n===\nb\n---\nc\n- - -\nd\n_ _ _",
        "a | b\n---|:--\n:-|-\nc | d",
        "*a* **b** _c_ __d__ ~~e~~ `f` ``g``",
        "[a](b) ![c](d) <e@f.example> <b>g</b> <!-- h --> &amp; &#35; &lt;",
        "```\nx\n```\n~~~\ny\n~~~",
        "a\\\\*b\\* \\",
    ],
)
def test_markdown_escapes_what_would_be_read_as_a_mark(library: Library, words: str) -> None:
    _, shown = _quote_in_markdown(library, words)
    assert shown.split() == words.split()


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("ab1.)-+*_#>=:|~`[]()<!&;\\\n ", max_size=12))
def test_markdown_shows_any_words_as_they_are(words: str) -> None:
    written = f"> {citations._marked(words).replace(chr(10), chr(10) + '> ')}x"
    page = html.fragment_fromstring(_MARKDOWN.render(written), create_parent=True)
    assert "".join(page.itertext()).split() == f"{words}x".split()


def test_an_address_that_is_no_web_page_becomes_no_link(library: Library, state: OpenArticle) -> None:
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(state.article, url="javascript:alert('1')")
    again = open_article.opened(library, state.article.id, state.speakers)
    assert "<a " not in citations.citations(*citations.of_article(library, again, claims(again))).html
    assert "](<" not in citations.markdown(*citations.of_article(library, again, claims(again))).text


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


def test_table_rows_are_those_of_the_export_in_both_forms(library: Library, state: OpenArticle) -> None:
    pasted = citations.table_rows(*citations.of_article(library, state, claims(state)))
    rows = list(csv.reader(io.StringIO(pasted.text, newline=""), "excel-tab"))
    assert [row[rows[0].index("claim")] for row in rows] == ["claim", "“we *hold* it”", "1. Nobody\nobjected"]
    assert rows[1][rows[0].index("speaker")] == "Croft; <Lin>"
    shown = Cells()
    shown.feed(pasted.html)
    assert shown.rows == rows
    exported = io.BytesIO()
    exporting.write(library, delimited.TSV, Selection(options={delimited.WITHOUT_MARK.name: True}), exported)
    assert exported.getvalue().decode() == pasted.text
