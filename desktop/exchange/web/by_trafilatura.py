"""What trafilatura finds in a page. It is imported when a page is read, and says nothing of what it does."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Final

from desktop.base import files

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.etree import _Element
    from trafilatura.settings import Document

_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer")
_SILENT: Final = logging.CRITICAL + 1
_FEWEST: Final = "100"  # characters: a brief news item is one; below this it loses its paragraphs


def tree_of(page: str) -> "_Element | None":
    """The tree of a page; None where it is none."""
    with _quiet():
        from trafilatura import load_html

        _make_elements_plain()
        return load_html(page)


def body_in(tree: "_Element", *, thoroughly: bool) -> "_Element | None":
    """The article's body in the page; `thoroughly`, several ways to find one are compared, for twice the time."""
    with _quiet():
        from trafilatura import bare_extraction

        found = bare_extraction(tree, config=_config(), fast=not thoroughly, include_comments=False)
        return getattr(found, "body", None)


def said_in(tree: "_Element") -> "Document":
    """What it finds that the page says of its article. It may change the tree."""
    with _quiet():
        from trafilatura import extract_metadata

        # A date that stands in the page's data, not any date that its text happens to mention.
        return extract_metadata(tree, date_config={"original_date": True, "extensive_search": False})


@cache
def _make_elements_plain() -> None:
    """Has all elements of pages be of one class: lxml would ask Python for that of each, each time one is come by."""
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlElement
    from trafilatura.utils import HTML_PARSER

    HTML_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))


@cache
def _config() -> "ConfigParser":
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _FEWEST
    config["DEFAULT"]["MAX_FILE_SIZE"] = str(4 * files.SIZE_LIMIT)
    return config


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies warn of each other
        for logger in map(logging.getLogger, _LOGGERS):
            if logger.level != _SILENT:  # each time that it is set, all loggers forget what they worked out
                logger.setLevel(_SILENT)
        yield
