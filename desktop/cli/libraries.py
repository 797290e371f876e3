"""Which library a command works on."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.base import files, paths
from desktop.base.errors import KnownError
from desktop.base.window_lock import OpenElsewhere, held, is_open_elsewhere, lock_file
from desktop.library import Library
from desktop.library.network_drives import OnNetworkDrive, network_drive


def add_argument(parser: ArgumentParser, default: str | None = None) -> None:
    """Lets `--library` be named here; the default of a command is what was named before it."""
    parser.add_argument(
        "--library",
        metavar="FILE",
        default=default,
        help="the library to work on; without it, your default library in your data folder",
    )


def add_used_only_here(parser: ArgumentParser) -> None:
    """For a command that writes to the library."""
    parser.add_argument(
        "--used-only-here",
        action="store_true",
        help="write to a library on a network drive: no other computer works in it now",
    )


def chosen_path(options: Namespace) -> Path:
    """The library's file: the one that is named, or the default.

    Raises:
        KnownError: an address is named, or what can be no file.
    """
    named: str | None = options.library
    if named is None:
        return paths.default_library()
    if "://" in named:
        raise KnownError(f"{named.partition('://')[0]} libraries are not supported yet; name a file with --library.")
    path = Path(named)
    files.status(path)  # which raises
    return path


@contextmanager
def opened(options: Namespace) -> Iterator[Library]:
    """The chosen library to write to, made when there is none.

    Raises:
        KnownError: other computers work, or may work, in it at the same time.
    """
    path = chosen_path(options)
    with kept_from_others(options, path), Library.open(path, used_only_here=options.used_only_here) as library:
        yield library


@contextmanager
def opened_existing(options: Namespace, *, annotator: str | None = None) -> Iterator[Library]:
    """The chosen library to write to, for a command that only makes sense with what is in it.

    `annotator` is whose the edits are.

    Raises:
        KnownError: a file is named that does not exist, or other computers work, or may work, in it at the same time.
    """
    path = _existing(options)
    with (
        kept_from_others(options, path),
        Library.open(
            path, annotator=annotator, used_only_here=options.used_only_here, make=options.library is None
        ) as library,
    ):
        yield library


def opened_to_read(options: Namespace) -> Library:
    """The chosen library for a command that writes nothing; where other computers may work in it, as it is now.

    Raises:
        KnownError: a file is named that does not exist.
    """
    path = _existing(options)
    try:
        return Library.open(path, read_only=is_open_elsewhere(path))
    except OnNetworkDrive:
        return Library.open(path, read_only=True)


def _existing(options: Namespace) -> Path:
    path = chosen_path(options)
    if options.library is not None and not files.exists(path):
        raise KnownError(f"There is no library {path}; `ascribe import --library {path} ARTICLE` makes one.")
    return path


@contextmanager
def kept_from_others(options: Namespace, path: Path) -> Iterator[None]:
    """While a command writes to a library, other computers are told that it is open here.

    Raises:
        KnownError: other computers work, or may work, in it at the same time.
    """
    drive = network_drive(path)
    if drive and not options.used_only_here:
        raise KnownError(
            f"{path} is on a network drive ({drive}), where a library is damaged when two computers work in it at "
            "once: work on a copy on this computer, or add --used-only-here if no other computer works in it."
        )
    try:
        with held(path):
            yield
    except OpenElsewhere as error:
        raise KnownError(f"{error} (If it is not open there any more, delete {lock_file(path)}.)") from error
