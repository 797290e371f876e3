"""Word documents (DOCX): the text of the body, a line for each paragraph.

A document is a zip file of parts (ECMA-376, Part 2). Read are those that name the main part and its notes, and these.
Footnotes and endnotes stand at the end, each with its number in brackets.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final

from desktop.base.file_kinds import WORD, ZIP
from desktop.base.translation import Message
from desktop.exchange.document import Reading
from desktop.exchange.documents.left_out import LeftOut, remarks
from desktop.exchange.documents.package import Handler, opened, parse
from desktop.exchange.documents.symbols import UNKNOWN, symbol
from desktop.exchange.documents.text import article_of, note_mark, with_notes
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.model.features import OF_A_TEXT

_EXTENSIONS: Final = (".docx",)
_DAMAGED: Final = Message("It is not a Word document (DOCX), or a damaged one; save it again as DOCX.")
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
_MATH: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_TEXT: Final = _named("t") | {f"{namespace} t" for namespace in _MATH}
_RUN: Final = _named("r") | {f"{namespace} r" for namespace in _MATH}
_DELETED: Final = _named("del", "moveFrom")  # what a tracked change strikes out, or moves away
_DELETED_TEXT: Final = _named("delText")
_LEFT_OUT: Final = {
    **dict.fromkeys(_named("commentReference"), LeftOut.COMMENTS),
    **dict.fromkeys(_named("object"), LeftOut.OBJECTS),
}
_ABOUT_PARAGRAPH: Final = _named("pPr")
_HIDDEN: Final = _named("vanish", "webHidden")
_FRAME: Final = _named("framePr")
_SYMBOL: Final = _named("sym")
_REFERENCES: Final = {full: kind for kind in ("footnote", "endnote") for full in _named(f"{kind}Reference")}
_NOTE: Final = {full: kind for kind in ("footnote", "endnote") for full in _named(kind)}
_OFF: Final = {"0", "false", "off"}
_NOT_READ: Final = {  # struck out, moved away, or said twice
    *_DELETED,
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
    with opened(source.contents(), _DAMAGED) as package:
        body = _Body()
        main = _target(package, _RELATIONSHIPS, _MAIN_PART)
        if main is None:
            raise ValueError("no main part is named")
        parse(package, main, body)
        notes = _notes(package, main, body)
    return Reading(documents=(article_of(with_notes(body.lines(), notes)),), remarks=remarks(body.left_out))


class _Relationships(Handler):
    """The first part of a kind among a part's relationships."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.found: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if name == _RELATIONSHIP and attributes.get("Type", "").endswith(self._kind) and self.found is None:
            self.found = attributes.get("Target")


class _Body(Handler):
    """Collects the text of each paragraph in the order of the page: those of tables, text boxes and content controls
    too."""

    roots = _ROOT

    def __init__(self) -> None:
        self.left_out: set[LeftOut] = set()
        self.references: list[tuple[str, str]] = []  # kind and id of each note that is referred to
        self._paragraphs: list[list[str]] = []
        self._open: list[list[str]] = []  # the paragraphs that the parser is in; one may hold a text box
        self._not_read = 0  # elements that the parser is in, from one that is not read inwards
        self._in_text = self._about_paragraph = self._hidden = False
        self._unended: list[str] | None = (
            None  # a drop cap, or a paragraph whose mark is deleted: the next goes on in it
        )

    def lines(self) -> Iterator[str]:
        return map("".join, self._paragraphs)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self._about_paragraph and self._open and name in _DELETED:
            self._unended = self._open[-1]
        if self._not_read or name in _NOT_READ:
            self._not_read += 1
            if name in _DELETED_TEXT:
                self.left_out.add(LeftOut.DELETED)
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
            self._unended = self._open[-1]
        elif name in _LEFT_OUT:
            self.left_out.add(_LEFT_OUT[name])
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name in _SYMBOL:
            self._add(_symbol(_value(attributes, "font"), _value(attributes, "char")))
        elif name in _REFERENCES and not self._hidden:
            self.references.append((_REFERENCES[name], _value(attributes, "id")))
            self._add(note_mark(len(self.references)))
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
        if self._unended is not None and not self._open:
            self._open.append(self._unended)
        else:
            self._open.append([])
            self._paragraphs.append(self._open[-1])
        self._unended = None

    def _add(self, characters: str) -> None:
        if self._hidden and characters.strip():
            self.left_out.add(LeftOut.HIDDEN)
        elif self._open and not self._hidden:
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
        return symbol(font, int(code, 16))
    except ValueError:
        return UNKNOWN


def _notes(package: zipfile.ZipFile, main: str, body: _Body) -> list[str]:
    """The notes that the text refers to, in the order of their numbers."""
    if not body.references:
        return []
    names = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
    handler = _Notes()
    parts = set(package.namelist())
    for kind in _NOTES:
        part = _target(package, names, kind) if names in parts else None
        if part in parts:
            handler.elements = 0
            parse(package, part, handler)
    body.left_out |= handler.left_out
    return [handler.notes.get(reference, "") for reference in body.references]


def _target(package: zipfile.ZipFile, relationships: str, kind: str) -> str | None:
    """The name of the part of a kind that a part of relationships names; None where it names none."""
    handler = _Relationships(kind)
    parse(package, relationships, handler)
    if not handler.found:
        return None
    of = posixpath.dirname(posixpath.dirname(relationships))
    return posixpath.normpath(posixpath.join("/", of, handler.found)).lstrip("/")


FORMAT = Format(
    name="docx",
    title=Message("Word document"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_A_TEXT,
    read=read,
)
