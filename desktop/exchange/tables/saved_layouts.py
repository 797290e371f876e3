"""Layouts of tables that are kept under a name."""

from dataclasses import asdict, replace
from typing import Any, Final

from desktop.base.translation import Message
from desktop.exchange.saved_by_name import SavedByName
from desktop.exchange.tables.kinds import KINDS
from desktop.exchange.tables.table import COUNTING, ROWS, Layout


def _layout(data: Any) -> Layout:
    layout = Layout(table=data["table"], rows=data["rows"], columns=tuple(map(str, data["columns"])))
    layout = replace(layout, count=data.get("count", layout.count))  # which early builds did not know
    if layout.table not in KINDS or layout.rows not in ROWS or layout.count not in COUNTING:
        raise ValueError(f"{layout.table}, {layout.rows}, {layout.count}")
    return layout


LAYOUTS: Final = SavedByName(
    "table-layouts.json",
    Message("{file} holds no layouts of tables: {reason}. Delete it to begin anew."),
    asdict,
    _layout,
)
