"""Word documents (DOCX): the text of the body, a line for each paragraph."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from desktop.base.errors import Unfit
from desktop.base.file_kinds import WORD, ZIP
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.model.features import Feature

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXTENSIONS: Final = (".docx",)
_PARTS_LIMIT: Final = 2_000
_XML_LIMIT: Final = 50_000_000  # bytes of markup, unpacked: what a parser may be given
_ALL_LIMIT: Final = 250_000_000  # bytes of everything, unpacked: a document is mostly pictures
_CHUNK: Final = 1 << 20

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH: Final = f"{_W}p"
_NOT_READ: Final = {f"{_W}del", f"{_W}moveFrom", _FALLBACK}  # struck out, moved away, or said twice
_CHARACTERS: Final = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}


def score(source: Source) -> float:
    """A document's first parts tell; where they do not, or it is damaged, its name does."""
    if source.kind is WORD:
        return SURE
    return NAMED if source.is_named(_EXTENSIONS) and source.kind in {None, ZIP} else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a Word document."""
    data = source.contents()
    _check_package(data)

    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        # python-docx has no error of its own for a package whose parts do not fit together.
        raise Unfit(translated("It is not a Word document, or a damaged one.")) from error
    return Reading(documents=(new_document("\n".join(_paragraphs(body))),))


def _check_package(data: bytes) -> None:
    """That the package is a sound zip file which does not unpack to more than a document can be.

    The sizes it declares are looked at first; then every part is unpacked once, in pieces, and counted, since a
    made-up zip file declares what it likes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise Unfit(translated("It is locked with a password; save it without one."))
            if len(parts) > _PARTS_LIMIT:
                raise _too_large()
            _limit_sizes((part.filename, part.file_size) for part in parts)
            _limit_sizes(_unpacked(package, parts))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Unfit(translated("It is not a Word document (DOCX), or a damaged one; save it again as DOCX.")) from error


def _unpacked(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Iterator[tuple[str, int]]:
    for part in parts:
        with package.open(part) as stream:
            while piece := stream.read(_CHUNK):
                yield part.filename, len(piece)


def _limit_sizes(sizes: Iterator[tuple[str, int]]) -> None:
    markup = everything = 0
    for name, size in sizes:
        everything += size
        markup += size if name.endswith((".xml", ".rels")) else 0
        if markup > _XML_LIMIT or everything > _ALL_LIMIT:
            raise _too_large()


def _too_large() -> Unfit:
    return Unfit(translated("It unpacks to far more than a document holds, so it was not opened."))


def _paragraphs(body: "_Element") -> Iterator[str]:
    """The text of each paragraph in the order of the page: those of tables, text boxes and content controls too."""
    for element in _read_elements(body):
        if element.tag == _PARAGRAPH:
            yield "".join(_characters(element))


def _characters(paragraph: "_Element") -> Iterator[str]:
    for element in _read_elements(paragraph, stop=_PARAGRAPH):
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag]


def _read_elements(parent: "_Element", stop: str = "") -> Iterator["_Element"]:
    """The elements below `parent` in the order of the page, without what a reader of the page does not see.

    Elements with the tag `stop` are left out with all that is in them.
    """
    for element in parent:
        if element.tag in _NOT_READ or element.tag == stop:
            continue
        yield element
        yield from _read_elements(element, stop)


FORMAT = Format(
    name="docx",
    title=Message("Word document"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=frozenset({Feature.TEXTS, Feature.TITLES}),
    read=read,
)
