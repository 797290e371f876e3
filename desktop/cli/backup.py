"""ascribe backup [FILE]"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing

HELP = Message("copy the library, into its own rotated backups or to a file")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=Path,
        help=translated("default: the folder of backups beside the library"),
    )


def run(options: Namespace) -> int:
    with libraries.opened_to_read(options) as library:
        target: Path | None = options.file
        printing.say(library.backup(target and target.absolute(), printing.tell))
    return 0
