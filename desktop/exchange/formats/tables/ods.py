"""OpenDocument spreadsheets (ODF 1.3, ISO/IEC 26300), written row by row.

odfpy, and what builds on it, holds a whole table as a tree: gigabytes for 100,000 rows. So the few elements that a
table needs are written here, with the standard library's escapes; `plain` leaves no character that XML cannot hold.
"""

import math
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from desktop.base.translation import Message
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Options
from desktop.exchange.formats.tables import sheets
from desktop.exchange.formats.tables.cells import ROWS_OF_A_SHEET, plain
from desktop.exchange.tables.kinds import HOLDS
from desktop.exchange.tables.table import Cell, Table
from desktop.model.features import Feature

_MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES: Final = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
_HEAD: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3" xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0" \
xmlns:text="{_NAMES}:text:1.0"><office:body><office:spreadsheet>
"""
_FOOT: Final = "</office:spreadsheet></office:body></office:document-content>\n"
_BLANKS: Final = re.compile(r"\t|^ +|(?<= ) +| +\Z")  # which ODF takes for one blank, or for none, unless told
_AT_ONCE: Final = 100  # rows that are packed together


def write(table: Table, stream: BinaryIO, options: Options) -> None:
    """Writes a spreadsheet of one sheet; of more, when the rows are more than a sheet holds."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIME)  # first and unpacked: by it programs know the file
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as content:
            pieces = _pieces(table)
            while some := "".join(islice(pieces, _AT_ONCE)):
                content.write(some.encode())


def _pieces(table: Table) -> Iterator[str]:
    yield _HEAD
    rows, number = iter(table.rows), 1
    first = next(rows, None)
    while number == 1 or first is not None:
        name = table.name if number == 1 else f"{table.name} {number}"
        yield f"<table:table table:name={quoteattr(name)}>\n"
        some = chain([first], rows) if first is not None else ()
        yield from map(_row, chain([table.columns], islice(some, ROWS_OF_A_SHEET - 1)))
        yield "</table:table>\n"
        first, number = next(rows, None), number + 1
    yield _FOOT


def _row(cells: Iterable[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>\n"


def _cell(cell: Cell) -> str:
    value = plain(cell)
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind, words = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value).upper()
    elif isinstance(value, int | float) and math.isfinite(value):
        kind, words = f'office:value-type="float" office:value="{value!r}"', str(value)
    else:
        kind, words = 'office:value-type="string"', str(value)
    return f"<table:table-cell {kind}>{''.join(map(_paragraph, words.split(chr(10))))}</table:table-cell>"


def _paragraph(line: str) -> str:
    return f"<text:p>{_BLANKS.sub(_blank, escape(line))}</text:p>"


def _blank(match: re.Match[str]) -> str:
    return "<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>'


FORMAT: Final = Format(
    name="ods",
    title=Message("OpenDocument table"),
    extensions=(".ods",),
    can_hold=HOLDS | {Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS,),
    score=sheets.scored(".ods"),
    read=sheets.reader(sheets.table_in_ods),
    table=sheets.table_in_ods,
    write_table=write,
)
