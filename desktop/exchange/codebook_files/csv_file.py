"""A codebook as CSV, one row an option, for spreadsheets (RFC 4180, UTF-8).

A label without attributes has a row, and so has an attribute without options. An option names the one around it in
`below`; where ids are given, `below_id` says which of two with one name. Rows without ids get new ones; so a list that
somebody typed needs the columns `label`, `attribute` and `option` alone.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any, Final

from desktop.base.decoding import decoded
from desktop.base.errors import Unfit
from desktop.base.numbers import number_of
from desktop.base.translation import Message, translated
from desktop.exchange.codebook_files.format import CodebookFormat
from desktop.exchange.formats.tables.cells import read_back, typed_in
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook, Label
from desktop.model.folding import folded
from desktop.model.records import AttributeValue, new_id

_LABEL: Final = ("label", "role", "key", "label_color", "label_guideline")
_ATTRIBUTE: Final = ("attribute", "kind", "open", "required", "of_speaker", "default", "attribute_guideline")
_OPTION: Final = ("option", "below", "color", "guideline", "retired")
_IDS: Final = ("label_id", "attribute_id", "option_id", "below_id")
COLUMNS: Final = (*_LABEL, *_ATTRIBUTE, *_OPTION, *_IDS)
_BETWEEN: Final = "|"  # the options of a default of several
Row = Mapping[str, str]


def write(codebook: Codebook) -> bytes:
    """The codebook as a file; a spreadsheet knows by the mark at its beginning that it is UTF-8."""
    stream = StringIO(newline="")
    rows = csv.DictWriter(stream, COLUMNS, restval="")
    rows.writeheader()
    for label in codebook.labels:
        rows.writerows({column: typed_in(cell) for column, cell in row.items()} for row in _label_rows(label))
    return stream.getvalue().encode("utf-8-sig")


def _label_rows(label: Label) -> Iterator[dict[str, str]]:
    own = {
        "label": label.name,
        "role": label.role,
        "key": label.shortcut,
        "label_color": label.color,
        "label_guideline": label.guideline,
        "label_id": label.id,
    }
    if not label.attributes:
        yield own
    for attribute in label.attributes:
        asked = own | {
            "attribute": attribute.name,
            "kind": attribute.kind,
            "open": _yes(attribute.open),
            "required": _yes(attribute.required),
            "of_speaker": _yes(attribute.of_speaker),
            "default": _default(attribute.default),
            "attribute_guideline": attribute.guideline,
            "attribute_id": attribute.id,
        }
        if not attribute.options:
            yield asked
        for option in attribute.options:
            around = attribute.option(option.parent or "")
            yield asked | {
                "option": option.name,
                "below": around.name if around else "",
                "color": option.color,
                "guideline": option.guideline,
                "retired": _yes(option.retired),
                "option_id": option.id,
                "below_id": option.parent or "",
            }


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _default(value: AttributeValue | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else _BETWEEN.join(value) if isinstance(value, tuple) else str(value)


def read(data: bytes, name: str) -> Codebook:
    """The codebook of a file; raises Unfit."""
    text = decoded(data)
    try:
        rows = csv.DictReader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        columns = [folded(column or "").strip() for column in rows.fieldnames or ()]
        if "label" not in columns:
            raise Unfit(translated("It has no column “label”."))
        rows.fieldnames = columns
        labels = _labels([{column: read_back(row[column] or "") for column in columns} for row in rows])
        return codebooks.of_data({"name": name, "labels": labels})
    except (csv.Error, ValueError) as error:
        raise Unfit(str(error)) from error


def _delimiter(text: str) -> str:
    """The sign between columns: that which the first line has most of."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _labels(rows: Iterable[Row]) -> list[dict[str, Any]]:
    labels: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not row["label"]:
            continue
        label = labels.setdefault(row.get("label_id") or f"named {folded(row['label'])}", _label(row))
        if row.get("attribute"):
            attribute = label["attributes"].setdefault(
                row.get("attribute_id") or f"named {folded(row['attribute'])}", _attribute(row)
            )
            if row.get("option"):
                attribute["options"].append(_option(row, attribute["options"]))
    return [
        label | {"attributes": [_answered(attribute) for attribute in label["attributes"].values()]}
        for label in labels.values()
    ]


def _label(row: Row) -> dict[str, Any]:
    return _given(row, name="label", role="role", shortcut="key", color="label_color", guideline="label_guideline") | {
        "id": row.get("label_id") or new_id(),
        "role": row.get("role") or "other",
        "attributes": {},
    }


def _attribute(row: Row) -> dict[str, Any]:
    return _given(row, name="attribute", guideline="attribute_guideline", default="default") | {
        "id": row.get("attribute_id") or new_id(),
        "kind": row.get("kind") or ("choice" if row.get("option") else "text"),
        "open": _is_yes(row.get("open", "")),
        "required": _is_yes(row.get("required", "")),
        "of_speaker": _is_yes(row.get("of_speaker", "")),
        "options": [],
    }


def _option(row: Row, before: list[dict[str, Any]]) -> dict[str, Any]:
    below = row.get("below_id") or None
    if below is None and row.get("below"):  # the last before it that has this name
        named = (one["id"] for one in reversed(before) if folded(one["name"]) == folded(row["below"]))
        below = next(named, None)
        if below is None:
            raise Unfit(
                translated("“{name}” belongs to an option that is not there, or to itself.", name=row["option"])
            )
    return _given(row, name="option", color="color", guideline="guideline") | {
        "id": row.get("option_id") or new_id(),
        "parent": below,
        "retired": _is_yes(row.get("retired", "")),
    }


def _given(row: Row, **columns: str) -> dict[str, Any]:
    return {field: row[column] for field, column in columns.items() if row.get(column)}


def _is_yes(value: str) -> bool:
    return folded(value) in {"yes", "true", "1", "x"}


def _answered(attribute: dict[str, Any]) -> dict[str, Any]:
    """The attribute with its default as what it is: an option by its id or its name, a number, yes or no."""
    said = attribute.get("default")
    if said is None:
        return attribute
    ids = {option["id"]: option["id"] for option in reversed(attribute["options"])}
    names = {folded(option["name"]): option["id"] for option in reversed(attribute["options"])}

    def option(value: str) -> str:
        return ids.get(value) or names.get(folded(value)) or value

    match attribute["kind"]:
        case "choice":
            return attribute | {"default": option(said)}
        case "choices":
            return attribute | {"default": [option(one.strip()) for one in said.split(_BETWEEN)]}
        case "yes/no":
            return attribute | {"default": _is_yes(said)}
        case "number":
            try:
                return attribute | {"default": number_of(said)}
            except ValueError:
                return attribute  # what is no number is refused with the rest
        case _:
            return attribute


FORMAT: Final = CodebookFormat(
    name="csv", title=Message("CSV, one row for each option"), extension=".csv", read=read, write=write
)
