"""OpenDocument texts (ODT): the text of the body, a line for each paragraph.

The format is OASIS' “Open Document Format for Office Applications”, version 1.3, Part 3. Words that a tracked change
deletes stand apart from the text there, so that paragraphs which lost their mark are one already. Footnotes and
endnotes stand at the end, each with its number in brackets.
"""

import re
from collections.abc import Iterator
from typing import Final

from desktop.base.errors import Unfit
from desktop.base.file_kinds import OPEN_DOCUMENT_TEXT, ZIP
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.documents.left_out import LeftOut, remarks
from desktop.exchange.documents.package import Handler, opened, parse
from desktop.exchange.documents.text import article_of, note_mark, with_notes
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.model.features import OF_A_TEXT

_EXTENSIONS: Final = (".odt", ".ott")
_DAMAGED: Final = Message("It is not an OpenDocument text (ODT), or a damaged one; save it again as ODT.")
_NAMESPACES: Final = {
    short: f"urn:oasis:names:tc:opendocument:xmlns:{short}:1.0" for short in ("office", "text", "style", "manifest")
} | {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def _named(name: str) -> str:
    """As the parser calls `prefix:name`."""
    short, _, local = name.partition(":")
    return f"{_NAMESPACES[short]} {local}"


def _all_named(names: str) -> frozenset[str]:
    return frozenset(map(_named, names.split()))


_PARAGRAPHS: Final = _all_named("text:p text:h")
_STYLE: Final = _named("style:style")
_LOOK: Final = _named("style:text-properties")
_STYLE_NAME: Final = _named("text:style-name")
_DISPLAY: Final = _named("text:display")
_NOTE: Final = _named("text:note")
_CHARACTERS: Final = {_named("text:tab"): "\t", _named("text:line-break"): "\n", _named("text:s"): " "}
_PASSED_OVER: Final = {  # elements that are not read inwards, and what is left out with them
    **dict.fromkeys(
        _all_named("text:note-citation text:number text:ruby-text text:sequence-decls office:forms svg:title svg:desc")
    ),
    _named("text:tracked-changes"): LeftOut.DELETED,
    _named("text:hidden-text"): LeftOut.HIDDEN,
    _named("office:annotation"): LeftOut.COMMENTS,
    _named("draw:object"): LeftOut.OBJECTS,
    _named("draw:object-ole"): LeftOut.OBJECTS,
}
_IS_SAID_AT_ONCE: Final = frozenset(
    [LeftOut.COMMENTS, LeftOut.OBJECTS, LeftOut.HIDDEN]
)  # whether there are words or not
_BLANKS: Final = re.compile(r"[ \t\r\n]+")


def score(source: Source) -> float:
    """A document's first part tells; where it does not, or it is damaged, its name does."""
    if source.kind is OPEN_DOCUMENT_TEXT:
        return SURE
    return NAMED if source.is_named(_EXTENSIONS) and source.kind in {None, ZIP} else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of an OpenDocument text."""
    with opened(source.contents(), _DAMAGED) as package:
        parts = set(package.namelist())
        if "META-INF/manifest.xml" in parts:
            parse(package, "META-INF/manifest.xml", _Manifest())
        body = _Body()
        if "styles.xml" in parts:
            parse(package, "styles.xml", body.styles)
        body.elements = 0
        parse(package, "content.xml", body)
    return Reading(documents=(article_of(body.lines()),), remarks=remarks(body.left_out))


class _Manifest(Handler):
    """Refuses a package with parts that are locked."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == _named("manifest:encryption-data"):
            raise Unfit(translated("It is locked with a password; save it without one."))


class _Styles(Handler):
    """Learns which styles hide their words."""

    def __init__(self) -> None:
        self.hiding: set[str] = set()
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == _STYLE:
            self._name = attributes.get(_named("style:name"), "")
            if attributes.get(_named("style:parent-style-name")) in self.hiding:
                self.hiding.add(self._name)
        elif name == _LOOK and _DISPLAY in attributes:
            (self.hiding.add if attributes[_DISPLAY] == "none" else self.hiding.discard)(self._name)


class _Paragraph:
    """The words of a paragraph, of whose blanks one alone counts."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._is_after_a_blank = True

    def add(self, words: str) -> None:
        words = _BLANKS.sub(" ", words)
        if self._is_after_a_blank:
            words = words.removeprefix(" ")
        if words:
            self._pieces.append(words)
            self._is_after_a_blank = words.endswith(" ")

    def add_as_it_is(self, characters: str) -> None:
        self._pieces.append(characters)
        self._is_after_a_blank = False

    def __str__(self) -> str:
        return "".join(self._pieces)


class _Body(Handler):
    """Collects the text of each paragraph in the order of the file: those of tables, lists and text boxes too."""

    def __init__(self) -> None:
        self.styles = _Styles()
        self.left_out: set[LeftOut] = set()
        self._text: list[_Paragraph] = []
        self._notes: list[list[_Paragraph]] = []
        self._flows = [self._text]  # that the parser is in: the text, or a note in it
        self._open: list[_Paragraph] = []  # the paragraphs that the parser is in; one may hold a note or a text box
        self._passed_over = 0  # elements that the parser is in, from one that is not read inwards
        self._reason: LeftOut | None = None  # what is left out with that one
        self._hidden: list[bool] = []  # of each element that the parser is in, whether it, or one around it, is hidden

    def lines(self) -> Iterator[str]:
        return with_notes(map(str, self._text), [" ".join(map(str, note)) for note in self._notes])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.styles.start(name, attributes)
        self.elements += 1
        if self.elements == 1 and name != _named("office:document-content"):
            raise ValueError(f"a document begins with {name}")
        self._hidden.append((bool(self._hidden) and self._hidden[-1]) or self._hides(attributes))
        if self._passed_over:
            self._passed_over += 1
        elif name in _PASSED_OVER:
            self._passed_over, self._reason = 1, _PASSED_OVER[name]
            if self._reason in _IS_SAID_AT_ONCE:
                self.left_out.add(self._reason)
        elif name in _PARAGRAPHS:
            self._open.append(_Paragraph())
            if not self._hidden[-1]:
                self._flows[-1].append(self._open[-1])
        elif name in _CHARACTERS:
            self._add_as_it_is(_CHARACTERS[name] * _count(attributes))
        elif name == _NOTE and not self._hidden[-1]:
            self._notes.append([])
            self._add_as_it_is(note_mark(len(self._notes)))
            self._flows.append(self._notes[-1])

    def end(self, name: str) -> None:
        hidden = self._hidden.pop()
        if self._passed_over:
            self._passed_over -= 1
        elif name in _PARAGRAPHS:
            self._open.pop()
        elif name == _NOTE and not hidden:
            self._flows.pop()

    def text(self, text: str) -> None:
        if self._passed_over:
            if self._reason is LeftOut.DELETED and text.strip():
                self.left_out.add(LeftOut.DELETED)
        elif self._open and self._hidden[-1]:
            if text.strip():
                self.left_out.add(LeftOut.HIDDEN)
        elif self._open:
            self._open[-1].add(text)

    def _add_as_it_is(self, characters: str) -> None:
        if self._open and not self._hidden[-1]:
            self._open[-1].add_as_it_is(characters)

    def _hides(self, attributes: dict[str, str]) -> bool:
        """Whether an element's style, or a section itself, hides what is in it."""
        return attributes.get(_STYLE_NAME) in self.styles.hiding or attributes.get(_DISPLAY) == "none"


def _count(attributes: dict[str, str]) -> int:
    """How many blanks stand there: one, or as many as is said, up to a line of them."""
    said = attributes.get(_named("text:c"), "1")
    return min(int(said), 200) if said.isdecimal() else 1


FORMAT = Format(
    name="odt",
    title=Message("OpenDocument text"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_A_TEXT,
    read=read,
)
