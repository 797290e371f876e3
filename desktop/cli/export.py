"""ascribe export [ARTICLE...]"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated
from desktop.cli import libraries, printing
from desktop.exchange import exporting, losses
from desktop.exchange.exporting import Selection
from desktop.exchange.format import Format, Option, Options
from desktop.exchange.registry import WRITABLE

NAME = "export"
HELP = Message("write the articles with their annotations")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "articles", metavar="ARTICLE", nargs="*", help=translated("the ids that `ascribe list` shows; all without")
    )
    parser.add_argument("--format", choices=sorted(WRITABLE), default="json", help=translated("default: %(default)s"))
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=translated("where to write; without it, standard output")
    )
    for option in _all_options():
        parser.add_argument(_flag(option), action="store_true", help=translated(option.help))


def run(options: Namespace) -> int:
    format = WRITABLE[options.format]
    selection = Selection(articles=tuple(options.articles) or None, options=_chosen(options, format))
    with libraries.opened_to_read(options) as library:
        if options.output is None and sys.stdout is None:  # a frozen program without a console
            raise KnownError(translated("There is no standard output here; name a file with -o."))
        if lost := exporting.losses(library, format, selection):
            printing.tell(losses.sentence(lost, format))
        if options.output is not None:
            exporting.export(library, format, selection, options.output)
        else:
            exporting.write(library, format, selection, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    return 0


def _all_options() -> list[Option]:
    """The options of all formats, each once."""
    return list(dict.fromkeys(option for format in WRITABLE.values() for option in format.options))


def _flag(option: Option) -> str:
    return f"--{option.name.replace('_', '-')}"


def _chosen(options: Namespace, format: Format) -> Options:
    """What was chosen.

    Raises:
        KnownError: an option of other formats was.
    """
    chosen = [option for option in _all_options() if getattr(options, option.name)]
    for option in chosen:
        if option not in format.options:
            raise KnownError(
                translated("The format {format} has no {option}.", format=format.name, option=_flag(option))
            )
    return {option.name: True for option in chosen}
