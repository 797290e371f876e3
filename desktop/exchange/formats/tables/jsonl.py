"""JSON lines: a JSON object a row, which maps the columns' names to values. Several texts are a list."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from desktop.base import files, json_text
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.format import INCLUDE_SUGGESTIONS, NAMED, NO, Format, Options, Pulse
from desktop.exchange.source import Source
from desktop.exchange.tables.incoming import reading_of
from desktop.exchange.tables.kinds import HOLDS
from desktop.exchange.tables.rows import IncomingTable, Row, Unreadable
from desktop.exchange.tables.table import Table
from desktop.model.features import Feature

_LINE_LIMIT: Final = 100_000_001  # bytes; one more than json_text takes characters
_EXTENSIONS: Final = (".jsonl", ".ndjson")
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def write(table: Table, stream: BinaryIO, options: Options) -> None:
    """Writes a line a row; JSON escapes what is no letter."""
    for row in table.rows:
        stream.write(_encode(dict(zip(table.columns, row, strict=True))).encode() + b"\n")


def score(source: Source) -> float:
    """The name says so; whether a line is an object, and what its members are, is seen when it is read."""
    return NAMED if source.is_named(_EXTENSIONS) and not source.kind else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of JSON lines, an object each."""
    return reading_of(table_in(source), source, pulse)


def table_in(source: Source) -> IncomingTable:
    """The objects of JSON lines; a whole line is read at a time, and one that is none is left out."""

    def rows() -> Iterator[Row | Unreadable]:
        try:
            with files.opened(source.path) as stream:
                number = 0
                while line := stream.readline(_LINE_LIMIT):
                    number += 1
                    if len(line) == _LINE_LIMIT:  # what follows is no line, and may be gigabytes
                        raise Unfit(translated("Line {number} is larger than any article.", number=number))
                    if line.strip():
                        yield _row(number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
        except OSError as error:
            raise files.unreadable(source.path, error) from error

    return IncomingTable(rows=rows)


def _row(number: int, line: bytes) -> Row | Unreadable:
    try:
        value = json_text.decoded(line.decode())
    except UnicodeDecodeError:
        reason = translated("it is not text in UTF-8")
    except json.JSONDecodeError as error:
        reason = translated("character {number} of it is wrong", number=error.pos + 1)
    except json_text.Refused:
        reason = translated("it holds what no text holds, or far more than an article")
    else:
        if isinstance(value, dict):
            return value
        reason = translated("it has values without names")
    return Unreadable(
        translated("Line {number} is not a JSON object, and was left out: {reason}.", number=number, reason=reason)
    )


FORMAT: Final = Format(
    name="jsonl",
    title=Message("JSON lines"),
    extensions=_EXTENSIONS,
    score=score,
    read=read,
    table=table_in,
    can_hold=HOLDS | {Feature.JOINT_SOURCES, Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS,),
    write_table=write,
)
