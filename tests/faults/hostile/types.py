"""Columns that hold values of another type, or none."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Text

from desktop.library.sql import tables
from tests.faults.hostile.doing import put


def _columns() -> Iterator[tuple[str, Column[Any]]]:
    for table in tables.metadata.sorted_tables:
        for column in table.c:
            if not (column.primary_key and str(column.type) == "INTEGER" and len(table.primary_key) == 1):
                yield table.name, column


def _wrong_type(column: Column[Any]) -> str:
    return f'CAST("{column.name}" AS BLOB)' if isinstance(column.type, Text) else f"'evil' || \"{column.name}\""


WRONG_TYPES = {
    f"another type in {table}.{column.name}": put(table, {column.name: _wrong_type(column)})
    for table, column in _columns()
}
NULLS = {
    f"NULL in {table}.{column.name}": put(table, {column.name: "NULL"})
    for table, column in _columns()
    if not column.nullable and not column.primary_key
}
LARGE_NUMBERS = {
    f"numbers in the texts of {table.name}": put(
        table.name,
        {one.name: "abs(random())" for name, one in _columns() if name == table.name and isinstance(one.type, Text)},
    )
    for table in tables.metadata.sorted_tables
    if any(isinstance(column.type, Text) for column in table.c)
}
