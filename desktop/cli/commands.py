"""The subcommands, in the order in which the help lists them. Only the one that is asked for is loaded.

To add one, write a module with these three names here in this folder, and put it into the table, after what is typed:

    HELP = Message("add articles to the library")      one line, for the list of commands
    def add_arguments(parser): ...                     its own arguments; --library is everyone's
    def run(options) -> int: ...                       the exit status; a KnownError is told by the caller
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from desktop.base.translation import Message


class Command(Protocol):
    """The shape of a subcommand's module."""

    HELP: Message

    def add_arguments(self, parser: ArgumentParser, /) -> None: ...

    def run(self, options: Namespace, /) -> int: ...


COMMANDS: Mapping[str, str] = {
    "import": "import_articles",
    "metadata": "metadata",
    "list": "list_articles",
    "search": "search",
    "suggest": "suggest",
    "learn": "learn",
    "layers": "layers",
    "assign": "assign",
    "send": "send",
    "take": "take",
    "export": "export",
    "codebook": "codebook",
    "speakers": "speakers",
    "formats": "formats",
    "validate": "validate",
    "check": "check",
    "backup": "backup",
    "restore": "restore",
    "agreement": "agreement",
    "adjudicate": "adjudicate",
    "evaluate": "evaluate",
}


def command(name: str) -> Command:
    """The subcommand that is typed so."""
    return cast(Command, import_module(f"desktop.cli.{COMMANDS[name]}"))
