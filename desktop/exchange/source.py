"""A file that is to be read, and what its beginning tells of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from desktop.base import files
from desktop.base.decoding import MARKS, Decoded, in_doubt, in_encoding
from desktop.base.file_kinds import kind_of
from desktop.base.translation import Message

_BEGINNING: Final = 1 << 16  # bytes: nearly every article as a whole, which then is read once
_LOOKED_AT: Final = 4096  # bytes that tell what a file is
_MARKS: Final = tuple(mark for mark, _ in MARKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person says of how a file is to be read; what is empty is found by looking at the file."""

    pattern: Path | None = None  # by which many articles are split: a file of exchange/news_databases/
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a table: by an article's field, the column's name; empty where no column is to be taken for it."""
    delimiter: str = ""  # of a table of text: a character
    encoding: str = ""  # of a text, or a table of text, by any name that Python knows
    sheet: str = ""  # of a workbook: its name, or ALL_SHEETS of tables/rows.py
    name_pattern: str = ""  # by which the names of files say what is known of their articles: exchange/name_patterns.py


FOUND: Final = Choices()


@dataclass(frozen=True, slots=True)
class Source:
    """A file with the first bytes of it."""

    path: Path
    size: int  # in bytes
    beginning: bytes
    extension: str  # in small letters, with the point; empty where the name has none
    kind: Message | None  # what it is that is no text (“a PDF document”), by its first bytes; None where it may be text
    has_mark: bool  # whether it begins with a byte order mark
    text: str  # the first few thousand characters, as far as they are text, without the mark and blanks before
    choices: Choices = FOUND

    @classmethod
    def of(cls, path: Path, choices: Choices = FOUND) -> Self:
        """The file at `path`, to be read as is chosen.

        Raises:
            KnownError: there is none, or it is empty or cannot be read; the sentence names it.
        """
        size = files.readable_size(path)
        try:
            with files.opened(path) as stream:
                beginning = stream.read(_BEGINNING)
        except OSError as error:
            raise files.unreadable(path, error) from error
        has_mark = beginning.startswith(_MARKS)
        encoding = next(name for mark, name in MARKS if beginning.startswith(mark)) if has_mark else "utf-8"
        text = beginning[:_LOOKED_AT].decode(encoding, errors="ignore").lstrip()
        return cls(path, size, beginning, path.suffix.lower(), kind_of(beginning), has_mark, text, choices)

    def contents(self) -> bytes:
        """All bytes of the file; a KnownError when it cannot be read, or is too large for an article."""
        if len(self.beginning) == self.size:
            return self.beginning
        return files.contents(self.path, files.SIZE_LIMIT)

    def decoded(self) -> Decoded:
        """The text of the file, in the encoding that was chosen, else in the one that is found.

        Raises:
            KnownError: it cannot be read, or holds no such text.
        """
        data, chosen = self.contents(), self.choices.encoding
        return Decoded(in_encoding(data, chosen), chosen) if chosen else in_doubt(data)

    def is_named(self, extensions: Sequence[str]) -> bool:
        """Whether the file's name ends in one of these."""
        return self.extension in extensions
