"""How files of one kind are read, kept under a name: columns, delimiter, encoding, patterns."""

from pathlib import Path
from typing import Any, Final

from desktop.base.translation import Message
from desktop.exchange.saved_by_name import SavedByName
from desktop.exchange.source import Choices


def _as_data(choices: Choices) -> dict[str, Any]:
    return {
        "pattern": str(choices.pattern or ""),
        "columns": dict(choices.columns),
        "delimiter": choices.delimiter,
        "encoding": choices.encoding,
        "sheet": choices.sheet,
        "name_pattern": choices.name_pattern,
    }


def _from_data(data: Any) -> Choices:
    pattern, columns = data["pattern"], data["columns"]
    sheet = data.get("sheet", "")  # which was not kept at first
    words = (pattern, data["delimiter"], data["encoding"], sheet, data["name_pattern"], *columns, *columns.values())
    if not all(isinstance(one, str) for one in words) or len(data["delimiter"]) > 1:
        raise ValueError(f"{words}")
    return Choices(
        pattern=Path(pattern) if pattern else None,
        columns=columns,
        delimiter=data["delimiter"],
        encoding=data["encoding"],
        sheet=sheet,
        name_pattern=data["name_pattern"],
    )


CHOICES: Final = SavedByName(
    "import-choices.json",
    Message("{file} holds no kept choices: {reason}. Delete it to begin anew."),
    _as_data,
    _from_data,
)
