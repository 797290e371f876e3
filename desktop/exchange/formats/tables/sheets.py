"""The first sheet of a workbook (Office Open XML, ECMA-376; OpenDocument, ISO/IEC 26300), as rows of texts."""

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from desktop.base.translation import Message
from desktop.exchange.document import Reading
from desktop.exchange.documents.package import Handler, opened, parse
from desktop.exchange.format import NAMED, NO, Pulse
from desktop.exchange.source import Source
from desktop.exchange.tables.incoming import Row, headed, reading_of

_DAMAGED: Final = Message("It is not a table of this kind, or a damaged one; save it again, or as CSV.")
_COLUMN: Final = re.compile(r"([A-Z]{1,3})\d*")
_COLUMNS_LIMIT: Final = 16_384  # of a sheet
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_REPEATED: Final = 64  # times at most that an equal cell is taken for one of the table's, and not for the empty rest


def scored(extension: str) -> Callable[[Source], float]:
    """The score of a workbook, which its name tells: inside, it is a zip file."""
    return lambda source: NAMED if source.is_named((extension,)) and source.kind is not None else NO


def reader(rows_of: Callable[[Source], Callable[[], Iterator[Row]]]) -> Callable[[Source, Pulse], Reading]:
    """Reads the articles of a workbook whose rows these are."""
    return lambda source, pulse: reading_of(rows_of(source), source, pulse)


def rows_of_xlsx(source: Source) -> Callable[[], Iterator[Row]]:
    """The rows of an Excel workbook's first sheet."""
    with opened(source.contents(), _DAMAGED) as package:
        strings = _Strings()
        if "xl/sharedStrings.xml" in package.namelist():
            parse(package, "xl/sharedStrings.xml", strings)
        sheet = _Sheet(strings.found)
        parse(package, _first_sheet(package), sheet)
    return _below_the_names(sheet.rows)


def rows_of_ods(source: Source) -> Callable[[], Iterator[Row]]:
    """The rows of an OpenDocument spreadsheet's first sheet."""
    with opened(source.contents(), _DAMAGED) as package:
        sheet = _OpenSheet()
        parse(package, "content.xml", sheet)
    return _below_the_names(sheet.rows)


def _first_sheet(package: zipfile.ZipFile) -> str:
    sheets = [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/[\w-]+\.xml", name)]
    return min(sheets, key=lambda name: (len(name), name))  # a ValueError where there is none


def _below_the_names(rows: list[list[str]]) -> Callable[[], Iterator[Row]]:
    filled = [row for row in rows if any(row)]
    return lambda: headed(iter(filled))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


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


class _OpenSheet(Handler):
    """The cells of the first sheet of an OpenDocument spreadsheet."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._sheets = 0
        self._lines: list[list[str]] = []
        self._value = ""
        self._times = 1
        self._in_line = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if name == f"{_TABLE}table":
            self._sheets += 1
        elif name == f"{_TABLE}table-row":
            self._row([])
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
        elif name in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"} and self._sheets == 1 and self.rows:
            words = self._value or "\n".join("".join(line) for line in self._lines)
            self.rows[-1].extend([words] * min(self._times, _REPEATED))

    def text(self, text: str) -> None:
        if self._in_line:
            self._lines[-1].append(text)

    def _row(self, row: list[str]) -> None:
        if self._sheets == 1:
            self.rows.append(row)


def _count(words: str) -> int:
    return min(int(words), _COLUMNS_LIMIT)
