"""JSON lines: a JSON object a row, which maps the columns' names to values. Several texts are a list."""

import json
from typing import BinaryIO, Final

from desktop.base.translation import Message
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Options
from desktop.exchange.tables.kinds import HOLDS
from desktop.exchange.tables.table import Table
from desktop.model.features import Feature

_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def write(table: Table, stream: BinaryIO, options: Options) -> None:
    """Writes a line a row; JSON escapes what is no letter."""
    for row in table.rows:
        stream.write(_encode(dict(zip(table.columns, row, strict=True))).encode() + b"\n")


FORMAT: Final = Format(
    name="jsonl",
    title=Message("JSON lines"),
    extensions=(".jsonl",),
    can_hold=HOLDS | {Feature.JOINT_SOURCES, Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS,),
    write_table=write,
)
