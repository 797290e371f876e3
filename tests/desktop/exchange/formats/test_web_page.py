"""Saved pages: the article whole and clean, and what the page says of it."""

import json
from pathlib import Path

import pytest
from lxml import html

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Document
from desktop.exchange.web.blocks import blocks_of, words_of

_FIRST = "The council of Hask voted on Monday to keep the ferry for another year, after the bridge was found unsafe."
_SECOND = "“Nobody will have to swim,” said the mayor, Olga Brandt, to laughter from the benches behind her."
_THIRD = "Two of the three parties had asked for a new bridge, which would cost forty million crowns in all."
_LAST = "The ferry was built in 1961 and carries six hundred people on a working day, the company said."


def _page(body: str, *, head: str = "<title>Hask keeps its ferry</title>", html: str = 'lang="en"') -> str:
    return (
        f'<!doctype html><html {html}><head><meta charset="utf-8">{head}</head><body>'
        '<header><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></header>'
        f"<main><article><h1>Hask keeps its ferry</h1>{body}</article></main>"
        "<footer><p>© Hask Post</p></footer></body></html>"
    )


def _read(folder: Path, page: str) -> Document:
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    (document,) = registry.read(path).documents
    return document


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _text(folder: Path, page: str) -> list[str]:
    return _read(folder, page).text.split("\n\n")


@pytest.mark.parametrize(
    "body",
    [
        _paragraphs(_FIRST, _SECOND, _THIRD, _LAST),
        # The body in two containers, with an advertisement between them.
        f'<div class="copy">{_paragraphs(_FIRST, _SECOND)}</div><div class="ad">Advertisement</div>'
        f'<div class="copy">{_paragraphs(_THIRD, _LAST)}</div>',
        # What stands behind a block quotation.
        f"<div>{_FIRST}<blockquote>{_SECOND}</blockquote>{_THIRD}<br><br>{_LAST}</div>",
        # What no reader sees.
        _paragraphs(_FIRST, _SECOND)
        + '<p hidden>A draft of June.</p><div style="display: none"><p>An older version of all this.</p></div>'
        + '<template><p>A card.</p></template><p>Two <span class="visually-hidden">see page nine</span>of the three '
        + _THIRD.removeprefix("Two of the three ")
        + f"</p><p>{_LAST}</p>",
        # Above: who wrote it and when. Below a picture: whose it is. At the end: a paragraph again.
        "<p>11 January 2021, 17:30 Uhr</p><p>Updated: 12.01.2021</p>"
        + _paragraphs(_FIRST, _SECOND)
        + "<p>Image: Hask Post / Olga Brandt</p>"
        + _paragraphs(_THIRD, _LAST, _FIRST),
        # Links to other articles.
        _paragraphs(_FIRST, _SECOND, 'Read more: <a href="/x">Nine ferries of the north</a>', _THIRD)
        + f'<p>Advertisement</p><p>{_LAST}</p><div class="related"><p><a href="/y">A bridge falls</a></p></div>',
    ],
)
def test_the_article_is_whole_and_clean(tmp_path: Path, body: str) -> None:
    assert _text(tmp_path, _page(body)) == ["Hask keeps its ferry", _FIRST, _SECOND, _THIRD, _LAST]


@pytest.mark.parametrize(
    "standfirst",
    [
        '<h2 class="standfirst">{}</h2>',
        '<div class="article__summary">{}</div>',
        '<div class="info"><span>3 min</span></div><p class="c1">{}</p>',
    ],
)
def test_the_standfirst_is_kept(tmp_path: Path, standfirst: str) -> None:
    said = "Mayor Brandt promises that nobody will have to swim; the parties want a bridge."
    head = f'<title>Hask keeps its ferry</title><meta property="og:description" content="{said}">'
    body = standfirst.format(said) + f"<div>{_paragraphs(_FIRST, _SECOND, _THIRD, _LAST)}</div>"
    assert _text(tmp_path, _page(body, head=head)) == ["Hask keeps its ferry", said, _FIRST, _SECOND, _THIRD, _LAST]


