"""What dialogs that ask for a file show of a folder."""

from collections.abc import Iterable

from desktop.base.library_address import SERVER_SUFFIX, SUFFIX
from desktop.base.translation import translated


def files_of(kind: str, extensions: Iterable[str]) -> str:
    """Files of this kind, as Qt wants it: "Word (*.docx)"."""
    return f"{kind} ({' '.join('*' + extension for extension in extensions)})"


def library_files() -> str:
    return files_of(translated("Ascribe libraries"), [SUFFIX, SERVER_SUFFIX])


def new_library_files() -> str:
    """What a library that is made can be: none on a server, to which a file leads only."""
    return files_of(translated("Ascribe libraries"), [SUFFIX])


def all_files() -> str:
    return files_of(translated("All files"), [""])
