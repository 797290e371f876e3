"""Saved web pages (HTML): the article that trafilatura finds in the page, and what the page says of it.

Nothing is ever fetched: a page is read as the bytes of its file, whatever it links to.
"""

import logging
import re
import warnings
from collections.abc import Sequence
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from desktop.base import files
from desktop.base.decoding import decoded
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.news_databases.finding import lines_of, reading_of
from desktop.exchange.source import Source
from desktop.exchange.web.blocks import blocks_of, clean
from desktop.exchange.web.body import article_in
from desktop.exchange.web.facts import Facts, facts_of
from desktop.exchange.web.limits import refuse_too_large
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
_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer")


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
    lines = ((block.text, _mark(block.element)) for block in blocks_of(tree))
    return reading_of(lines_of(lines), source)


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
    found = _extracted(deepcopy(tree))
    paragraphs = _paragraphs(tree, found, facts) if found is not None and found.body is not None else []
    if _has_less(paragraphs, facts.body):
        paragraphs = facts.body.split("\n")  # a script puts it into the page
    if not paragraphs:
        raise Unfit(translated("No article was found in the page; copy its text and use Paste as article."))
    title = facts.title or clean(_said(found, "title"))
    if title and paragraphs[0].casefold() not in title.casefold() and title.casefold() != paragraphs[0].casefold():
        paragraphs.insert(0, title)
    return new_document(
        "\n\n".join(paragraphs),
        title=title,
        publisher=facts.publisher or clean(_said(found, "sitename") or _said(found, "hostname")),
        url=facts.url or _said(found, "url"),
        author=facts.author or clean(_said(found, "author")),
        published=facts.published or _said(found, "date"),
        language=facts.language,
    )


def _has_less(paragraphs: Sequence[str], body: str) -> bool:
    """Whether the page shows far less of the text than its data have, or no paragraphs of it."""
    if len(body) < _A_TEXT:
        return False
    return sum(map(len, paragraphs)) < _TOO_LITTLE * len(body) or (len(paragraphs) == 1 and "\n" in body)


def _said(found: Any, name: str) -> str:
    """What trafilatura found, if it found anything."""
    return getattr(found, name, None) or ""


def declared_encoding(data: bytes) -> str:
    """The encoding that the page names in its head, as browsers understand the name."""
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii", "replace") if match else ""


def _tree(page: str) -> "_Element | None":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies warn of each other
        from trafilatura import load_html

        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        tree = load_html(page)
    return tree if tree is None or tree.tag == "html" else _in_a_page(tree)


def _in_a_page(piece: "_Element") -> "_Element":
    """A piece of a page as the body of one: a root that is removed as no text (<svg>) would have nothing to go from."""
    from lxml import html

    page = html.Element("html")
    html.etree.SubElement(page, "body").append(piece)
    return page


def _extracted(tree: "_Element") -> Any:
    """What trafilatura finds in the page."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies warn of each other
        from trafilatura import bare_extraction
        from trafilatura.settings import DEFAULT_CONFIG

        config = deepcopy(DEFAULT_CONFIG)
        config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"  # a brief news item is one; below this it loses its paragraphs
        config["DEFAULT"]["MAX_FILE_SIZE"] = str(4 * files.SIZE_LIMIT)
        return bare_extraction(
            tree,
            config=config,
            with_metadata=True,
            include_comments=False,
            # A date that stands in the page's data, not any date that its text happens to mention.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )


def _paragraphs(tree: "_Element", found: Any, facts: Facts) -> list[str]:
    lines = _lines(found.body)
    return article_in(list(blocks_of(tree)), lines, facts.title, facts.description) or lines


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
