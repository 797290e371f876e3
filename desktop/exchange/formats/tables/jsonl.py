"""JSON lines: a JSON object a row, which maps the columns' names to values. Several texts are a list."""

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from desktop.base import files, json_text
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.format import INCLUDE_SUGGESTIONS, LIKELY, NAMED, NO, Format, Options, Pulse
from desktop.exchange.source import Source
from desktop.exchange.tables.incoming import Row, reading_of
from desktop.exchange.tables.kinds import HOLDS
from desktop.exchange.tables.table import Table
from desktop.model.features import Feature

_LINE_LIMIT: Final = 100_000_001  # characters; one more than json_text takes
_EXTENSIONS: Final = (".jsonl", ".ndjson")
_OBJECT: Final = re.compile(r"\{\s*[\"}]")
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def write(table: Table, stream: BinaryIO, options: Options) -> None:
    """Writes a line a row; JSON escapes what is no letter."""
    for row in table.rows:
        stream.write(_encode(dict(zip(table.columns, row, strict=True))).encode() + b"\n")


def score(source: Source) -> float:
    """A line is an object; what its members are, is seen when it is read."""
    if source.kind or not source.is_named(_EXTENSIONS):
        return NO
    return NAMED if _OBJECT.match(source.text) and b"\n" in source.beginning.strip() + b"\n" else LIKELY


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of JSON lines, an object each."""
    return reading_of(rows_of(source), source, pulse)


def rows_of(source: Source) -> Callable[[], Iterator[Row]]:
    """The objects of JSON lines; a whole line is read at a time."""

    def rows() -> Iterator[Row]:
        number = 0
        try:
            with (
                files.opened(source.path) as stream,
                io.TextIOWrapper(stream, encoding="utf-8-sig", newline="\n") as lines,
            ):
                while line := lines.readline(_LINE_LIMIT):
                    number += 1
                    if line.strip():
                        yield _row(json_text.decoded(line))
        except OSError as error:
            raise files.unreadable(source.path, error) from error
        except UnicodeDecodeError as error:
            raise Unfit(translated("It is not text in UTF-8.")) from error
        except ValueError as error:
            sentence = translated("Line {number} is not a JSON object: {reason}.", number=number, reason=error)
            raise Unfit(sentence) from error

    return rows


def _row(value: object) -> Row:
    if not isinstance(value, dict):
        raise ValueError(translated("it has values without names"))
    return value


FORMAT: Final = Format(
    name="jsonl",
    title=Message("JSON lines"),
    extensions=_EXTENSIONS,
    score=score,
    read=read,
    rows=rows_of,
    can_hold=HOLDS | {Feature.JOINT_SOURCES, Feature.LONG_TEXTS},
    options=(INCLUDE_SUGGESTIONS,),
    write_table=write,
)
