"""Layouts of tables that are kept under a name, for the window and the command line alike, in the settings folder."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop.base import files, paths
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange.tables.kinds import KINDS
from desktop.exchange.tables.table import COUNTING, ROWS, Layout


def layouts() -> dict[str, Layout]:
    """The layouts by their names, in the names' order.

    Raises:
        KnownError: the file of them cannot be read; the sentence names it.
    """
    file = _file()
    if not files.exists(file):
        return {}
    try:
        data = json.loads(files.contents(file, files.SIZE_LIMIT))
        return {name: _layout(layout) for name, layout in sorted(data.items())}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise KnownError(
            translated("{file} holds no layouts of tables: {reason}. Delete it to begin anew.", file=file, reason=error)
        ) from error


def save(name: str, layout: Layout) -> None:
    """Keep a layout under this name, in place of what has it.

    Raises:
        KnownError: the file cannot be read or written.
    """
    _write({**layouts(), name: layout})


def forget(name: str) -> None:
    """Keep no layout under this name any more; a KnownError as for `save`."""
    _write({known: layout for known, layout in layouts().items() if known != name})


def _write(kept: Mapping[str, Layout]) -> None:
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.unreadable(file.parent, error) from error
    data = {name: asdict(layout) for name, layout in kept.items()}
    with files.replacing(file) as stream:
        stream.write(json.dumps(data, ensure_ascii=False, indent=1).encode())


def _layout(data: Any) -> Layout:
    layout = Layout(table=data["table"], rows=data["rows"], columns=tuple(map(str, data["columns"])))
    layout = replace(layout, count=data.get("count", layout.count))  # which early builds did not know
    if layout.table not in KINDS or layout.rows not in ROWS or layout.count not in COUNTING:
        raise ValueError(f"{layout.table}, {layout.rows}, {layout.count}")
    return layout


def _file() -> Path:
    return paths.config_folder() / "table-layouts.json"
