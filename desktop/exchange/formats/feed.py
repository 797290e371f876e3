"""Feeds (RSS 2.0, RSS 1.0, Atom): each entry is an article, as far as the feed has its text.

Feeds are read as bytes of a file; nothing that they name is fetched, and they declare no entities. An entry that has a
teaser alone is one, too: a feed does not say which it is.
"""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated, translated_plural
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.format import NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.exchange.web.article_html import paragraphs_of
from desktop.exchange.web.links import is_web_address
from desktop.model.dates import is_date
from desktop.model.features import OF_AN_ARTICLE, Feature
from desktop.model.language import is_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXTENSIONS: Final = (
    ".rss",
    ".atom",
)  # an .xml file is recognised by its content, and opened where it is named
_BEFORE: Final = r"<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?\s*>|\s"
_FEED: Final = re.compile(rf"(?:{_BEFORE})*+<(?:rss|rdf:RDF|feed)\b", re.S)
_ENTRIES: Final = {"item", "entry"}
# What the kinds of feeds call each field, the fullest first; a name is `prefix:name` by the usual prefix.
_TEXTS: Final = ("encoded", "content", "description", "summary")
_DATES: Final = ("pubDate", "published", "date", "updated")
_AUTHORS: Final = ("creator", "author")


def score(source: Source) -> float:
    """A feed says in its first element that it is one."""
    return SURE if not source.kind and _FEED.match(source.text) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The entries of a feed that have words."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        feed = fromstring(source.contents(), parser)
    except (XMLSyntaxError, ValueError) as error:
        raise Unfit(translated("It is a damaged feed; save it again.")) from error
    entries = [element for element in feed.iter() if isinstance(element.tag, str) and _name(element) in _ENTRIES]
    texts = [(entry, paragraphs) for entry in entries if (paragraphs := paragraphs_of(_first(entry, _TEXTS)))]
    if not texts:
        raise Unfit(translated("No entry of the feed has a text."))
    return Reading(
        documents=_documents(feed, texts, pulse), total=len(texts), remarks=_left_out(len(entries) - len(texts))
    )


def _left_out(empty: int) -> tuple[str, ...]:
    if not empty:
        return ()
    return (
        translated_plural(
            "Left out: {count} entry without a text.", "Left out: {count} entries without a text.", empty
        ),
    )


def _documents(feed: "_Element", texts: "list[tuple[_Element, list[str]]]", pulse: Pulse) -> Iterator[Document]:
    about = next((child for child in feed if isinstance(child.tag, str) and _name(child) == "channel"), feed)
    publisher = _first(about, ("title",))
    language = _first(about, ("language",)) or about.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    for entry, paragraphs in texts:
        pulse()
        title = " ".join(" ".join(paragraphs_of(_first(entry, ("title",)))).split())
        if title and title != paragraphs[0]:
            paragraphs = [title, *paragraphs]
        yield new_document(
            "\n\n".join(paragraphs),
            title=title,
            publisher=publisher,
            url=_address(entry),
            author=_author(entry),
            published=_day(_first(entry, _DATES)),
            language=language if is_tag(language) else "",
        )


def _name(element: "_Element") -> str:
    """The name of an element, whatever its namespace."""
    return str(element.tag).rpartition("}")[2]


def _first(element: "_Element", names: tuple[str, ...]) -> str:
    """The words of the first child of the first of these names that has any."""
    for name in names:
        for child in element:
            if isinstance(child.tag, str) and _name(child) == name:
                words = "".join(map(str, child.itertext())).strip()
                if words:
                    return words
    return ""


def _address(entry: "_Element") -> str:
    links = [child for child in entry if isinstance(child.tag, str) and _name(child) == "link"]
    found = [
        link.get("href", "") or (link.text or "").strip()
        for link in links
        if link.get("rel", "alternate") == "alternate"
    ]
    return next((address for address in found if is_web_address(address)), "")


def _author(entry: "_Element") -> str:
    for child in entry:
        if isinstance(child.tag, str) and _name(child) in _AUTHORS:
            return " ".join((_first(child, ("name",)) or "".join(map(str, child.itertext()))).split())
    return ""


def _day(words: str) -> str:
    """The day of a date as Atom or as RSS writes it; empty where it is none."""
    if is_date(words[:10]):
        return words[:10]
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


FORMAT = Format(
    name="feed",
    title=Message("Feed (RSS, Atom)"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_AN_ARTICLE | {Feature.ARTICLES},
    read=read,
)
