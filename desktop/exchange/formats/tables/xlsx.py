"""Excel workbooks (Office Open XML), by XlsxWriter, in constant memory.

Texts are written as texts: no formula and no link is made of one. A text that looks like a formula is marked as a text
(quotePrefix), so that it stays one when somebody edits the cell.
"""

import math
import tempfile
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from desktop.base.translation import Message, translated
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Options
from desktop.exchange.formats.tables import sheets
from desktop.exchange.formats.tables.cells import ROWS_OF_A_SHEET, looks_like_a_formula, plain
from desktop.exchange.tables.kinds import HOLDS
from desktop.exchange.tables.table import Cell, Table

if TYPE_CHECKING:  # it takes a tenth of a second to import
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST: Final = 32_767  # UTF-16 units of a cell
_MOST_EXACT: Final = 2**53  # beyond it, Excel rounds whole numbers
_WIDTH: Final = 18  # of a column, in characters


def write(table: Table, stream: BinaryIO, options: Options) -> None:
    """Writes a workbook of one sheet; of more, when the rows are more than a sheet holds."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    outlet = _Outlet(stream)
    with tempfile.TemporaryDirectory(prefix="ascribe-") as folder:
        book = Workbook(outlet, {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False})
        book.use_zip64()
        try:
            _write_sheets(book, table)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError, in which it wraps it
        finally:
            outlet.shut()
            for sheet in book.worksheets():  # where something failed, they are open still
                sheet.row_data_fh.close()
    if outlet.error is not None:
        raise outlet.error


class _Outlet:
    """Writes to a stream until that fails, and remembers why.

    A zip file that XlsxWriter did not finish is finished when Python collects it: by then, nobody is to hear of it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.error: OSError | None = None
        self._stream: BinaryIO | None = stream

    def write(self, data: bytes) -> int:
        if self._stream is not None:
            try:
                self._stream.write(data)
            except OSError as error:
                self.error = error
                self.shut()
        return len(data)

    def flush(self) -> None:
        """What it writes is flushed by whoever has the stream."""

    def shut(self) -> None:
        """Write nothing any more."""
        self._stream = None


def _write_sheets(book: "Workbook", table: Table) -> None:
    as_text, names = book.add_format({"quote_prefix": True}), book.add_format({"bold": True})
    rows, number = iter(table.rows), 1
    first = next(rows, None)
    while number == 1 or first is not None:
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(0, len(table.columns) - 1), _WIDTH)
        for place, name in enumerate(table.columns):
            _write(sheet, 0, place, name, as_text, names)
        some = chain([first], rows) if first is not None else ()
        for line, row in enumerate(islice(some, ROWS_OF_A_SHEET - 1), start=1):
            for place, cell in enumerate(row):
                _write(sheet, line, place, cell, as_text)
        first, number = next(rows, None), number + 1


def _write(sheet: "Worksheet", line: int, place: int, cell: Cell, as_text: Any, style: Any = None) -> None:
    value = plain(cell)
    if value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, int | float) and math.isfinite(value) and abs(value) <= _MOST_EXACT:
        sheet.write_number(line, place, value)
    else:
        text = _shortened(str(value))
        sheet.write_string(line, place, text, as_text if looks_like_a_formula(text) else style)


def _shortened(text: str) -> str:
    """The text, or as much of it as a cell holds, which says that there is more."""
    if len(text) <= _LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    mark = " … " + translated("(shortened: a cell of Excel holds 32,767 characters)")
    return units[: 2 * (_LONGEST - len(mark))].decode("utf-16-le", "ignore") + mark


FORMAT: Final = Format(
    name="xlsx",
    title=Message("Excel table"),
    extensions=(".xlsx",),
    can_hold=HOLDS,
    options=(INCLUDE_SUGGESTIONS,),
    score=sheets.scored(".xlsx"),
    read=sheets.reader(sheets.table_in_xlsx),
    table=sheets.table_in_xlsx,
    write_table=write,
)
