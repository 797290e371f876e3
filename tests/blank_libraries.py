"""New libraries for tests: copies of one that was made, which cost half of the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop.library.sqlite import engine
from desktop.model.codebook import Codebook
from desktop.model.records import new_id

make = engine._fill  # as the program makes them
_blanks: dict[str, tuple[bytes, bytes]] = {}  # by the codebook


@contextmanager
def copied() -> Iterator[None]:
    """While it lasts, libraries that are made in files without content are copies, each of a lineage of its own."""
    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setattr(engine, "_fill", _fill)
        yield


def _fill(path: Path, codebook: Codebook) -> None:
    if path.stat().st_size or any(file.exists() for file in engine.companions(path)):
        make(path, codebook)
        return
    words = codebook.as_json()
    if words not in _blanks:
        _blanks[words] = _made(codebook)
    before, after = _blanks[words]
    path.write_bytes(before + new_id().encode() + after)


def _made(codebook: Codebook) -> tuple[bytes, bytes]:
    """A library with this codebook: what stands before the id of its lineage, and what stands after it."""
    lineage = new_id()
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as meanwhile:
        (path := Path(folder) / "Blank.ascribe").touch()
        meanwhile.setattr(engine, "new_id", lambda: lineage)
        make(path, codebook)
        (opened := engine.connect(path)).connect().close()  # which begins to write ahead
        opened.dispose()
        before, after = path.read_bytes().split(lineage.encode())
    return before, after
