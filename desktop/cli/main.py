"""Reads the command line and runs the subcommand that it names."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from desktop import __version__
from desktop.base.control_characters import pictured
from desktop.base.translation import translated
from desktop.cli import argparse_wording, libraries
from desktop.cli.commands import COMMANDS, command
from desktop.cli.library_first import library_first


def run(arguments: Sequence[str]) -> int:
    """Runs the command that the arguments name and gives its exit status."""
    argparse_wording.speak()
    _, rest = library_first(arguments)
    named = [name for name in rest[:1] if name in COMMANDS]
    options = _parser(named or COMMANDS).parse_args(arguments)
    return int(options.run(options))


class _Parser(ArgumentParser):
    def __init__(self, *settings: Any, **named: Any) -> None:
        super().__init__(*settings, **named)
        self.register("type", None, _text)

    def add_subparsers(self, **named: Any) -> Any:
        below = super().add_subparsers(**named)
        below.type = str  # all that follows, which the parser below reads
        return below

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Ends the program; the message may quote what was typed, or a file's name that a shell put in its place."""
        super().exit(status, message and pictured(message))


def _text(word: str) -> str:
    """A word that is no path: of bytes that are no UTF-8, Python makes halves of characters, which no library holds."""
    try:
        word.encode()
    except UnicodeEncodeError as error:
        raise ArgumentTypeError(translated("“{words}” is not text in UTF-8", words=pictured(word))) from error
    return word


def _parser(names: Iterable[str]) -> ArgumentParser:
    """What reads the arguments of these commands: of all others, the modules need not be loaded."""
    parser = _Parser(
        prog="ascribe",
        usage="ascribe [FILE.ascribe] [ARTICLE...] | ascribe [--library FILE] COMMAND ...",
        description=translated(
            "Mark who said what in the news. Without a command the window opens, with the library or the "
            "articles that are named."
        ),
    )
    libraries.add_argument(parser)
    parser.add_argument(
        "--version", action="version", version=f"Ascribe {__version__}", help=translated("show the version and exit")
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in names:
        named = command(name)
        help = translated(named.HELP)
        about = help[0].upper() + help[1:] + "."
        subparser = subparsers.add_parser(name, prog=f"ascribe {name}", help=help, description=about)
        libraries.add_argument(subparser, default=SUPPRESS)
        named.add_arguments(subparser)
        subparser.set_defaults(run=named.run)
    return parser
