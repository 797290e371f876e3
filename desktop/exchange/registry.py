"""All file formats, in one table: to add one, write a module with a `FORMAT` and name it here.

A file is of the format that is the most sure of it, by its name and its first bytes. Between two that are equally sure,
the one that stands first in the table is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from desktop.base.errors import KnownError, Unfit
from desktop.base.translation import Message, translated
from desktop.exchange import library_file
from desktop.exchange.document import Document, Reading
from desktop.exchange.format import NO, Format, Pulse
from desktop.exchange.formats import (
    epub,
    feed,
    gold_lines,
    mail,
    markdown,
    marked_page,
    marked_word,
    native,
    odt,
    pdf,
    plain_text,
    rtf,
    subtitles,
    tables,
    ttml,
    warc,
    web_page,
    word,
)
from desktop.exchange.source import FOUND, Choices, Source
from desktop.exchange.tables.incoming import first_rows, left_out, names_of
from desktop.exchange.tables.rows import Dialect, Row, Unreadable

FORMATS: tuple[Format, ...] = (
    plain_text.FORMAT,
    markdown.FORMAT,
    web_page.FORMAT,
    mail.SAVED_PAGE,
    mail.MAIL,
    feed.FORMAT,
    warc.FORMAT,
    word.FORMAT,
    rtf.FORMAT,
    odt.FORMAT,
    epub.FORMAT,
    pdf.FORMAT,
    native.FORMAT,
    gold_lines.FORMAT,
    library_file.FORMAT,
    *subtitles.FORMATS,
    ttml.FORMAT,
    *tables.FORMATS,
    marked_page.FORMAT,
    marked_word.FORMAT,
)

READABLE: tuple[Format, ...] = tuple(format for format in FORMATS if format.read)
# A library that lies among articles is somebody's work, and imported only when it is named.
OF_ARTICLES: tuple[Format, ...] = tuple(format for format in READABLE if format is not library_file.FORMAT)
EXTENSIONS: frozenset[str] = frozenset(extension for format in OF_ARTICLES for extension in format.extensions)
WRITABLE: dict[str, Format] = {format.name: format for format in FORMATS if format.is_written}


class TableFound(NamedTuple):
    """What a table is like, before anything is made of its rows."""

    columns: Sequence[str]  # the names of all of them
    dialect: Dialect | None  # of a table of text
    sheets: Sequence[str] = ()  # of a workbook: the names of those in which something stands
    sheet: str = ""  # the one that was read


class AllRows(NamedTuple):
    """What stands in a table."""

    rows: Sequence[Row]
    left_out: Sequence[str]  # sentences


_BINARY = Message("a binary file")


def read(path: Path, pulse: Pulse = lambda: None, choices: Choices = FOUND) -> Reading:
    """What is in a file of any format.

    Raises:
        KnownError: it cannot be read, or is of no format that is known; the sentence names the file.
    """
    source = Source.of(path, choices)
    format = format_of(source)
    assert format.read is not None
    with naming_file(path):
        reading = format.read(source, pulse)
    if isinstance(reading.documents, Sequence):
        return reading
    return replace(reading, documents=_naming_all(path, reading.documents))


def table_in(path: Path, choices: Choices = FOUND) -> TableFound | None:
    """What is found of a table by its first rows; None where the file is none.

    Raises:
        KnownError: it cannot be read; the sentence names the file.
    """
    source = Source.of(path, choices)
    format = format_of(source)
    if format.table is None:
        return None
    with naming_file(path):
        table = format.table(source)
        return TableFound(names_of(first_rows(table)), table.dialect, table.sheets, table.sheet)


def rows_of(path: Path, choices: Choices = FOUND) -> AllRows:
    """What stands in the rows of a table of any format, by the columns' names.

    Raises:
        KnownError: it cannot be read, or is no table; the sentence names the file.
    """
    source = Source.of(path, choices)
    format = format_of(source)
    with naming_file(path):
        if format.table is None:
            raise Unfit(translated("It is not a table with rows and columns, such as CSV or Excel’s."))
        table = format.table(source)
        rows = list(table.rows())
        told = [row.sentence for row in rows if isinstance(row, Unreadable)]
        return AllRows([row for row in rows if not isinstance(row, Unreadable)], left_out(table, choices, told))


def _naming_all(path: Path, documents: Iterable[Document]) -> Iterator[Document]:
    """Documents that are read as they are asked for."""
    with naming_file(path):
        yield from documents


@contextmanager
def naming_file(path: Path) -> Iterator[None]:
    """Names the file in the sentence of what is found unfit in it."""
    try:
        yield
    except Unfit as error:
        raise KnownError(translated("{file}: {reason}", file=path, reason=error)) from error


def format_of(source: Source) -> Format:
    """The format that is the most sure of a file.

    Raises:
        KnownError: none takes it for its own; the sentence names the file, and says what it is, where that is known.
    """
    surest, found = NO, None
    for format in READABLE:
        score = format.score(source)
        if score > surest:
            surest, found = score, format
    if found is None:
        kind = source.kind or _BINARY
        raise KnownError(
            translated("{file} is {kind}, which Ascribe cannot read.", file=source.path, kind=translated(kind))
        )
    return found
