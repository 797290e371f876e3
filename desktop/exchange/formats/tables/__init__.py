"""Tables as files: what a spreadsheet, a statistics program or a script reads."""

from typing import Final

from desktop.exchange.format import Format
from desktop.exchange.formats.tables import delimited, jsonl, ods, parquet, xlsx

FORMATS: Final[tuple[Format, ...]] = (
    delimited.CSV,
    delimited.TSV,
    xlsx.FORMAT,
    ods.FORMAT,
    jsonl.FORMAT,
    parquet.FORMAT,
)
