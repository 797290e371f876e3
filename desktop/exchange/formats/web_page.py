"""Saved web pages (HTML): the article that trafilatura finds in the page, and what the page says of it.

Nothing is ever fetched: a page is read as the bytes of its file, whatever it links to.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Final

from desktop.base.decoding import decoded
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.bylines import byline_of
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.news_databases.finding import lines_of, may_have_several, reading_of
from desktop.exchange.source import Source
from desktop.exchange.web import by_trafilatura
from desktop.exchange.web.blocks import Block, blocks_of, clean, words_of
from desktop.exchange.web.body import article_in, described_standfirst
from desktop.exchange.web.limits import refuse_too_large
from desktop.exchange.web.page_metadata import Facts, facts_of
from desktop.exchange.web.visible import make_visible
from desktop.model.features import OF_AN_ARTICLE, Feature

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXTENSIONS: Final = (".html", ".htm", ".xhtml")
_PAGE: Final = re.compile(r"(?>(?:<\?xml\b[^>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S)
_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)\b[^<>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEAD: Final = 1 << 18  # bytes in which a page's head ends
_ELEMENTS_LIMIT: Final = 15_000  # of a page: trafilatura takes a time that grows with their square
_MANY_ELEMENTS_LIMIT: Final = 500_000  # of a page with many articles, which it does not read
_A_TEXT: Final = 600  # characters, from which on the text in a page's data is an article
_TOO_LITTLE: Final = 0.4  # of the text in the page's data
_LINES_OF_HEAD: Final = 10  # from the headline on
_LITTLE: Final = 1_000  # characters: where no more is found, it is looked for thoroughly


def score(source: Source) -> float:
    """A page says in its first words that it is one; a piece of one may not."""
    if source.kind:
        return NO
    return SURE if _PAGE.match(source.text) else NAMED if source.is_named(_EXTENSIONS) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of a web page. One alone has its headline, and a blank line between paragraphs."""
    data = source.contents()
    page = decoded(data, declared=declared_encoding(data), lenient=True)
    tree = _tree_of(page)
    refuse_too_large(tree, _MANY_ELEMENTS_LIMIT)
    return _several(tree, source) or Reading(documents=(_article_in(tree),))


def article_of(page: str) -> Document:
    """The article of a page of HTML.

    Raises:
        KnownError: no article was found in it.
    """
    return _article_in(_tree_of(page))


def _several(tree: "_Element", source: Source) -> Reading | None:
    """The articles that follow each other in a page."""
    if not may_have_several(words_of(tree), source):
        return None
    return reading_of(lines_of((block.text, _mark(block.element)) for block in blocks_of(tree)), source)


def _mark(element: "_Element") -> str:
    """The classes of the elements that a block stands in."""
    around = (element, *islice(element.iterancestors(), 3), *(element if len(element) == 1 else ()))
    return " ".join(filter(None, (one.get("class") for one in around if isinstance(one.tag, str))))


def _tree_of(page: str) -> "_Element":
    if "\0" in page:
        raise Unfit(translated("The text holds a NUL character, so it is not plain text."))
    tree = _tree(page)
    if tree is None:
        raise Unfit(translated("No article was found in the page; copy its text and use Paste as article."))
    return tree


def _article_in(tree: "_Element") -> Document:
    refuse_too_large(tree, _ELEMENTS_LIMIT)
    facts = facts_of(tree)
    make_visible(tree, facts.language)
    blocks = list(blocks_of(tree))
    paragraphs = _paragraphs(blocks, by_trafilatura.body_in(tree, thoroughly=False), facts)
    if sum(map(len, paragraphs)) < _LITTLE:
        paragraphs = _paragraphs(blocks, by_trafilatura.body_in(tree, thoroughly=True), facts)
    if _has_less(paragraphs, facts.body):
        shown = described_standfirst(blocks, facts.description)
        paragraphs = [one for one in shown if one not in facts.body] + facts.body.split("\n")  # by a script
    if not paragraphs:
        raise Unfit(translated("No article was found in the page; copy its text and use Paste as article."))
    facts = _completed(_with_byline(facts, blocks), tree)
    if facts.title and paragraphs[0].casefold() not in facts.title.casefold():
        paragraphs.insert(0, facts.title)
    return new_document(
        "\n\n".join(paragraphs),
        title=facts.title,
        publisher=facts.publisher,
        url=facts.url,
        author=facts.author,
        published=facts.published,
        language=facts.language,
    )


def _with_byline(facts: Facts, blocks: Sequence[Block]) -> Facts:
    """What is known, and what the lines below the headline say of who wrote it and when."""
    if facts.author and facts.published:
        return facts
    title = facts.title.casefold()
    below = dropwhile(lambda block: block.text.casefold() != title, blocks)
    said = byline_of("\n".join(block.text for block in islice(below, _LINES_OF_HEAD)))
    return replace(facts, author=facts.author or said.author, published=facts.published or said.published)


def _completed(facts: Facts, tree: "_Element") -> Facts:
    """What is known, and where something is not, what trafilatura finds of it."""
    if facts.title and facts.publisher and facts.author and facts.published and facts.url:
        return facts
    said = by_trafilatura.said_in(tree)
    return replace(
        facts,
        title=facts.title or clean(said.title or ""),
        publisher=facts.publisher or clean(said.sitename or said.hostname or ""),
        author=facts.author or clean(said.author or ""),
        published=facts.published or said.date or "",
        url=facts.url or said.url or "",
    )


def _has_less(paragraphs: Sequence[str], body: str) -> bool:
    """Whether the page shows far less of the text than its data have, or no paragraphs of it."""
    if len(body) < _A_TEXT:
        return False
    return sum(map(len, paragraphs)) < _TOO_LITTLE * len(body) or (len(paragraphs) == 1 and "\n" in body)


def declared_encoding(data: bytes) -> str:
    """The encoding that the page names in its head, as browsers understand the name."""
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii", "replace") if match else ""


def _tree(page: str) -> "_Element | None":
    tree = by_trafilatura.tree_of(page)
    return tree if tree is None or tree.tag == "html" else _in_a_page(tree)


def _in_a_page(piece: "_Element") -> "_Element":
    """A piece of a page as the body of one: a root that is removed as no text (<svg>) would have nothing to go from."""
    from lxml import html

    page = html.Element("html")
    html.etree.SubElement(page, "body").append(piece)
    return page


def _paragraphs(blocks: Sequence[Block], body: "_Element | None", facts: Facts) -> list[str]:
    lines = _lines(body) if body is not None else []
    return article_in(blocks, lines, facts.title, facts.description) or lines


def _lines(body: "_Element") -> list[str]:
    """The lines of trafilatura's result: one for each heading, paragraph, list item and table row."""
    return [block.text for block in blocks_of(body)]


FORMAT = Format(
    name="html",
    title=Message("Web page"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_AN_ARTICLE | {Feature.ARTICLES},
    read=read,
)
