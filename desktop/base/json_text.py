"""JSON that somebody else wrote, decoded within limits: what is no JSON text, or would fill the memory, is refused."""

import json
import re
from typing import Any, Final, NoReturn

from desktop.base.numbers import is_finite

_LENGTH_LIMIT: Final = 100_000_000  # characters of one value: twice the largest article
_PIECES_LIMIT: Final = 3_000_000  # values within one value: each takes many times the memory of its letters
_BLANKS: Final = " \t\n\r"
_ODD_ESCAPES: Final = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")


class Refused(ValueError):
    """It may be JSON, but none that we take. The message says why."""


def decoded(text: str) -> Any:
    """The value that a whole text is.

    Raises:
        json.JSONDecodeError: it is no JSON.
        Refused: it is beyond the limits, or holds what no text holds.
    """
    refuse_too_large(text)
    text = text.strip(_BLANKS)
    value, end = value_at(text, 0)
    if end < len(text):
        raise Refused("there is more after its end")
    return value


def refuse_too_large(text: str, at: int = 0) -> None:
    """Raises Refused when a value that goes from there to the end would fill the memory."""
    if len(text) - at > _LENGTH_LIMIT or sum(text.count(sign, at) for sign in ",[{") > _PIECES_LIMIT:
        raise Refused("it holds a value that is larger than any article")


def value_at(text: str, at: int) -> tuple[Any, int]:
    """The value that begins there, which is no blank, and where it ends.

    Raises:
        json.JSONDecodeError: there is no sound value; its `pos` is where the trouble is.
        Refused: it is nested too deeply, or holds what no text holds.
    """
    try:
        value, end = _decode(text, at)
        if _ODD_ESCAPES.search(text, at, end):
            _refuse_odd_characters(value)
    except RecursionError as error:
        raise Refused("it is nested too deeply") from error
    except (json.JSONDecodeError, Refused):
        raise
    except ValueError as error:  # see sys.set_int_max_str_digits
        raise Refused("a number in it has too many digits") from error
    return value, end


def _refuse_odd_characters(value: Any) -> None:
    try:
        text = json.dumps(value, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused("a text holds half of a UTF-16 pair (a lone surrogate)") from error
    if re.search(r"(?<!\\)(?:\\\\)*\\u0000", text):
        raise Refused("a text holds a NUL character")


def _refuse_constant(name: str) -> NoReturn:
    raise Refused(f"{name} is not a number in JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if is_finite(number) else _refuse_constant(digits)


_decode: Final = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite).raw_decode
