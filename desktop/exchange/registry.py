"""All file formats, in one table: to add one, write a module with a `FORMAT` and name it here."""

from pathlib import Path

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.exchange.format import Draft, Format
from desktop.exchange.formats import gold_lines, native, plain_text, web_page, word

FORMATS: tuple[Format, ...] = (plain_text.FORMAT, web_page.FORMAT, word.FORMAT, native.FORMAT, gold_lines.FORMAT)

READABLE: dict[str, Format] = {
    extension: format for format in FORMATS if format.read or format.bring_in for extension in format.extensions
}
WRITABLE: dict[str, Format] = {format.name: format for format in FORMATS if format.write}

_HEAD = 4096  # bytes that tell what a file without a known extension is


def format_of(path: Path) -> Format:
    """The format of a file: by its extension, or by its first bytes when it has none that is known."""
    return READABLE.get(path.suffix.lower()) or _format_by_content(path)


def read(path: Path) -> Draft:
    """The article in a file of any format that holds one article.

    Raises:
        KnownError: there is none to be had; the sentence names the file.
    """
    format = format_of(path)
    files.check_readable(path)
    if format.read is None:
        raise KnownError(f"{path} holds no single article; import it instead.")
    try:
        return format.read(path)
    except KnownError as error:
        sentence = str(error)
        raise KnownError(sentence if str(path) in sentence else f"{path}: {sentence}") from error


def holds_annotations(path: Path) -> bool:
    """Whether the file is of a format that carries annotations: it is brought in, not read as one article."""
    return format_of(path).bring_in is not None


def _format_by_content(path: Path) -> Format:
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise files.unreadable(path, error) from error
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    if head.startswith(b"PK\x03\x04") and b"word/" in head:
        return word.FORMAT
    if start.startswith((b"<!doctype html", b"<html")):
        return web_page.FORMAT
    if start.startswith(b"{") and b'"format"' in start and b'"ascribe"' in start:
        return native.FORMAT
    return plain_text.FORMAT
