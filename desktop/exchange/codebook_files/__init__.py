"""A codebook as a file, to be read by people and other programs: TOML, CSV, and the REFI-QDA codebook.

To add a format, write a module with a `FORMAT` and name it in the table.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from desktop.base import files
from desktop.base.errors import KnownError, Unfit
from desktop.base.translation import Plural, listed, translated, translated_plural
from desktop.exchange.codebook_files import csv_file, qdc_file, toml_file
from desktop.exchange.codebook_files.codebook_file_checks import refuse_unsound
from desktop.exchange.codebook_files.format import CodebookFormat
from desktop.model.codebook import Codebook, in_short

FORMATS: tuple[CodebookFormat, ...] = (toml_file.FORMAT, csv_file.FORMAT, qdc_file.FORMAT)
_SIZE_LIMIT = 5_000_000  # bytes: a thousand options with a page of guidelines each
BY_NAME = {format.name: format for format in FORMATS}


def format_of(path: Path) -> CodebookFormat:
    """The format that a file's name tells.

    Raises:
        KnownError: none.
    """
    for format in FORMATS:
        if path.suffix.lower() == format.extension:
            return format
    extensions = listed(format.extension for format in FORMATS)
    raise KnownError(
        translated(
            "{file} is not named as a codebook is: such a name ends in {extensions}.", file=path, extensions=extensions
        )
    )


def read(path: Path) -> Codebook:
    """The codebook of a file.

    Raises:
        KnownError: it cannot be read, or is none; the sentence names the file.
    """
    format = format_of(path)
    try:
        codebook = format.read(files.contents(path, _SIZE_LIMIT), path.stem)
        refuse_unsound(codebook)
        return codebook
    except Unfit as error:
        raise KnownError(
            translated("{file} is not a codebook: {reason}.", file=path, reason=in_short(error).rstrip("."))
        ) from error


def write(codebook: Codebook, format: CodebookFormat, stream: BinaryIO) -> None:
    """Writes a codebook to a stream; `losses` tells before what the file will be without."""
    stream.write(format.write(codebook))


def losses(codebook: Codebook, format: CodebookFormat) -> str:
    """What of the codebook the format cannot hold, as a sentence; empty where it holds everything."""
    lost = _worded([(words, count(codebook)) for words, count in format.lacks])
    if not lost:
        return ""
    return translated("This file format cannot hold {losses}.", losses=listed(lost))


def _worded(counted: Sequence[tuple[Plural, int]]) -> list[str]:
    return [translated_plural(*words, count) for words, count in counted if count]
