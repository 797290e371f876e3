"""CSV (RFC 4180) and TSV, in UTF-8."""

import csv
import io
from collections.abc import Callable
from typing import BinaryIO, Final

from desktop.base.translation import Message
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Option, Options
from desktop.exchange.formats.tables.cells import typed_in
from desktop.exchange.tables.kinds import HOLDS
from desktop.exchange.tables.table import Table
from desktop.model.features import Feature

WITHOUT_MARK: Final = Option(
    name="without_bom",
    title=Message("Without the mark by which Excel knows UTF-8"),
    help=Message("begin without the byte order mark by which Excel knows UTF-8"),
)


def _writer(dialect: str) -> Callable[[Table, BinaryIO, Options], None]:
    def write(table: Table, stream: BinaryIO, options: Options) -> None:
        encoding = "utf-8" if options.get(WITHOUT_MARK.name) else "utf-8-sig"
        text = io.TextIOWrapper(stream, encoding=encoding, newline="", write_through=False)
        rows = csv.writer(text, dialect)
        rows.writerow(map(typed_in, table.columns))
        rows.writerows(map(typed_in, row) for row in table.rows)
        text.flush()
        text.detach()  # the stream is whoever's it is, to be closed there

    return write


CSV: Final = Format(
    name="csv",
    title=Message("CSV table"),
    extensions=(".csv",),
    can_hold=HOLDS | {Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS, WITHOUT_MARK),
    write_table=_writer("excel"),
)
TSV: Final = Format(
    name="tsv",
    title=Message("TSV table"),
    extensions=(".tsv", ".tab"),
    can_hold=HOLDS | {Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS, WITHOUT_MARK),
    write_table=_writer("excel-tab"),
)
