"""How a cell is written, whatever the file: nothing in it that a program would run, no character that breaks a file.

A text that begins like a formula is run by spreadsheets when they open a file in which cells have no types (CSV
injection; owasp.org, "CSV Injection"). Such a text gets an apostrophe before it, as a person would type it; so does one
that begins with blanks or apostrophes and such a sign, so that the first apostrophe can be taken away without a doubt.
"""

import re
from typing import Final

from desktop.exchange.tables.table import Cell

ROWS_OF_A_SHEET: Final = 1_048_576  # of Excel and of LibreOffice, with the row of names
BETWEEN: Final = "; "  # the texts of one cell

_BEGINS_A_FORMULA: Final = r"(?:['\s]*[=+\-@＝＋－＠]|[\t\n\r])"
# What no XML holds, what terminals obey, and halves of UTF-16 pairs; not the tab and the new line.
_NEVER_WRITTEN: Final = "[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
_FORMULA: Final = re.compile(_BEGINS_A_FORMULA)
_CONTROL: Final = re.compile(_NEVER_WRITTEN)
_LINE_END: Final = re.compile("\r\n?")
_MAY_BEGIN_A_FORMULA: Final = "' =+-@＝＋－＠"  # of what Python calls printable
_PICTURES: Final = 0x2400  # Unicode has a picture of each control character: ␛


def plain(cell: Cell) -> str | int | float | bool:
    """The cell as one value of a sheet: several texts are joined, each once; None is the empty text."""
    value = _one(cell)
    return harmless(value) if isinstance(value, str) else value


def typed_in(cell: Cell) -> str:
    """The cell as text in a file without types: a formula made a text, a number as Python writes it."""
    if cell is None:
        return ""
    value = _one(cell) if isinstance(cell, tuple) else cell
    if isinstance(value, str):
        if not value or (value[0] not in _MAY_BEGIN_A_FORMULA and value.isprintable()):
            return value  # as most are: a look at each by the patterns is not free
        value = harmless(value)
        return f"'{value}" if looks_like_a_formula(value) else value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _one(cell: Cell) -> str | int | float | bool:
    if isinstance(cell, tuple):
        return cell[0] if len(cell) == 1 else BETWEEN.join(dict.fromkeys(filter(None, cell)))
    return "" if cell is None else cell


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text that is typed in for more than a text."""
    return _FORMULA.match(text) is not None


def read_back(text: str) -> str:
    """What a cell of text says: without the blanks around it, and the apostrophe that keeps it from being a formula."""
    text = text.strip()
    return text[1:] if text.startswith("'") and looks_like_a_formula(text[1:]) else text


def harmless(text: str) -> str:
    """The text with one kind of line end, and a picture (␛) in place of each control character."""
    if not _CONTROL.search(text):
        return text
    return _CONTROL.sub(_picture, _LINE_END.sub("\n", text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_PICTURES + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