@pytest.mark.parametrize("before", ["", "<h2>A bridge too far</h2>", "<p>By Ann Lee</p><p>11 January 2021, 17:30</p>"])
def test_a_standfirst_that_nothing_names_is_kept(tmp_path: Path, before: str) -> None:
    said = ("The ferry stays for another year.", "The council of Hask found the bridge unsafe for people on foot.")
    lines = "".join(f'<div class="c2">{line}</div>' for line in said)
    others = '<div class="c3">Write to us, and win a basket with cheese from our own farms.</div>'
    body = f'<div class="article-body">{_paragraphs(_FIRST, _SECOND, _THIRD, _LAST)}</div>'
    page = _page(f"<header>{before}{lines}{others}</header>{body}")
    assert _text(tmp_path, page) == ["Hask keeps its ferry", *said, _FIRST, _SECOND, _THIRD, _LAST]


SAID = "Mayor Brandt promises that nobody will have to swim; the parties want a bridge."
_TOLD = f'<title>Hask keeps its ferry</title><meta property="og:description" content="{SAID}">'


def test_what_the_head_says_is_the_standfirst_and_no_other_line_below_the_headline(tmp_path: Path) -> None:
    other = '<div class="summary">Also: pictures of the bridge and of its rails.</div>'
    body = f'<div class="article-body">{_paragraphs(_FIRST, _SECOND, _THIRD, _LAST)}</div>'
    page = _page(f'<header>{other}<p class="c2">{SAID}</p></header>{body}', head=_TOLD)
    assert _text(tmp_path, page) == ["Hask keeps its ferry", SAID, _FIRST, _SECOND, _THIRD, _LAST]


def test_a_text_that_is_in_the_data_alone_has_the_standfirst_that_the_page_shows(tmp_path: Path) -> None:
    said = json.dumps("\n".join([_FIRST, _SECOND, _THIRD, _LAST] * 2))
    head = f'{_TOLD}<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": {said}}}</script>'
    page = f"<!doctype html><html><head>{head}</head><body><h2>{SAID}</h2><p>Loading</p></body></html>"
    assert _text(tmp_path, page)[:3] == ["Hask keeps its ferry", SAID, _FIRST]


def test_a_quotation_element_gets_its_marks(tmp_path: Path) -> None:
    body = _paragraphs(
        _FIRST, "Brandt called it <q>a matter of <q>some</q> weeks</q> and left the hall.", _THIRD, _LAST
    )
    assert "Brandt called it “a matter of ‘some’ weeks” and left the hall." in _text(tmp_path, _page(body))


def test_an_embedded_post_and_a_pull_quote_stand_apart_from_their_speakers(tmp_path: Path) -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>The ferry sails. See you on board!</p>— Olga Brandt (@brandt) '
        '<a href="https://post.example/1">May 5</a></blockquote>'
    )
    quote = "<blockquote>Ferries sink. Nobody talks of that, and somebody should.<cite>Tom Lind</cite></blockquote>"
    text = _text(
        tmp_path, _page(_paragraphs(_FIRST, _SECOND) + post + _paragraphs(_THIRD) + quote + _paragraphs(_LAST))
    )
    assert text[3:5] == ["The ferry sails. See you on board!", "— Olga Brandt (@brandt) May 5"]
    assert text[6:8] == ["Ferries sink. Nobody talks of that, and somebody should.", "Tom Lind"]


def test_a_flash_of_two_lines_has_no_menu(tmp_path: Path) -> None:
    body = _paragraphs("“The ferry stays,” Brandt said.", "Lind agreed.")
    assert _text(tmp_path, _page(body)) == ["Hask keeps its ferry", "“The ferry stays,” Brandt said.", "Lind agreed."]


@pytest.mark.parametrize(
    "head",
    [
        "<title>Hask keeps its ferry | Hask Post</title>",
        '<title>x</title><meta property="og:title" content="Hask keeps its ferry – Hask Post">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Hask keeps its ferry"}</script>',
    ],
)
def test_the_headline_is_without_the_site_and_no_promotion(tmp_path: Path, head: str) -> None:
    page = _page(_paragraphs(_FIRST, _SECOND, _THIRD, _LAST), head=head)
    page = page.replace("<main>", "<main><div><h1>Win a trip with us!</h1></div>")
    document = _read(tmp_path, page)
    assert document.article.title == "Hask keeps its ferry"
    assert "Win a trip" not in document.text


