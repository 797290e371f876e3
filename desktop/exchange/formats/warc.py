"""Web archives (WARC, ISO 28500): the article of each page in it.

Records are read one by one, as `warcio` gives them, so an archive takes no more memory than its largest page. Pages in
which no article is found, pictures, style sheets and answers that are errors are passed over.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from desktop.base import files
from desktop.base.decoding import decoded
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Document, Reading
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.formats.web_page import article_of, declared_encoding
from desktop.exchange.source import Source
from desktop.exchange.web.links import is_web_address
from desktop.model.features import OF_AN_ARTICLE, Feature

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_EXTENSIONS: Final = (".warc", ".warc.gz")
_BEGINS: Final = b"WARC/"
_PAGE_LIMIT: Final = 10_000_000  # bytes of a page, unpacked
_OF_DAMAGE: Final = (ValueError, LookupError, AttributeError, TypeError, OverflowError)
_HEADERS_LIMIT: Final = 1_000_000  # bytes of the headers of a record, and of the answer in it
_PAGES: Final = ("text/html", "application/xhtml+xml")


def score(source: Source) -> float:
    """An archive begins with its version; a packed one is recognised by its name."""
    if source.beginning.startswith(_BEGINS):
        return SURE
    return NAMED if source.path.name.lower().endswith(_EXTENSIONS[1]) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of an archive's pages."""
    return Reading(documents=_documents(source, pulse))


def _documents(source: Source, pulse: Pulse) -> Iterator[Document]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    known: set[str] = set()
    try:
        with files.opened(source.path) as stream:
            records = ArchiveIterator(_Watched(stream, pulse))
            headers = records.reader.readline = _Headers(records.reader.readline)
            while True:
                with redirect_stderr(io.StringIO()):  # where warcio writes what is odd about a record
                    if (record := next(records, None)) is None:
                        break
                    headers.begin_anew()
                    document = _article(record)
                if document is not None and document.article.sha256 not in known:
                    known.add(document.article.sha256)
                    yield document
    # Beside its own, warcio raises for a damaged record what comes of headers that are not there, or of odd lengths.
    except (ArchiveLoadFailed, zlib.error, EOFError, *_OF_DAMAGE) as error:
        raise Unfit(translated("It is a damaged web archive; what stands before the damage was read.")) from error
    if not known:
        raise Unfit(translated("No article was found in it."))


class _Watched:
    """The archive's file. A packed one may unpack to so much that somebody cancels it within a record."""

    def __init__(self, stream: BinaryIO, pulse: Pulse) -> None:
        self._stream = stream
        self._pulse = pulse
        self.tell = stream.tell

    def read(self, size: int) -> bytes:
        self._pulse()
        return self._stream.read(size)


class _Headers:
    """Reads the lines of records' headers, within a limit for those of each record: warcio has none."""

    def __init__(self, readline: Callable[[int | None], bytes]) -> None:
        self._readline = readline
        self._room = _HEADERS_LIMIT

    def begin_anew(self) -> None:
        self._room = _HEADERS_LIMIT

    def __call__(self, length: int | None = None) -> bytes:
        line = self._readline(self._room if length is None else min(length, self._room))
        self._room -= len(line)
        if self._room <= 0:
            raise ValueError("headers are far shorter")
        return line


def _article(record: "ArcWarcRecord") -> Document | None:
    """The article of a record; None where it is no page, or has none."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    if kind.strip().lower() not in _PAGES:
        return None
    data = record.content_stream().read(_PAGE_LIMIT)
    charset = rest.rpartition("charset=")[2].strip(" \"'")
    try:
        document = article_of(decoded(data, declared=charset or declared_encoding(data), lenient=True))
    except Unfit:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if document.article.url or not is_web_address(address):
        return document
    return replace(document, article=replace(document.article, url=address))


FORMAT = Format(
    name="warc",
    title=Message("Web archive (WARC)"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_AN_ARTICLE | {Feature.ARTICLES},
    read=read,
)
