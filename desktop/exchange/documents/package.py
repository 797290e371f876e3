"""Documents that are a zip file of XML parts: Word's, OpenDocument's, books.

A part is parsed as it is unpacked, piece by piece, and no tree is made of it, so a small file that unpacks to a huge
one takes no more memory than its text. Parts declare no types and entities, and nothing that they name is fetched.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final
from xml.parsers import expat

from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated

_PARTS_LIMIT: Final = 2_000
_PART_LIMIT: Final = 50_000_000  # bytes of a part that is read, unpacked
_RATIO_LIMIT: Final = 200  # of a part, unpacked to packed: markup and words give some ten
_SMALL: Final = 1_000_000  # bytes of a part, below which no ratio is asked: it may be one line many times
_ELEMENTS_LIMIT: Final = 500_000  # of a part that is read: a long book, or hundreds of articles
_PIECE: Final = 1 << 16
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"  # what each part has at the end of a zip file
PACKED: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # by the standards, and what unpacks piece by piece


@contextmanager
def opened(data: bytes, damaged: Message) -> Iterator[zipfile.ZipFile]:
    """The package that these bytes are. `damaged` is the sentence for one that is none, or cannot be read.

    Raises:
        Unfit: it is damaged, also if that is found within the `with`, or far larger than a document.
    """
    if data.count(_DIRECTORY_ENTRY) > _PARTS_LIMIT:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield package
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError) as error:
        # zipfile has no error of its own for most of what a damaged file says.
        raise Unfit(translated(damaged)) from error


class Handler:
    """Called for each element of a part as it is parsed. Names are `NAMESPACE NAME`."""

    elements = 0  # so far

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def parse(package: zipfile.ZipFile, part: str, handler: Handler) -> None:
    """Parses a part as it is unpacked.

    Raises:
        Unfit: it is far larger than a document's, or locked.
        KeyError, ValueError, and what zipfile and zlib raise: the file is damaged.
    """
    with package.open(_info(package, part)) as stream:
        parse_stream(stream, handler)


def parse_stream(stream: IO[bytes], handler: Handler) -> None:
    """Parses XML piece by piece: no entities, nothing fetched.

    Raises:
        Unfit: it is far larger than a document's.
        ValueError: the file is damaged, or declares types or entities.
    """

    def refuse(*_: object) -> None:
        raise ValueError("documents declare no types and entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece)
            if handler.elements > _ELEMENTS_LIMIT:
                raise _too_large()
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:  # the latter for an encoding that nobody knows
        raise ValueError(str(error)) from error


def contents(package: zipfile.ZipFile, part: str) -> bytes:
    """All bytes of a part; raises as `parse` does."""
    return package.read(_info(package, part))


def beginning(package: zipfile.ZipFile, part: str, size: int) -> bytes:
    """The first bytes of a part; raises as `parse` does."""
    with package.open(_info(package, part)) as stream:
        return stream.read(size)


def _info(package: zipfile.ZipFile, part: str) -> zipfile.ZipInfo:
    about = package.getinfo(part)
    if about.flag_bits & 1:
        raise Unfit(translated("It is locked with a password; save it without one."))
    if about.compress_type not in PACKED:
        raise NotImplementedError("packed as no document is")
    if about.file_size > _PART_LIMIT:  # and zipfile unpacks no more than that
        raise _too_large()
    if about.file_size > max(_SMALL, _RATIO_LIMIT * about.compress_size):
        raise _too_large()
    return about


def _too_large() -> Unfit:
    return Unfit(translated("It unpacks to far more than a document holds, so it was not opened."))
