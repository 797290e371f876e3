"""EPUB books: the text of all chapters as one article, a line for each paragraph.

The format is W3C's EPUB 3.3; version 2 differs in nothing that is read here. `META-INF/container.xml` names the
package document, which says what is known of the book, and in which order its chapters (XHTML) are read. Notes stand at
the end, each with its number in brackets.
"""

import posixpath
import zipfile
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from desktop.base.decoding import decoded
from desktop.base.errors import Unfit
from desktop.base.file_kinds import BOOK, ZIP
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.documents.package import Handler, contents, opened, parse
from desktop.exchange.documents.text import article_of, note_mark, with_notes
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.exchange.web.article_html import paragraphs_in, tree_of
from desktop.model.dates import is_date
from desktop.model.features import OF_AN_ARTICLE
from desktop.model.language import is_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXTENSIONS: Final = (".epub",)
_DAMAGED: Final = Message("It is not an EPUB book, or one that is damaged or locked.")
_CONTAINER: Final = "META-INF/container.xml"
_ROOT_FILE: Final = "urn:oasis:names:tc:opendocument:xmlns:container rootfile"
_PACKAGE: Final = "http://www.idpf.org/2007/opf"
_FACTS: Final = {
    f"http://purl.org/dc/elements/1.1/ {name}": field
    for name, field in {
        "title": "title",
        "creator": "author",
        "publisher": "publisher",
        "language": "language",
        "date": "published",
    }.items()
}
_NOBODY: Final = {"unknown", "unknown author"}  # as LibreOffice and Calibre write it
_CHAPTERS: Final = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}
_NOTES: Final = {"footnote", "endnote", "rearnote", "note"}


def score(source: Source) -> float:
    """A book's first part tells; where it does not, or it is damaged, its name does."""
    if source.kind is BOOK:
        return SURE
    return NAMED if source.is_named(_EXTENSIONS) and source.kind in {None, ZIP} else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a book."""
    lines: list[str] = []
    notes: list[str] = []
    with opened(source.contents(), _DAMAGED) as package:
        about = _about(package)
        for chapter in about.chapters():
            pulse()
            tree = tree_of(decoded(contents(package, chapter), lenient=True))
            if tree is not None:
                notes += _taken_out_notes(tree, len(notes))
                lines += paragraphs_in(tree)
    return Reading(documents=(article_of(with_notes(lines, notes), **about.facts()),))


class _Container(Handler):
    """Finds the name of the package document."""

    found = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == _ROOT_FILE and not self.found:
            self.found = attributes.get("full-path", "")


class _About(Handler):
    """What the package document says of the book and its chapters."""

    def __init__(self, place: str) -> None:
        self._folder = posixpath.dirname(place)
        self._parts: dict[str, str] = {}  # by id
        self._order: list[str] = []  # ids
        self._said: dict[str, list[str]] = {}
        self._field = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        namespace, _, local = name.rpartition(" ")
        self._field = _FACTS.get(name, "")
        if self._field:
            self._said.setdefault(self._field, []).append("")
        elif namespace == _PACKAGE and local == "item":
            is_contents = "nav" in attributes.get("properties", "").split()
            if attributes.get("media-type") in _CHAPTERS and not is_contents:
                self._parts[attributes.get("id", "")] = attributes.get("href", "")
        elif namespace == _PACKAGE and local == "itemref" and attributes.get("linear") != "no":
            self._order.append(attributes.get("idref", ""))

    def end(self, name: str) -> None:
        self._field = ""

    def text(self, text: str) -> None:
        if self._field:
            self._said[self._field][-1] += text

    def chapters(self) -> list[str]:
        """The parts of the package that are read, in order, each once."""
        names = dict.fromkeys(self._parts[id] for id in self._order if id in self._parts)
        return [posixpath.normpath(posixpath.join(self._folder, unquote(name))) for name in names]

    def facts(self) -> dict[str, str]:
        """What is known of the book, by the name of the article's field."""
        facts = {field: "; ".join(filter(None, map(_in_a_line, said))) for field, said in self._said.items()}
        if facts.get("author", "").casefold() in _NOBODY:
            del facts["author"]
        if not is_tag(facts.get("language", "")):
            facts.pop("language", None)
        day = facts.get("published", "")[:10]
        facts["published"] = day if is_date(day) else ""
        return facts


def _in_a_line(words: str) -> str:
    return " ".join(words.split())


def _about(package: zipfile.ZipFile) -> _About:
    container = _Container()
    parse(package, _CONTAINER, container)
    if not container.found:
        raise Unfit(translated(_DAMAGED))
    about = _About(container.found)
    parse(package, container.found, about)
    return about


def _taken_out_notes(tree: "_Element", known: int) -> list[str]:
    """The notes of a chapter, which are taken out of it; their numbers stand where they are referred to.

    Args:
        known: how many notes there are before this chapter.
    """
    by_id = {element.get("id", ""): element for element in tree.iter("aside", "li", "div", "p") if _is(element, _NOTES)}
    notes: list[str] = []
    for link in list(tree.iter("a")):
        note = by_id.get(link.get("href", "").partition("#")[2]) if _is(link, {"noteref"}) else None
        if note is None:
            continue
        for back in [one for one in note.iter("a") if one.get("href", "").partition("#")[2] not in by_id]:
            back.text = None  # a number, or an arrow
        notes.append("".join(note.itertext()))
        for child in list(link):
            link.remove(child)
        link.text = note_mark(known + len(notes))
        del by_id[note.get("id", "")]
        note.drop_tree()  # what follows it stays
    return notes


def _is(element: "_Element", kinds: set[str]) -> bool:
    """Whether the book says that an element is of one of these kinds."""
    return not kinds.isdisjoint(element.get("epub:type", "").split())


FORMAT = Format(
    name="epub",
    title=Message("EPUB book"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_AN_ARTICLE,
    read=read,
)
