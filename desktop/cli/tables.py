"""The flags that say how to read a table: which column holds what, the delimiter, the encoding, the sheet."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Collection
from dataclasses import replace

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange.source import FOUND, Choices


def add_arguments(parser: ArgumentParser, fields: Collection[str]) -> None:
    """Adds the flags of a command that reads tables whose columns hold these fields."""

    def column(words: str) -> tuple[str, str]:
        field, equals, name = words.partition("=")
        if not equals or field not in fields:
            raise ArgumentTypeError(translated("{words} is not FIELD=NAME", words=words))
        return field, name

    parser.add_argument(
        "--column",
        metavar="FIELD=NAME",
        action="append",
        type=column,
        default=[],
        help=translated("the column of a table that holds this field: {fields}", fields=", ".join(fields)),
    )
    parser.add_argument("--delimiter", default="", help=translated("the character between the cells of a CSV table"))
    parser.add_argument(
        "--encoding", default="", help=translated("the encoding of text files and of tables of text, such as koi8-r")
    )
    parser.add_argument(
        "--sheet",
        default="",
        help=translated("the sheet of a workbook, by its name; “*” for all (default: the first with something in it)"),
    )


def choices(options: Namespace) -> Choices:
    """What these flags say.

    Raises:
        KnownError: the delimiter is not one character.
    """
    return replace(
        FOUND,
        columns=dict(options.column),
        delimiter=_character(options.delimiter),
        encoding=options.encoding,
        sheet=options.sheet,
    )


def _character(delimiter: str) -> str:
    delimiter = "\t" if delimiter == "\\t" else delimiter
    if len(delimiter) > 1 or delimiter in {"\r", "\n", '"', " "}:
        raise KnownError(translated("A delimiter is one character; “{words}” is none.", words=delimiter))
    return delimiter
