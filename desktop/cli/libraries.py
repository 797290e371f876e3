"""Which library a command works on."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop import places
from desktop.errors import KnownError
from desktop.library import Library


def add_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--library", metavar="FILE", help="the library to work on; without it, your default library in your data folder"
    )


def chosen_path(options: Namespace) -> Path:
    """The library's file: the one that is named, or the default.

    Raises:
        KnownError: an address is named, not a file.
    """
    named: str | None = options.library
    if named is None:
        return places.default_library()
    if "://" in named:
        raise KnownError(f"{named.partition('://')[0]} libraries are not supported yet; name a file with --library.")
    return Path(named)


def opened(options: Namespace) -> Library:
    """The chosen library, made when there is none."""
    return Library.open(chosen_path(options))


def opened_existing(options: Namespace, *, annotator: str | None = None) -> Library:
    """The chosen library, for a command that only makes sense with what is in it. `annotator` is whose the edits are.

    Raises:
        KnownError: a file is named that does not exist.
    """
    path = chosen_path(options)
    if options.library is not None and not path.exists():
        raise KnownError(f"There is no library {path}; `ascribe import --library {path} ARTICLE` makes one.")
    return Library.open(path, annotator=annotator)
