"""Control characters in texts that are not ours: a terminal obeys them, so each is shown as a picture (␛) instead."""

from typing import Final

_C0: Final = range(0x20)
_PICTURES: Final = 0x2400  # where Unicode has a picture of each of them, in their order
_C1: Final = range(0x80, 0xA0)  # which have none
_SHOWN: Final = {code: _PICTURES + code for code in _C0} | {0x7F: 0x2421} | dict.fromkeys(_C1, 0xFFFD)
_IN_LINES: Final = {code: shown for code, shown in _SHOWN.items() if chr(code) not in "\n\t"}


def pictured(text: str) -> str:
    """The text with a picture for each control character but those that part lines and columns."""
    return text if text.isascii() and text.isprintable() else text.translate(_IN_LINES)


def on_one_line(text: str) -> str:
    """The text with single blanks for what parts lines and columns, and a picture for each other control character."""
    return " ".join(text.split()).translate(_SHOWN)
