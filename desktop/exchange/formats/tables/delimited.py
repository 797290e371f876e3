"""CSV (RFC 4180) and TSV: written in UTF-8, read in any encoding and with the usual delimiters."""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO, Final

from desktop.base import files
from desktop.base.decoding import Decoded
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.format import INCLUDE_SUGGESTIONS, NAMED, NO, Format, Option, Options, Pulse
from desktop.exchange.formats.tables.cells import typed_in
from desktop.exchange.source import Source
from desktop.exchange.tables.incoming import headed, reading_of
from desktop.exchange.tables.kinds import HOLDS
from desktop.exchange.tables.rows import Dialect, EachRow, IncomingTable, Row
from desktop.exchange.tables.table import Table
from desktop.exchange.uncertain_encoding import in_doubt
from desktop.model.features import Feature

DELIMITERS: Final = (",", ";", "\t", "|")
_BEHIND: Final = "\x1f"  # a row behind the last
_BEGINNING: Final = 200_000  # characters by which the delimiter is found

WITHOUT_MARK: Final = Option(
    name="without_bom",
    title=Message("Leave out the byte order mark (Excel needs it to read UTF-8)"),
    help=Message("leave out the byte order mark, which Excel needs to read UTF-8"),
)


def _writer(dialect: str) -> Callable[[Table, BinaryIO, Options], None]:
    def write(table: Table, stream: BinaryIO, options: Options) -> None:
        encoding = "utf-8" if options.get(WITHOUT_MARK.name) else "utf-8-sig"
        text = io.TextIOWrapper(stream, encoding=encoding, newline="", write_through=False)
        try:
            rows = csv.writer(text, dialect)
            rows.writerow(map(typed_in, table.columns))
            rows.writerows(map(typed_in, row) for row in table.rows)
        finally:
            text.detach()  # the stream is whoever's it is, to be closed there

    return write


def _scored(extensions: tuple[str, ...]) -> Callable[[Source], float]:
    def score(source: Source) -> float:
        return NAMED if source.is_named(extensions) and not source.kind else NO

    return score


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of a table of text."""
    found = source.decoded()
    return in_doubt(reading_of(_table(found, source), source, pulse), found)


def table_in(source: Source) -> IncomingTable:
    """A table of text: its encoding and delimiter are found, unless they are chosen."""
    return _table(source.decoded(), source)


def _table(found: Decoded, source: Source) -> IncomingTable:
    delimiter = source.choices.delimiter or delimiter_of(found.text)
    return IncomingTable(rows=_rows(found.text, delimiter), dialect=Dialect(found.encoding, delimiter))


def _rows(text: str, delimiter: str) -> EachRow:
    csv.field_size_limit(max(csv.field_size_limit(), files.SIZE_LIMIT))  # a cell may hold an article

    def rows() -> Iterator[Row]:
        try:
            yield from headed(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise Unfit(translated("It is not a table with rows and columns: {reason}.", reason=error)) from error

    _refuse_open_quotation(text, delimiter)
    return rows


def _refuse_open_quotation(text: str, delimiter: str) -> None:
    """A mark that is never closed makes one cell of all lines that follow, without a word."""
    rows = csv.reader(io.StringIO(f"{text}\n{_BEHIND}", newline=""), delimiter=delimiter)
    try:
        ((number, cells),) = deque(enumerate(rows), maxlen=1)
    except csv.Error:  # which the reading of the rows reports
        return
    if cells != [_BEHIND] and cells and "\n" in cells[-1].removesuffix(f"\n{_BEHIND}").rstrip():
        raise Unfit(
            translated(
                "A quotation mark in row {number} is never closed, so that all lines below it would be one cell. "
                "Close it, or take it out.",
                number=number,
            )
        )


def delimiter_of(text: str) -> str:
    """The character that parts the cells: by it, most rows have as many as the first, and the more the better."""
    beginning = text[:_BEGINNING]
    return max(DELIMITERS, key=lambda delimiter: _fit(beginning, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lengths = [len(row) for row in islice(rows, 50) if row]
    except csv.Error:
        return 0.0, 0
    if not lengths or lengths[0] < 2:
        return 0.0, 0
    whole = lengths[:-1] or lengths  # the last may be cut off
    return sum(length == lengths[0] for length in whole) / len(whole), lengths[0]


CSV: Final = Format(
    name="csv",
    title=Message("CSV table"),
    extensions=(".csv",),
    can_hold=HOLDS | {Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS, WITHOUT_MARK),
    score=_scored((".csv",)),
    read=read,
    table=table_in,
    write_table=_writer("excel"),
)
TSV: Final = Format(
    name="tsv",
    title=Message("TSV table"),
    extensions=(".tsv", ".tab"),
    can_hold=HOLDS | {Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS, WITHOUT_MARK),
    score=_scored((".tsv", ".tab")),
    read=read,
    table=table_in,
    write_table=_writer("excel-tab"),
)
