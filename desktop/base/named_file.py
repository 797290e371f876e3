"""Lets errors about a copy, or about an unpacked file, name the file that the person knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.base.translation import shown


@contextmanager
def errors_naming(known: Path, file: Path, kind: type[KnownError] = KnownError) -> Iterator[None]:
    """Has the sentence of a KnownError of this kind that leaves the block name the `known` file, and not this one."""
    try:
        yield
    except kind as error:
        error.args = (str(error).replace(shown(file), shown(known)),)
        raise
