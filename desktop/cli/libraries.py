"""Which library a command works on."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from desktop.base import files, paths
from desktop.base.errors import KnownError, MaybeUsedElsewhere
from desktop.base.library_address import FileAddress, LibraryAddress
from desktop.base.preferred_name import preferred_name
from desktop.base.translation import listed, translated
from desktop.base.window_lock import OpenElsewhere, held, is_open_elsewhere
from desktop.cli import printing
from desktop.library import Layers, Library
from desktop.library.backups import remove_left_behind
from desktop.library.network_drives import network_drive
from desktop.library.other_names import NamedElsewhere
from desktop.model.records import ADJUDICATED


def add_argument(parser: ArgumentParser, default: str | None = None) -> None:
    """Lets `--library` be named here; the default of a command is what was named before it."""
    parser.add_argument(
        "--library",
        metavar="FILE-or-URL",
        type=str,  # a path need not be UTF-8
        default=default,
        help=translated("the library to work on (default: the one in your data folder)"),
    )


def add_used_only_here(parser: ArgumentParser) -> None:
    """For a command that writes to the library."""
    parser.add_argument(
        "--used-only-here",
        action="store_true",
        help=translated(
            "write to a library on a network drive, or under a second name: say that nobody else works in it now"
        ),
    )


def add_articles(parser: ArgumentParser) -> None:
    """For a command that concerns articles: which."""
    parser.add_argument(
        "articles",
        metavar="ARTICLE",
        nargs="*",
        help=translated("ids of articles, as `ascribe list` shows them (default: all)"),
    )


def add_layers(parser: ArgumentParser, help: str) -> None:
    """For a command that concerns annotators' work: whose."""
    parser.add_argument("--layer", metavar="NAME", action="append", default=[], help=help)


def layers_read(library: Library, names: Sequence[str]) -> Layers:
    """The layers of annotators of these names, None for all where none is named.

    Raises:
        KnownError: the library has no work of one of these.
    """
    known = {annotator.name: annotator.id for annotator in library.annotators()}
    if unknown := [name for name in names if name not in known]:
        raise KnownError(
            translated(
                "The library has no layer of {name}; `ascribe layers` shows those it has: {known}.",
                name=unknown[0],
                known=listed(known) or "–",
            )
        )
    return tuple(known[name] for name in names) or None


def chosen(options: Namespace) -> LibraryAddress:
    """The library that is named, or the default.

    Raises:
        KnownError: no library can have this name.
    """
    named: str | None = options.library
    return LibraryAddress.of(paths.default_library() if named is None else named)


def is_there(address: LibraryAddress) -> bool:
    """Whether there is such a library; of one on a server, the server says so when it is opened."""
    return not isinstance(address, FileAddress) or files.exists(address.file)


@contextmanager
def opened(options: Namespace) -> Iterator[Library]:
    """The chosen library to write to, made when there is none.

    Raises:
        KnownError: other computers work, or may work, in it at the same time.
    """
    address = chosen(options)
    annotator, only_here = preferred_name(), options.used_only_here
    with (
        locked_against_others(options, address),
        Library.open(address, annotator=annotator, used_only_here=only_here) as library,
    ):
        remove_left_behind(address)
        yield library


@contextmanager
def opened_existing(options: Namespace, *, annotator: str | None = None) -> Iterator[Library]:
    """The chosen library to write to, for a command that only makes sense with what is in it.

    `annotator` is whose the edits are, by the preferences where nobody is named.

    Raises:
        KnownError: it does not exist, or other computers work, or may work, in it at the same time.
    """
    address = _existing(options)
    annotator = annotator or preferred_name()
    with (
        locked_against_others(options, address),
        Library.open(address, annotator=annotator, used_only_here=options.used_only_here, make=False) as library,
    ):
        remove_left_behind(address)
        yield library


def opened_to_read(options: Namespace) -> Library:
    """The chosen library for a command that writes nothing; where other computers may work in it, as it is now.

    Everybody's work is read, or that in the layers that are named.

    Raises:
        KnownError: it does not exist, or has no such layer.
    """
    address, annotator = _existing(options), preferred_name()
    remove_left_behind(address)
    try:
        library = Library.open(address, annotator=annotator, read_only=is_open_elsewhere(address), make=False)
    except MaybeUsedElsewhere:
        library = Library.open(address, annotator=annotator, read_only=True)
    try:
        layers = layers_read(library, getattr(options, "layer", ()))
        if layers == (ADJUDICATED,):
            library.work_in(ADJUDICATED)  # which shows all, also where the library is coded blind
        library.read_layers(layers)
    except KnownError:
        library.close()
        raise
    return library


def tell_hidden(library: Library) -> None:
    """Says how much of what is read here is hidden, since the library is coded blind."""
    if words := library.hidden_words(len(library.hidden_articles())):
        printing.tell(words)


def _existing(options: Namespace) -> LibraryAddress:
    address = chosen(options)
    if not is_there(address):
        if options.library is None:
            raise KnownError(
                translated("There is no library {address}; `ascribe import ARTICLE` makes one.", address=address)
            )
        raise KnownError(
            translated(
                "There is no library {address}; `ascribe import --library {address} ARTICLE` makes one.",
                address=address,
            )
        )
    return address


@contextmanager
def locked_against_others(options: Namespace, address: LibraryAddress) -> Iterator[None]:
    """While a command writes to a library, other computers are told that it is open here.

    Raises:
        KnownError: other computers work, or may work, in it at the same time.
    """
    if not isinstance(address, FileAddress):  # a server lets everybody work at once
        yield
        return
    drive = network_drive(address.file)
    if drive and not options.used_only_here:
        raise KnownError(
            translated(
                "{address} is on a network drive ({drive}), where a library is damaged when two computers work "
                "in it at once: work on a copy on this computer, or add --used-only-here if no other computer "
                "works in it.",
                address=address,
                drive=drive,
            )
        )
    try:
        with held(address):
            yield
    except OpenElsewhere as error:
        raise KnownError(
            translated("{reason} (If it is not open there any more, delete {lock}.)", reason=error, lock=address.lock)
        ) from error
    except NamedElsewhere as error:
        raise KnownError(
            translated("{reason} Add --used-only-here if nobody uses it under the other name.", reason=error)
        ) from error
