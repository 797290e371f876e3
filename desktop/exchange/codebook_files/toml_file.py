"""A codebook as TOML: all of it, as the ready ones in resources/codebooks/ are written.

https://toml.io/en/v1.0.0. What gives no id has its name for one.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from desktop.base.errors import Unfit
from desktop.base.translation import Message
from desktop.exchange.codebook_files.format import CodebookFormat
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook

_UNSAID: Final = {"guideline": "", "color": "", "shortcut": "", "default": None, "parent": None}
_UNSAID_TOO: Final = {
    "open": False,
    "required": False,
    "of_speaker": False,
    "retired": False,
    "options": [],
    "attributes": [],
}


def read(data: bytes, name: str) -> Codebook:
    """The codebook of a file; raises Unfit."""
    try:
        return codebooks.of_data({"name": name, **codebooks.toml_data(data)})
    except ValueError as error:
        raise Unfit(str(error)) from error


def write(codebook: Codebook) -> bytes:
    """The codebook as a file."""
    data = codebook.as_data()
    lines = [f"name = {_written(data['name'])}"]
    for label in data["labels"]:
        lines += ["", "[[labels]]", *_fields(label)]
        for attribute in label["attributes"]:
            lines += ["", "[[labels.attributes]]", *_fields(attribute)]
            if attribute["options"]:
                rows = [f"    {_inline(option)}," for option in attribute["options"]]
                lines += ["options = [", *rows, "]"]
    return ("\n".join(lines) + "\n").encode()


def _fields(part: Mapping[str, Any]) -> Iterator[str]:
    return (f"{name} = {_written(value)}" for name, value in _said(part))


def _inline(option: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(_fields(option)) + " }"


def _said(part: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in part.items():
        if name not in {"options", "attributes"} and value != {**_UNSAID, **_UNSAID_TOO}.get(name, ...):
            yield name, value


def _written(value: Any) -> str:
    """A value as TOML has it: as JSON, but for a sign that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


FORMAT: Final = CodebookFormat(name="toml", title=Message("TOML"), extension=".toml", read=read, write=write)
