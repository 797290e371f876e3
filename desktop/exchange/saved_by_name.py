"""What a user saves under a name: a JSON file a kind, in the settings folder."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from desktop.base import files, paths
from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated

T = TypeVar("T")


@dataclass(frozen=True)
class SavedByName(Generic[T]):
    """Things of one kind by their names."""

    file: str  # its name
    no_such: Message  # the sentence for a file that holds no such things, of {file} and {reason}
    as_data: Callable[[T], Any]
    from_data: Callable[[Any], T]
    """Raises a ValueError, TypeError, KeyError or AttributeError for what is none."""

    def all(self) -> dict[str, T]:
        """All that is kept, in the names' order.

        Raises:
            KnownError: the file cannot be read; the sentence names it.
        """
        file = paths.config_folder() / self.file
        if not files.exists(file):
            return {}
        try:
            data = json.loads(files.contents(file, files.SIZE_LIMIT))
            return {name: self.from_data(one) for name, one in sorted(data.items())}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise KnownError(translated(self.no_such, file=file, reason=error)) from error

    def save(self, name: str, thing: T) -> None:
        """Keep it under this name, in place of what has it.

        Raises:
            KnownError: the file cannot be read or written.
        """
        self._write({**self.all(), name: thing})

    def forget(self, name: str) -> None:
        """Keep nothing under this name any more; a KnownError as for `save`."""
        self._write({known: thing for known, thing in self.all().items() if known != name})

    def _write(self, kept: Mapping[str, T]) -> None:
        file = paths.config_folder() / self.file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise files.unreadable(file.parent, error) from error
        data = {name: self.as_data(thing) for name, thing in kept.items()}
        with files.replacing(file) as stream:
            stream.write(json.dumps(data, ensure_ascii=False, indent=1).encode())
