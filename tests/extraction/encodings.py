"""Which of chardet's own fixtures are decoded rightly: a folder for each encoding, of github.com/chardet/chardet."""

from collections.abc import Callable, Iterator
from pathlib import Path

import chardet
import charset_normalizer

from desktop.base.decoding import decoded
from desktop.base.errors import KnownError


def files(folder: Path) -> Iterator[tuple[bytes, str]]:
    """The bytes of each file, and its text."""
    for file in sorted((folder / "tests").glob("*/*")):
        encoding = _encoding(file.parent.name)
        if encoding and file.is_file() and file.suffix != ".py":
            try:
                text = file.read_bytes().decode(encoding)
            except (UnicodeError, LookupError):  # a folder's name may be more than Python knows
                continue
            yield file.read_bytes(), text.lstrip("\ufeff")


def _encoding(folder: str) -> str:
    """The encoding that a folder is named after; a language may follow."""
    import codecs

    parts = folder.lower().split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        try:
            codecs.lookup(name)
        except LookupError:
            continue
        return "utf-8-sig" if name == "utf-8" else name
    return ""


def ours(data: bytes) -> str | None:
    try:
        return decoded(data)
    except KnownError:
        return None


def chardets(data: bytes) -> str | None:
    encoding = chardet.detect(data)["encoding"]
    return data.decode(str(encoding), "replace") if encoding else None


def charset_normalizers(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best else None


WAYS: dict[str, Callable[[bytes], str | None]] = {
    "Ascribe": ours,
    "chardet": chardets,
    "charset-normalizer": charset_normalizers,
}