def test_what_json_ld_says_is_believed_before_what_the_head_says(tmp_path: Path) -> None:
    head = (
        '<title>Hask keeps its ferry</title><meta name="author" content="admin">'
        '<meta property="og:site_name" content="post">'
        '<link rel="canonical" href="https://post.example/ferry"><script type="application/ld+json">{"@graph": ['
        '{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Hask keeps its ferry", "inLanguage": "en_GB", '
        '"author": [{"@type": "Person", "name": "J. K. Berg"}, {"name": "By Ann O&#39;Neil"}], '
        '"datePublished": "2024-03-05T23:30:00-08:00", "publisher": {"name": "The Hask Post"}}]}</script>'
    )
    article = _read(tmp_path, _page(_paragraphs(_FIRST, _SECOND, _THIRD, _LAST), head=head, html="")).article
    assert article.author == "J. K. Berg; Ann O'Neil"
    assert (article.published, article.publisher) == ("2024-03-05", "The Hask Post")
    assert (article.url, article.language) == ("https://post.example/ferry", "en-GB")


@pytest.mark.parametrize(
    "script", ["[", "{}", "[[[[]]]]", '{"@type": 3, "author": {"name": [1]}}', '{"@graph": {"@graph": 1}}']
)
def test_odd_json_ld_is_no_trouble(tmp_path: Path, script: str) -> None:
    head = f'<title>Hask keeps its ferry</title><script type="application/ld+json">{script}</script>'
    assert (
        _read(tmp_path, _page(_paragraphs(_FIRST, _SECOND, _THIRD, _LAST), head=head)).article.title
        == "Hask keeps its ferry"
    )


def test_a_text_that_a_script_puts_into_the_page_is_that_of_its_data(tmp_path: Path) -> None:
    said = json.dumps("\n".join([_FIRST, _SECOND, _THIRD, _LAST] * 2))
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": {said}}}</script>'
    page = f"<!doctype html><html><head><title>Ferry</title>{head}</head><body><p>Loading</p></body></html>"
    assert _text(tmp_path, page)[:3] == ["Ferry", _FIRST, _SECOND]


def test_paragraphs_that_are_parted_by_line_breaks_and_hold_links_are_all_there(tmp_path: Path) -> None:
    linked = _FIRST.replace("the ferry", '<a href="/f">the ferry</a>')
    body = f"<div>{linked}<br><br>{_SECOND}<br><br>{_THIRD}<br><br>{_LAST}</div>"
    assert _text(tmp_path, _page(body))[1:] == [_FIRST, _SECOND, _THIRD, _LAST]


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Ann Lee and Tim Holm", "Ann Lee; Tim Holm"),
        ("Ann Lee, Tim Holm und Ada Kern", "Ann Lee; Tim Holm; Ada Kern"),
        ("Ada Kern (ak)", "Ada Kern"),
        ("Trudi Latour (lat.)", "Trudi Latour"),
        ("von Trudi Latour", "Trudi Latour"),
        ("Ada Kern, professor of history in Hask", "Ada Kern"),
        ("Simon and Garfunkel", "Simon and Garfunkel"),
        ("Ann Lee und Tim Holm, dpa", "Ann Lee; Tim Holm; dpa"),
        ("Ann Lee und Tim Holm, Nairobi", "Ann Lee; Tim Holm"),
        ("Le Monde et AFP", "Le Monde et AFP"),
    ],
)
def test_people_who_wrote_together_are_told_apart(tmp_path: Path, said: str, authors: str) -> None:
    head = f'<title>Hask keeps its ferry</title><meta name="author" content="{said}">'
    assert _read(tmp_path, _page(_paragraphs(_FIRST, _SECOND), head=head)).article.author == authors


def test_the_publisher_is_the_author_only_where_nobody_is_named(tmp_path: Path) -> None:
    data = json.dumps({"@type": "NewsArticle", "author": {"name": "Hask Post"}, "publisher": {"name": "Hask Post"}})
    head = f'<title>Ferry</title><script type="application/ld+json">{data}</script>'
    body = _paragraphs(_FIRST, _SECOND)
    assert _read(tmp_path, _page(body, head=head)).article.author == "Hask Post"
    named = f'{head}<meta name="author" content="Ann Lee">'
    assert _read(tmp_path, _page(body, head=named)).article.author == "Ann Lee"


