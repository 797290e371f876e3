"""The subcommands, in the order in which the help lists them.

To add one, write a module with these four names and put it into the table:

    NAME = "import"                                    as it is typed
    HELP = Message("add articles to the library")      one line, for the list of commands
    def add_arguments(parser): ...                     its own arguments; --library is everyone's
    def run(options) -> int: ...                       the exit status; a KnownError is told by the caller
"""

from argparse import ArgumentParser, Namespace
from typing import Protocol

from desktop.base.translation import Message
from desktop.cli import (
    adjudicate,
    agreement,
    assign,
    backup,
    check,
    codebook,
    evaluate,
    export,
    formats,
    import_articles,
    layers,
    learn,
    list_articles,
    metadata,
    restore,
    search,
    send,
    speakers,
    suggest,
    take,
    validate,
)


class Command(Protocol):
    """The shape of a subcommand's module."""

    NAME: str
    HELP: Message

    def add_arguments(self, parser: ArgumentParser, /) -> None: ...

    def run(self, options: Namespace, /) -> int: ...


COMMANDS: tuple[Command, ...] = (
    import_articles,
    metadata,
    list_articles,
    search,
    suggest,
    learn,
    layers,
    assign,
    send,
    take,
    export,
    codebook,
    speakers,
    formats,
    validate,
    check,
    backup,
    restore,
    agreement,
    adjudicate,
    evaluate,
)
