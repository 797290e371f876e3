"""Reads a large JSON object piece by piece: its members, and the elements of its large arrays one at a time."""

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NamedTuple, TextIO

from desktop.base import files, json_text
from desktop.base.errors import KnownError
from desktop.base.translation import translated

_CHUNK: Final = 1 << 18
_BLANKS: Final = re.compile(r"[ \t\n\r]*")
_LONGEST_WORD: Final = 20  # a word or number that the buffer's end cuts is no longer than this


class Part(NamedTuple):
    """A member of the object, or one element of the array that is a member. An empty array is a member too."""

    key: str
    position: int | None
    value: Any


def parts(path: Path, arrays: frozenset[str]) -> Iterator[Part]:
    """The members of the JSON object in a file, in its order; those named in `arrays` element by element.

    Raises:
        KnownError: the file cannot be read or is no JSON object; the sentence names it.
    """
    try:
        with TextIOWrapper(files.opened(path), encoding="utf-8-sig", newline="") as stream:
            yield from _members(_Reader(stream), arrays)
    except OSError as error:
        raise files.unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise KnownError(translated("{file} is not an Ascribe export: it is not UTF-8 text.", file=path)) from error
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise KnownError(translated("{file} is not sound JSON: {reason}.", file=path, reason=reason)) from error


def _members(reader: "_Reader", arrays: frozenset[str]) -> Iterator[Part]:
    reader.take("{")
    if reader.found("}"):
        return reader.end()
    while True:
        key = reader.value()
        if not isinstance(key, str):
            raise reader.error("a name was expected")
        reader.take(":")
        if key in arrays and reader.found("["):
            yield from _elements(reader, key)
        else:
            yield Part(key, None, reader.value())
        if reader.found("}"):
            return reader.end()
        reader.take(",")


def _elements(reader: "_Reader", key: str) -> Iterator[Part]:
    if reader.found("]"):
        yield Part(key, None, [])
        return
    index = 0
    while True:
        yield Part(key, index, reader.value())
        index += 1
        if reader.found("]"):
            return
        reader.take(",")


class _Reader:
    """Decodes values from the front of a stream, holding no more of it than the value needs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._line = 1  # where the buffer begins

    def found(self, character: str) -> bool:
        """Whether the next character, blanks aside, is this one, which is then taken."""
        self._skip_blanks()
        if self._text[self._at : self._at + 1] != character:
            return False
        self._at += 1
        return True

    def take(self, character: str) -> None:
        if not self.found(character):
            raise self.error(f"“{character}” was expected")

    def end(self) -> None:
        self._skip_blanks()
        if self._at < len(self._text):
            raise self.error("there is more after its end")

    def value(self) -> Any:
        self._skip_blanks()
        while True:
            try:
                value, end = json_text.value_at(self._text, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated string") or error.pos > len(self._text) - _LONGEST_WORD
                if not cut or not self._more():
                    raise self.error(error.msg, error.pos) from error
                continue
            except json_text.Refused as error:
                raise self.error(str(error)) from error
            if isinstance(value, int | float) and end > len(self._text) - _LONGEST_WORD and self._more():
                continue  # a number may go on: of “1.5e3”, “1.” is a number and a bit
            self._at = end
            return value

    def error(self, reason: str, at: int | None = None) -> json.JSONDecodeError:
        line = self._line + self._text.count("\n", 0, self._at if at is None else at)
        return json.JSONDecodeError(f"{reason} (line {line:,})", "", 0)

    def _skip_blanks(self) -> None:
        while True:
            match = _BLANKS.match(self._text, self._at)
            assert match is not None
            self._at = match.end()
            if self._at < len(self._text) or not self._more():
                return

    def _more(self) -> bool:
        """Drops what is done with and reads on, more each time, so that a large value is not tried too often."""
        json_text.refuse_too_large(self._text, self._at)
        more = self._stream.read(max(_CHUNK, len(self._text) - self._at))
        if not more:
            return False
        self._line += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + more
        self._at = 0
        return True
