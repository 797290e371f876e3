"""A file that is to be read, and what its beginning tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from desktop.base import files
from desktop.base.decoding import MARKS
from desktop.base.file_kinds import kind_of

_BEGINNING: Final = 1 << 16  # bytes: nearly every article as a whole, which then is read once
_LOOKED_AT: Final = 4096  # bytes that tell what a file is


@dataclass(frozen=True)
class Source:
    """A file with the first bytes of it."""

    path: Path
    beginning: bytes

    @classmethod
    def of(cls, path: Path) -> Self:
        """The file at `path`.

        Raises:
            KnownError: there is none, or it is empty or cannot be read; the sentence names it.
        """
        files.check_readable(path)
        try:
            with path.open("rb") as stream:
                return cls(path, stream.read(_BEGINNING))
        except OSError as error:
            raise files.unreadable(path, error) from error

    @cached_property
    def extension(self) -> str:
        """In small letters, with the point; empty where the name has none."""
        return self.path.suffix.lower()

    @cached_property
    def contents(self) -> bytes:
        """All bytes of the file; a KnownError when it cannot be read, or is too large for an article."""
        if len(self.beginning) < _BEGINNING:
            return self.beginning
        files.check_size(self.path)
        return files.contents(self.path)

    @property
    def is_unicode(self) -> bool:
        """Whether the file begins with a byte order mark."""
        return self.beginning.startswith(tuple(mark for mark, _ in MARKS))

    @cached_property
    def text(self) -> str:
        """The first few thousand characters, as far as they are text; without a byte order mark and blanks before."""
        data = self.beginning[:_LOOKED_AT]
        encoding = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "utf-8")
        return data.decode(encoding, errors="ignore").lstrip()

    @cached_property
    def kind(self) -> str:
        """What the file is that is no text (“a PDF document”), by its first bytes; empty where it may be text."""
        return kind_of(self.beginning)

    def is_named(self, extensions: Sequence[str]) -> bool:
        """Whether the file's name ends in one of these."""
        return self.extension in extensions
