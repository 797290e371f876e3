"""A piece of HTML that is an article as a whole, without a page around it: of a book, a feed or a mail."""

import re
from typing import TYPE_CHECKING, Final

from desktop.exchange.web.blocks import blocks_of
from desktop.exchange.web.limits import refuse_too_large
from desktop.exchange.web.visible import make_visible

if TYPE_CHECKING:
    from lxml.etree import _Element

_ELEMENTS_LIMIT: Final = 100_000  # of a chapter
_XML: Final = re.compile(r"\s*<\?xml\b[^>]*>", re.I)  # which lxml wants to see in bytes alone


def tree_of(html: str) -> "_Element | None":
    """The tree of a piece of HTML; None where nothing is in it.

    Raises:
        Unfit: it is far larger than a chapter, or nested far deeper.
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    try:
        tree = document_fromstring(_XML.sub("", html, count=1).replace("\0", ""), parser=HTMLParser(no_network=True))
    except ParserError:
        return None
    refuse_too_large(tree, _ELEMENTS_LIMIT)
    return tree


def paragraphs_of(html: str) -> list[str]:
    """The paragraphs of a piece of HTML that a reader sees.

    Raises:
        Unfit: as for `tree_of`.
    """
    tree = tree_of(html)
    return [] if tree is None else paragraphs_in(tree)


def paragraphs_in(tree: "_Element") -> list[str]:
    """The paragraphs of a tree that a reader sees. The tree is changed by this."""
    make_visible(tree, "")
    return [block.text for block in blocks_of(tree)]
