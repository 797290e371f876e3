"""The sheets of workbooks (Office Open XML, ECMA-376; OpenDocument, ISO/IEC 26300), as rows of texts."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Final

from desktop.base.control_characters import on_one_line
from desktop.base.errors import Unfit
from desktop.base.translation import Message, listed, translated
from desktop.exchange.document import Reading
from desktop.exchange.documents.package import Handler, beginning, opened, parse
from desktop.exchange.format import NAMED, NO, Pulse
from desktop.exchange.source import Source
from desktop.exchange.tables.incoming import headed, reading_of
from desktop.exchange.tables.rows import ALL_SHEETS, IncomingTable

_Rows = list[list[str]]

DAMAGED: Final = Message("It is not a table of this kind, or a damaged one; save it again, or as CSV.")
_COLUMN: Final = re.compile(r"([A-Z]{1,3})\d*")
_COLUMNS_LIMIT: Final = 16_384  # of a sheet
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_BOOK: Final = re.compile(r"xl/workbook\d*\.xml")
_VALUE: Final = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
_LOOKED_AT: Final = 1 << 16  # bytes of a sheet, in which there is a value if it has any
_REPEATED: Final = 64  # times at most that an equal cell is taken for one of the table's, and not for the empty rest


def scored(extension: str) -> Callable[[Source], float]:
    """The score of a workbook, which its name tells: inside, it is a zip file."""
    return lambda source: NAMED if source.is_named((extension,)) and source.kind is not None else NO


def reader(table_in: Callable[[Source], IncomingTable]) -> Callable[[Source, Pulse], Reading]:
    """Reads the articles of a workbook whose rows these are."""
    return lambda source, pulse: reading_of(table_in(source), source, pulse)


def table_in_xlsx(source: Source) -> IncomingTable:
    """A sheet of an Excel workbook, or all of them."""
    with opened(source.contents(), DAMAGED) as package:
        parts = _parts_of_sheets(package)
        strings = _Strings()
        if "xl/sharedStrings.xml" in package.namelist():
            parse(package, "xl/sharedStrings.xml", strings)

        def rows(name: str) -> _Rows:
            sheet = _Sheet(strings.found)
            parse(package, parts[name], sheet)
            return sheet.rows

        return _table(list(parts), rows, source)


def table_in_ods(source: Source) -> IncomingTable:
    """A sheet of an OpenDocument spreadsheet, or all of them."""
    with opened(source.contents(), DAMAGED) as package:
        book = _OpenBook()
        parse(package, "content.xml", book)
        filled = [name for name, rows in book.sheets.items() if any(map(any, rows))]
        return _table(filled or list(book.sheets), book.sheets.__getitem__, source)


def _table(names: Sequence[str], rows_of: Callable[[str], "_Rows"], source: Source) -> IncomingTable:
    """The chosen sheet, or the first of these."""
    if not names:
        raise ValueError("a workbook has a sheet")
    chosen = source.choices.sheet
    if chosen not in {"", ALL_SHEETS, *names}:
        raise Unfit(
            translated(
                "The workbook has no sheet “{sheet}”; it has {names}.",
                sheet=on_one_line(chosen)[:40],
                names=listed(on_one_line(name)[:40] for name in names[:12]),
            )
        )
    taken = list(names) if chosen == ALL_SHEETS else [chosen or names[0]]
    sheets = [[row for row in rows_of(name) if any(row)] for name in taken]
    return IncomingTable(
        rows=lambda: chain.from_iterable(headed(iter(sheet)) for sheet in sheets),
        sheets=names,
        sheet=chosen or names[0],
    )


def _parts_of_sheets(package: zipfile.ZipFile) -> Mapping[str, str]:
    """The parts of a workbook's sheets in which something stands, by their names; those that are hidden come last."""
    part = next(filter(_BOOK.fullmatch, package.namelist()), "xl/workbook.xml")
    book, relations = _Book(), _Relations()
    parse(package, part, book)
    parse(package, f"xl/_rels/{part.rpartition('/')[2]}.rels", relations)
    found = {name: relations.parts[id] for name, id in book.sheets() if id in relations.parts}
    return {name: part for name, part in found.items() if _VALUE.search(beginning(package, part, _LOOKED_AT))} or found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Book(Handler):
    """The names of a workbook's sheets, and the ids of their parts."""

    def __init__(self) -> None:
        self._found: list[tuple[bool, str, str]] = []

    def sheets(self) -> Sequence[tuple[str, str]]:
        """Name and id of each, in order, those that are hidden behind the others."""
        return [(name, id) for _, name, id in sorted(self._found, key=lambda one: one[0])]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if _local(name) == "sheet":
            id = next((value for key, value in attributes.items() if key.endswith("/relationships id")), "")
            self._found.append((attributes.get("state", "visible") != "visible", attributes.get("name", ""), id))