@pytest.mark.parametrize("said", ["Hask Post", "HP", "Ann Lee"])
def test_those_whose_pages_the_byline_leads_to_are_the_authors(tmp_path: Path, said: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "author": {"name": said}, "publisher": {"name": "Hask Post"}})
    head = f'<title>Hask keeps its ferry</title><script type="application/ld+json">{data}</script>'
    links = '<p>By <a href="/authors/ann-lee">Ann Lee</a>, <a href="/authors/tim-holm">Tim Holm</a></p>'
    others = '<div><p><a href="/authors/ada-kern">Ada Kern</a></p></div>'
    page = _page(links + _paragraphs(_FIRST, _SECOND, _THIRD, _LAST) + others, head=head)
    assert _read(tmp_path, page).article.author == "Ann Lee; Tim Holm"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("von Eva Roth, HASK POST Thüringen", "Eva Roth"),
        ("By Eva Roth, Tim Holm and Ada Kern", "Eva Roth; Tim Holm; Ada Kern"),
        ("by APA", "Hask Post"),
        ("by Hask Post Online", "Hask Post"),
        ("by Eva Roth 11 January 2021, 17:30", "Hask Post"),
        ("Eva Roth", "Hask Post"),
    ],
)
def test_who_signs_is_the_author_where_the_data_name_the_publisher(tmp_path: Path, line: str, author: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "author": {"name": "Hask Post"}, "publisher": {"name": "Hask Post"}})
    head = f'<title>Hask keeps its ferry</title><script type="application/ld+json">{data}</script>'
    page = _page(f'<p class="article-author">{line}</p>' + _paragraphs(_FIRST, _SECOND, _THIRD, _LAST), head=head)
    assert _read(tmp_path, page).article.author == author


def test_where_the_data_name_one_of_those_in_the_bylines_all_are_authors(tmp_path: Path) -> None:
    head = '<title>Hask keeps its ferry</title><meta name="author" content="Tim Holm">'
    lines = '<div class="bylines"><div class="byline a">Eva Roth</div><div class="byline a">Tim Holm</div></div>'
    page = _page(lines + _paragraphs(_FIRST, _SECOND, _THIRD, _LAST), head=head)
    assert _read(tmp_path, page).article.author == "Eva Roth; Tim Holm"


def test_a_name_that_is_cited_last_name_first_is_turned(tmp_path: Path) -> None:
    head = '<title>Hask keeps its ferry</title><meta name="citation_author" content="Berg, Ann">'
    assert _read(tmp_path, _page(_paragraphs(_FIRST, _SECOND, _THIRD, _LAST), head=head)).article.author == "Ann Berg"


def test_a_page_that_is_but_a_drawing_holds_no_article(tmp_path: Path) -> None:
    """htmldate removes drawings, and asserts that each stands in something."""
    with pytest.raises(KnownError, match="No article was found in the page"):
        _read(tmp_path, f"<svg><title>The dam</title><p>{_FIRST} {_SECOND} {_THIRD}")


def test_the_lines_below_the_headline_tell_what_the_head_does_not(tmp_path: Path) -> None:
    lines = "<p>By ANN LEE</p><p>24 November 2026</p>"
    article = _read(tmp_path, _page(f"{lines}{_paragraphs(_FIRST, _SECOND, _THIRD, _LAST)}")).article
    assert (article.author, article.published) == ("Ann Lee", "2026-11-24")


def test_the_words_of_a_page_hold_each_line_of_its_blocks() -> None:
    page = (
        "<html><head><title>Ferry</title><script>var hidden = 1;</script></head><body><h1>Ferry &middot; late</h1>"
        "<p>End of\n  <b>docu</b>ment<br>1 of <a href='/'>3 docu<!-- no word -->ments</a></p>tail<p>Again</p>"
        "</body></html>"
    )
    tree = html.document_fromstring(page)
    lines = [line for block in blocks_of(tree) for line in block.text.split("\n")]
    words = words_of(tree)
    assert lines == ["Ferry · late", "End of document", "1 of 3 documents", "tail", "Again"]
    assert [line for line in lines if line not in words] == []
    assert "hidden" not in words
