"""Word documents (DOCX): the text of the body, a line for each paragraph.

A document is a zip file of parts (ECMA-376, Part 2). Two of them are read: the one that names the main part, and that.
The main part is parsed as it is unpacked, piece by piece, and no tree is made of it, so a small file that unpacks to a
huge one takes no more memory than its text.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from desktop.base.errors import Unfit
from desktop.base.file_kinds import WORD, ZIP
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.model.features import Feature

_EXTENSIONS: Final = (".docx",)
_PARTS_LIMIT: Final = 2_000
_PART_LIMIT: Final = 50_000_000  # bytes of a part that is read, unpacked
_ELEMENTS_LIMIT: Final = 500_000  # of a part that is read: a long book, or hundreds of articles
_PIECE: Final = 1 << 16
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"  # what each part has at the end of a zip file
_PACKED: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # by the standard, and what unpacks piece by piece

_RELATIONSHIPS: Final = "_rels/.rels"
_RELATIONSHIP: Final = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_MAIN_PART: Final = "/officeDocument"  # in both kinds of Open XML
_NAMESPACES: Final = (  # of the two kinds, “transitional” and “strict”
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


def _named(*names: str) -> set[str]:
    return {f"{namespace} {name}" for namespace in _NAMESPACES for name in names}


_ROOT: Final = _named("document")
_PARAGRAPH: Final = _named("p")
_TEXT: Final = _named("t")
_NOT_READ: Final = {  # struck out, moved away, or said twice
    *_named("del", "moveFrom"),
    "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback",
}
_CHARACTERS: Final = {
    full: character
    for name, character in {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}.items()
    for full in _named(name)
}


def score(source: Source) -> float:
    """A document's first parts tell; where they do not, or it is damaged, its name does."""
    if source.kind is WORD:
        return SURE
    return NAMED if source.is_named(_EXTENSIONS) and source.kind in {None, ZIP} else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a Word document."""
    data = source.contents()
    if data.count(_DIRECTORY_ENTRY) > _PARTS_LIMIT:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _Body()
            _parse(package, _main_part(package), body)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError) as error:
        # zipfile has no error of its own for most of what a damaged file says.
        raise Unfit(translated("It is not a Word document (DOCX), or a damaged one; save it again as DOCX.")) from error
    return Reading(documents=(new_document("\n".join(body.lines())),))


class _Handler:
    """What is told of each element of a part as it is parsed. Names are `NAMESPACE NAME`."""

    elements = 0  # so far

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _MainPart(_Handler):
    """Finds the name of the main part among the package's relationships."""

    found: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if name == _RELATIONSHIP and attributes.get("Type", "").endswith(_MAIN_PART) and self.found is None:
            self.found = attributes.get("Target")


class _Body(_Handler):
    """Collects the text of each paragraph in the order of the page: those of tables, text boxes and content controls
    too."""

    def __init__(self) -> None:
        self._paragraphs: list[list[str]] = []
        self._open: list[list[str]] = []  # the paragraphs that the parser is in; one may hold a text box
        self._not_read = 0  # elements that the parser is in, from one that is not read inwards
        self._in_text = False

    def lines(self) -> Iterator[str]:
        return map("".join, self._paragraphs)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self._not_read or name in _NOT_READ:
            self._not_read += 1
        elif name in _PARAGRAPH:
            self._open.append([])
            self._paragraphs.append(self._open[-1])
        elif name in _TEXT:
            self._in_text = True
        elif name in _CHARACTERS:
            if self._open:
                self._open[-1].append(_CHARACTERS[name])
        elif self.elements == 1 and name not in _ROOT:
            raise ValueError(f"a document begins with {name}")

    def end(self, name: str) -> None:
        if self._not_read:
            self._not_read -= 1
        elif name in _PARAGRAPH:
            self._open.pop()
        elif name in _TEXT:
            self._in_text = False

    def text(self, text: str) -> None:
        if self._in_text and self._open and not self._not_read:
            self._open[-1].append(text)


def _main_part(package: zipfile.ZipFile) -> str:
    """The name of the main part.

    Raises:
        ValueError: none is named.
    """
    handler = _MainPart()
    _parse(package, _RELATIONSHIPS, handler)
    if not handler.found:
        raise ValueError("no main part is named")
    return posixpath.normpath(handler.found).lstrip("/")


def _parse(package: zipfile.ZipFile, part: str, handler: _Handler) -> None:
    """Parses a part as it is unpacked.

    Raises:
        Unfit: it is far larger than a document's, or locked.
        KeyError, ValueError, and what zipfile and zlib raise: the file is damaged.
    """
    about = package.getinfo(part)
    if about.flag_bits & 1:
        raise Unfit(translated("It is locked with a password; save it without one."))
    if about.compress_type not in _PACKED:
        raise NotImplementedError("packed as no document is")
    if about.file_size > _PART_LIMIT:  # and zipfile unpacks no more than that
        raise _too_large()

    def refuse(*_: object) -> None:
        raise ValueError("documents declare no types and entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        with package.open(about) as stream:
            while piece := stream.read(_PIECE):
                parser.Parse(piece)
                if handler.elements > _ELEMENTS_LIMIT:
                    raise _too_large()
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:  # the latter for an encoding that nobody knows
        raise ValueError(str(error)) from error


def _too_large() -> Unfit:
    return Unfit(translated("It unpacks to far more than a document holds, so it was not opened."))


FORMAT = Format(
    name="docx",
    title=Message("Word document"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=frozenset({Feature.TEXTS, Feature.TITLES}),
    read=read,
)