class _Relations(Handler):
    """The parts of worksheets, by their ids."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            self.parts[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


class _Strings(Handler):
    """The texts that cells name by their numbers."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._spoken = 0  # elements that say how a word is read aloud

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        local = _local(name)
        self._spoken += local == "rPh"
        self._in_text = local == "t" and not self._spoken

    def end(self, name: str) -> None:
        local = _local(name)
        self._spoken -= local == "rPh"
        self._in_text = False
        if local == "si":
            self.found.append("".join(self._pieces))
            self._pieces = []

    def text(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)


class _Sheet(Handler):
    """The cells of a sheet of Excel."""

    def __init__(self, strings: list[str]) -> None:
        self.rows: list[list[str]] = []
        self._strings = strings
        self._kind = ""
        self._place = 0
        self._pieces: list[str] = []
        self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        local = _local(name)
        if local == "row":
            self.rows.append([])
            self._place = -1
        elif local == "c":
            self._kind = attributes.get("t", "n")
            match = _COLUMN.match(attributes.get("r", ""))
            self._place = _number(match[1]) if match else self._place + 1
            self._pieces = []
        self._in_value = local in {"v", "t"}

    def end(self, name: str) -> None:
        self._in_value = False
        if _local(name) == "c" and self.rows and 0 <= self._place < _COLUMNS_LIMIT:
            row = self.rows[-1]
            row.extend([""] * (self._place + 1 - len(row)))
            row[self._place] = self._value("".join(self._pieces))

    def text(self, text: str) -> None:
        if self._in_value:
            self._pieces.append(text)

    def _value(self, words: str) -> str:
        if self._kind != "s" or not words:
            return words
        return self._strings[int(words)] if 0 <= int(words) < len(self._strings) else ""


def _number(letters: str) -> int:
    """The place of a column, from its letters: A is 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


class _OpenBook(Handler):
    """The cells of an OpenDocument spreadsheet, sheet by sheet."""

    def __init__(self) -> None:
        self.sheets: dict[str, _Rows] = {}
        self._rows: _Rows = []
        self._lines: list[list[str]] = []
        self._value = ""
        self._times = 1
        self._in_line = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if name == f"{_TABLE}table":
            self._rows = self.sheets.setdefault(attributes.get(f"{_TABLE}name", ""), [])
        elif name == f"{_TABLE}table-row":
            self._rows.append([])
        elif name in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            self._lines = []
            self._value = attributes.get(f"{_OFFICE}date-value", "")
            self._times = _count(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        elif name == f"{_TEXT}p":
            self._lines.append([])
            self._in_line = True
        elif self._in_line and _local(name) in {"s", "tab", "line-break"}:
            blanks = " " * _count(attributes.get(f"{_TEXT}c", "1"))
            self._lines[-1].append({"s": blanks, "tab": "\t", "line-break": "\n"}[_local(name)])

    def end(self, name: str) -> None:
        if name == f"{_TEXT}p":
            self._in_line = False
        elif name in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"} and self._rows:
            words = self._value or "\n".join("".join(line) for line in self._lines)
            self._rows[-1].extend([words] * min(self._times, _REPEATED))

    def text(self, text: str) -> None:
        if self._in_line:
            self._lines[-1].append(text)


def _count(words: str) -> int:
    return min(int(words), _COLUMNS_LIMIT)
