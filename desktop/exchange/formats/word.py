"""Word documents (DOCX): the text of the body, a line for each paragraph.

A document is a zip file of parts (ECMA-376, Part 2). Read are those that name the main part and its notes, and these.
They are parsed as they are unpacked, piece by piece, and no tree is made of them, so a small file that unpacks to a
huge one takes no more memory than its text. Footnotes and endnotes stand at the end, each with its number in brackets.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Final
from xml.parsers import expat

from desktop.base.errors import Unfit
from desktop.base.file_kinds import WORD, ZIP
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.news_databases.finding import lines_of, reading_of
from desktop.exchange.source import Source
from desktop.model.features import OF_AN_ARTICLE, Feature

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
_NOTES: Final = ("/footnotes", "/endnotes")
_NAMESPACES: Final = (  # of the two kinds, “transitional” and “strict”
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


def _named(*names: str) -> set[str]:
    return {f"{namespace} {name}" for namespace in _NAMESPACES for name in names}


_ROOT: Final = _named("document")
_PARAGRAPH: Final = _named("p")
_TEXT: Final = _named("t")
_RUN: Final = _named("r")
_ABOUT_PARAGRAPH: Final = _named("pPr")
_HIDDEN: Final = _named("vanish", "webHidden")
_FRAME: Final = _named("framePr")
_SYMBOL: Final = _named("sym")
_REFERENCES: Final = {full: kind for kind in ("footnote", "endnote") for full in _named(f"{kind}Reference")}
_NOTE: Final = {full: kind for kind in ("footnote", "endnote") for full in _named(kind)}
_OFF: Final = {"0", "false", "off"}
_NOT_READ: Final = {  # struck out, moved away, or said twice
    *_named("del", "moveFrom"),
    "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback",
}
_CHARACTERS: Final = {
    full: character
    for name, character in {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}.items()
    for full in _named(name)
}
# The characters of the font Symbol (unicode.org, VENDORS/ADOBE/symbol.txt) that texts have; Word adds U+F000 to them.
_IN_SYMBOL: Final = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0x20: " ",
    0x2D: "−",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xBE: "—",
    0xD7: "⋅",
}
_UNKNOWN: Final = "\ufffd"  # a symbol of another font: something stands there


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
            main = _target(package, _RELATIONSHIPS, _MAIN_PART)
            if main is None:
                raise ValueError("no main part is named")
            _parse(package, main, body)
            lines = [*body.lines(), *_notes(package, main, body.references)]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError) as error:
        # zipfile has no error of its own for most of what a damaged file says.
        raise Unfit(translated("It is not a Word document (DOCX), or a damaged one; save it again as DOCX.")) from error
    several = reading_of(lines_of((line, "") for line in lines), source)
    return several or Reading(documents=(new_document("\n".join(lines)),))


class _Handler:
    """What is told of each element of a part as it is parsed. Names are `NAMESPACE NAME`."""

    elements = 0  # so far

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _Relationships(_Handler):
    """The first part of a kind among a part's relationships."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.found: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if name == _RELATIONSHIP and attributes.get("Type", "").endswith(self._kind) and self.found is None:
            self.found = attributes.get("Target")


class _Body(_Handler):
    """Collects the text of each paragraph in the order of the page: those of tables, text boxes and content controls
    too."""

    roots = _ROOT

    def __init__(self) -> None:
        self.references: list[tuple[str, str]] = []  # kind and id of each note that is referred to
        self._paragraphs: list[list[str]] = []
        self._open: list[list[str]] = []  # the paragraphs that the parser is in; one may hold a text box
        self._not_read = 0  # elements that the parser is in, from one that is not read inwards
        self._in_text = self._about_paragraph = self._hidden = False
        self._drop_cap: list[str] | None = None  # a paragraph of one letter, which belongs to the next

    def lines(self) -> Iterator[str]:
        return map("".join, self._paragraphs)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self._not_read or name in _NOT_READ:
            self._not_read += 1
        elif name in _PARAGRAPH:
            self._begin_paragraph()
        elif name in _TEXT:
            self._in_text = True
        elif name in _ABOUT_PARAGRAPH:
            self._about_paragraph = True
        elif name in _RUN:
            self._hidden = False
        elif name in _HIDDEN:
            self._hidden = not self._about_paragraph and _value(attributes, "val") not in _OFF
        elif name in _FRAME and self._open and _value(attributes, "dropCap") in {"drop", "margin"}:
            self._drop_cap = self._open[-1]
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name in _SYMBOL:
            self._add(_symbol(_value(attributes, "font"), _value(attributes, "char")))
        elif name in _REFERENCES and not self._hidden:
            self.references.append((_REFERENCES[name], _value(attributes, "id")))
            self._add(f"[{len(self.references)}]")
        elif self.elements == 1 and name not in self.roots:
            raise ValueError(f"a document begins with {name}")

    def end(self, name: str) -> None:
        if self._not_read:
            self._not_read -= 1
        elif name in _PARAGRAPH:
            self._open.pop()
        elif name in _TEXT:
            self._in_text = False
        elif name in _ABOUT_PARAGRAPH:
            self._about_paragraph = False

    def text(self, text: str) -> None:
        if self._in_text and not self._not_read:
            self._add(text)

    def _begin_paragraph(self) -> None:
        if self._drop_cap is not None and not self._open:
            self._open.append(self._drop_cap)
        else:
            self._open.append([])
            self._paragraphs.append(self._open[-1])
        self._drop_cap = None

    def _add(self, characters: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].append(characters)


class _Notes(_Body):
    """Collects the text of each note of a part of notes, by its kind and id."""

    roots = _named("footnotes", "endnotes")

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[tuple[str, str], str] = {}
        self._id = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _NOTE:
            self._id = _value(attributes, "id")
            self._paragraphs.clear()
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name in _NOTE:
            self.notes[_NOTE[name], self._id] = " ".join(line.strip() for line in self.lines() if line.strip())


def _value(attributes: dict[str, str], name: str) -> str:
    """An attribute of Word's own namespaces; empty where it is not there."""
    return next((attributes[full] for full in _named(name) if full in attributes), "")


def _symbol(font: str, code: str) -> str:
    """The character that a symbol stands for; its code is in hexadecimal digits."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if font.casefold() == "symbol":
        return _IN_SYMBOL.get(number & 0xFF, _UNKNOWN)
    return _UNKNOWN if number < 0x20 or 0xD800 <= number <= 0xF8FF or number > 0xFFFD else chr(number)


def _notes(package: zipfile.ZipFile, main: str, references: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The notes that the text refers to, a line each, with the number that stands in the text."""
    if not references:
        return
    names = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
    handler = _Notes()
    parts = set(package.namelist())
    for kind in _NOTES:
        part = _target(package, names, kind) if names in parts else None
        if part in parts:
            handler.elements = 0
            _parse(package, part, handler)
    for number, reference in enumerate(references, start=1):
        yield f"[{number}] {handler.notes.get(reference, '')}".rstrip()


def _target(package: zipfile.ZipFile, relationships: str, kind: str) -> str | None:
    """The name of the part of a kind that a part of relationships names; None where it names none."""
    handler = _Relationships(kind)
    _parse(package, relationships, handler)
    if not handler.found:
        return None
    of = posixpath.dirname(posixpath.dirname(relationships))
    return posixpath.normpath(posixpath.join("/", of, handler.found)).lstrip("/")


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
    can_hold=OF_AN_ARTICLE - {Feature.LANGUAGES} | {Feature.ARTICLES},
    read=read,
)
